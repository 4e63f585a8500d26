"""What the engine's arrays cannot hold is refused before anything is made."""

from __future__ import annotations

from vrpcore.errors import ProblemTooLargeError
from vrpcore.lowering.instance import Instance
from vrpcore.travel.planar import PlanarTable

MAX_LEG = 2**30 - 1
"""Longest leg in metres and seconds: the sum of two fits into 32 bits."""
MAX_PLACES = 12_000
"""Most places where travel is not planar: those of a full matrix, `travel.protocol.MAX_MATRIX_PLACES`."""
MAX_RESTS = 4
"""Most break rules of a vehicle type."""
MAX_TOTAL = 2**61
"""Costs, with the penalties of all required visits, stay below."""


def refuse_too_large(instance: Instance) -> None:
    """Refuse too many places or break rules.

    Raises
    ------
    ProblemTooLargeError
        With what is allowed.
    """
    places = instance.num_depots + instance.num_customers
    if places > MAX_PLACES and not isinstance(instance.travel, PlanarTable):
        raise _refusal(f"{places:,} depots and customers", f"{MAX_PLACES:,}", "fewer customers")
    rests = max((len(vehicle_type.rests) for vehicle_type in instance.vehicle_types), default=0)
    if rests > MAX_RESTS:
        raise _refusal(f"a vehicle type with {rests} breaks", str(MAX_RESTS), "fewer breaks")


def refuse_long_legs(longest: int, unit: str) -> None:
    """Refuse travel with a leg that does not fit."""
    if longest > MAX_LEG:
        raise _refusal(f"a leg of {longest:,} {unit}", f"{MAX_LEG:,} {unit}", "shorter legs")


def refuse_large_costs(cost: int) -> None:
    """Refuse what could leave 64 bits once every required visit is absent at its penalty."""
    if cost > MAX_TOTAL:
        raise _refusal(f"costs of up to {cost:.3g} units", f"{MAX_TOTAL:.3g}", "a coarser currency")


def _refusal(found: str, allowed: str, remedy: str) -> ProblemTooLargeError:
    return ProblemTooLargeError(
        f"search cannot hold {found}; allowed: up to {allowed}; remedy: {remedy}, or the solver 'greedy'"
    )
