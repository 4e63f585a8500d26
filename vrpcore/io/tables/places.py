"""From the places of a problem, such as ``orders.3.due``, to the places of its tables."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from vrpcore.errors import Fault
from vrpcore.io.tables.headings import Table
from vrpcore.io.tables.schema import MATRIX, SETTINGS, Column, settings, sheets
from vrpcore.language import Kind, Language, Told, language_of, told
from vrpcore.models.faults import Path, path_of

_PATHS = re.compile(
    r"\b(?:customers|depots|orders|products|townships|travel|vehicle_states|vehicle_types)\.[a-z_]*\.?\d+[\w.]*"
)


_PLACE = re.compile(r"(\w+ '[^']*')(?:, row (\d+))?(?:, column ([A-Z]+) )?")
_MAX_SOUGHT = 200
"""Unknown ids for which a look-alike is sought: where there are more, they have one reason."""


@dataclass
class Places:
    """Which row of which table each record was read from."""

    names: dict[str, int] = field(default_factory=dict)
    """The sheets of the file by their beginnings of places, in their order."""
    tables: dict[str, Table] = field(default_factory=dict)
    _sought: int = 0
    rows: dict[Path, tuple[str, int]] = field(default_factory=dict)
    """Sheet and row number of each record, and of each setting."""

    @property
    def language(self) -> Language:
        """The language of the file: that of its sheets and headings."""
        headings = [heading for table in self.tables.values() for heading in table.headings.values()]
        return language_of(" ".join([*self.names, *headings]))

    def of(self, where: str) -> Told:
        """A place in the words of the tables."""
        path = path_of(where)
        for length in range(len(path), 0, -1):
            found = self.rows.get(path[:length])
            if found is not None:
                sheet, row = found
                return self.tables[sheet].place(row, _column_at(sheet, path[length:]))
        if path[0] in self.tables or path[0] in sheets():
            return told("sheet {name!r}", name=str(path[0]))
        if path[:1] == ("travel",) and MATRIX in self.tables:
            return self.tables[MATRIX].place(None)
        setting = next((c.name for c in settings().columns if c.path[: len(path)] == path), where)
        table = self.tables.get(SETTINGS)
        place = told("sheet {name!r}", name=SETTINGS) if table is None else table.place(None)
        return told("{place}, setting {setting!r}", place=place, setting=Kind(setting))

    def order(self, fault: Fault) -> tuple[int, int, int, str]:
        """Where a fault stands in the file: sheet by sheet, row by row; what concerns whole sheets first."""
        match = _PLACE.match(fault.where)
        if match is None or match[1] not in self.names:
            return -1, 0, 0, ""
        return self.names[match[1]], int(match[2] or 0), len(match[3] or ""), match[3] or ""

    def translated(self, fault: Fault, document: Mapping[str, object]) -> Fault:
        """A fault of the model in the words of the tables."""
        remedy = fault.remedy
        if fault.code == "unknown_id":
            match = re.match(r"'(.*)' is not among the (\w+)", fault.what)
            things = document.get(match[2]) if match else None
            self._sought += 1
            if match and isinstance(things, list) and self._sought <= _MAX_SOUGHT:
                remedy = look_alike(match[1], things) or remedy
        elif fault.code == "missing_field":
            remedy = told("fill it in")
        return replace(
            fault,
            where=self.of(fault.where),
            what=self._in_tables(fault.what),
            remedy=remedy,
        )

    def _in_tables(self, text: str) -> str:
        """A text in which places of the problem stand, with those of the tables."""
        changed = _PATHS.sub(lambda match: self.of(match[0].rstrip(".")), text)
        if not isinstance(text, Told):
            return changed
        places = {
            name: self.of(value)
            for name, value in text.details.items()
            if isinstance(value, str) and _PATHS.fullmatch(value)
        }
        return told(text.template, **(text.details | places))


def _column_at(sheet: str, rest: Path) -> str | None:
    if sheet == SETTINGS:
        return "value"
    names = tuple(part for part in rest if isinstance(part, str))
    if not names or sheet == MATRIX:
        return None
    columns: list[Column] = [c for c in sheets()[sheet].columns if _overlap(c.path, names)]
    return columns[0].name if columns else None


def _overlap(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    shared = min(len(one), len(other))
    return one[:shared] == other[:shared]


def look_alike(id_: str, things: Iterable[Mapping[str, object]]) -> str:
    """What people, keyboards and spreadsheets make of ids: names, other case, wide letters, lost zeros."""
    wanted = _plain(id_)
    for thing in things:
        other, name = thing.get("id"), thing.get("name")
        if not isinstance(other, str):
            continue
        if _plain(other) == wanted:
            return told(
                "did you mean {word!r}? they differ in leading zeros, width or case only: format "
                "both columns as "
                "text and write the same",
                word=other,
            )
        if isinstance(name, str) and name and _plain(name) == wanted:
            return told("that is the name of {id!r}: write the id", id=other)
    return ""


@cache
def _plain(id_: str) -> str:
    return unicodedata.normalize("NFKC", id_).casefold().lstrip("0")
