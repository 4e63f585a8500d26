"""Travel by given matrices."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from vrpcore.errors import MagnitudeError, TravelError
from vrpcore.models.base import MAX_SECONDS
from vrpcore.models.location import CoordinateSystem
from vrpcore.models.travel import UNREACHABLE, MatrixProfile, MatrixTravel
from vrpcore.travel.geodesic import great_circle, unit_vectors
from vrpcore.travel.places import Places, listed
from vrpcore.travel.planar import planar_distance
from vrpcore.travel.profiles import find_profile, require_matrix_size
from vrpcore.travel.protocol import FloatArray, IntArray


class MatrixTable:
    """Figures as given, in the order of places; a leg without distance or without duration is unreachable.

    From a place to itself there is nothing to drive, whatever the diagonal says.

    Parameters
    ----------
    travel
        Matrices over at least all places of the problem.
    places
        The places of the problem; coordinates are needed for straight lines only.
    coordinate_system
        Meaning of the coordinates.

    Raises
    ------
    TravelError
        If a place is missing in the matrices or their size does not fit.
    """

    def __init__(self, travel: MatrixTravel, places: Places, coordinate_system: CoordinateSystem) -> None:
        self._places = places
        self._planar = coordinate_system == "planar"
        self._profiles = travel.profiles
        rows = {place_id: row for row, place_id in enumerate(travel.place_ids)}
        missing = [place_id for place_id in places.ids if place_id not in rows]
        if missing:
            raise TravelError(
                f"the travel matrix has no row for {listed(missing)}; allowed: all depots and customers "
                "among place_ids; remedy: add them, with their rows and columns"
            )
        order = np.array([rows[place_id] for place_id in places.ids], dtype=np.intp)
        self._matrices = [_in_order(profile, order, len(travel.place_ids)) for profile in travel.profiles]

    def __setstate__(self, state: dict[str, object]) -> None:
        """Restore from a pickle, in which numpy does not note that arrays are read-only."""
        self.__dict__.update(state)
        for distances, durations in self._matrices:
            distances.setflags(write=False)
            durations.setflags(write=False)

    @property
    def num_places(self) -> int:
        """Number of depots and customers together."""
        return len(self._places.ids)

    @property
    def num_profiles(self) -> int:
        """Number of travel profiles."""
        return len(self._profiles)

    def profile_idx(self, profile_id: str) -> int:
        """Position of a profile."""
        return find_profile(self._profiles, profile_id)

    def legs(
        self,
        profile_idx: int,
        origins: npt.ArrayLike,
        destinations: npt.ArrayLike,
        departure_s: int = 0,
    ) -> tuple[IntArray, IntArray]:
        """Metres and seconds of single legs; see `TravelTable.legs`."""
        distances, durations = self._matrices[profile_idx]
        pair = np.asarray(origins, dtype=np.intp), np.asarray(destinations, dtype=np.intp)
        return np.asarray(distances[pair]), np.asarray(durations[pair])

    def matrix(self, profile_idx: int, departure_s: int = 0) -> tuple[IntArray, IntArray]:
        """All metres and seconds; see `TravelTable.matrix`."""
        require_matrix_size(self.num_places)
        return self._matrices[profile_idx]

    def straight_line_m(self, origins: npt.ArrayLike, destinations: npt.ArrayLike) -> FloatArray:
        """Metres as the crow flies; see `TravelTable.straight_line_m`."""
        origin = np.asarray(origins, dtype=np.intp)
        destination = np.asarray(destinations, dtype=np.intp)
        self._places.require_locations(np.concatenate([origin.ravel(), destination.ravel()]))
        if self._planar:
            return planar_distance(self._places, origin, destination)
        return great_circle(unit_vectors(self._places), origin, destination)


def _in_order(profile: MatrixProfile, order: npt.NDArray[np.intp], size: int) -> tuple[IntArray, IntArray]:
    distances: IntArray = profile.distances_m
    durations: IntArray = profile.durations_s
    if distances.shape[0] != size:
        raise TravelError(
            f"travel profile {profile.id!r}: the matrix is {distances.shape} but there are {size} place_ids; "
            "allowed: one row and column for each; remedy: list all places in the order of rows"
        )
    if durations.max(initial=0) > MAX_SECONDS:
        raise MagnitudeError(
            f"travel profile {profile.id!r}: a leg takes {durations.max()} s; "
            f"allowed: up to {MAX_SECONDS:.0e} s; remedy: check the unit"
        )
    if not np.array_equal(order, np.arange(size)):
        distances, durations = distances[np.ix_(order, order)], durations[np.ix_(order, order)]
    half_known = (distances < 0) != (durations < 0)
    if half_known.any():
        distances = np.where(half_known, UNREACHABLE, distances)
        durations = np.where(half_known, UNREACHABLE, durations)
    distances, durations = _staying_is_free(distances), _staying_is_free(durations)
    distances.setflags(write=False)
    durations.setflags(write=False)
    return distances, durations


def _staying_is_free(figures: IntArray) -> IntArray:
    """No way and no time from a place to itself: files often have a dummy on the diagonal."""
    if not np.diagonal(figures).any():
        return figures
    figures = figures.copy()
    np.fill_diagonal(figures, 0)
    return figures
