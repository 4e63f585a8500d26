"""A text that can be said in every language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import ConfigDict

from vrpcore.language import Language, say
from vrpcore.models.base import Many

_PATH = re.compile(r"routes\.(?P<route>\d+)(?:\.trips\.(?P<trip>\d+)(?:\.activities\.(?P<stop>\d+))?)?")
_PLACES = ("route {route}", "route {route}, trip {trip}", "route {route}, trip {trip}, stop {stop}")


@dataclass(frozen=True, slots=True)
class Message:
    """A text kept as what it says rather than as a sentence: a template, and what stands in its fields.

    A plain data class: thousands are made for one plan, and nothing that the evaluator puts in needs a check.
    """

    __pydantic_config__ = ConfigDict(extra="forbid", strict=True, use_attribute_docstrings=True)

    template: str
    """The text in English, with named fields in braces; the key of its translations."""
    details: Mapping[str, str | int | Message | Many[str]] = field(default_factory=dict, hash=False)
    """What stands in the fields: ids and figures, or messages where it depends on the language."""

    def text(self, language: Language = "en") -> str:
        """The finished text; English where a language has none."""
        details = {
            name: value.text(language) if isinstance(value, Message) else value
            for name, value in self.details.items()
        }
        return say(self.template, language, **details)


def message(template: str, /, **details: str | int | Message | tuple[str, ...]) -> Message:
    """Put a message together."""
    return Message(template, details)


def place_in(where: str, language: Language) -> str:
    """A path in the plan, or the thing concerned, in words and counted from 1; in English as it is."""
    if language == "en":
        return where
    if where.startswith("order "):
        return say("order {order}", language, order=where.removeprefix("order "))
    if where.startswith("depot "):
        return say("depot {depot}", language, depot=where.removeprefix("depot "))
    found = _PATH.fullmatch(where)
    if found is None:
        return where
    numbers = {name: int(idx) + 1 for name, idx in found.groupdict().items() if idx is not None}
    return say(_PLACES[len(numbers) - 1], language, **numbers)
