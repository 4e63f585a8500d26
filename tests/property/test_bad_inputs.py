"""Whatever is done to a document, reading it gives a problem or a clear refusal, and names every fault."""

from __future__ import annotations

import copy
import json
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.models.documents import Document, county, given_matrix, planar
from tests.models.planted import Planted
from tests.models.planted_faults import ACROSS, FIELDS
from vrpcore.errors import FileFormatError, InvalidProblemError
from vrpcore.io import problem_from_json, to_json
from vrpcore.models import Problem

JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.sampled_from([0, -1, 2**31, 2**63, -(10**30), 10**400, 0.0, -0.0, 0.5, 1e-320, 1e308]),
    st.sampled_from([math.nan, math.inf, -math.inf]),
    st.sampled_from(["", " ", "c1", "08:00", "25:00", "24:00:60", "NaN", "\x00"]),
    st.sampled_from(["2025-03-03", "2025-13-01", "2025-13-01T00:00", "9999-12-31T23:59:59", "1e5"]),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.recursive(
        st.none() | st.integers(-2, 2),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
        max_leaves=6,
    ),
)


def places(thing: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The paths of all values within a document."""
    found: list[tuple[str | int, ...]] = []
    entries = (
        enumerate(thing) if isinstance(thing, list) else thing.items() if isinstance(thing, dict) else ()
    )
    for key, value in entries:
        found += [(*path, key), *places(value, (*path, key))]
    return found


def at(document: Document, path: tuple[str | int, ...]) -> Any:
    thing: Any = document
    for part in path:
        thing = thing[part]
    return thing


@st.composite
def broken_documents(draw: st.DrawFn) -> Document:
    """A valid document with one to four random changes: values dropped, replaced, repeated, moved."""
    document = copy.deepcopy(draw(st.sampled_from([county(), planar(), given_matrix()])))
    for _ in range(draw(st.integers(1, 4))):
        paths = places(document)
        if not paths:
            break
        path = draw(st.sampled_from(paths))
        parent, key = at(document, path[:-1]), path[-1]
        match draw(st.sampled_from(["drop", "junk", "junk", "other", "repeat", "empty", "add", "negate"])):
            case "drop":
                del parent[key]
            case "junk":
                parent[key] = draw(JUNK)
            case "other":
                parent[key] = copy.deepcopy(at(document, draw(st.sampled_from(paths))))
            case "repeat" if isinstance(parent, list):
                parent.append(copy.deepcopy(parent[key]))
            case "empty":
                parent[key] = type(parent[key])()
            case "add" if isinstance(parent, dict):
                parent[draw(st.text(max_size=5))] = draw(JUNK)
            case "negate" if isinstance(parent[key], int | float):
                parent[key] = -parent[key] * draw(st.sampled_from([1, 2, 10**9]))
            case _:
                parent[key] = draw(JUNK)
    return document


def outcome(text: str) -> Problem | InvalidProblemError | FileFormatError:
    """What reading gives; any other exception is a failure of the test."""
    try:
        return problem_from_json(text)
    except (InvalidProblemError, FileFormatError) as error:
        return error


@given(broken_documents())
@settings(max_examples=400)
def test_a_broken_document_is_read_or_refused_and_never_crashes(document: Document):
    read = outcome(json.dumps(document, ensure_ascii=False))
    if isinstance(read, InvalidProblemError):
        assert read.faults
        assert len(set(read.faults)) == len(read.faults)
        for fault in read.faults:
            assert all((fault.code, fault.where, fault.what, fault.allowed, fault.remedy))
    elif isinstance(read, FileFormatError):
        assert "not valid JSON" in str(read)  # numbers of hundreds of digits, halves of characters
    else:
        assert problem_from_json(to_json(read)) == read
        assert len(read.slots) <= 10**6


@given(st.text(max_size=60) | st.binary(max_size=60))
def test_any_text_is_read_or_refused(text: str | bytes):
    with pytest.raises((InvalidProblemError, FileFormatError)):
        problem_from_json(text)


@given(st.integers(1, 100_000), st.sampled_from(['{"a":', "[", '[{"orders":']))
def test_deep_junk_is_refused_without_recursion_errors(depth: int, opening: str):
    with pytest.raises((InvalidProblemError, FileFormatError)):
        problem_from_json(opening * depth)


@given(
    st.recursive(st.none(), lambda inner: st.lists(inner, max_size=2), max_leaves=30),
    st.sampled_from(["orders", "horizon", "travel", "orders.0", "customers.0.location", "travel.profiles.0"]),
)
def test_nested_junk_at_any_place_is_refused_there(junk: object, where: str):
    document = county()
    *parents, last = [int(part) if part.isdigit() else part for part in where.split(".")]
    at(document, tuple(parents))[last] = {"deep": junk}
    with pytest.raises(InvalidProblemError) as caught:
        problem_from_json(json.dumps(document))
    assert any(fault.where.startswith(where) for fault in caught.value.faults)


COMBINABLE = [p for p in (*FIELDS, *ACROSS) if p.make is county and not p.alone]


@given(st.lists(st.sampled_from(COMBINABLE), min_size=2, max_size=8, unique_by=lambda planted: planted.item))
def test_several_planted_faults_are_all_reported_at_once(planted: list[Planted]):
    document = county()
    for one in planted:
        one.breaking(document)
    with pytest.raises(InvalidProblemError) as caught:
        problem_from_json(json.dumps(document, ensure_ascii=False))
    found = {(fault.code, fault.where) for fault in caught.value.faults}
    assert {(one.code, one.where) for one in planted} <= found


def test_the_faults_of_every_item_together():
    """One of each item, at once: as many as can be planted in one document."""
    by_item = {planted.item: planted for planted in COMBINABLE}
    assert len(by_item) >= 18
    test_several_planted_faults_are_all_reported_at_once.hypothesis.inner_test(list(by_item.values()))
