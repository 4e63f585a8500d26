"""Vehicles, their working day and what they cost."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from vrpcore.models.base import (
    Cases,
    ClockTime,
    CubicMetres,
    Id,
    Kilograms,
    Many,
    Metres,
    Moment,
    Money,
    Record,
    Seconds,
)
from vrpcore.models.calendar import TimeWindow, require_in_order
from vrpcore.models.location import Location, Reach
from vrpcore.models.order import OrderLine


class Wage(Record):
    """A monthly wage, turned into the price of a worked day."""

    per_month: Money
    """Gross wage of a month (in the reference county 2,300 CNY, in town 2,000 CNY)."""
    days_per_month: Annotated[int, Field(ge=1, le=31)] = 26
    """Worked days of a month; a used day costs ``per_month / days_per_month``."""


class BreakRule(Record):
    """A rest that a route must contain unless it ends before the rest is due or starts after it.

    The rest begins within the window, at the place of the preceding activity, and counts as work time.
    A route that is back home by `latest`, or that leaves no sooner than `earliest` + `duration_s`,
    needs no rest of its own: the driver has it off the road.
    """

    earliest: ClockTime
    """Earliest beginning, seconds after midnight or ``"HH:MM"``."""
    latest: ClockTime
    """Latest beginning."""
    duration_s: Annotated[int, Field(ge=1, le=86_400)]
    """Length in seconds."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        require_in_order(self.earliest, self.latest)
        return self


class Handling(Record):
    """Unloading times of a vehicle class, on top of the customer's own fixed time."""

    visit_s: Seconds = 0
    """Fixed time of each visit."""
    light_case_s: Seconds = 0
    """Time for each case of light cargo."""
    heavy_case_s: Seconds = 0
    """Time for each case of heavy cargo."""


class VehicleType(Record):
    """A number of equal vehicles with one home depot."""

    id: Id
    name: str = ""
    depot_id: Id
    """Home depot: each route starts and ends here."""
    count: Annotated[int, Field(ge=0, le=1_000_000)] = 1
    """How many there are; they are called ``<id>-1``, ``<id>-2``, … unless `vehicle_ids` names them."""
    vehicle_ids: Many[Id] | None = None
    """Names of the single vehicles, exactly `count` of them."""
    capacity_kg: Kilograms | None = None
    """Most weight aboard at any moment; None means no limit."""
    capacity_m3: CubicMetres | None = None
    """Most volume aboard at any moment; None means no limit."""
    capacity_cases: Cases | None = None
    """Most cases aboard at any moment; None means no limit."""
    fixed_cost_per_day: Money = 0.0
    """Paid for each day on which the vehicle is used."""
    cost_per_km: Money = 0.0
    """Paid per kilometre driven."""
    cost_per_hour: Money = 0.0
    """Paid per hour from the start of a route to its end, waiting and breaks included."""
    wage: Wage | None = None
    """Driver's wage, paid for each day on which the vehicle is used."""
    loader_fee_per_tonne: Money = 0.0
    """Paid per delivered tonne (in the reference county 30 CNY, to the loaders of the truck)."""
    shift: TimeWindow | None = None
    """Working day: a route starts and ends within it. None means the whole day, midnight to midnight."""
    breaks: Many[BreakRule] = ()
    """Rests, in the order in which they fall due."""
    max_duration_s: Seconds | None = None
    """Longest route from start to end; None means no limit but the shift."""
    max_distance_m: Metres | None = None
    """Longest route; None means no limit."""
    max_trips: Annotated[int, Field(ge=1, le=10_000)] | None = 1
    """Most trips (loadings) on one day; None means no limit."""
    reload_depot_ids: Many[Id] = ()
    """Depots other than home where second and later trips may load."""
    loading_duration_s: Seconds = 0
    """Time to load at the depot before each trip."""
    handling: Handling = Handling()
    """Unloading times at customers."""
    profile: Id = "default"
    """Travel profile that gives its distances and durations."""
    area: Reach | None = None
    """Customers it may visit; None means all (an e-bike stays in town). The radius is around home."""
    reserve: bool = False
    """A reserve vehicle stays at home unless the policy calls the reserve out."""


class VehicleState(Record):
    """Where a vehicle is in a day that has begun. In the schema; no solver of this version honours it."""

    vehicle_id: Id
    location: Location | None = None
    """Where it is now; None means at its depot."""
    end_location: Location | None = None
    """Where it must end; None means at its depot."""
    free_from: Moment | None = None
    """When it can take on new work."""
    aboard: Many[OrderLine] = ()
    """Goods already aboard."""
    work_done_s: Seconds = 0
    """Work time already spent today."""
    distance_done_m: Metres = 0
    """Distance already driven today."""
