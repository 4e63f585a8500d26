"""Sections that the small files lack, and everything that is refused: by name, with what is allowed."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vrpcore.errors import FileFormatError
from vrpcore.io import read_vrplib, read_vrplib_solution
from vrpcore.models import Problem

DATA = Path(__file__).parent / "data"
HEAD = """NAME: test
TYPE: CVRP
DIMENSION: 3
VEHICLES: 2
EDGE_WEIGHT_TYPE: EUC_2D
"""
BODY = """NODE_COORD_SECTION
1 0 0
2 3 4
3 6 8
DEMAND_SECTION
1 0
2 4
3 5
"""


@pytest.fixture
def parse(tmp_path):
    def parse_text(text, rounding=None):
        path = tmp_path / "test.vrp"
        path.write_text(text, encoding="utf-8")
        return read_vrplib(path, rounding)

    return parse_text


def test_limits_and_reloads(parse):
    problem = parse(
        HEAD
        + "VEHICLES_MAX_DISTANCE: 25.5\nVEHICLES_MAX_RELOADS: 2\n"
        + BODY.replace("2 3 4", "2 0 9").replace("2 4\n", "2 0\n")
        + "DEPOT_SECTION\n1\n2\nVEHICLES_RELOAD_DEPOT_SECTION\n1 1 2\n2 1\nEOF",
        "exact",
    )
    both, own = problem.vehicle_types
    assert (both.reload_depot_ids, both.max_trips, both.max_distance_m) == (("1",), 3, 25_500)
    assert (own.reload_depot_ids, own.max_trips) == ((), 3)
    assert both.capacity_kg is None


def test_linehaul_is_another_word_for_demand(parse):
    assert parse(HEAD + BODY.replace("DEMAND", "LINEHAUL")) == parse(HEAD + BODY)


def test_mixed_backhauls_under_another_type(parse):
    problem = parse(HEAD.replace("CVRP", "VRPMPD") + BODY + "BACKHAUL_SECTION\n1 0\n2 0\n3 0\n")
    assert problem.policy.backhaul == "mixed"


def test_comments_and_blank_lines_do_not_count(parse):
    assert parse(HEAD + BODY.replace("2 3 4\n", "# a comment\n\n2 3 4\n")) == parse(HEAD + BODY)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "DIMENSION is None"),
        ("{}", "not a VRPLIB file"),
        (HEAD.replace("DIMENSION: 3", "DIMENSION: three") + BODY, "DIMENSION is 'three'"),
        (HEAD + "DISTANCE: 200\n" + BODY, "not understood: DISTANCE;"),
        (HEAD + BODY + "MUTUALLY_EXCLUSIVE_GROUP_SECTION\n1 2 3\n", "MUTUALLY_EXCLUSIVE_GROUP"),
        (HEAD + BODY + "PICKUP_AND_DELIVERY_SECTION\n1 0\n2 1\n3 2\n", "PICKUP_AND_DELIVERY"),
        (HEAD.replace("EUC_2D", "EUC_3D") + BODY, "TYPE is 'EUC_3D' .*allowed: EUC_2D, FLOOR_2D, CEIL_2D"),
        (HEAD.replace("EUC_2D", "EXPLICIT") + BODY, "EXPLICIT' without EDGE_WEIGHT_SECTION"),
        (HEAD + BODY + "EDGE_WEIGHT_SECTION\n0\n", "EUC_2D' with EDGE_WEIGHT_SECTION"),
        (HEAD + BODY.replace("3 6 8\n", ""), r"NODE_COORD_SECTION has the shape \(2, 2\); allowed: \(3, 2\)"),
        (HEAD + BODY.replace("3 6 8", "3 6 1e12"), "a coordinate is too large"),
        (HEAD + BODY.replace("3 6 8", "3 6 nan"), "a coordinate is too large"),
        (HEAD + BODY.replace("3 6 8", "3 6 north"), "NODE_COORD_SECTION: not all are numbers"),
        (HEAD + BODY.replace("2 4", "2 -4"), "DEMAND_SECTION: -4 found; allowed: 0 to"),
        (HEAD + BODY.replace("2 4", "2 inf"), "DEMAND_SECTION: inf found"),
        (HEAD + BODY.replace("1 0\n2 4", "1 3\n2 4"), "DEMAND_SECTION: a depot has 3"),
        (HEAD + BODY.replace("2 4", "2 4 7"), "DEMAND_SECTION: not all are numbers, or rows differ"),
        (HEAD + BODY.replace("2 3 4\n3 6 8", "3 6 8\n2 3 4"), "NODE_COORD_SECTION: a row starts with '3'"),
        (HEAD + BODY + "LINEHAUL_SECTION\n1 0\n2 4\n3 5\n", "both DEMAND_SECTION and LINEHAUL_SECTION"),
        (HEAD + BODY + "BACKHAUL_SECTION\n1 0\n2 4\n3 0\n", "node 2 has both a demand and a backhaul"),
        (
            HEAD.replace("CVRP", "VRPB") + BODY.replace("2 4", "2 0"),
            "node 2 of a VRPB has neither a demand nor a backhaul",
        ),
        (HEAD + BODY + "TIME_WINDOW_SECTION\n1 0 9\n2 5 4\n3 0 9\n", "window of node 2 is reversed"),
        (HEAD + BODY + "DEPOT_SECTION\n2\n-1\n", "DEPOT_SECTION names other nodes"),
        (HEAD + BODY + "DEPOT_SECTION\n1\n2\n3\n-1\n", "3 depots among 3 nodes"),
        (HEAD + BODY + "CAPACITY_SECTION\n1 9\n", r"CAPACITY_SECTION has the shape \(1,\); allowed: \(2,\)"),
        (HEAD + BODY + "VEHICLES_DEPOT_SECTION\n1 1\n2 2\n", "allowed: depots 1 to 1"),
        (HEAD + BODY + "VEHICLES_ALLOWED_CLIENTS_SECTION\n1 2\n2 1 3\n", "1 to 3; allowed: 2 to 3"),
        (HEAD + BODY + "VEHICLES_ALLOWED_CLIENTS_SECTION\n1 2\n", "has 1 rows; allowed: one for each of 2"),
        (HEAD + "VEHICLES_ALLOWED_CLIENTS: 2\n" + BODY, "VEHICLES_ALLOWED_CLIENTS is a single value"),
        (HEAD + BODY + "VEHICLES_UNIT_DISTANCE_COST_SECTION\n1 1\n2 1.5\n", "1.5 is not whole"),
        (
            HEAD
            + BODY.replace("2 4\n", "2 0\n")
            + "DEPOT_SECTION\n1\n2\nVEHICLES_RELOAD_DEPOT_SECTION\n1 2\n2 2\n",
            "lets vehicles of depot 1 reload elsewhere but not there",
        ),
        (HEAD + f"SERVICE_TIME: 1{'0' * 400}\n" + BODY, "SERVICE_TIME: not all are numbers"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_refused(parse, text, message):
    with pytest.raises(FileFormatError, match=message):
        parse(text)


def test_figures_that_are_not_whole_are_refused_under_none(parse):
    with pytest.raises(FileFormatError, match=r"DEMAND_SECTION: 4.5 is not whole.*'round'"):
        parse(HEAD + BODY.replace("2 4", "2 4.5"), "none")


def test_unknown_roundings_are_refused():
    with pytest.raises(ValueError, match="no rounding 'up'; allowed: 'round', 'dimacs', 'exact', 'none'"):
        read_vrplib(DATA / "cvrp.vrp", rounding="up")


def test_a_missing_file_is_just_that(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_vrplib(tmp_path / "nothing.vrp")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no routes"),
        ("Route #1: 1 two", "not a VRPLIB solution"),
        ("Route #1: 1 7", "route 1 visits 7, which the problem does not have"),
        ("Route #1: 1\nRoute #2: 2\nRoute #3:\nRoute #4: 3", "route 4 has no vehicle; allowed: 3 routes"),
    ],
)
def test_solutions_that_do_not_fit_are_refused(tmp_path, text, message):
    path = tmp_path / "test.sol"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FileFormatError, match=message):
        read_vrplib_solution(path, read_vrplib(DATA / "cvrp.vrp"))


WORDS = st.sampled_from(
    [
        "0",
        "-1",
        "1",
        "1e999",
        "nan",
        "7.5",
        "x",
        ":",
        "EOF",
        "\n",
        "DEPOT_SECTION\n",
        "DIMENSION: 2\n",
        "#",
        "٣",
    ]
)


@settings(max_examples=300)
@given(st.sampled_from(sorted(DATA.glob("*.vrp"))), st.data())
def test_damaged_files_are_read_or_refused_but_never_crash(tmp_path_factory, path, data):
    words = path.read_text(encoding="utf-8").replace("\n", " \n ").split(" ")
    for _ in range(data.draw(st.integers(1, 3))):
        idx = data.draw(st.integers(0, len(words) - 1))
        words[idx : idx + data.draw(st.integers(0, 2))] = data.draw(st.lists(WORDS, max_size=2))
    damaged = tmp_path_factory.getbasetemp() / "damaged.vrp"
    damaged.write_text(" ".join(words), encoding="utf-8")
    try:
        problem = read_vrplib(damaged)
    except FileFormatError:
        return
    assert isinstance(problem, Problem)
