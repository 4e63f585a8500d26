"""Text and rules on the pages of a PDF: Latin in a font that every reader has, all else in ours."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from vrpcore.io.extras import Foreign
from vrpcore.report.sheets.fonts import FAMILY

_LATIN = "helvetica"
_MM = 25.4 / 72
"""Millimetres of a point."""
_MISSING = "?"


class Pen:
    """Writes on the current page of a document; lengths in millimetres, sizes of type in points."""

    def __init__(self, pdf: Foreign, known: frozenset[str]) -> None:
        self._pdf = pdf
        self._known = known
        self._widths: dict[str, float] = {}
        self.is_silent = False
        """Whether only measuring: nothing is drawn."""

    @property
    def width(self) -> float:
        """Of the page."""
        return float(self._pdf.w)

    @property
    def height(self) -> float:
        """Of the page."""
        return float(self._pdf.h)

    def new_page(self, *, wide: bool) -> None:
        """Go on to a new page."""
        self._pdf.add_page(orientation="landscape" if wide else "portrait")

    @staticmethod
    def leading(size: float) -> float:
        """Height of a line."""
        return size * _MM * 1.3

    def measure(self, text: str, size: float) -> float:
        """Width of a text."""
        return sum(map(self._em, text)) * size * _MM

    def line(self, x: float, y: float, text: str, size: float) -> None:
        """A line of text whose upper left corner is given."""
        if self.is_silent:
            return
        base = y + size * _MM
        for is_latin, run in groupby(text, key=_is_latin):
            shown = "".join(c if is_latin or c in self._known else _MISSING for c in run)
            self._pdf.set_font(_LATIN if is_latin or shown == _MISSING * len(shown) else FAMILY, size=size)
            self._pdf.text(x, base, shown)
            x += self.measure(shown, size)

    def rule(self, x: float, y: float, to_x: float, to_y: float, thickness: float = 0.15) -> None:
        """A straight line."""
        if not self.is_silent:
            self._pdf.set_line_width(thickness)
            self._pdf.line(x, y, to_x, to_y)

    def shade(self, x: float, y: float, width: float, height: float) -> None:
        """A light grey area."""
        if not self.is_silent:
            self._pdf.set_fill_color(235)
            self._pdf.rect(x, y, width, height, style="F")

    def dashed(self, x: float, y: float, width: float, height: float) -> None:
        """A frame to cut along."""
        if not self.is_silent:
            self._pdf.set_line_width(0.15)
            self._pdf.set_dash_pattern(dash=1, gap=1)
            self._pdf.rect(x, y, width, height)
            self._pdf.set_dash_pattern()

    def wrap(self, text: str, width: float, size: float) -> list[str]:
        """A text in lines of at most a width; words stay whole where they fit."""
        return [part for line in text.split("\n") for part in self._wrapped(line, width, size)]

    def cut(self, text: str, width: float, size: float) -> str:
        """The first line of a text as far as there is room."""
        first, *rest = self.wrap(text, width, size)
        return f"{first[:-1]}…" if rest and first else first

    def _wrapped(self, line: str, width: float, size: float) -> list[str]:
        room = width / (size * _MM)
        lines, current, used = [], "", 0.0
        for character in line:
            em = self._em(character)
            if current and used + em > room:
                head, gap, word = current.rpartition(" ")
                # A word moves down whole, unless it is longer than half a line or no Latin word.
                if gap and head.strip() and _is_word(word + character) and len(word) < len(head):
                    lines.append(head)
                    current = word
                else:
                    lines.append(current)
                    current = ""
                used = sum(map(self._em, current))
            current += character
            used += em
        return [*lines, current]

    def _em(self, character: str) -> float:
        if character not in self._widths:
            known = _is_latin(character) or character in self._known
            self._pdf.set_font(_LATIN if _is_latin(character) or not known else FAMILY, size=10)
            shown = character if known else _MISSING
            self._widths[character] = self._pdf.get_string_width(shown) / (10 * _MM)
        return self._widths[character]


def _is_latin(character: str) -> bool:
    """Whether the fonts that every reader has show it."""
    return " " <= character <= "~" or "\u00a1" <= character <= "\u00ff"


def _is_word(text: Sequence[str]) -> bool:
    return all(map(_is_latin, text)) and " " not in text
