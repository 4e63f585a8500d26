"""The model that a notebook builds up step by step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, TypeVar, Unpack

from vrpcore.api import SolveFields, solve
from vrpcore.builder.values import Id, Moment, Point, Window, checked, day, make
from vrpcore.models import (
    ChannelPolicy,
    Currency,
    Customer,
    Depot,
    GeodesicTravel,
    Horizon,
    MatrixTravel,
    Order,
    PlanarTravel,
    Problem,
    Product,
    Township,
    TravelProfile,
    VehicleType,
)
from vrpcore.models.base import Record
from vrpcore.models.location import CoordinateSystem
from vrpcore.result import Result

R = TypeVar("R", bound=Record)
GOODS = "goods"
"""Product of orders that only state a number of cases, in a model without products."""


class Model:
    """Collects the parts of a problem. Each ``add_…`` checks its part and returns it as a handle.

    Handles may be used wherever an id is asked for, numbers of numpy and pandas wherever numbers are. Every
    further keyword of an ``add_…`` method is a field of the record it makes (see `vrpcore.models`).

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
        closed_dates: Iterable[dt.date | str] = (),
    ) -> None:
        self._horizon = make(
            Horizon,
            start=day(start),
            days=days,
            closed_weekdays=[closed_weekdays] if isinstance(closed_weekdays, str) else list(closed_weekdays),
            closed_dates=[day(date) for date in closed_dates],
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

    def __repr__(self) -> str:
        """What has been added so far."""
        return (
            f"<Model {self._name!r}: {len(self._customers)} customers, {len(self._orders)} orders, "
            f"{len(self._depots)} depots, {len(self._vehicle_types)} vehicle types>"
        )

    def add_township(self, id: Id, **fields: object) -> Township:
        """Add a township."""
        return _append(self._townships, make(Township, id=id, **fields))

    def add_product(self, id: Id, **fields: object) -> Product:
        """Add a product."""
        return _append(self._products, make(Product, id=id, **fields))

    def add_profile(self, id: Id, speed_kmh: float, **fields: object) -> TravelProfile:
        """Add a travel profile for vehicle types to name; not together with given travel."""
        if self._travel is not None:
            raise ValueError("profiles are part of the travel given to Model(travel=…); add it there")
        return _append(self._profiles, make(TravelProfile, id=id, speed_kmh=speed_kmh, **fields))

    def add_customer(
        self,
        id: Id,
        location: Point | None = None,
        *,
        windows: Window | Sequence[Window] = (),
        **fields: object,
    ) -> Customer:
        """Add a customer; `windows` are the daily service windows."""
        fields.setdefault("service_windows", windows)
        return _append(self._customers, make(Customer, id=id, location=location, **_renamed(fields)))

    def add_order(
        self,
        customer: Customer | Id,
        goods: Mapping[Product, int] | Mapping[Id, int] | int = 1,
        *,
        id: Id | None = None,
        release: Moment | None = None,
        due: Moment | None = None,
        **fields: object,
    ) -> Order:
        """Add an order of cases by product, or of a number of cases where there is one product or none.

        Without an id it is called ``order-1``, ``order-2``, and so on.
        """
        order = make(
            Order,
            id=f"order-{len(self._orders) + 1}" if id is None else id,
            customer_id=customer,
            lines=[{"product_id": product, "cases": cases} for product, cases in self._cases(goods)],
            release=release,
            due=due,
            **_renamed(fields),
        )
        return _append(self._orders, order)

    def add_center(self, id: Id, location: Point | None = None, **fields: object) -> Depot:
        """Add a distribution centre. `stock` may be a mapping of cases by product."""
        return self._add_depot("center", id, location, fields)

    def add_store(self, id: Id, location: Point | None = None, **fields: object) -> Depot:
        """Add a store; it must state its `reach`. `stock` may be a mapping of cases by product."""
        return self._add_depot("store", id, location, fields)

    def add_vehicle_type(
        self, id: Id, depot: Depot | Id, *, shift: Window | None = None, **fields: object
    ) -> VehicleType:
        """Add `count` equal vehicles (one by default) with their home depot."""
        vehicle_type = make(VehicleType, id=id, depot_id=depot, shift=shift, **_renamed(fields))
        return _append(self._vehicle_types, vehicle_type)

    def problem(self) -> Problem:
        """Check everything together and return the problem.

        Raises
        ------
        InvalidProblemError
            Naming every fault at once, each with its place, rule and remedy.
        """
        parts = {
            "name": self._name,
            "currency": self._currency,
            "coordinate_system": self._coordinate_system,
            "horizon": self._horizon,
            "townships": self._townships,
            "products": self._products,
            "customers": self._customers,
            "orders": self._orders,
            "depots": self._depots,
            "vehicle_types": self._vehicle_types,
            "policy": self.policy,
            "travel": self._travel_or_default(),
        }
        return checked(Problem, parts)

    def solve(self, **settings: Unpack[SolveFields]) -> Result:
        """Solve the problem as it stands; takes every argument of `vrpcore.solve`."""
        return solve(self.problem(), **settings)

    def _cases(self, goods: object) -> list[tuple[object, object]]:
        if isinstance(goods, Mapping):
            return list(goods.items())
        if not self._products:
            self.add_product(GOODS)
        if len(self._products) > 1:
            names = ", ".join(product.id for product in self._products)
            raise ValueError(f"which product? say {{product: cases}} with one of: {names}")
        return [(self._products[0], goods)]

    def _add_depot(
        self, kind: Literal["center", "store"], id: Id, location: Point | None, fields: dict[str, object]
    ) -> Depot:
        return _append(self._depots, make(Depot, id=id, kind=kind, location=location, **_renamed(fields)))

    def _travel_or_default(self) -> PlanarTravel | GeodesicTravel | MatrixTravel:
        if self._travel is not None:
            return self._travel
        if self._coordinate_system == "planar":
            return PlanarTravel(profiles=(TravelProfile(), *self._profiles))
        return GeodesicTravel(profiles=(TravelProfile(detour=1.3), *self._profiles))


def _append(items: list[R], item: R) -> R:
    items.append(item)
    return item


def _renamed(fields: dict[str, object]) -> dict[str, object]:
    """``township=…`` is short for ``township_id=…``."""
    if "township" in fields:
        fields["township_id"] = fields.pop("township")
    return fields
