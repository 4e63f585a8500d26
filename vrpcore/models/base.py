"""The common base of all records, and the scalar types with their units and bounds."""

from __future__ import annotations

from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, Strict

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


def _clock_to_seconds(value: object) -> object:
    """Turn ``"08:30"`` or ``"08:30:15"`` into seconds; leave anything else to the strict check."""
    if not isinstance(value, str):
        return value
    parts = value.split(":")
    if len(parts) not in (2, 3) or not all(part.isascii() and part.isdigit() for part in parts):
        raise ValueError(f"{value!r} is not a clock time; allowed: 'HH:MM', 'HH:MM:SS' or whole seconds")
    hours, minutes, seconds = (*map(int, parts), 0)[:3]
    if minutes > 59 or seconds > 59:
        raise ValueError(f"{value!r} is not a clock time: minutes and seconds go from 0 to 59")
    return hours * 3600 + minutes * 60 + seconds


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
ClockTime = Annotated[int, BeforeValidator(_clock_to_seconds), Field(ge=0, le=MAX_SECONDS)]
"""Seconds after midnight of a working day; ``"HH:MM"`` is accepted. May exceed 24 h for night shifts."""

Money = Annotated[float, Field(ge=0, le=1e9)]
"""An amount in the problem's currency."""
Kilograms = Annotated[float, Field(ge=0, le=1e9)]
Tonnes = Annotated[float, Field(ge=0, le=1e9)]
CubicMetres = Annotated[float, Field(ge=0, le=1e6)]
