"""The registry of sets, and the command as a whole."""

import pytest

from benchmarks.quality.__main__ import main
from benchmarks.quality.cases import SETS, cases
from benchmarks.quality.gates import GATES
from benchmarks.quality.records import read

INSTANCE = """NAME : square
TYPE : CVRP
DIMENSION : 5
EDGE_WEIGHT_TYPE : EUC_2D
CAPACITY : 2
NODE_COORD_SECTION
1 0 0
2 0 10
3 10 10
4 10 0
5 0 20
DEMAND_SECTION
1 0
2 1
3 1
4 1
5 1
DEPOT_SECTION
1
-1
EOF
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "CVRP").mkdir()
    (tmp_path / "CVRP" / "square.vrp").write_text(INSTANCE)
    # Depot - 2 - 5 - depot is 40; depot - 3 - 4 - depot is 14 + 10 + 10.
    (tmp_path / "CVRP" / "square.sol").write_text("Route #1: 1 4\nRoute #2: 2 3\nCost 74\n")
    monkeypatch.setenv("VRPCORE_INSTANCES", str(tmp_path))
    return tmp_path


def test_every_gate_is_of_a_set():
    assert {gate.set_name for gate in GATES} <= set(SETS)


def test_folder_is_a_set(folder):
    (case,) = cases("CVRP")
    assert (case.name, case.bks(), len(case.problem().orders)) == ("square", 74, 4)
    assert cases("CVRP", ["other"]) == []


def test_published_costs_are_scaled(folder):
    (folder / "HFVRP").mkdir()
    (folder / "HFVRP" / "x.vrp").write_text("")
    (folder / "HFVRP" / "x.sol").write_text("Cost: 31566.26\n")
    assert cases("HFVRP")[0].bks() == 3_156_626_000


def test_missing_folder_is_told(monkeypatch):
    monkeypatch.delenv("VRPCORE_INSTANCES", raising=False)
    with pytest.raises(ValueError, match="VRPCORE_INSTANCES"):
        cases("VRPTW")


def test_command_runs_resumes_and_prints(folder, capsys):
    out = folder / "results.jsonl"
    command = ["--sets", "CVRP", "--solvers", "greedy", "--budgets", "1", "--seeds", "1", "--out", str(out)]
    assert main(command) == 0
    assert "| CVRP | 1 s | greedy | 1 | 0.00 % |" in capsys.readouterr().out
    before = out.read_bytes()
    assert main(command) == 0  # nothing is left to run
    assert out.read_bytes() == before
    assert main(["--table", str(out)]) == 0
    (record,) = read(out)
    assert (record.cost, record.bks, record.violations) == (74, 74, {})


def test_unknown_solver_is_refused(folder, capsys):
    assert main(["--solvers", "magic", "--out", str(folder / "r.jsonl")]) == 2
    assert "no solver magic; allowed: " in capsys.readouterr().err
