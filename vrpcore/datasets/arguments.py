"""Checks of generator arguments: all faults in one go, each with what is allowed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from vrpcore.errors import Fault, InvalidInputError


def check_arguments(
    where: str,
    *,
    whole: Mapping[str, tuple[object, int, int]],
    optional: Sequence[str] = (),
    words: Mapping[str, tuple[object, Sequence[str]]] | None = None,
    working_days: Mapping[str, object] | None = None,
) -> None:
    """Raise `InvalidInputError` unless every argument is as it must be.

    Parameters
    ----------
    where
        Name of the generator.
    whole
        Whole numbers with their least and greatest allowed values; those in `optional` may be None.
    words
        Choices with the allowed words.
    working_days
        Dates that must not be Sundays.
    """
    faults = []
    for name, (value, low, high) in whole.items():
        if value is None and name in optional:
            continue
        allowed = f"a whole number from {low:,} to {high:,}" + (" or None" if name in optional else "")
        # True is an int to Python, but nobody means it as a number.
        if not isinstance(value, int) or isinstance(value, bool):
            faults.append(_fault("wrong_type", where, name, value, allowed))
        elif not low <= value <= high:
            faults.append(_fault("out_of_range", where, name, value, allowed))
    for name, (value, choices) in (words or {}).items():
        if value not in choices:
            allowed = " or ".join(map(repr, choices))
            faults.append(_fault("unknown_choice", where, name, value, allowed))
    for name, value in (working_days or {}).items():
        allowed = "a datetime.date that is not a Sunday"
        if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
            faults.append(_fault("wrong_type", where, name, value, allowed))
        elif value.weekday() == 6:
            faults.append(_fault("closed_day", where, name, value.isoformat(), allowed))
    if faults:
        raise InvalidInputError(f"{where}() cannot generate this", faults)


def _fault(code: str, where: str, name: str, value: object, allowed: str) -> Fault:
    return Fault(code, f"{where}.{name}", f"{value!r} was given", allowed, "choose an allowed value")
