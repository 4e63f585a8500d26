"""From the sheets of a file to a problem: all of it, or every fault of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pydantic import ValidationError

from vrpcore.errors import Fault, InvalidProblemError
from vrpcore.io.collector import garbage_collection_paused
from vrpcore.io.salvage import faults_between
from vrpcore.io.tables import matrix
from vrpcore.io.tables.grid import Grid
from vrpcore.io.tables.headings import NOT_THERE, is_skipped, known_sheets, nearest, table_of
from vrpcore.io.tables.places import Places
from vrpcore.io.tables.records import read_children, read_orders, read_things
from vrpcore.io.tables.rows import Reading, Record
from vrpcore.io.tables.schema import MATRIX, NEEDED, PROFILES, SETTINGS, sheets
from vrpcore.io.tables.settings import COLUMNS as SETTING_COLUMNS
from vrpcore.io.tables.settings import read_settings
from vrpcore.language import Kind, Told, folded, label, language_of, told
from vrpcore.models.faults import Path
from vrpcore.models.problem import Problem
from vrpcore.models.validation.field_faults import faults_of

_MEDIA = {"sheet": "sheet", "file": "file", "frame": "frame"}


def problem_from(grids: Iterable[Grid], name: str) -> Problem:
    """The problem that sheets state.

    Parameters
    ----------
    grids
        The sheets as they stand in the file.
    name
        Stands for the file in messages.

    Raises
    ------
    InvalidProblemError
        Naming every fault of every sheet.
    """
    with garbage_collection_paused():
        return _problem_from(grids, name)


def _problem_from(grids: Iterable[Grid], name: str) -> Problem:
    reading, places = Reading(), Places()
    _find_tables(grids, reading, places)
    document: Record = {"horizon": {}}
    read_settings(reading, places, document)
    parents: dict[str, dict[str, tuple[Record, Path]]] = {}
    for sheet in sheets().values():
        table = places.tables.get(sheet.name)
        if table is None or (sheet.name == PROFILES and MATRIX in places.tables):
            continue
        if sheet.parent:
            read_children(sheet, table, reading, places, parents.get(sheet.parent, {}))
        elif sheet.inline:
            read_orders(sheet, table, reading, places, document)
        else:
            parents[sheet.name] = read_things(sheet, table, reading, places, document)
    _settle_travel(reading, places, document)
    return _checked(document, reading, places, name)


def _find_tables(grids: Iterable[Grid], reading: Reading, places: Places) -> None:
    words = known_sheets()
    for grid in grids:
        places.names.setdefault(grid.place(), len(places.names))
        if is_skipped(grid.name) or not grid.rows:
            continue
        kind = words.get(folded(grid.name))
        if kind is None:
            reading.fault(
                "unknown_sheet",
                grid.place(),
                told(
                    "there is no kind of {medium} called {name!r}",
                    medium=told(_MEDIA[grid.medium]),
                    name=grid.name[:60],
                ),
                ", ".join(label(s, "", language_of(grid.name)) for s in (SETTINGS, *sheets(), MATRIX)),
                told("{hint}begin its name with # to have it skipped", hint=nearest(grid.name, words, "")),
            )
        elif kind in places.tables:
            reading.fault(
                "duplicate_sheet",
                grid.place(),
                told("it is of the same kind as {name!r}", name=places.tables[kind].grid.name),
                told("each kind once"),
                told("put the rows of both into one, or begin the name of one with # to have it skipped"),
            )
        else:
            names = SETTING_COLUMNS if kind == SETTINGS else matrix.NAMES
            if kind in sheets():
                names = sheets()[kind].headings
            places.tables[kind] = table_of(grid, kind, names, reading.faults)
    for kind in NEEDED:
        if kind not in places.tables:
            reading.fault(
                "missing_sheet",
                told("sheet {name!r}", name=Kind(kind)),
                told("it is missing"),
                told(
                    "{sheet} or {chinese}; headings without rows where there are none",
                    sheet=kind,
                    chinese=label(kind, "", "zh"),
                ),
                told("add it; `vrpcore generate template` makes an example"),
            )


def _settle_travel(reading: Reading, places: Places, document: Record) -> None:
    """Say which kind of travel it is where no setting does."""
    travel: Record = document.get("travel", {})
    if MATRIX in places.tables and travel.get("kind", "matrix") == "matrix":
        if PROFILES in places.tables:
            reading.fault(
                "unknown_sheet",
                places.tables[PROFILES].place(None),
                told("speeds are given, although {sheet} gives durations", sheet=Kind(MATRIX)),
                told("one of {one} and {other}", one=Kind(PROFILES), other=Kind(MATRIX)),
                told("remove one of the two, or begin its name with # to have it skipped"),
            )
        document["travel"] = travel | matrix.read_matrix(reading, places)
        return
    if MATRIX in places.tables:
        reading.fault(
            "unknown_sheet",
            places.tables[MATRIX].place(None),
            told(
                "distances are given, although the setting travel_kind says {kind}", kind=str(travel["kind"])
            ),
            told("{sheet} together with travel_kind matrix", sheet=Kind(MATRIX)),
            told("remove one of the two"),
        )
    planar = document.get("coordinate_system") == "planar"
    profiles = travel.get("profiles")
    if profiles == []:
        del travel["profiles"]
    if travel or planar:
        document["travel"] = {"kind": "planar" if planar else "geodesic"} | travel


def _checked(document: Record, reading: Reading, places: Places, name: str) -> Problem:
    problem: Problem | None = None
    found: list[Fault] = []
    try:
        problem = Problem.model_validate(document)
    except ValidationError as error:
        done = {sheet for sheet in NEEDED if sheet not in places.tables}
        if SETTINGS in done:
            done.add("horizon.start")
        found = [
            places.translated(fault, document)
            for fault in dict.fromkeys([*faults_of(error, "problem"), *faults_between(document, error)])
            if fault.where not in done and not _is_told(fault.where, reading.broken)
        ]
    if reading.faults or found or problem is None:
        faults = _one_per_missing_column([*reading.faults, *found])
        raise InvalidProblemError(name, sorted(faults, key=places.order), places.language)
    return problem


def _one_per_missing_column(faults: Iterable[Fault]) -> Iterator[Fault]:
    """A column that is not there is missed once, not once in each row."""
    seen: set[str] = set()
    for fault in faults:
        if fault.code == "missing_field" and fault.where.endswith(NOT_THERE):
            where = _of_the_column(fault.where)
            if where not in seen:
                yield replace(fault, where=where, remedy=told("add the column, and fill it in"))
            seen.add(where)
        else:
            yield fault


def _of_the_column(where: str) -> Told:
    """The place of a missing column without the row."""
    assert isinstance(where, Told)
    row, heading = where.details["place"], where.details["heading"]
    place = row.details["place"] if isinstance(row, Told) and "row" in row.details else row
    return told(where.template, place=place, heading=heading)


def _is_told(where: str, broken: set[str]) -> bool:
    parts = where.split(".")
    return any(".".join(parts[:length]) in broken for length in range(1, len(parts) + 1))
