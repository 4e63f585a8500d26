"""What is allowed, and yet so odd that people should look at it."""

from __future__ import annotations

import numpy as np

from vrpcore.models.problem import Problem
from vrpcore.models.travel import GeodesicTravel
from vrpcore.travel.geodesic import great_circle, unit_vectors
from vrpcore.travel.places import listed, places_of

_FAR_M = 500_000.0
"""Farther than a vehicle goes and comes back in a shift."""


def far_customers(problem: Problem) -> list[str]:
    """A line about customers with orders so far from every depot that x and y must be swapped, if any."""
    ordering = {order.customer_id for order in problem.orders}
    wanted = [i for i, customer in enumerate(problem.customers) if customer.id in ordering]
    if not isinstance(problem.travel, GeodesicTravel) or not problem.depots or not wanted:
        return []
    places = places_of(problem)
    depots, customers = np.arange(len(problem.depots)), np.array(wanted) + len(problem.depots)
    nearest = great_circle(unit_vectors(places), depots[:, None], customers[None, :]).min(axis=0)
    far = [places.ids[i] for i in customers[nearest > _FAR_M]]
    if not far:
        return []
    return [
        f"{listed(far)}: the nearest depot is up to {nearest.max() / 1000:,.0f} km away; "
        "are longitude x and latitude y swapped?"
    ]
