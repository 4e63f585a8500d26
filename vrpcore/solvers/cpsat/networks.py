"""The networks of all slots, or the refusal of a problem that is too large."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress

from vrpcore.errors import ProblemTooLargeError
from vrpcore.lowering.instance import Instance
from vrpcore.solvers.cpsat.amounts import DETAILS, Detail, has_parts
from vrpcore.solvers.cpsat.candidates import make_candidates
from vrpcore.solvers.cpsat.network import Fleet, NetworkMaker, SlotNetwork
from vrpcore.solvers.cpsat.options import CpsatOptions
from vrpcore.solvers.cpsat.size import count_arcs, most_arcs, refuse_if_hopeless, too_large
from vrpcore.solvers.cpsat.trips import most_trips

_SAMPLE = 80
"""About so many orders stand for all."""
_SAMPLE_EXCESS = 2
"""A sample is believed where it shows so many times the arcs that are allowed."""


def make_networks(
    instance: Instance, options: CpsatOptions, remaining_s: float
) -> tuple[NetworkMaker, list[SlotNetwork]]:
    """Make the networks of all slots that can serve anybody.

    Parameters
    ----------
    instance
        What to solve.
    options
        How large the model may be.
    remaining_s
        Seconds left for building and solving.

    Raises
    ------
    ProblemTooLargeError
        As soon as the problem proves too large.
    """
    refuse_if_hopeless(instance)
    allowed = most_arcs(options.memory_mb, remaining_s)
    splits = any(has_parts(instance, order) for order in range(instance.num_orders))
    finest = 0 if splits else len(DETAILS) - 1
    for details in (DETAILS[position:] for position in range(finest, len(DETAILS) - 1)):
        with suppress(ProblemTooLargeError):  # then with coarser parts
            return _make_networks(instance, options, allowed, details)
    return _make_networks(instance, options, allowed, DETAILS[-1:])


def _make_networks(
    instance: Instance, options: CpsatOptions, allowed: int, details: Sequence[Detail]
) -> tuple[NetworkMaker, list[SlotNetwork]]:
    _refuse_by_sample(instance, options, allowed, details)
    maker = _maker(instance, options, details)
    networks: list[SlotNetwork] = []
    num_arcs = 0
    for slot in range(instance.num_slots):
        network = _network(maker, slot)
        if network is not None:
            num_arcs += count_arcs([network])
            networks.append(network)
            if num_arcs > allowed:
                at_least = "" if slot == instance.num_slots - 1 else "at least "
                raise too_large(instance, f"{at_least}{num_arcs:,}", allowed)
    return maker, networks


def _maker(
    instance: Instance, options: CpsatOptions, details: Sequence[Detail], orders: Iterable[int] | None = None
) -> NetworkMaker:
    found = make_candidates(instance, options, orders, details)
    return NetworkMaker(Fleet(instance, found.visits, found.is_complete))


def _refuse_by_sample(
    instance: Instance, options: CpsatOptions, allowed: int, details: Sequence[Detail]
) -> None:
    """Refuse what is far too large, judged by a part of the orders: to count all takes much longer."""
    step = instance.num_orders // _SAMPLE
    if step < 2:
        return
    sample = range(0, instance.num_orders, step)
    maker = _maker(instance, options, details, sample)
    num_arcs = 0
    for slot in range(instance.num_slots):
        network = _network(maker, slot)
        if network is not None:
            num_arcs += step**2 * sum(len(layer.arcs) for layer in network.layers)
            if num_arcs > _SAMPLE_EXCESS * allowed:
                raise too_large(instance, f"about {num_arcs:,} or more", allowed)


def _network(maker: NetworkMaker, slot: int) -> SlotNetwork | None:
    instance = maker.fleet.instance
    vehicle_type = instance.vehicle_types[int(instance.slots.vehicle_type[slot])]
    network = maker.make(slot, min(2, vehicle_type.max_trips))
    if network is None or vehicle_type.max_trips == 1:
        return network
    num_trips = most_trips(maker.fleet, network)
    return network if num_trips == 2 else maker.make(slot, num_trips)
