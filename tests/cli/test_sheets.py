"""``vrpcore sheets``: papers for a plan, or a clear refusal."""

import pytest

from tests.report.build import make_plan, make_problem
from vrpcore import io
from vrpcore.cli import exit_codes, main


@pytest.fixture
def files(tmp_path):
    io.write_json(make_problem(), tmp_path / "problem.json")
    io.write_json(make_plan(), tmp_path / "plan.json")
    return [str(tmp_path / "problem.json"), str(tmp_path / "plan.json")]


@pytest.mark.parametrize(("name", "start"), [("sheets.html", b"<!doctype html>"), ("sheets.pdf", b"%PDF-")])
def test_sheets_are_written(files, name, start, tmp_path, capsys):
    path = tmp_path / name
    assert main(["sheets", *files, "-o", str(path), "--language", "zh"]) == exit_codes.OK
    assert path.read_bytes().startswith(start)
    assert name in capsys.readouterr().out


def test_some_of_them(files, tmp_path):
    path = tmp_path / "sheets.html"
    chosen = ["--papers", "pick", "--date", "2026-03-02", "--vehicle", "truck"]
    assert main(["sheets", *files, "-o", str(path), *chosen]) == exit_codes.OK
    page = path.read_text(encoding="utf-8")
    assert "pick list" in page
    assert "delivery receipt" not in page
    assert "clerk" not in page


@pytest.mark.parametrize("extra", [["-o", "sheets.txt"], ["-o", "sheets.pdf", "--vehicle", "tank"]])
def test_bad_arguments(files, extra, capsys):
    assert main(["sheets", *files, *extra]) == exit_codes.BAD_INPUT
    assert "remedy: " in capsys.readouterr().err
