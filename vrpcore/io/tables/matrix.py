"""Given distances and durations as a table: a row for each pair of places."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from vrpcore.io.tables.places import Places
from vrpcore.io.tables.rows import Reading
from vrpcore.io.tables.schema import MATRIX, Column
from vrpcore.language import told
from vrpcore.models.travel import MatrixTravel

COLUMNS: tuple[Column, ...] = (
    Column(("profile",), "text", "The travel profile.", required=False, nullable=False, default="default"),
    Column(("from",), "text", "Customer or depot where the leg begins.", True, False, None),
    Column(("to",), "text", "Customer or depot where it ends.", True, False, None),
    Column(("distance_m",), "whole", "Metres; -1 means that there is no way.", True, False, None),
    Column(("duration_s",), "whole", "Seconds; -1 means that there is no way.", True, False, None),
)
NAMES = tuple(column.name for column in COLUMNS)
_MISSING = -2
_MAX_NAMED = 5


def read_matrix(reading: Reading, places: Places) -> dict[str, object]:
    """Travel from the rows of the table. Places stand in the order in which legs begin at them."""
    table = places.tables[MATRIX]
    legs: dict[str, dict[tuple[str, str], tuple[int, int]]] = {}
    order: dict[str, None] = {}
    for number, record in reading.records(table, COLUMNS):
        profile, start, end = (record.get(name) for name in ("profile", "from", "to"))
        distance, duration = record.get("distance_m"), record.get("duration_s")
        if profile is None:
            profile = "default"
        for name in ("from", "to", "distance_m", "duration_s"):
            if name not in record:
                reading.fault(
                    "missing_field",
                    table.place(number, name),
                    told("it is missing"),
                    told("a value"),
                    told("fill it in"),
                )
        if not (isinstance(profile, str) and isinstance(start, str) and isinstance(end, str)):
            continue
        order[start] = None
        if not (isinstance(distance, int) and isinstance(duration, int)):
            distance = duration = 0  # its fault has been told
        pairs = legs.setdefault(profile, {})
        if (start, end) in pairs:
            reading.fault(
                "rows_differ",
                table.place(number),
                told("the way from {start!r} to {end!r} already stands above", start=start, end=end),
                told("each pair of places once in each profile"),
                told("remove one of the two rows"),
            )
        pairs[start, end] = distance, duration
    _check_ends(reading, places, legs, order)
    return {
        "kind": "matrix",
        "place_ids": list(order),
        "profiles": [_profile(reading, places, id_, pairs, list(order)) for id_, pairs in legs.items()],
    }


def _check_ends(
    reading: Reading,
    places: Places,
    legs: dict[str, dict[tuple[str, str], tuple[int, int]]],
    order: dict[str, None],
) -> None:
    ends = dict.fromkeys(end for pairs in legs.values() for _, end in pairs)
    strays = [end for end in ends if end not in order]
    if strays:
        reading.fault(
            "incomplete_matrix",
            places.tables[MATRIX].place(None),
            told("no way begins at {places}", places=_some(list(map(repr, strays)))),
            told("a row from each place to each place"),
            told("add the rows, with -1 where there is no way"),
        )


def _profile(
    reading: Reading,
    places: Places,
    profile: str,
    pairs: dict[tuple[str, str], tuple[int, int]],
    order: list[str],
) -> dict[str, object]:
    distances = np.full((len(order), len(order)), _MISSING, dtype=np.int64)
    np.fill_diagonal(distances, 0)  # staying takes no time, unless a row says otherwise
    durations = distances.copy()
    at = {place: idx for idx, place in enumerate(order)}
    for (start, end), (distance, duration) in pairs.items():
        if end in at:
            distances[at[start], at[end]] = distance
            durations[at[start], at[end]] = duration
    gaps = np.argwhere(distances == _MISSING)
    if len(gaps):
        named = [f"{order[row]!r} to {order[column]!r}" for row, column in gaps[: _MAX_NAMED + 1]]
        reading.fault(
            "incomplete_matrix",
            places.tables[MATRIX].place(None),
            told(
                "{number} ways are missing in profile {profile!r}: {ways}",
                number=len(gaps),
                profile=profile,
                ways=_some(named),
            ),
            told("a row from each place to each place"),
            told("add the rows, with -1 where there is no way"),
        )
        distances[distances == _MISSING] = durations[durations == _MISSING] = 0
    return {"id": profile, "distances_m": distances.tolist(), "durations_s": durations.tolist()}


def _some(names: list[str]) -> str:
    return ", ".join(names[:_MAX_NAMED]) + (" …" if len(names) > _MAX_NAMED else "")


def write_matrix(travel: MatrixTravel) -> Iterator[tuple[str, str, str, int, int]]:
    """The rows of the table, with the columns `COLUMNS`."""
    for profile in travel.profiles:
        distances, durations = profile.distances_m.tolist(), profile.durations_s.tolist()
        for row, start in enumerate(travel.place_ids):
            for column, end in enumerate(travel.place_ids):
                yield profile.id, start, end, distances[row][column], durations[row][column]
