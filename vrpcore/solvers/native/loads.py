"""Which dimension of loads the engine gets first."""

from __future__ import annotations

from vrpcore.lowering.instance import NO_LIMIT, Instance


def dimension_order(instance: Instance) -> list[int]:
    """Dimensions of loads in the order in which they are stated to the engine.

    A single dimension that vehicles limit comes first, since the engine is fastest where it has to look at
    none but the first. Grams stay there where a depot limits what may leave it in a day.
    """
    limited = [
        k for k in range(3) if any(vehicle.capacity[k] < NO_LIMIT for vehicle in instance.vehicle_types)
    ]
    if len(limited) == 1 and all(depot.max_grams_per_day >= NO_LIMIT for depot in instance.depots):
        return [*limited, *(k for k in range(3) if k not in limited)]
    return [0, 1, 2]
