"""The native search engine, from cpp/; absent where vrpcore was installed without a C++ compiler."""

from collections.abc import Callable, Sequence
from typing import TypedDict

import numpy as np
import numpy.typing as npt

INFINITE_COST: int
"""Stands for "not allowed" in rows of service costs."""
FOREVER: int
"""Stands for an absent limit; minus it, for an absent release."""

class BuildInfo(TypedDict):
    """How the module was compiled."""

    compiler: str
    standard: int
    optimised: bool
    assertions: bool
    sanitizers: str

def build_info() -> BuildInfo:
    """How this module was compiled."""

class VehicleType:
    """What vehicles of a type can do and cost."""

    depot: int
    """Home."""
    load_depots: list[int]
    """Where later trips may load, home first."""
    capacity: tuple[int, int, int]
    cost_per_metre: int
    cost_per_second: int
    day_cost: int
    max_duration: int
    max_distance: int
    max_trips: int
    loading_duration: int
    profile: int
    handling: int
    """Which row of service durations."""
    cost_rows: list[int]
    """Per depot, which row of service costs; -1 where it cannot load."""

    def __init__(self) -> None: ...
    def add_rest(self, earliest: int, latest: int, duration: int) -> None:
        """Add a break rule, in seconds after midnight."""

class Problem:
    """Visits, depots, travel and fleet. Set `num_moments` before depots, and visits before their windows."""

    num_moments: int
    """Distinct starts of shifts."""
    num_days: int

    def __init__(self) -> None: ...
    def add_profile(self, distance: npt.NDArray[np.int64], duration: npt.NDArray[np.int64]) -> None:
        """Add legs between all places, depots first, row = origin; -1 where there is no way."""

    def add_planar_profile(
        self,
        x: npt.NDArray[np.float64],
        y: npt.NDArray[np.float64],
        scale: float,
        detour: float,
        down: bool,
        speed: float,
        speeds: npt.NDArray[np.float64] | None,
        tabulated: bool,
    ) -> None:
        """Add legs by the formula of `vrpcore.models.PlanarTravel`; speeds by place in km/h.

        `tabulated`: all are computed at once and kept.
        """

    def leg(self, profile: int, origin: int, destination: int) -> tuple[int, int]:
        """Metres and seconds from one place to another, as the search reads them."""

    def set_visits(
        self,
        place: npt.NDArray[np.int32],
        load: npt.NDArray[np.int64],
        absent_cost: npt.NDArray[np.int64],
        required: npt.NDArray[np.bool_],
        release: npt.NDArray[np.int64],
    ) -> None:
        """Set the visits: one row each, of load three columns."""

    def set_pickups(self, pickup: npt.NDArray[np.bool_], backhaul_last: bool) -> None:
        """Set which visits bring their load back; with `backhaul_last` behind a delivery, and behind all."""

    def set_windows(self, begin: npt.NDArray[np.int64], windows: npt.NDArray[np.int64]) -> None:
        """Set when service may start: rows ``begin[v]:begin[v + 1]`` are of visit v; none: always."""

    def set_goods(self, begin: npt.NDArray[np.int64], goods: npt.NDArray[np.int64]) -> None:
        """Set products and cases: rows ``begin[v]:begin[v + 1]`` are of visit v."""

    def add_service_durations(self, row: npt.NDArray[np.int64]) -> None:
        """Add the seconds at each visit for one way of handling."""

    def add_service_costs(self, row: npt.NDArray[np.int64]) -> None:
        """Add what serving each visit costs beside the route."""

    def add_depot(
        self,
        opening: npt.NDArray[np.int64],
        stock: npt.NDArray[np.int64] | None,
        max_grams_per_day: int | None,
    ) -> None:
        """Add a depot; stock has a row for each product and a column for each moment."""

    def add_type(self, type: VehicleType) -> None:
        """Add a vehicle type."""

    def add_order(self, hold: int, unserved: int, cases: int, is_splittable: bool) -> None:
        """Add an order of a group: `INFINITE_COST` where it may not be held or left unserved."""

    def add_band(
        self, min_cases: int, max_cases: int, waiver_below: int, waiver_above: int, lacks: list[bool]
    ) -> None:
        """Set for the next depot the cases of a visit, waivers, and, by product, what it never has."""

    def set_township(self, rule: int, price: int) -> None:
        """Set the township rule: 0 free, 1 prefer, 2 must."""

    def add_handling(self, visit: int, light_case: int, heavy_case: int) -> None:
        """Say what the next row of service durations is made of."""

    def add_rate(self, depot: int, per_gram: int, allows: list[bool]) -> None:
        """Say what the next row of service costs is made of; `allows`: by group."""

    def add_group(
        self,
        first_visit: int,
        num_visits: int,
        windows: list[tuple[int, int]],
        service_duration: int,
        is_pickup: bool,
        reach: list[bool],
        township_stores: list[int],
    ) -> None:
        """Add portions' company: visits ``first_visit`` and on are theirs to fill."""

    def add_portion(
        self,
        order: int,
        group: int,
        load: tuple[int, int, int],
        grams: int,
        cases: int,
        light_cases: int,
        release: int,
        due: int,
        is_exempt: bool,
        goods: list[tuple[int, int]],
    ) -> None:
        """Add a portion of an order to a group."""

    def figures_of(
        self, group: int, portions: list[int]
    ) -> tuple[list[int], int, list[tuple[int, int]], list[tuple[int, list[tuple[int, int]]]]]:
        """Load, release, and windows of a visit that brings these portions, as the search reads them.

        Last, for each vehicle type, how long it serves the visit, and the cost for each depot where it loads.
        """

    def set_slots(self, slots: npt.NDArray[np.int64]) -> None:
        """Set the slots: type, start, end, midnight, day and moment of each."""

class SearchOptions:
    """Limits and settings of a search; see cpp/engine/search.hpp."""

    seed: int
    threads: int
    seconds: float
    iterations: int
    no_improvement: int
    target_cost: int
    first_feasible: bool
    num_neighbours: int
    num_neighbours_long: int
    num_neighbours_reloading: int
    blink: float
    hot: float
    cold: float
    most_recombined: float
    num_first: int
    first_share: float
    child_share: float
    rewarm: float
    route_bonus: float
    route_bonus_optional: float
    num_elites: int
    careful_start: bool
    absent_tried: int
    mean_removed: float
    max_string: float
    split_share: float
    split_growth: float

    def __init__(self) -> None: ...

class SearchResult:
    """The best plan of a search."""

    @property
    def routes(self) -> list[tuple[int, list[tuple[int, list[int]]]]]:
        """Slot and trips; of each trip the depot and the visits, ``~r`` for rest r."""

    @property
    def contents(self) -> list[tuple[int, list[int]]]:
        """Visits of groups on the routes, and the portions that they bring."""

    @property
    def cost(self) -> int:
        """Cost units; required visits that are absent add nothing."""

    @property
    def num_absent_required(self) -> int: ...
    @property
    def iterations(self) -> int: ...
    @property
    def stopped_by(self) -> str:
        """A `vrpcore.solvers.stop.StopReason`."""

    @property
    def seconds_to_best(self) -> float: ...

def search(
    problem: Problem,
    initial: Sequence[tuple[int, Sequence[tuple[int, Sequence[int]]]]],
    contents: Sequence[tuple[int, Sequence[int]]],
    options: SearchOptions,
    listener: Callable[[float, int, int, int], bool] | None,
) -> SearchResult:
    """Search, without the interpreter's lock.

    The listener is told seconds, iterations, cost and required visits absent some 50 times a second; where it
    returns False the search ends, where it raises, the exception surfaces.
    """
