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


def test_money_and_addresses(files, tmp_path, capsys):
    (tmp_path / "amounts.json").write_text('{"o-a": 350}', encoding="utf-8")
    (tmp_path / "contacts.json").write_text('{"a": "南街1号"}', encoding="utf-8")
    path = tmp_path / "sheets.html"
    amounts, contacts = (str(tmp_path / f"{name}.json") for name in ("amounts", "contacts"))
    given = ["--amounts", amounts, "--contacts", contacts]
    assert main(["sheets", *files, "-o", str(path), *given]) == exit_codes.OK
    page = path.read_text(encoding="utf-8")
    assert "350.00" in page
    assert "南街1号" in page
    assert main(["form", *files, "-o", str(tmp_path / "form.csv"), "--amounts", amounts]) == exit_codes.OK
    assert "350.0" in (tmp_path / "form.csv").read_text(encoding="utf-8")
    for wrong in ("[1]", '{"o-a": "much"}', '{"o-a": NaN}', "{"):
        (tmp_path / "amounts.json").write_text(wrong, encoding="utf-8")
        assert main(["sheets", *files, "-o", str(path), *given]) == exit_codes.BAD_INPUT
    assert (
        main(["sheets", *files, "-o", str(path), "--contacts", str(tmp_path / "plan.json")]) != exit_codes.OK
    )


@pytest.mark.parametrize("extra", [["-o", "sheets.txt"], ["-o", "sheets.pdf", "--vehicle", "tank"]])
def test_bad_arguments(files, extra, capsys):
    assert main(["sheets", *files, *extra]) == exit_codes.BAD_INPUT
    assert "remedy: " in capsys.readouterr().err
