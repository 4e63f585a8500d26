"""Random valid problems: small, binding and for the most part solvable."""

from __future__ import annotations

import datetime as dt
from collections.abc import Set as AbstractSet

from hypothesis import note
from hypothesis import strategies as st

from vrpcore.models import Currency, Feature, Horizon, Problem
from vrpcore.models.features import UNSUPPORTED_IN_THIS_VERSION
from vrpcore.testing.strategies import channels, demand, fleet, places
from vrpcore.testing.strategies.draft import MONDAY, Draft, Drawn, Source

SUPPORTED: frozenset[Feature] = frozenset(Feature) - UNSUPPORTED_IN_THIS_VERSION
"""Every feature that this version honours."""

_NEEDS = {
    Feature.BACKHAULS_LAST: {Feature.PICKUPS},
    Feature.RELOAD_ELSEWHERE: {Feature.MULTI_TRIP, Feature.MULTI_DEPOT},
    Feature.TOWNSHIP_RULE: {Feature.REACH, Feature.MULTI_DEPOT},
}
"""Features that mean nothing without others."""


@st.composite
def problems(
    draw: st.DrawFn,
    *,
    max_orders: int = 6,
    max_slots: int = 4,
    features: AbstractSet[Feature] = SUPPORTED,
    min_orders: int = 1,
    always: AbstractSet[Feature] = frozenset(),
) -> Problem:
    """Random valid problems that use no feature but those given.

    Parameters
    ----------
    draw
        Supplied by Hypothesis.
    max_orders, min_orders
        Bounds on the number of orders.
    max_slots
        Most vehicles times working days.
    features
        Features that may appear. Each example turns on some of them; one that is turned on usually binds.
    always
        Those of the features that every example turns on.

    Returns
    -------
    SearchStrategy of Problem
        Each currency scale, coordinate system and kind of travel occurs whatever the features. The
        triangle inequality holds but for rounding and for unreachable legs, which join customers only.
    """
    allowed = frozenset(features) & SUPPORTED
    number = min(draw(st.sampled_from((0, 1, 2, 3, 4, 6, 8, 11))), len(allowed))
    chosen = draw(st.permutations(sorted(allowed)))[:number]
    on = {feature for feature in chosen if _NEEDS.get(feature, set()) <= allowed}
    if draw(st.booleans()):
        on |= {Feature.OPTIONAL_ORDERS} & allowed  # else too many problems have no solution
    on |= frozenset(always) & allowed
    source = Drawn(draw)
    num_orders = draw(st.integers(min_orders, max_orders))
    shared = source.pick((True, True, False) if Feature.CONSOLIDATION in on else (False, False, True))
    number = max(1, (num_orders + 1) // 2 if shared else num_orders)
    problem = assembled(source, on, num_customers=number, num_orders=num_orders, max_slots=max_slots)
    note(f"problem: {problem.model_dump_json()}")  # its repr tells sizes only
    return problem


def assembled(
    source: Source, features: AbstractSet[Feature], *, num_customers: int, num_orders: int, max_slots: int
) -> Problem:
    """One valid problem, all choices by a source.

    Parameters
    ----------
    source
        Makes the choices; the same choices give the same problem.
    features
        Features to turn on; those they need are turned on as well.
    num_customers
        How many there are, at least 1; each has an order, as far as there are orders.
    num_orders
        How many there are.
    max_slots
        Most vehicles times working days.
    """
    on = {*features, *(needed for feature in features for needed in _NEEDS.get(feature, ()))}
    money = source.pick((1.0, 1000.0))
    draft = Draft(
        source=source,
        on=frozenset(on),
        horizon=_horizon(source, max_slots) if Feature.MULTI_DAY in on else Horizon(start=MONDAY),
        system="planar" if Feature.UNREACHABLE_LEGS in on else source.pick(places.SYSTEMS),
        num_customers=num_customers,
        num_orders=num_orders,
        max_slots=max_slots,
        money=money,
    )
    customers = places.customers(draft)
    products = demand.products(draft)
    orders = demand.orders(draft, tuple(product.id for product in products))
    delivered: dict[str, int] = {product.id: 0 for product in products}
    for order in orders:
        for line in order.lines:
            delivered[line.product_id] += line.cases
    num_depots = draft.whole(2, 3) if Feature.MULTI_DEPOT in draft.on else 1
    sites = tuple(places.location(draft) for _ in range(num_depots))
    customer_ids = tuple(customer.id for customer in customers)
    depots = channels.depots(draft, sites, customer_ids, delivered)
    located = {depot.id: site for depot, site in zip(depots, sites, strict=True)}
    located |= {customer.id: customer.location for customer in customers if customer.location is not None}
    return Problem(
        currency=Currency(scale=10**6 if money == 1.0 else 1),
        coordinate_system=draft.system,
        horizon=draft.horizon,
        townships=places.townships(),
        products=products,
        customers=customers,
        orders=orders,
        depots=depots,
        vehicle_types=fleet.vehicle_types(draft, depots, customer_ids, sum(delivered.values())),
        policy=channels.policy(draft),
        travel=places.travel(draft, located),
    )


def _horizon(source: Source, max_slots: int) -> Horizon:
    days = source.between(2, max(2, min(3, max_slots)))
    closed = (MONDAY + dt.timedelta(days=1),) if days == 3 and source.pick((False, True)) else ()
    return Horizon(start=MONDAY, days=days, closed_dates=closed)
