"""``vrpcore report``: a page for a plan, or a clear refusal."""

import pytest

from tests.report.build import make_plan, make_problem
from tests.report.html.build import geographic_problem
from vrpcore import io
from vrpcore.cli import exit_codes, main


@pytest.fixture
def files(tmp_path):
    io.write_json(geographic_problem(), tmp_path / "problem.json")
    io.write_json(make_plan(), tmp_path / "plan.json")
    return [str(tmp_path / "problem.json"), str(tmp_path / "plan.json"), "-o", str(tmp_path / "plan.html")]


def test_a_page_is_written(files, tmp_path, capsys):
    assert main(["report", *files, "--language", "zh"]) == exit_codes.OK
    page = (tmp_path / "plan.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert '"language":"zh"' in page
    assert "plan.html: " in capsys.readouterr().out


def test_tiles(files, tmp_path):
    tiles = "https://tile.example.org/{z}/{x}/{y}.png"
    assert main(["report", *files, "--tiles", tiles, "--attribution", "© somebody"]) == exit_codes.OK
    assert tiles in (tmp_path / "plan.html").read_text(encoding="utf-8")


def test_a_plan_that_breaks_rules_is_shown_but_reported(files, tmp_path):
    problem = make_problem()
    van = problem.vehicle_types[0].model_copy(update={"capacity_kg": 100.0})
    problem = problem.model_copy(update={"vehicle_types": (van, problem.vehicle_types[1])})
    io.write_json(problem, tmp_path / "problem.json")
    assert main(["report", *files]) == exit_codes.INFEASIBLE
    assert (tmp_path / "plan.html").is_file()


@pytest.mark.parametrize("extra", [["--tiles", "nonsense"], ["-o", "plan.pdf"], ["-o", "nowhere/plan.html"]])
def test_bad_arguments(files, extra, capsys):
    assert main(["report", *files, *extra]) == exit_codes.BAD_INPUT
    assert "remedy: " in capsys.readouterr().err


def test_solve_writes_the_page_too(files, tmp_path, capsys):
    page = tmp_path / "solved.html"
    assert main(["solve", files[0], "--solver", "greedy", "--report", str(page), "--json"]) == exit_codes.OK
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert main(["solve", files[0], "--report", "plan.txt"]) == exit_codes.BAD_INPUT
    assert "another ending" in capsys.readouterr().err
