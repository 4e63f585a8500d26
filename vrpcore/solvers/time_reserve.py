"""What is kept back from a time limit for the work after the search, at the speed of this machine now."""

from __future__ import annotations

import time
from typing import NamedTuple

import numpy as np

from vrpcore.lowering.instance import ALWAYS, Instance
from vrpcore.lowering.solution import Stop
from vrpcore.lowering.visit import make_visit
from vrpcore.solvers.collector import collector_paused

_SAMPLE = 5_000
"""Visits worked out to measure the speed."""


class Mark(NamedTuple):
    """A moment by the wall clock, and by the processor time of this thread."""

    wall_s: float
    processor_s: float

    @classmethod
    def now(cls) -> Mark:
        """Read both clocks."""
        return cls(time.perf_counter(), time.thread_time())


class _Effort(NamedTuple):
    """How many times as long as working out a visit a step takes; measured, with a seventh added."""

    per_order: float
    per_window: float
    """For each order of a customer with service windows, besides."""
    per_trip: float


_ANSWER = _Effort(1.0, 0.5, 5.5)
_VERIFICATION = _Effort(2.6, 0.5, 5.5)
_CHECK = _Effort(8.4, 1.8, 15.0)


def answer_s(instance: Instance) -> float:
    """Seconds to turn the engine's routes into a solution with its exact cost."""
    return _seconds(instance, _ANSWER)


def verification_s(instance: Instance) -> float:
    """Seconds to verify a solution of another solver."""
    return _seconds(instance, _VERIFICATION)


def check_s(instance: Instance) -> float:
    """Seconds to lift a solution and have the evaluator check it."""
    return _seconds(instance, _CHECK)


def _seconds(instance: Instance, effort: _Effort) -> float:
    visits = (
        effort.per_order * instance.num_orders
        + effort.per_window * _num_windows(instance)
        + effort.per_trip * _num_trips(instance)
    )
    return visits * _seconds_per_visit(instance)


def _num_windows(instance: Instance) -> int:
    """Orders of customers with service windows."""
    has_windows = np.array([spans != ALWAYS for spans in instance.customer_spans], dtype=np.bool_)
    return int(has_windows[instance.orders.customer].sum())


def _num_trips(instance: Instance) -> float:
    """Trips that the loads fill, if all go in the largest vehicle."""
    loads = instance.orders.load.sum(axis=0).tolist()
    capacities = [vehicle_type.capacity for vehicle_type in instance.vehicle_types]
    largest = [max(sizes) for sizes in zip(*capacities, strict=True)]
    return max((load / max(1, size) for load, size in zip(loads, largest, strict=False)), default=0.0)


def _seconds_per_visit(instance: Instance) -> float:
    """Wall time for working out one visit of an instance, measured once."""
    found = instance.derived.get(__name__)
    return found if isinstance(found, float) else measure_speed(instance, Mark.now())


def measure_speed(instance: Instance, since: Mark) -> float:
    """Measure how long a visit takes, on orders from everywhere in the instance; reserves follow from it.

    A sample takes so little time that other processes disturb it much or not at all. Therefore its processor
    time is measured, and multiplied by how much longer everything took since a mark than the processor did.
    """
    sample = range(0, instance.num_orders, 1 + instance.num_orders // _SAMPLE)
    seconds = 0.0
    if sample:
        make_visit(instance, Stop((0,)))  # the first one of an instance prepares the others
        with collector_paused():
            begin = Mark.now()
            for order in sample:
                make_visit(instance, Stop((order,)))
            end = Mark.now()
        slowdown = max(1.0, (end.wall_s - since.wall_s) / max(1e-9, end.processor_s - since.processor_s))
        seconds = slowdown * (end.processor_s - begin.processor_s) / len(sample)
    instance.derived[__name__] = seconds
    return seconds
