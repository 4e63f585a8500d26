"""Saying a text in a language: the English template, with its named fields, is the key in the tables."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from vrpcore.language.faults_zh import FAULTS
from vrpcore.language.lookup import Language, is_english, option
from vrpcore.language.page_zh import PAGE
from vrpcore.language.reasons_zh import REASONS
from vrpcore.language.report_zh import REPORT
from vrpcore.language.rules_zh import RULES

TEXTS: dict[str, str] = REASONS | RULES | REPORT | PAGE | FAULTS
"""The Chinese of every text that may be said, with the same named fields."""

Said = str | int | tuple[str, ...]
"""What may stand in a field: a finished text, a number, or ids."""

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FIELD = re.compile(r"\{(\w+)(!r)?\}")


class _Field(NamedTuple):
    """A place to fill in."""

    name: str
    quoted: bool

    def filled(self, details: Mapping[str, Said], language: Language) -> str:
        if self.name not in details:
            return f"{{{self.name}}}"
        value = details[self.name]
        if not isinstance(value, tuple):
            return repr(value) if self.quoted else str(value)
        return "、".join(value) if language == "zh" else ", ".join(map(repr if self.quoted else str, value))


@lru_cache(maxsize=1024)
def _parts(template: str) -> tuple[str | _Field, ...]:
    """A template taken apart once: texts, and the fields between them."""
    found: list[str | _Field] = []
    end = 0
    for field in _FIELD.finditer(template):
        found += [template[end : field.start()], _Field(field[1], field[2] is not None)]
        end = field.end()
    return (*found, template[end:])


def say(template: str, language: Language = "en", /, **details: Said) -> str:
    """A text with its fields filled in.

    Parameters
    ----------
    template
        The English text. Fields stand in braces; ``{id!r}`` is quoted, which Chinese texts do without.
    language
        A template without a translation is said in English.
    details
        What stands in the fields; a field that is missing here stays as it is. Several ids become a list.
    """
    parts = _parts(template if is_english(language) else TEXTS.get(template, template))
    return "".join(part if isinstance(part, str) else part.filled(details, language) for part in parts)


def fields_of(template: str) -> frozenset[str]:
    """The names of a template's fields."""
    return frozenset(part.name for part in _parts(template) if not isinstance(part, str))


def counted(number: int, noun: str, language: Language = "en") -> str:
    """A number of things: ``"1 visit"``, ``"2 visits"``, ``"2 次送货"``."""
    several = f"{{number}} {noun}s"
    if is_english(language) and number == 1:
        several = several.removesuffix("s")
    return say(several, language, number=f"{number:,}")


def choice(value: str, language: Language = "en") -> str:
    """One of the choices of a field within a text: in English with blanks, in Chinese as in tables."""
    return value.replace("_", " ") if is_english(language) else option(value, language)


def comma(language: Language = "en") -> str:
    """What stands between the parts of a sentence."""
    return ", " if is_english(language) else "，"


def colon(language: Language = "en") -> str:
    """What stands before an explanation."""
    return ": " if is_english(language) else "："


def weekday(day: dt.date, language: Language = "en") -> str:
    """The short name of a weekday, whatever the machine's language is."""
    return option(_WEEKDAYS[day.weekday()], language).capitalize()
