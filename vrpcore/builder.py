"""A fluent way to state a problem step by step, for notebooks and scripts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Literal, TypeVar, Unpack

from vrpcore.api import SolveFields, solve
from vrpcore.models import (
    ChannelPolicy,
    Currency,
    Customer,
    Depot,
    GeodesicTravel,
    Horizon,
    Location,
    MatrixTravel,
    Order,
    PlanarTravel,
    Problem,
    Product,
    TimeWindow,
    Township,
    TravelProfile,
    VehicleType,
)
from vrpcore.models.base import Record
from vrpcore.models.location import CoordinateSystem
from vrpcore.result import Result

Point = Location | tuple[float, float]
"""A place: a `Location`, or ``(x, y)`` (longitude, latitude where coordinates are degrees)."""
Window = TimeWindow | tuple[str | int, str | int]
"""A daily window: a `TimeWindow`, or ``("08:00", "12:00")``, or seconds after midnight."""
Moment = dt.datetime | str
"""A moment, or its ISO text such as ``"2026-11-23T17:00"``."""

R = TypeVar("R", bound=Record)
GOODS = "goods"
"""Product of orders that only state a number of cases, in a model without products."""


class Model:
    """Collects the parts of a problem. Each ``add_…`` checks its part and returns it as a handle.

    Handles may be used wherever an id is asked for. Every further keyword of an ``add_…`` method is a
    field of the record it makes (see `vrpcore.models`).

    Parameters
    ----------
    start
        First day, as a date or ISO text. The default is a fixed Monday, so that runs repeat.
    days
        Calendar days of the horizon.
    coordinate_system
        ``"wgs84"`` or ``"gcj02"`` degrees, or ``"planar"`` metres.
    travel
        Where distances come from; by default 40 km/h on straight lines (planar) or on
        great circles times a detour of 1.3.
    name, currency, policy
        As in `Problem`.
    """

    def __init__(
        self,
        *,
        start: dt.date | str = "2026-01-05",
        days: int = 1,
        coordinate_system: CoordinateSystem = "wgs84",
        travel: PlanarTravel | GeodesicTravel | MatrixTravel | None = None,
        name: str = "",
        currency: Currency | None = None,
        policy: ChannelPolicy | None = None,
        closed_weekdays: Iterable[str] = (),
        closed_dates: Iterable[dt.date] = (),
    ) -> None:
        self._horizon = _make(
            Horizon,
            start=dt.date.fromisoformat(start) if isinstance(start, str) else start,
            days=days,
            closed_weekdays=tuple(closed_weekdays),
            closed_dates=tuple(closed_dates),
        )
        self._coordinate_system = coordinate_system
        self._travel = travel
        self._name = name
        self._currency = currency or Currency()
        self.policy = policy or ChannelPolicy()
        self._townships: list[Township] = []
        self._products: list[Product] = []
        self._customers: list[Customer] = []
        self._orders: list[Order] = []
        self._depots: list[Depot] = []
        self._vehicle_types: list[VehicleType] = []
        self._profiles: list[TravelProfile] = []

    def add_township(self, id: str, **fields: object) -> Township:
        """Add a township."""
        return _append(self._townships, _make(Township, id=id, **fields))

    def add_product(self, id: str, **fields: object) -> Product:
        """Add a product."""
        return _append(self._products, _make(Product, id=id, **fields))

    def add_profile(self, id: str, speed_kmh: float, **fields: object) -> TravelProfile:
        """Add a travel profile for vehicle types to name; not together with given travel."""
        if self._travel is not None:
            raise ValueError("profiles are part of the travel given to Model(travel=…); add it there")
        return _append(self._profiles, _make(TravelProfile, id=id, speed_kmh=speed_kmh, **fields))

    def add_customer(
        self, id: str, location: Point | None = None, *, windows: Iterable[Window] = (), **fields: object
    ) -> Customer:
        """Add a customer; `windows` are the daily service windows."""
        if windows:
            fields["service_windows"] = tuple(_window(window) for window in windows)
        return _append(self._customers, _make(Customer, id=id, location=_point(location), **_ids(fields)))

    def add_order(
        self,
        customer: Customer | str,
        goods: Mapping[Product | str, int] | int = 1,
        *,
        id: str | None = None,
        release: Moment | None = None,
        due: Moment | None = None,
        **fields: object,
    ) -> Order:
        """Add an order of cases by product, or of a number of cases where there is one product or none.

        Without an id it is called ``order-1``, ``order-2``, and so on.
        """
        customer_id = customer if isinstance(customer, str) else customer.id
        lines = tuple({"product_id": key, "cases": cases} for key, cases in self._cases(goods).items())
        order = _make(
            Order,
            id=id or f"order-{len(self._orders) + 1}",
            customer_id=customer_id,
            lines=lines,
            release=_moment(release),
            due=_moment(due),
            **_ids(fields),
        )
        return _append(self._orders, order)

    def add_center(self, id: str, location: Point | None = None, **fields: object) -> Depot:
        """Add a distribution centre."""
        return self._add_depot("center", id, location, fields)

    def add_store(self, id: str, location: Point | None = None, **fields: object) -> Depot:
        """Add a store; it must state its reach."""
        return self._add_depot("store", id, location, fields)

    def add_vehicle_type(
        self, id: str, depot: Depot | str, *, shift: Window | None = None, **fields: object
    ) -> VehicleType:
        """Add `count` equal vehicles (one by default) with their home depot."""
        if shift is not None:
            fields["shift"] = _window(shift)
        depot_id = depot if isinstance(depot, str) else depot.id
        return _append(self._vehicle_types, _make(VehicleType, id=id, depot_id=depot_id, **_ids(fields)))

    def problem(self) -> Problem:
        """Check everything together and return the problem.

        Raises
        ------
        pydantic.ValidationError
            Naming every fault at once, each with its place, rule and remedy.
        """
        return Problem(
            name=self._name,
            currency=self._currency,
            coordinate_system=self._coordinate_system,
            horizon=self._horizon,
            townships=tuple(self._townships),
            products=tuple(self._products),
            customers=tuple(self._customers),
            orders=tuple(self._orders),
            depots=tuple(self._depots),
            vehicle_types=tuple(self._vehicle_types),
            policy=self.policy,
            travel=self._travel_or_default(),
        )

    def solve(self, **settings: Unpack[SolveFields]) -> Result:
        """Solve the problem as it stands; takes every argument of `vrpcore.solve`."""
        return solve(self.problem(), **settings)

    def _cases(self, goods: Mapping[Product | str, int] | int) -> dict[str, int]:
        if isinstance(goods, Mapping):
            return {key if isinstance(key, str) else key.id: cases for key, cases in goods.items()}
        if not self._products:
            self.add_product(GOODS)
        if len(self._products) > 1:
            names = ", ".join(product.id for product in self._products)
            raise ValueError(f"which product? say {{product: cases}} with one of: {names}")
        return {self._products[0].id: goods}

    def _add_depot(
        self, kind: Literal["center", "store"], id: str, location: Point | None, fields: dict[str, object]
    ) -> Depot:
        depot = _make(Depot, id=id, kind=kind, location=_point(location), **_ids(fields))
        return _append(self._depots, depot)

    def _travel_or_default(self) -> PlanarTravel | GeodesicTravel | MatrixTravel:
        if self._travel is not None:
            return self._travel
        if self._coordinate_system == "planar":
            return PlanarTravel(profiles=(TravelProfile(), *self._profiles))
        return GeodesicTravel(profiles=(TravelProfile(detour=1.3), *self._profiles))


def _make(kind: type[R], /, **fields: object) -> R:
    return kind.model_validate(fields)


def _append(items: list[R], item: R) -> R:
    items.append(item)
    return item


def _point(point: Point | None) -> Location | None:
    if point is None or isinstance(point, Location):
        return point
    x, y = point
    return Location(x=float(x), y=float(y))


def _window(window: Window) -> TimeWindow:
    if isinstance(window, TimeWindow):
        return window
    earliest, latest = window
    return _make(TimeWindow, earliest=earliest, latest=latest)


def _moment(moment: Moment | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(moment) if isinstance(moment, str) else moment


_HANDLES = {"township": "township_id", "profile": "profile"}


def _ids(fields: dict[str, object]) -> dict[str, object]:
    """Replace handles by ids: ``township=handle`` becomes ``township_id="…"``."""
    out = dict(fields)
    for name, field in _HANDLES.items():
        if name in out:
            value = out.pop(name)
            out[field] = value.id if isinstance(value, Township | TravelProfile) else value
    return out
