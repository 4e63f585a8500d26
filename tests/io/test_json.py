"""JSON in and out: nothing is lost, nothing is guessed, everything wrong is said."""

from __future__ import annotations

import gc
import gzip
import json
import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.models.documents import county, given_matrix, planar, read
from vrpcore import io
from vrpcore.errors import FileFormatError, InvalidInputError, InvalidPlanError, InvalidProblemError
from vrpcore.evaluation import evaluate
from vrpcore.lowering import lift, lower
from vrpcore.models import Location, MatrixProfile, MatrixTravel, Plan
from vrpcore.testing.strategies import problems, solutions

PLAN = {
    "routes": [
        {
            "vehicle_id": "truck-1",
            "date": "2025-03-03",
            "trips": [
                {"depot_id": "center", "activities": [
                    {"kind": "delivery", "customer_id": "c1", "order_ids": ["o1", "o4"]},
                    {"kind": "break", "break_idx": 0},
                    {"kind": "pickup", "customer_id": "c4", "order_ids": ["o5"], "locked": True},
                ]},
                {"depot_id": "store", "activities": [{"kind": "reload"}]},
            ],
        }
    ],
    "held_order_ids": ["o2"],
}  # fmt: skip


@given(st.data())
@settings(max_examples=60)
def test_problems_plans_and_evaluations_come_back_equal(data):
    problem = data.draw(problems())
    plan = lift(problem, data.draw(solutions(lower(problem))))
    evaluation = evaluate(problem, plan)
    assert io.problem_from_json(io.to_json(problem)) == problem
    assert io.plan_from_json(io.to_json(plan)) == plan
    assert io.evaluation_from_json(io.to_json(evaluation)) == evaluation


@pytest.mark.parametrize("make", [county, planar, given_matrix])
def test_what_is_read_again_is_written_again_alike(make):
    text = io.to_json(read(make()))
    assert io.to_json(io.problem_from_json(text)) == text


def bits(number: float) -> bytes:
    return struct.pack("<d", number)


@given(st.floats(-1e9, 1e9), st.floats(0, 1e9))
def test_every_bit_of_a_number_comes_back(x, price):
    problem = read(planar())
    place = problem.customers[0].model_copy(update={"location": Location(x=x / 1000, y=0.0)})
    order = problem.orders[0].model_copy(update={"hold_price": price})
    problem = problem.model_copy(
        update={"customers": (place, *problem.customers[1:]), "orders": (order, *problem.orders[1:])}
    )
    again = io.problem_from_json(io.to_json(problem))
    assert bits(again.customers[0].location.x) == bits(x / 1000)
    assert bits(again.orders[0].hold_price) == bits(price)


@given(st.lists(st.integers(0, 10**10) | st.just(10**10), min_size=9, max_size=9))
def test_every_entry_of_a_matrix_comes_back(entries):
    problem = read(given_matrix())
    square = np.array(entries, dtype=np.int64).reshape(3, 3)
    travel = MatrixTravel(
        place_ids=problem.travel.place_ids,
        profiles=(MatrixProfile(distances_m=square, durations_s=square.T),),
    )
    again = io.problem_from_json(io.to_json(problem.model_copy(update={"travel": travel})))
    assert again.travel == travel
    assert again.travel.profiles[0].distances_m.dtype == np.int64
    assert not again.travel.profiles[0].distances_m.flags.writeable


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_every_text_comes_back(name):
    problem = read(planar()).model_copy(update={"name": name})
    assert io.problem_from_json(io.to_json(problem).encode()).name == name


def test_text_is_readable_with_a_line_per_item():
    text = io.to_json(read(county()))
    assert '"name": "三江县"' in text
    assert "小店3" in text
    assert "\\u" not in text
    (line,) = [line for line in text.splitlines() if '"id":"o2"' in line]
    assert json.loads(line.rstrip(","))["lines"] == [{"product_id": "salt", "cases": 3}]
    assert '"schema_version": 1' in text


@pytest.mark.parametrize("name", ["county.json", "county.json.gz", "COUNTY.JSON", "三江 县.v2.json"])
def test_files_are_written_and_read(tmp_path: Path, name):
    problem = read(county())
    path = tmp_path / name
    io.write_json(problem, path)
    io.write_json(problem, str(path))  # over the old one
    assert io.read_json(path) == problem
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_equal_values_make_equal_files(tmp_path):
    for name in ("a.json.gz", "b.json.gz"):
        io.write_json(read(county()), tmp_path / name)
    assert (tmp_path / "a.json.gz").read_bytes() == (tmp_path / "b.json.gz").read_bytes()


def test_plans_and_evaluations_are_written_and_read(tmp_path):
    problem = read(county())
    plan = io.plan_from_json(json.dumps(PLAN))
    io.write_json(plan, tmp_path / "plan.json")
    assert io.read_plan(tmp_path / "plan.json") == plan
    assert plan.routes[0].trips[0].activities[2].locked
    evaluation = evaluate(problem, plan)
    io.write_json(evaluation, tmp_path / "evaluation.json.gz")
    assert io.read_evaluation(tmp_path / "evaluation.json.gz") == evaluation


def test_a_failed_write_leaves_the_old_file_and_no_trace(tmp_path, monkeypatch):
    path = tmp_path / "county.json"
    io.write_json(read(planar()), path)
    before = path.read_bytes()

    def fail(self, target):
        raise OSError("no space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="no space"):
        io.write_json(read(county()), path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["county.json"]


@pytest.mark.parametrize("name", ["nowhere/plan.json", "taken.json"])
def test_a_target_that_cannot_be_written_is_named(tmp_path, name):
    (tmp_path / "taken.json").mkdir()
    with pytest.raises(OSError, match=name) as caught:
        io.write_json(Plan(), tmp_path / name)
    assert ".tmp" not in str(caught.value)
    assert [file.name for file in tmp_path.iterdir()] == ["taken.json"]


def test_a_symbolic_link_stays_one(tmp_path):
    (tmp_path / "data").mkdir()
    target, link = tmp_path / "data" / "real.json", tmp_path / "link.json"
    link.symlink_to(target)
    io.write_json(read(planar()), link)
    assert link.is_symlink()
    assert io.read_json(target) == read(planar())


def test_only_documents_are_written(tmp_path):
    with pytest.raises(TypeError, match="Horizon"):
        io.write_json(read(planar()).horizon, tmp_path / "horizon.json")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1 column 0"),
        ('{"horizon": ', "line 1 column 12"),
        ('{\n  "orders": [1,]\n}', "line 2 column 16"),
        ("{'orders': []}", "line 1 column 2"),
        ("[" * 300, "recursion limit"),
        ('{"name": "\\ud800"}', "line 1 column"),
        ('{"name": 1' + "0" * 5000 + "}", "line 1 column"),
    ],
)
def test_broken_json_is_located(text, message):
    with pytest.raises(FileFormatError, match="is not valid JSON") as caught:
        io.problem_from_json(text, name="today.json")
    assert message in str(caught.value)
    assert "today.json" in str(caught.value)


@pytest.mark.parametrize("text", ["null", "3", '"x"', "[]", "true", "NaN"])
def test_a_document_is_an_object(text):
    with pytest.raises(InvalidProblemError) as caught:
        io.problem_from_json(text)
    assert [(fault.code, fault.where) for fault in caught.value.faults] == [("wrong_type", "problem")]


def test_files_of_other_kinds_are_refused_by_name(tmp_path):
    for name, hint in (("a.vrp", "read_vrplib"), ("a.xlsx", ".json"), ("a.gz", ".json"), ("json", ".json")):
        (tmp_path / name).write_text("{}")
        with pytest.raises(FileFormatError, match="not named as JSON") as caught:
            io.read_json(tmp_path / name)
        assert hint in str(caught.value)
    with pytest.raises(FileFormatError, match="not named as JSON"):
        io.write_json(read(planar()), tmp_path / "plan.txt")
    (tmp_path / "folder.json").mkdir()
    with pytest.raises(FileFormatError, match="is a directory"):
        io.read_json(tmp_path / "folder.json")
    with pytest.raises(FileNotFoundError):
        io.read_json(tmp_path / "nowhere.json")
    with pytest.raises(FileNotFoundError):
        io.write_json(read(planar()), tmp_path / "nowhere" / "plan.json")


@pytest.mark.parametrize("damage", [lambda data: data[:-10], lambda data: b"{}" + data, lambda data: b""])
def test_broken_gzip_is_refused(tmp_path, damage):
    path = tmp_path / "county.json.gz"
    path.write_bytes(damage(gzip.compress(b"{}")))
    with pytest.raises((FileFormatError, InvalidProblemError)):
        io.read_json(path)


def test_other_encodings_are_refused_and_a_byte_order_mark_is_not(tmp_path):
    text = io.to_json(read(county()))
    path = tmp_path / "county.json"
    for encoding in ("gbk", "utf-16"):
        path.write_bytes(text.encode(encoding))
        with pytest.raises(FileFormatError, match="UTF-8"):
            io.read_json(path)
    path.write_bytes(text.encode("utf-8-sig"))
    assert io.read_json(path) == read(county())


def test_kinds_of_documents_are_not_confused(tmp_path):
    with pytest.raises(FileFormatError, match=r"kind plan, not problem.*read_plan"):
        io.problem_from_json(json.dumps(PLAN))
    with pytest.raises(FileFormatError, match=r"kind problem, not plan.*read_json"):
        io.plan_from_json(json.dumps(county()))
    with pytest.raises(FileFormatError, match=r"kind evaluation, not plan.*read_evaluation"):
        io.plan_from_json(io.to_json(evaluate(read(county()), Plan())))


def test_broken_plans_name_their_faults():
    document = json.loads(json.dumps(PLAN))
    trip = document["routes"][0]["trips"][0]
    trip["activities"][0]["order_ids"] = []
    trip["activities"][1]["kind"] = "nap"
    trip["activities"][2]["customer"] = "c4"
    document["held_order_ids"] = "o2"
    with pytest.raises(InvalidPlanError) as caught:
        io.plan_from_json(json.dumps(document))
    where = "routes.0.trips.0.activities"
    assert [(fault.code, fault.where) for fault in caught.value.faults] == [
        ("too_few", f"{where}.0.order_ids"),
        ("not_an_option", f"{where}.1.kind"),
        ("unknown_field", f"{where}.2.customer"),
        ("wrong_type", "held_order_ids"),
    ]


def test_another_schema_version_is_said_and_nothing_else():
    for read_it, invalid in (
        (io.problem_from_json, InvalidProblemError),
        (io.plan_from_json, InvalidPlanError),
        (io.evaluation_from_json, InvalidInputError),
    ):
        with pytest.raises(invalid, match=r"schema version 2.*reads") as caught:
            read_it('{"schema_version": 2, "trucks": []}')
        assert [fault.code for fault in caught.value.faults] == ["schema_version"]


def test_a_key_that_stands_twice_is_a_fault():
    text = json.dumps(county(), ensure_ascii=False)
    text = text.replace('"id": "o2"', '"id": "o2", "id": "o2b"').replace(
        '{"schema_version"', '{"name": "", "schema_version"'
    )
    with pytest.raises(InvalidProblemError) as caught:
        io.problem_from_json(text)
    found = [(fault.code, fault.where) for fault in caught.value.faults]
    assert found == [("duplicate_key", "name"), ("duplicate_key", "orders.1.id")]


def test_a_key_that_stands_twice_is_told_with_other_faults():
    text = json.dumps(county()).replace('"id": "o2"', '"id": "o2", "id": 2')
    with pytest.raises(InvalidProblemError) as caught:
        io.problem_from_json(text)
    found = [(fault.code, fault.where) for fault in caught.value.faults]
    assert found == [("duplicate_key", "orders.1.id"), ("wrong_type", "orders.1.id")]


def test_reading_leaves_garbage_collection_as_it_was():
    assert gc.isenabled()
    with pytest.raises(InvalidProblemError):
        io.problem_from_json("{}")
    assert gc.isenabled()
    gc.disable()
    try:
        read(planar())
        assert not gc.isenabled()
    finally:
        gc.enable()
