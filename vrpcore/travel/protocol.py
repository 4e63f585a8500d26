"""What evaluation, lowering and solvers may ask of travel, wherever its figures come from."""

from __future__ import annotations

from typing import Protocol

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]

MAX_MATRIX_PLACES = 12_000
"""Most places for which a full matrix is made: two of int64 at this size take 2.3 GB."""


class TravelTable(Protocol):
    """Distances and durations between the numbered places of one problem.

    Places are numbered depots first, in the order of ``problem.depots``, then customers, in the order of
    ``problem.customers``. Profiles are numbered in the order of ``problem.travel.profiles``. Metres and
    seconds are whole; -1 means that there is no way from here to there. A leg need not cost the same in
    both directions.
    """

    @property
    def num_places(self) -> int:
        """Number of depots and customers together."""
        ...

    @property
    def num_profiles(self) -> int:
        """Number of travel profiles."""
        ...

    def profile_idx(self, profile_id: str) -> int:
        """Position of a profile.

        Raises
        ------
        TravelError
            If there is none of this id.
        """
        ...

    def legs(
        self,
        profile_idx: int,
        origins: npt.ArrayLike,
        destinations: npt.ArrayLike,
        departure_s: int = 0,
    ) -> tuple[IntArray, IntArray]:
        """Metres and seconds of single legs.

        Parameters
        ----------
        profile_idx
            How the vehicle moves.
        origins, destinations
            Place positions; they are broadcast against each other, leg by leg.
        departure_s
            Moment of leaving. No travel of this version depends on it.

        Returns
        -------
        tuple
            Distances and durations in the broadcast shape.
        """
        ...

    def matrix(self, profile_idx: int, departure_s: int = 0) -> tuple[IntArray, IntArray]:
        """Metres and seconds from every place (row) to every place (column), computed once, read-only.

        Raises
        ------
        TravelError
            Above `MAX_MATRIX_PLACES` places; ask for single legs there.
        """
        ...

    def straight_line_m(self, origins: npt.ArrayLike, destinations: npt.ArrayLike) -> FloatArray:
        """Metres as the crow flies, unrounded and without detour, for reach radii.

        Raises
        ------
        TravelError
            If a place that is asked for has no coordinates.
        """
        ...
