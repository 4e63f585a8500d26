"""Whether times can forbid or change the price of anything in a slot."""

from __future__ import annotations

from vrpcore.solvers.cpsat.network import NetworkMaker, SlotNetwork


def times_matter(maker: NetworkMaker, network: SlotNetwork) -> bool:
    """Whether a slot's model needs moments.

    It does not where the vehicle could start at once, do all the work that could ever fall to it by the
    longest legs without waiting, and still keep every window, the shift and its limits. A capacitated
    problem without windows is of this kind.
    """
    fleet, instance = maker.fleet, maker.fleet.instance
    vehicle_type = instance.vehicle_types[network.type_idx]
    if vehicle_type.rests:
        return True
    numbers = sorted({int(number) for layer in network.layers for number in layer.visits})
    places = [*{int(layer.depot) for layer in network.layers}, *fleet.place[numbers].tolist()]
    seconds = fleet.legs(network.type_idx).seconds
    longest_leg = int(max(seconds[place, places].max() for place in places))
    service = int(maker.service(network.type_idx)[numbers].max())
    num_trips = network.layers[-1].trip + 1
    loading = num_trips * (vehicle_type.loading_duration + longest_leg)
    work = loading + fleet.most_visits(numbers) * (service + longest_leg) + longest_leg
    start = network.layers[0].loading[0][0]
    done = start + work
    if done > instance.slots.end[network.slot] or work + longest_leg > vehicle_type.max_duration:
        return True
    for layer in network.layers:
        if not any(
            opens <= start and done <= closes for opens, closes in instance.depots[layer.depot].opening
        ):
            return True
        for number in layer.visits.tolist():
            visit = fleet.candidates[number]
            if visit.release > start or not any(a <= start and done <= b for a, b in visit.spans):
                return True
    return False
