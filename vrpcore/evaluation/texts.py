"""Figures in words, as they appear in violations and reasons."""

from __future__ import annotations

from decimal import Decimal

from vrpcore.models.calendar import Horizon


def clock(horizon: Horizon, seconds: int) -> str:
    """A moment of the horizon as date and time."""
    try:
        return f"{horizon.moment(seconds):%Y-%m-%d %H:%M:%S}"
    except OverflowError:  # beyond the year 9999: only in sequences that are absurdly late
        return f"second {seconds:,}"


def kilograms(grams: int) -> str:
    """A weight in kilograms."""
    return f"{Decimal(grams) / 1000:,} kg"


def cubic_metres(cm3: int) -> str:
    """A volume in cubic metres."""
    return f"{Decimal(cm3) / 10**6:,} m3"


def kilometres(metres: int) -> str:
    """A distance in kilometres."""
    return f"{Decimal(metres) / 1000:,} km"


def cases(number: int) -> str:
    """A number of cases."""
    return f"{number:,} case" if number == 1 else f"{number:,} cases"
