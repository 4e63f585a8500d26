"""The arithmetic of the table, on figures small enough to check by hand."""

import pytest

from benchmarks.quality.figures import against, gaps, verdict
from benchmarks.quality.gates import GATES, GapGate, PeerGate, TimeGate
from benchmarks.quality.records import Record, append, done, read
from benchmarks.quality.table import markdown


def record(instance, solver, cost, seed=1, set_name="CVRP", bks=100, budget=10.0, **more):
    return Record(set_name, instance, solver, budget, seed, 200, bks, cost, 9.5, **more)


RECORDS = [
    record("a", "search", 101, seed=1),
    record("a", "search", 103, seed=2),
    record("b", "search", 200, bks=200),
    record("a", "hgs", 100),
    record("c", "hgs", 150),
]


def test_gap_is_the_mean_over_the_seeds():
    assert gaps(RECORDS, "CVRP", "search", 10) == pytest.approx({"a": 2.0, "b": 0.0})


def test_solvers_are_compared_on_common_instances_only():
    # "a": 102 on average against 100; "b" and "c" are not common.
    assert against(RECORDS, "CVRP", ("search", 10), ("hgs", 10)) == pytest.approx(2.0)
    assert against(RECORDS, "CVRP", ("search", 10), ("vroom", 10)) is None


def test_an_invalid_answer_has_no_gap_and_misses_the_gate():
    records = [record("a", "search", 100), record("b", "search", 50, violations={"capacity": 1})]
    assert gaps(records, "CVRP", "search", 10) == {"a": 0.0}
    assert verdict(records, GapGate("CVRP", 10, 0.5), "search") == (0.0, False)
    assert "invalid, breaks capacity (1)" in markdown(records, "search")


def test_counties_are_measured_from_the_best_result():
    records = [record("0", "search", 90, set_name="county-day", bks=None)]
    records.append(record("0", "pyvrp", 99, set_name="county-day", bks=None, budget=60.0))
    assert gaps(records, "county-day", "pyvrp", 60) == pytest.approx({"0": 10.0})


def test_gates_know_met_missed_and_not_measured():
    gate = GapGate("CVRP", 10, 1.0)
    assert verdict(RECORDS, gate, "search") == (pytest.approx(1.0), True)  # (2 + 0) / 2
    assert verdict(RECORDS, GapGate("CVRP", 10, 0.9), "search") == (pytest.approx(1.0), False)
    assert verdict(RECORDS, GapGate("CVRP", 60, 0.9), "search") == (None, None)


def test_a_gate_can_be_of_the_worst_run():
    gate = GapGate("CVRP", 10, 2.9, of="worst")
    assert verdict(RECORDS, gate, "search") == (pytest.approx(3.0), False)  # 103 against 100
    assert verdict(RECORDS, GapGate("CVRP", 10, 3.1, of="worst"), "search") == (pytest.approx(3.0), True)


def test_more_time_is_held_against_less_on_each_instance():
    gate = TimeGate("CVRP", 60, 10)
    assert verdict(RECORDS, gate, "search") == (None, None)
    longer = [record("a", "search", 101, budget=60.0), record("b", "search", 200, budget=60.0)]
    # 101 against a mean of 102, and 200 against 200.
    assert verdict(RECORDS + longer, gate, "search") == (pytest.approx(0.0), True)
    worse = [record("a", "search", 90, budget=60.0), record("b", "search", 202, budget=60.0)]
    assert verdict(RECORDS + worse, gate, "search") == (pytest.approx(1.0), False)


def test_the_reference_is_the_lowest_best_known_cost():
    records = [record("a", "search", 101, bks=100), record("a", "search", 101, seed=2, bks=101)]
    assert gaps(records, "CVRP", "search", 10) == pytest.approx({"a": 1.0})


def test_strict_gates_want_more_than_equal():
    records = [record("a", "search", 100), record("a", "hgs", 100, budget=60.0)]
    equal = PeerGate("CVRP", 10, "hgs", 60, 0.0)
    assert verdict(records, equal, "search") == (0.0, True)
    assert verdict(records, PeerGate("CVRP", 10, "hgs", 60, 0.0, is_strict=True), "search") == (0.0, False)


def test_table_says_met_and_not_measured():
    table = markdown(RECORDS, "search")
    assert "| CVRP | 10 s | search | 2 | 1.00 % | 2.00 % | 9.50 s |" in table
    assert "| CVRP | 10 s | gap at most 0.5 % | 1.00 % | **missed** |" in table
    assert table.count("not measured") == len(GATES) - 2  # the gap above, and HGS below 250 customers


def test_interrupted_run_is_resumed(tmp_path):
    path = tmp_path / "new" / "results.jsonl"
    append(path, RECORDS[0])
    append(path, record("a", "pyvrp", None, left_out="not installed"))
    with path.open("a") as file:
        file.write('{"set_name": "CV')  # torn off
    assert done(read(path)) == {RECORDS[0].key}
    append(path, RECORDS[1])
    assert done(read(path)) == {RECORDS[0].key, RECORDS[1].key}
    path.write_text("no result\n" + path.read_text())
    with pytest.raises(ValueError, match="line 1: not a result"):
        read(path)
