"""What a problem may say, and yet so odd that people should look at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple

import numpy as np

from vrpcore.language import Language, say
from vrpcore.models.message import Message, message
from vrpcore.models.problem import Problem
from vrpcore.models.rates import vehicle_rates
from vrpcore.models.travel import GeodesicTravel
from vrpcore.travel.geodesic import great_circle, unit_vectors
from vrpcore.travel.places import places_of

_FAR_M = 500_000.0
"""Farther than a vehicle goes and comes back in a shift."""
_SHOWN = 5
"""Ids that a notice names."""


def notices_of(problem: Problem) -> tuple[Message, ...]:
    """What is odd about a problem, a message each: swapped coordinates, vehicles without any cost."""
    found = (_far_customers(problem), _vehicles_without_cost(problem))
    return tuple(notice for notice in found if notice is not None)


def types_without_cost(problem: Problem) -> list[str]:
    """Ids of the vehicle types at hand that cost nothing per km, hour, day, and tonne, wages included."""
    return [
        vehicle_type.id
        for vehicle_type in problem.vehicle_types
        if vehicle_type.count
        and (problem.policy.use_reserve or not vehicle_type.reserve)
        and not any(astuple(vehicle_rates(vehicle_type, problem.currency)))
    ]


def notice_line(notice: Message, language: Language = "en") -> str:
    """A notice as a line of text."""
    return say("notice: {notice}", language, notice=notice.text(language))


def _vehicles_without_cost(problem: Problem) -> Message | None:
    type_ids = types_without_cost(problem)
    if not type_ids:
        return None
    return message(
        "vehicle types without any cost: {types!r}{more}; the distances of their routes are not minimised; "
        "remedy: state a cost per km, hour, or day",
        types=tuple(type_ids[:_SHOWN]),
        more=_more(type_ids),
    )


def _more(ids: Sequence[str]) -> Message | str:
    """How many ids are not shown, if any."""
    hidden = len(ids) - _SHOWN
    return message(" (and {number} more of this kind)", number=hidden) if hidden > 0 else ""


def _far_customers(problem: Problem) -> Message | None:
    """Customers with orders so far from every depot that x and y must be swapped, if any."""
    ordering = {order.customer_id for order in problem.orders}
    wanted = [i for i, customer in enumerate(problem.customers) if customer.id in ordering]
    if not isinstance(problem.travel, GeodesicTravel) or not problem.depots or not wanted:
        return None
    places = places_of(problem)
    depots, customers = np.arange(len(problem.depots)), np.array(wanted) + len(problem.depots)
    nearest = great_circle(unit_vectors(places), depots[:, None], customers[None, :]).min(axis=0)
    far = [places.ids[i] for i in customers[nearest > _FAR_M]]
    if not far:
        return None
    return message(
        "customers {customers!r}{more}: the nearest depot is up to {distance} km away; "
        "are longitude x and latitude y swapped?",
        customers=tuple(far[:_SHOWN]),
        more=_more(far),
        distance=f"{nearest.max() / 1000:,.0f}",
    )
