"""The instance: what solvers read. Indices and int64 only; ids stay behind in the problem.

Places are numbered depots first, then customers: depot ``d`` is place ``d``, customer ``c`` is place
``num_depots + c``. Absent limits are `NO_LIMIT`, absent prices `NO_PRICE`; neither is ever added to anything.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

from vrpcore.models.features import Feature
from vrpcore.travel.protocol import TravelTable

IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]
Spans = tuple[tuple[int, int], ...]
"""Sorted, disjoint, inclusive (earliest, latest) pairs of seconds."""

NO_LIMIT = 2**62
"""Stands for an absent upper limit; larger than every figure that validation lets through."""
NO_PRICE = -1
"""Stands for an absent price: the outcome is not allowed."""
ALWAYS: Spans = ((-NO_LIMIT, NO_LIMIT),)


@dataclass(frozen=True, slots=True)
class Orders:
    """Orders as parallel arrays of length num_orders (lines: CSR over orders)."""

    customer: IntArray
    is_pickup: BoolArray
    is_emergency: BoolArray
    is_splittable: BoolArray
    release: IntArray
    """Seconds; ``-NO_LIMIT`` where there is none."""
    due: IntArray
    """Latest start of service in seconds; ``NO_LIMIT`` where there is none."""
    hold_cost: IntArray
    """Cost units; `NO_PRICE` where the order may not be held."""
    unserved_cost: IntArray
    """Cost units; `NO_PRICE` where the order is required."""
    load: IntArray
    """Shape (num_orders, 3): grams, cubic centimetres, cases."""
    line_begin: IntArray
    """Shape (num_orders + 1,): lines of order o are ``line_begin[o]:line_begin[o + 1]``."""
    line_product: IntArray
    line_cases: IntArray


@dataclass(frozen=True, slots=True)
class Depot:
    """What a solver must know of a depot."""

    opening: Spans
    """When loading may take place (begin and end)."""
    fee_per_gram: int
    stock: IntArray | None
    """Deliverable cases per product at the start (opening minus safety, may be negative); None: unlimited."""
    receipts: tuple[tuple[int, int, int], ...]
    """(arrival second, product, cases), by arrival."""
    max_grams_per_day: int
    min_cases: int
    max_cases: int
    waiver_below: int
    """Cost units, `NO_PRICE` where smaller visits are not allowed."""
    waiver_above: int
    carries: BoolArray
    """Per product: whether the depot ever has any to deliver."""
    reach: BoolArray
    """Per customer."""


@dataclass(frozen=True, slots=True)
class Rest:
    """A break rule in seconds after midnight."""

    earliest: int
    latest: int
    duration: int


@dataclass(frozen=True, slots=True)
class VehicleType:
    """What a solver must know of a vehicle type."""

    depot: int
    """Home depot."""
    load_depots: tuple[int, ...]
    """Depots where second and later trips may load, home first."""
    capacity: tuple[int, int, int]
    """Grams, cubic centimetres, cases."""
    cost_per_metre: int
    cost_per_second: int
    day_cost: int
    """Fixed cost and wage of a used slot."""
    loader_per_gram: int
    rests: tuple[Rest, ...]
    max_duration: int
    max_distance: int
    max_trips: int
    loading_duration: int
    visit_duration: int
    light_case_duration: int
    heavy_case_duration: int
    profile: int
    """Profile number of the travel table."""
    area: BoolArray
    """Per customer: whether it may go there."""
    is_usable: bool
    """False for reserve vehicles that the policy does not call out."""


@dataclass(frozen=True, slots=True)
class Slots:
    """One entry per vehicle and working day, in the problem's order."""

    vehicle_type: IntArray
    vehicle: IntArray
    """Number of the vehicle over all types."""
    day: IntArray
    """Position of the date among the working days."""
    start: IntArray
    end: IntArray
    midnight: IntArray


@dataclass(frozen=True, slots=True)
class Instance:
    """A problem in indices. Arrays are not to be written to."""

    features: frozenset[Feature]
    """What the problem asks of a solver."""
    travel: TravelTable
    num_depots: int
    num_customers: int
    num_products: int
    num_days: int
    orders: Orders
    is_light: BoolArray
    """Per product."""
    case_load: IntArray
    """Shape (num_products, 3): grams, cubic centimetres and 1 per case."""
    customer_spans: tuple[Spans, ...]
    """Service windows over the whole horizon."""
    customer_service: IntArray
    """Fixed service duration."""
    township_stores: tuple[tuple[int, ...], ...]
    """Per customer: stores of its township that have it in reach."""
    depots: tuple[Depot, ...]
    vehicle_types: tuple[VehicleType, ...]
    slots: Slots
    township_rule: Literal["must", "prefer", "free"]
    township_cost: int
    consolidates: bool
    exempts_emergencies: bool
    backhaul_last: bool
    derived: dict[str, object] = field(init=False, repr=False, compare=False, default_factory=dict)
    """What is worked out from the rest once, on demand; each entry belongs to one module."""

    def __repr__(self) -> str:
        """Sizes and features; the arrays fill screens."""
        sizes = ("num_depots", "num_customers", "num_products", "num_orders", "num_days", "num_slots")
        told = [f"{name}={getattr(self, name)}" for name in sizes]
        return f"Instance({', '.join(told)}, features={sorted(map(str, self.features))})"

    @property
    def num_orders(self) -> int:
        """Number of orders."""
        return len(self.orders.customer)

    @property
    def num_slots(self) -> int:
        """Number of slots."""
        return len(self.slots.start)

    def place_of(self, customer: int) -> int:
        """Place number of a customer."""
        return self.num_depots + customer
