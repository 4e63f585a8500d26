"""The common base of all records, and the scalar types with their units and bounds."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, Strict, WithJsonSchema

from vrpcore.models.faults import rule_error

T = TypeVar("T")


class Record(BaseModel):
    """An immutable, strictly typed value without unknown fields."""

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        allow_inf_nan=False,
        use_attribute_docstrings=True,
        validate_default=False,
    )

    # Any: the signature is pydantic's.
    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with some fields replaced, validated like a new record (pydantic's own is not).

        Parameters
        ----------
        update
            New values by field name.
        deep
            Has no effect on the meaning: records are immutable, so copies may share their parts.

        Raises
        ------
        pydantic.ValidationError
            If the result breaks a rule.
        """
        values = {name: getattr(self, name) for name in self.model_fields_set} | dict(update or {})
        return type(self)(**values)


_CLOCK = re.compile(r"(\d{1,7}):([0-5]\d)(?::([0-5]\d))?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?", re.ASCII)


def _clock_to_seconds(value: object) -> object:
    """Turn ``"08:30"`` or ``"08:30:15"`` into seconds; leave anything else to the strict check."""
    if not isinstance(value, str):
        return value
    match = _CLOCK.fullmatch(value)
    if match is None:
        raise rule_error(
            "not_a_clock_time",
            f"{value[:40]!r} is not a clock time",
            "'HH:MM' or 'HH:MM:SS' with minutes and seconds from 00 to 59, or whole seconds",
            "write the time of day with two digits each, for example '08:30'",
        )
    hours, minutes, seconds = match.groups(default="0")
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds)


def clock_text(seconds: int) -> str:
    """``08:30``, or ``08:30:15`` where there are seconds; hours above 24 after midnight."""
    minutes, rest = divmod(seconds, 60)
    text = f"{minutes // 60:02}:{minutes % 60:02}"
    return f"{text}:{rest:02}" if rest else text


def _read_date(value: object) -> object:
    """Read ``"2025-03-03"``, and nothing else in quotes; leave anything else to the strict check."""
    if not isinstance(value, str):
        return value
    if _DATE.fullmatch(value):
        with contextlib.suppress(ValueError):  # 30 February
            return dt.date.fromisoformat(value)
    raise rule_error(
        "not_a_date",
        f"{value[:40]!r} is not a date",
        "'YYYY-MM-DD'",
        "write year, month and day in digits, for example '2025-03-03'",
    )


def _read_moment(value: object) -> object:
    """Read ``"2025-03-03T08:00"``; refuse time zones and parts of seconds: local time is meant."""
    if isinstance(value, str):
        if _MOMENT.fullmatch(value):
            try:  # contextlib.suppress would take longer than the parsing
                return dt.datetime.fromisoformat(value)
            except ValueError:
                pass  # 30 February
    elif not isinstance(value, dt.datetime) or (value.tzinfo is None and value.microsecond == 0):
        return value
    raise rule_error(
        "not_a_moment",
        f"{str(value)[:40]!r} is not a moment of local time in whole seconds",
        "'YYYY-MM-DDTHH:MM' or 'YYYY-MM-DDTHH:MM:SS', without time zone and fractions",
        "convert to the local time of the county and drop the zone and the fraction",
    )


def _no_truth_value(value: object) -> object:
    """Refuse ``true``, which equals 1."""
    return "true" if value is True else value


SCHEMA_VERSION: Literal[1] = 1

SchemaVersion = Annotated[Literal[1], BeforeValidator(_no_truth_value)]
"""Version of the schema of a document; those of another version are refused."""

Many = Annotated[tuple[T, ...], Strict(False)]
"""Zero or more items; a list is accepted and stored as a tuple."""

Id = Annotated[str, Field(min_length=1, max_length=200)]
"""A key, unique among the things of its kind."""

MAX_SECONDS = 10**10
MAX_METRES = 10**10
MAX_CASES = 10**9

Cases = Annotated[int, Field(ge=0, le=MAX_CASES)]
Seconds = Annotated[int, Field(ge=0, le=MAX_SECONDS)]
Metres = Annotated[int, Field(ge=0, le=MAX_METRES)]
ClockTime = Annotated[
    int,
    BeforeValidator(_clock_to_seconds),
    Field(ge=0, le=MAX_SECONDS),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 0, "maximum": MAX_SECONDS},
                {"type": "string", "pattern": r"^[0-9]{1,7}:[0-5][0-9](:[0-5][0-9])?$"},
            ]
        },
        mode="validation",
    ),
]
"""Seconds after midnight of a working day; ``"HH:MM"`` is accepted. May exceed 24 h for night shifts."""

Date = Annotated[
    dt.date,
    BeforeValidator(_read_date),
    Field(ge=dt.date(1900, 1, 1), le=dt.date(2999, 12, 31)),
    WithJsonSchema({"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
]
"""A day of the calendar from 1900 to 2999; ``"YYYY-MM-DD"`` is accepted."""
Moment = Annotated[
    dt.datetime,
    BeforeValidator(_read_moment),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?$",
        }
    ),
]
"""A moment of local time in whole seconds, without time zone; ``"YYYY-MM-DDTHH:MM:SS"`` is accepted."""

Money = Annotated[float, Field(ge=0, le=1e9)]
"""An amount in the problem's currency."""
Kilograms = Annotated[float, Field(ge=0, le=1e9)]
Tonnes = Annotated[float, Field(ge=0, le=1e9)]
CubicMetres = Annotated[float, Field(ge=0, le=1e6)]
