"""Which customers lie within a reach."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from vrpcore.errors import TravelError
from vrpcore.models.customer import Customer
from vrpcore.models.location import Polygon, Reach
from vrpcore.models.problem import Problem
from vrpcore.travel.places import listed
from vrpcore.travel.protocol import TravelTable

BoolArray = npt.NDArray[np.bool_]


def reach_mask(problem: Problem, table: TravelTable, reach: Reach | None, origin_place_idx: int) -> BoolArray:
    """Whether each customer satisfies every condition of a reach that is given.

    Parameters
    ----------
    problem
        Its customers give the order of the mask.
    table
        The problem's travel, for straight lines.
    reach
        The conditions; None admits every customer.
    origin_place_idx
        Place around which the radius is drawn: the depot, or the home depot of a vehicle.

    Raises
    ------
    TravelError
        If a polygon or radius meets a place without coordinates.
    """
    customers = problem.customers
    mask = np.ones(len(customers), dtype=np.bool_)
    if reach is None:
        return mask
    if reach.townships is not None:
        townships = frozenset(reach.townships)
        mask &= np.array([customer.township_id in townships for customer in customers], dtype=np.bool_)
    if reach.customers is not None:
        ids = frozenset(reach.customers)
        mask &= np.array([customer.id in ids for customer in customers], dtype=np.bool_)
    if reach.polygon is not None:
        mask &= _inside(reach.polygon, customers)
    if reach.radius_m is not None:
        places = np.arange(len(customers)) + len(problem.depots)
        mask &= table.straight_line_m(origin_place_idx, places) <= reach.radius_m
    return mask


def _inside(polygon: Polygon, customers: tuple[Customer, ...]) -> BoolArray:
    import shapely  # takes a tenth of a second, and most problems have no polygons

    missing = [customer.id for customer in customers if customer.location is None]
    if missing:
        raise TravelError(
            f"no coordinates for {listed(missing)}, but a reach is a polygon; allowed: a location for every "
            "customer; remedy: add the location, or list customers instead"
        )
    area = shapely.Polygon([(corner.x, corner.y) for corner in polygon])
    shapely.prepare(area)
    x = [customer.location.x for customer in customers if customer.location is not None]
    y = [customer.location.y for customer in customers if customer.location is not None]
    inside: BoolArray = shapely.intersects_xy(area, x, y)
    return inside
