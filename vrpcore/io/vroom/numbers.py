"""VROOM knows things by whole numbers: which number is which order, vehicle and day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from vrpcore.models.problem import Problem

SlotKey = tuple[str, dt.date]


def order_numbers(problem: Problem) -> dict[str, int]:
    """The number of each order: its id where all ids are whole numbers, else its position from 1."""
    return _numbers([order.id for order in problem.orders])


def slot_numbers(problem: Problem) -> dict[SlotKey, int]:
    """The number of each vehicle and day: the vehicle's id where ids are numbers and there is one day."""
    keys = [(slot.vehicle_id, slot.date) for slot in problem.slots]
    if len(problem.horizon.working_days) == 1:
        numbers = _numbers([vehicle_id for vehicle_id, _ in keys])
        return {key: numbers[key[0]] for key in keys}
    return {key: number for number, key in enumerate(keys, start=1)}


def _numbers(ids: Sequence[str]) -> dict[str, int]:
    if all(id_.isascii() and id_.isdigit() and str(int(id_[:18])) == id_ for id_ in ids):
        return {id_: int(id_) for id_ in ids}
    return {id_: number for number, id_ in enumerate(ids, start=1)}
