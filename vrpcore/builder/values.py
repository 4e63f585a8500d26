"""What people have at hand in a notebook, as the plain values that the strict records take.

Only the form changes here: numbers of numpy and pandas become Python's, handles become ids, pairs become
windows and places. Text never becomes a number and nothing is rounded: what is wrong stays wrong, for the
record to refuse (docs/dev/decisions/0009).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import TypeVar

import numpy as np
from pydantic import ValidationError

from vrpcore.errors import InvalidProblemError
from vrpcore.models import Customer, Depot, Location, Product, TimeWindow, Township, TravelProfile
from vrpcore.models.base import Record

R = TypeVar("R", bound=Record)

Handle = Customer | Depot | Product | Township | TravelProfile
"""What an ``add_…`` method returned; stands for its id."""
Id = str | int
"""An id; a whole number, as tables have it, becomes its text."""
Point = Location | tuple[float, float]
"""A place: a `Location`, or ``(x, y)`` (longitude, latitude where coordinates are degrees)."""
Clock = str | int | dt.time
"""A time of day: ``"08:00"``, ``datetime.time(8)``, or seconds after midnight."""
Window = TimeWindow | tuple[Clock, Clock]
"""A daily window: a `TimeWindow`, or two times of day such as ``("08:00", "12:00")``."""
Moment = dt.datetime | str
"""A moment of local time, or its text such as ``"2026-11-23T17:00"``."""

_ID_LISTS = ("reload_depot_ids", "vehicle_ids", "townships", "customers")
_WINDOW_LISTS = ("service_windows", "opening_hours")


def make(kind: type[R], /, **fields: object) -> R:
    """Make a record from what people write; errors as in `checked`."""
    return checked(kind, {name: _field(name, value) for name, value in fields.items()})


def checked(kind: type[R], values: Mapping[str, object]) -> R:
    """Make a record from plain values; its faults are told in the words that files get.

    Raises
    ------
    InvalidProblemError
        Naming every fault.
    """
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        from vrpcore.models.validation.field_faults import (
            faults_of,
        )  # a tenth of every start, for errors only

        noun = re.sub("(?<=[a-z])(?=[A-Z])", " ", kind.__name__).lower()
        title = f"{noun} {values['id']!r}" if "id" in values else noun
        raise InvalidProblemError(title, faults_of(error, noun)) from None


def key(value: object) -> object:
    """The id that a handle, a text or a whole number stands for; anything else is left to be refused."""
    value = plain(value)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def plain(value: object) -> object:
    """Numbers of numpy and pandas as Python's, whole ones as integers; handles as ids; inside lists, too."""
    if isinstance(value, Handle):
        return value.id
    if isinstance(value, np.datetime64):
        return "NaT" if np.isnat(value) else value.astype("datetime64[us]").item()
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, np.ndarray):
        value = value.tolist()
    if isinstance(value, Mapping):
        return {name: _field(str(name), item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def point(value: object) -> object:
    """A location from a pair."""
    if value is None or isinstance(value, Location | Mapping):
        return value
    pair = plain(value)
    if not isinstance(pair, list) or len(pair) != 2:
        raise ValueError(
            f"{value!r} is not a place; allowed: (x, y), or a Location; "
            "remedy: give longitude and latitude, or planar metres, as two numbers"
        )
    return {"x": pair[0], "y": pair[1]}


def window(value: object) -> object:
    """A time window from a pair of times of day."""
    if value is None or isinstance(value, TimeWindow | Mapping):
        return value
    pair = plain(value)
    if not isinstance(pair, list) or len(pair) != 2:
        raise ValueError(
            f"{value!r} is not a window; allowed: ('08:00', '12:00'), or a TimeWindow; "
            "remedy: give opening and close as two times of day"
        )
    earliest, latest = (clock.isoformat() if isinstance(clock, dt.time) else clock for clock in pair)
    return {"earliest": earliest, "latest": latest}


def windows(value: object) -> object:
    """Windows from a list of pairs, or from a single pair."""
    value = plain(value)
    if not isinstance(value, list) or (len(value) == 2 and all(isinstance(at, Clock) for at in value)):
        return [window(value)]
    return [window(item) for item in value]


def day(value: object) -> object:
    """A date; midnight, as tables have it, is one."""
    value = plain(value)
    if isinstance(value, dt.datetime) and value.time() == dt.time() and value.tzinfo is None:
        return value.date()
    return value


def _field(name: str, value: object) -> object:
    if name in ("location", "shift"):
        return point(value) if name == "location" else window(value)
    if name in _WINDOW_LISTS:
        return windows(value)
    if name == "polygon" and isinstance(value, list | tuple | np.ndarray):
        return [point(corner) for corner in value]
    if name == "stock" and isinstance(value, Mapping):
        return [{"product_id": key(product), "cases": plain(cases)} for product, cases in value.items()]
    if name == "id" or name.endswith("_id"):
        return key(value)
    if name in _ID_LISTS and isinstance(value, list | tuple):
        return [key(item) for item in value]
    return plain(value)
