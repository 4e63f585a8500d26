"""Times of day, dates and moments, as people and spreadsheets write them."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from vrpcore.io.tables.faults import BadCell
from vrpcore.io.tables.texts import stripped
from vrpcore.language import told

_CLOCK = re.compile(
    r"(\d{1,7})[:时点]([0-5]?\d)?(?:[:分]([0-5]?\d)?秒?)?\s*([ap]m)?", re.ASCII | re.IGNORECASE
)
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", re.ASCII)
_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_SERIALS = range(20_000, 80_000)
"""Day numbers of Excel that are taken for dates: from 1954 to 2119."""
_EPOCH = dt.datetime(1899, 12, 30)
_HALF_SECOND = dt.timedelta(milliseconds=500)
_LAST_MINUTE = dt.time(23, 59)
_LAST_MOMENT = dt.datetime.max - _HALF_SECOND


def read_clock(value: object) -> int:
    """Seconds after midnight."""
    if isinstance(value, dt.timedelta):
        return round(value.total_seconds())
    if isinstance(value, dt.time):
        return value.hour * 3600 + value.minute * 60 + value.second + round(value.microsecond / 1e6)
    if isinstance(value, dt.datetime) and value < dt.datetime(1900, 3, 1):  # 24:00 and more, to Excel
        return round((value - dt.datetime(1899, 12, 31)).total_seconds())
    if isinstance(value, float) and 0 < value < 1:
        return round(value * 86_400)
    if isinstance(value, str):
        text = stripped(unicodedata.normalize("NFKC", value)).replace("点半", "点30")
        match = _CLOCK.fullmatch(text)
        if match is not None and (match[2] or text[-1] in "时点"):
            hours, half = int(match[1]), (match[4] or "").lower()
            if half and 1 <= hours <= 12:
                return (
                    (hours % 12 + 12 * (half == "pm")) * 3600 + int(match[2] or 0) * 60 + int(match[3] or 0)
                )
            if not half:
                return hours * 3600 + int(match[2] or 0) * 60 + int(match[3] or 0)
    raise BadCell(
        "not_a_clock_time",
        told("{value} is not a time of day", value=shown(value)),
        told("08:30, 08:30:15, 8点30分, or a cell that is formatted as a time"),
        told("write hours and minutes with a colon; hours above 24 for times after midnight"),
    )


def read_date(value: object) -> dt.date:
    """A day of the calendar."""
    if isinstance(value, dt.datetime):
        if value.tzinfo is None:
            value = _whole_seconds(value)
        if value.time() == dt.time():
            return value.date()
    elif isinstance(value, dt.date):
        return value
    elif isinstance(value, int | float) and value % 1 == 0:
        if int(value) in _SERIALS:
            return (_EPOCH + dt.timedelta(days=int(value))).date()
        value = str(int(value))
    if isinstance(value, str):
        text = stripped(unicodedata.normalize("NFKC", value))
        match = _DATE.fullmatch(text) or _DIGITS.fullmatch(text)
        if match is not None:
            try:
                return dt.date(*map(int, match.groups()))
            except ValueError:  # 30 February
                pass
    raise BadCell(
        "not_a_date",
        told("{value} is not a date", value=shown(value)),
        told("2026-03-05, 2026/3/5, 2026年3月5日, or a cell that is formatted as a date"),
        told("write year, month and day in this order"),
    )


def read_moment(value: object, *, last: bool) -> dt.datetime:
    """A moment in whole seconds. A date alone means its midnight, or 23:59 where it is a last moment."""
    if isinstance(value, dt.datetime) and value.tzinfo is None:
        return _whole_seconds(value)
    if isinstance(value, float) and value % 1 and _SERIALS[0] < value < _SERIALS[-1]:
        return _whole_seconds(_EPOCH + dt.timedelta(days=value))
    try:
        if isinstance(value, str):
            text = stripped(unicodedata.normalize("NFKC", value))
            day, gap, clock = re.sub(r"(?<=[日\d])T(?=\d)|日(?=\d)", " ", text).partition(" ")
            if gap and len(day) > 5:
                seconds = read_clock(clock)
                return dt.datetime.combine(read_date(day), dt.time()) + dt.timedelta(seconds=seconds)
        if not isinstance(value, dt.datetime):  # those that are left have a time zone
            return dt.datetime.combine(read_date(value), _LAST_MINUTE if last else dt.time())
    except (BadCell, OverflowError):
        pass
    raise BadCell(
        "not_a_moment",
        told("{value} is not a date with a time", value=shown(value)),
        told("2026-03-05 08:30, 2026年3月5日 8点30分, or a cell that is formatted as date and time"),
        told("write year, month and day, a blank, hours and minutes of local time, without time zone"),
    )


def shown(value: object) -> str:
    """A value of a cell for a message, in short."""
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _whole_seconds(value: dt.datetime) -> dt.datetime:
    """Excel keeps fractions of days, so that 08:30 may read as 08:29:59.999996."""
    if value < _LAST_MOMENT:
        value += _HALF_SECOND
    return value.replace(microsecond=0)
