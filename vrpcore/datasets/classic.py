"""Classic random problems on a plane of 1,000 by 1,000 metres, counted in whole metres.

Distance is the objective: one cost unit per metre, currency scale 1. A metre takes a second. The layouts
follow Uchoa et al. (2017), "New benchmark instances for the capacitated vehicle routing problem", EJOR 257,
and the windows Solomon (1987), "Algorithms for the vehicle routing and scheduling problems with time window
constraints", Operations Research 35, in kind; drawn here with whole numbers only.
"""

from __future__ import annotations

import datetime as dt
from math import isqrt
from typing import Literal

from vrpcore.datasets.arguments import check_arguments
from vrpcore.datasets.dice import Dice
from vrpcore.datasets.plane import Point, distance2
from vrpcore.models.calendar import Horizon, TimeWindow
from vrpcore.models.customer import Customer
from vrpcore.models.depot import Depot
from vrpcore.models.location import Location
from vrpcore.models.money import Currency
from vrpcore.models.order import Order, OrderLine
from vrpcore.models.policy import ChannelPolicy
from vrpcore.models.problem import Problem
from vrpcore.models.product import Product
from vrpcore.models.travel import PlanarTravel, TravelProfile
from vrpcore.models.vehicle import VehicleType

Layout = Literal["uniform", "clustered", "mixed"]
DepotPlace = Literal["center", "corner", "random"]

_SIDE = 1_000
_LAYOUTS = ("uniform", "clustered", "mixed")
_DEPOT_PLACES = ("center", "corner", "random")
_MAX_DEMAND = 100
_SERVICE_S = 90
_DAY_S = 8 * 3600


def random_cvrp(
    n: int,
    seed: int = 0,
    *,
    layout: Layout = "uniform",
    depot: DepotPlace = "center",
    customers_per_route: int = 10,
) -> Problem:
    """A capacitated problem: one depot, equal vehicles, demands of 1 to 100 cases.

    Parameters
    ----------
    n
        Number of customers, 1 to 1,000,000; as many vehicles are at hand.
    seed
        Which problem; same arguments, same problem, on any platform.
    layout
        Customers everywhere, in clusters, or half and half.
    depot
        Where the depot lies.
    customers_per_route
        How many customers of mean demand fill a vehicle, 1 to 1,000.

    Raises
    ------
    InvalidInputError
        When an argument is of the wrong type or out of range.
    """
    _check("random_cvrp", n, seed, layout, depot, customers_per_route)
    dice = Dice(seed, "random_cvrp")
    points = _points(dice, n, layout)
    return _problem(
        f"random CVRP, {n} customers, {layout}, seed {seed}",
        _depot_point(dice, depot),
        points,
        [dice.between(1, _MAX_DEMAND) for _ in points],
        customers_per_route,
    )


def random_vrptw(
    n: int,
    seed: int = 0,
    *,
    layout: Layout = "uniform",
    depot: DepotPlace = "center",
    customers_per_route: int = 10,
    window_s: int = 3_600,
    with_window_percent: int = 100,
) -> Problem:
    """A problem with service windows: as `random_cvrp`, within a day of eight hours.

    Each window can be kept by a vehicle that serves this customer alone. Service takes 90 seconds.

    Parameters
    ----------
    n, seed, layout, depot, customers_per_route
        As in `random_cvrp`.
    window_s
        Length of the windows in seconds, 60 to 28,800 (cut off where the day ends).
    with_window_percent
        Share of customers that have a window, 0 to 100.

    Raises
    ------
    InvalidInputError
        When an argument is of the wrong type or out of range.
    """
    _check("random_vrptw", n, seed, layout, depot, customers_per_route)
    check_arguments(
        "random_vrptw",
        whole={
            "window_s": (window_s, 60, _DAY_S),
            "with_window_percent": (with_window_percent, 0, 100),
        },
    )
    dice = Dice(seed, "random_vrptw")
    points = _points(dice, n, layout)
    home = _depot_point(dice, depot)
    windows: list[TimeWindow | None] = []
    for point in points:
        away = isqrt(distance2(home, point)) + 1  # seconds to get there, rounded up
        first, last = away, _DAY_S - away - _SERVICE_S
        earliest = dice.between(first, max(first, last - window_s))
        window = TimeWindow(earliest=earliest, latest=min(earliest + window_s, last))
        windows.append(window if dice.percent(with_window_percent) else None)
    return _problem(
        f"random VRPTW, {n} customers, {layout}, seed {seed}",
        home,
        points,
        [dice.between(1, _MAX_DEMAND) for _ in points],
        customers_per_route,
        windows,
    )


def _check(where: str, n: int, seed: int, layout: str, depot: str, customers_per_route: int) -> None:
    check_arguments(
        where,
        whole={
            "n": (n, 1, 10**6),
            "seed": (seed, 0, 2**63 - 1),
            "customers_per_route": (customers_per_route, 1, 1_000),
        },
        words={"layout": (layout, _LAYOUTS), "depot": (depot, _DEPOT_PLACES)},
    )


def _depot_point(dice: Dice, place: DepotPlace) -> Point:
    if place == "center":
        return _SIDE // 2, _SIDE // 2
    return (0, 0) if place == "corner" else (dice.between(0, _SIDE), dice.between(0, _SIDE))


def _points(dice: Dice, n: int, layout: Layout) -> list[Point]:
    """Customers: anywhere, or near one of three to eight cluster middles."""
    middles = [(dice.between(0, _SIDE), dice.between(0, _SIDE)) for _ in range(dice.between(3, 8))]
    points = []
    for position in range(n):
        if layout == "uniform" or (layout == "mixed" and position % 2 == 0):
            points.append((dice.between(0, _SIDE), dice.between(0, _SIDE)))
        else:
            x, y = dice.pick(middles)
            points.append((_inside(x + dice.bell(150)), _inside(y + dice.bell(150))))
    return points


def _inside(coordinate: int) -> int:
    return min(max(coordinate, 0), _SIDE)


def _problem(
    name: str,
    home: Point,
    points: list[Point],
    demands: list[int],
    customers_per_route: int,
    windows: list[TimeWindow | None] | None = None,
) -> Problem:
    capacity = max(_MAX_DEMAND, customers_per_route * sum(demands) // len(demands))
    width = len(str(len(points)))
    ids = [f"c{number:0{width}}" for number in range(1, len(points) + 1)]
    return Problem(
        name=name,
        currency=Currency(code="", scale=1),
        coordinate_system="planar",
        horizon=Horizon(start=dt.date(2026, 11, 23)),
        products=(Product(id="goods"),),
        customers=tuple(
            Customer(
                id=id_,
                location=_location(point),
                service_windows=() if windows is None or (w := windows[i]) is None else (w,),
                service_duration_s=0 if windows is None else _SERVICE_S,
            )
            for i, (id_, point) in enumerate(zip(ids, points, strict=True))
        ),
        orders=tuple(
            Order(id=f"order-{id_}", customer_id=id_, lines=(OrderLine(product_id="goods", cases=cases),))
            for id_, cases in zip(ids, demands, strict=True)
        ),
        depots=(Depot(id="depot", location=_location(home)),),
        vehicle_types=(
            VehicleType(
                id="vehicle",
                depot_id="depot",
                count=len(points),
                capacity_cases=capacity,
                cost_per_km=1_000.0,  # one whole currency unit per metre
                shift=None if windows is None else TimeWindow(earliest=0, latest=_DAY_S),
            ),
        ),
        policy=ChannelPolicy(hold=False),
        # 3.6 km/h is one metre per second: distance and duration are the same number.
        travel=PlanarTravel(profiles=(TravelProfile(speed_kmh=3.6),)),
    )


def _location(point: Point) -> Location:
    return Location(x=float(point[0]), y=float(point[1]))
