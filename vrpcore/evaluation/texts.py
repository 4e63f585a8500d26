"""Figures in words, as they appear in violations and reasons."""

from __future__ import annotations

from decimal import Decimal

from vrpcore.models.calendar import Horizon
from vrpcore.models.message import Message, message


def clock(horizon: Horizon, seconds: int) -> str | Message:
    """A moment of the horizon as date and time."""
    try:
        return f"{horizon.moment(seconds):%Y-%m-%d %H:%M:%S}"
    except OverflowError:  # beyond the year 9999: only in sequences that are absurdly late
        return message("second {number}", number=f"{seconds:,}")


def kilograms(grams: int) -> Message:
    """A weight in kilograms."""
    return message("{number} kg", number=f"{Decimal(grams) / 1000:,}")


def cubic_metres(cm3: int) -> Message:
    """A volume in cubic metres."""
    return message("{number} m3", number=f"{Decimal(cm3) / 10**6:,}")


def kilometres(metres: int) -> Message:
    """A distance in kilometres."""
    return message("{number} km", number=f"{Decimal(metres) / 1000:,}")


def seconds(number: int) -> Message:
    """A duration in seconds."""
    return message("{number} s", number=f"{number:,}")


def cases(number: int) -> Message:
    """A number of cases."""
    if number == 1:
        return message("{number} case", number="1")
    return message("{number} cases", number=f"{number:,}")


def positions(number: int) -> Message:
    """A number of places where something could be taken in."""
    return message("{number} position" if number == 1 else "{number} positions", number=number)
