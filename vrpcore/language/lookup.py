"""Looking words up, and comparing words as people write them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Literal, get_args

from vrpcore.language import fields_zh, options_zh, sheets_zh

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

_FIELDS = fields_zh.FIELDS | sheets_zh.SHEETS
_NO_WORD = re.compile(r"[\W_]+")
_HAN = re.compile("[\u4e00-\u9fff]")
_BRACKETS = re.compile(r"\([^()]*\)\s*$")


@cache
def folded(text: str) -> str:
    """A word without what does not tell words apart: case, width, blanks, punctuation, underscores."""
    return _NO_WORD.sub("", unicodedata.normalize("NFKC", text).casefold())


def language_of(text: str) -> Language:
    """The language in which to answer somebody who wrote a text."""
    return "zh" if _HAN.search(text) else "en"


def is_english(language: str) -> bool:
    """Whether a language is English; else it is Chinese.

    Raises
    ------
    ValueError
        If it is neither.
    """
    if language not in LANGUAGES:
        allowed = " or ".join(map(repr, LANGUAGES))
        raise ValueError(
            f"there is no language {language!r}; allowed: {allowed}; remedy: choose one of these"
        )
    return language == "en"


def label(name: str, kind: str = "", language: Language = "en") -> str:
    """What a field, or a kind of thing, is called. A word without a translation is returned as it is."""
    return name if is_english(language) else _entry(name, kind)[0][0]


def label_synonyms(name: str, kind: str = "") -> frozenset[str]:
    """Every way of writing a field's name that is understood, folded; with and without its unit."""
    words = {name, *_entry(name, kind)[0]}
    words |= {_BRACKETS.sub("", unicodedata.normalize("NFKC", word)) for word in words}
    return frozenset(map(folded, words)) - {""}


def note(name: str, kind: str = "", language: Language = "en") -> str:
    """What a field means, in a sentence; empty where the table says nothing (English is in the models)."""
    return "" if is_english(language) else _entry(name, kind)[1]


def option(value: str, language: Language = "en") -> str:
    """What one of the choices of a field is called."""
    return value if is_english(language) or value not in options_zh.OPTIONS else options_zh.OPTIONS[value][0]


@cache
def option_synonyms(value: str) -> frozenset[str]:
    """Every way of writing a choice that is understood, folded."""
    return frozenset(map(folded, (value, *options_zh.OPTIONS.get(value, ()))))


@cache
def _entry(name: str, kind: str) -> tuple[tuple[str, ...], str]:
    found = _FIELDS.get(f"{kind}.{name}") or _FIELDS.get(name)
    return ((name,), "") if found is None else (tuple(found[0].split("|")), found[1])
