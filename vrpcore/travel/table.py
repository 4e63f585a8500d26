"""From the travel that a problem states to the table that answers for it."""

from __future__ import annotations

from vrpcore.models.problem import Problem
from vrpcore.models.travel import GeodesicTravel, PlanarTravel
from vrpcore.travel.geodesic import GeodesicTable
from vrpcore.travel.matrix import MatrixTable
from vrpcore.travel.places import places_of
from vrpcore.travel.planar import PlanarTable
from vrpcore.travel.protocol import TravelTable


def travel_table(problem: Problem) -> TravelTable:
    """Distances and durations between the places of a problem.

    Building it is cheap: legs are computed, and matrices kept, as they are asked for.

    Raises
    ------
    TravelError
        If figures are missing: coordinates, or rows of a given matrix.
    MagnitudeError
        If legs could be longer than exact arithmetic allows.
    UnsupportedFeatureError
        If travel depends on the time of the day.
    """
    places = places_of(problem)
    travel = problem.travel
    if isinstance(travel, PlanarTravel):
        return PlanarTable(travel, places)
    if isinstance(travel, GeodesicTravel):
        return GeodesicTable(travel, places)
    return MatrixTable(travel, places, problem.coordinate_system)
