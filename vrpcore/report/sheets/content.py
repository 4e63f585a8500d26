"""What stands on a sheet of paper, whatever it is drawn with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from vrpcore.language import Language, colon, label

Paper = Literal["delivery", "store", "pick", "receipt"]
PAPERS: tuple[Paper, ...] = get_args(Paper)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a grid."""

    title: str
    share: float
    """Its width beside that of the others."""
    figures: bool = False
    """Whether its cells stand on the right."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Ruled rows under headings; a cell may hold several lines, and an empty one is to be filled by hand."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    total: Sequence[str] = ()
    to_sign: bool = False
    """Whether somebody writes into each row, so that it must be high enough."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One paper: a title, facts, grids, and lines to write on."""

    paper: Paper
    title: str
    mark: str
    """What tells it from others of its kind: vehicle, date, trip."""
    facts: Sequence[tuple[str, str]]
    grids: Sequence[Grid]
    blanks: Sequence[str] = ()
    """What is to be written by hand at the foot."""

    @property
    def is_wide(self) -> bool:
        """Whether it lies on its side."""
        return self.paper in ("delivery", "store")

    @property
    def is_slip(self) -> bool:
        """Whether several fit on a page."""
        return self.paper == "receipt"


@dataclass(frozen=True, slots=True)
class Words:
    """What things are called on paper."""

    language: Language

    def __call__(self, name: str) -> str:
        """A heading or phrase."""
        return label(name, "sheets", self.language)

    def colon(self, name: str) -> str:
        """A phrase with a colon behind it."""
        return self(name) + colon(self.language)

    def list_of(self, items: Sequence[str]) -> str:
        """Several things in a row."""
        return ("、" if self.language == "zh" else ", ").join(items)
