"""How many trips a route of a slot can usefully have: each costs the model another copy of the visits."""

from __future__ import annotations

import math

import numpy as np

from vrpcore.lowering.instance import NO_LIMIT
from vrpcore.solvers.cpsat.network import Fleet, SlotNetwork


def most_trips(fleet: Fleet, network: SlotNetwork) -> int:
    """Most trips that some optimal route of a slot has.

    Parameters
    ----------
    fleet
        The instance and its candidates.
    network
        The slot's network for two trips (for one, where the vehicle may make only one).
    """
    instance = fleet.instance
    vehicle_type = instance.vehicle_types[network.type_idx]
    if vehicle_type.max_trips == 1:
        return 1
    numbers = sorted({int(number) for layer in network.layers for number in layer.visits})
    orders = {order for number in numbers for order in fleet.candidates[number].stop.orders}
    num_depots = len(vehicle_type.load_depots)
    # A trip has a visit or a rest; between two such trips, each other depot is passed at most once.
    content = fleet.most_visits(numbers) + len(vehicle_type.rests)
    most = content if num_depots == 1 else content * num_depots + num_depots
    shift = int(instance.slots.end[network.slot] - instance.slots.start[network.slot])
    shift = min(shift, vehicle_type.max_duration)
    if num_depots == 1 and not vehicle_type.rests:
        most = min(most, shift // max(1, _shortest_trip(fleet, network, numbers)))
        if _may_join_trips(fleet, network, numbers):
            most = min(most, _most_unjoinable(fleet, network, orders))
    elif vehicle_type.loading_duration > 0:
        most = min(most, shift // vehicle_type.loading_duration)
    return min(max(most, 1), vehicle_type.max_trips)


def _shortest_trip(fleet: Fleet, network: SlotNetwork, numbers: list[int]) -> int:
    """Seconds that any trip with a visit takes at least, from home to home."""
    vehicle_type = fleet.instance.vehicle_types[network.type_idx]
    legs, place = fleet.legs(network.type_idx), fleet.place[numbers]
    ways = legs.least_seconds[vehicle_type.depot, place] + legs.least_seconds[place, vehicle_type.depot]
    return vehicle_type.loading_duration + int((ways + fleet.service(network.type_idx)[numbers]).min())


def _may_join_trips(fleet: Fleet, network: SlotNetwork, numbers: list[int]) -> bool:
    """Whether leaving out a loading between two trips never costs or delays anything."""
    vehicle_type = fleet.instance.vehicle_types[network.type_idx]
    loading_begins = network.layers[0].loading[0][0]
    if any(fleet.candidates[n].is_pickup or fleet.candidates[n].release > loading_begins for n in numbers):
        return False
    legs, home, place = fleet.legs(network.type_idx), vehicle_type.depot, fleet.place[numbers]
    for matrix, extra in ((legs.metres, 0), (legs.seconds, vehicle_type.loading_duration)):
        to, back, direct = matrix[home, place], matrix[place, home], matrix[np.ix_(place, place)]
        if (to < 0).any() or (back < 0).any() or (direct < 0).any():
            return False
        if (back[:, None] + extra + to[None, :] < direct).any():
            return False
    return True


def _most_unjoinable(fleet: Fleet, network: SlotNetwork, orders: set[int]) -> int:
    """Most trips of which no two in a row fit into the vehicle together.

    The loads of such a pair exceed a capacity, so measured in capacities, over all dimensions, they sum to
    more than 1; and all pairs together to no more than all orders do.
    """
    instance = fleet.instance
    capacities = instance.vehicle_types[network.type_idx].capacity
    total = instance.orders.load[sorted(orders)].sum(axis=0)
    shares = sum(
        int(total[dimension]) / capacity
        for dimension, capacity in enumerate(capacities)
        if 0 < capacity < NO_LIMIT
    )
    pairs = max(0, math.ceil(shares + 1e-9) - 1)
    return 2 * pairs + 1
