"""``vrpcore roads``, as a user calls it."""

import json

import pytest

from tests.travel.roads import town
from vrpcore import io
from vrpcore.cli import exit_codes, main
from vrpcore.datasets import random_cvrp


@pytest.fixture(name="files")
def written_files(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    problem = tmp_path / "problem.json"
    io.write_json(random_cvrp(6, seed=1), problem)  # in a square of 1,000 m
    for name, table in (("junctions", town.JUNCTIONS), ("edges", town.EDGES)):
        rows = zip(*table.values(), strict=True)
        lines = [",".join("" if value is None else str(value) for value in row) for row in rows]
        (tmp_path / f"{name}.csv").write_text("\n".join([",".join(table), *lines]), encoding="utf-8")
    return tmp_path


def run(files, *more):
    network = ["--edges", str(files / "junctions.csv"), str(files / "edges.csv")]
    return main(["roads", str(files / "problem.json"), "-o", str(files / "out.json"), *network, *more])


def test_a_problem_gets_roads_and_can_be_solved(files, capsys):
    assert run(files, "--vehicle", "van") == exit_codes.OK
    assert "farthest from a road: " in capsys.readouterr().out
    before, after = io.read_json(files / "problem.json"), io.read_json(files / "out.json")
    assert after.travel.kind == "matrix"
    assert after.customers == before.customers
    assert main(["solve", str(files / "out.json"), "--solver", "greedy"]) == exit_codes.OK


def test_vehicles_change_durations(files):
    durations = []
    for kind in ("truck", "ebike", "default=ebike"):
        assert run(files, "--vehicle", kind, "--no-cache") == exit_codes.OK
        travel = json.loads((files / "out.json").read_text(encoding="utf-8"))["travel"]
        durations.append(travel["profiles"][0]["durations_s"])
    assert durations[0] != durations[1] == durations[2]


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (["--vehicle", "tram"], "allowed: truck, van, ebike"),
        (["--vehicle", "bus=truck"], "default"),
        (["--max-snap", "1"], "too far from any road"),
    ],
)
def test_what_is_wrong_is_told(files, capsys, more, message):
    assert run(files, *more) == exit_codes.BAD_INPUT
    assert message in capsys.readouterr().err
    assert not (files / "out.json").exists()


def test_one_network_is_asked_for(files, capsys):
    assert main(["roads", str(files / "problem.json"), "-o", str(files / "out.json")]) == exit_codes.BAD_INPUT
    assert "--osm" in capsys.readouterr().err
