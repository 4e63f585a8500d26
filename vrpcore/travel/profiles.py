"""Checks that every kind of travel shares."""

from __future__ import annotations

from collections.abc import Sequence

from vrpcore.errors import TravelError
from vrpcore.models.travel import MatrixProfile, TravelProfile
from vrpcore.travel.protocol import MAX_MATRIX_PLACES


def find_profile(profiles: Sequence[TravelProfile | MatrixProfile], profile_id: str) -> int:
    """Position of a profile, or an error that names those there are."""
    for idx, profile in enumerate(profiles):
        if profile.id == profile_id:
            return idx
    raise TravelError(
        f"no travel profile {profile_id!r}; allowed: {', '.join(repr(p.id) for p in profiles)}; "
        "remedy: name one of these in the vehicle type, or add the profile to the problem's travel"
    )


def require_matrix_size(num_places: int) -> None:
    """Refuse a matrix that would fill the memory."""
    if num_places > MAX_MATRIX_PLACES:
        raise TravelError(
            f"a full matrix over {num_places:,} places would take {16e-9 * num_places**2:.1f} GB; "
            f"allowed: up to {MAX_MATRIX_PLACES:,} places; remedy: ask for single legs"
        )
