"""Spreadsheets on the command line."""

import json

import openpyxl
import pytest

from vrpcore import datasets, io
from vrpcore.cli import exit_codes, main
from vrpcore.models import Location


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", ["my.xlsx", "my", "my.json"])
def test_the_template_is_a_problem_that_solves_as_it_stands(tmp_path, capsys, name, language):
    path = tmp_path / name
    assert main(["generate", "template", str(path), "--language", language]) == exit_codes.OK
    assert main(["check", str(path)]) == exit_codes.OK
    assert "valid problem: 8 customers, 8 orders, 2 depots" in capsys.readouterr().out
    book = tmp_path / "plan.xlsx"
    arguments = ["--solver", "greedy", "--time-limit", "5", "-o", str(book), "--language", language, "--json"]
    assert main(["solve", str(path), *arguments]) == exit_codes.OK
    kpis = json.loads(capsys.readouterr().out)["kpis"]
    assert (kpis["num_delivered"], kpis["num_held"]) == (7, 1)
    assert openpyxl.load_workbook(book).sheetnames[0] == ("线路" if language == "zh" else "routes")


def test_counties_as_workbooks(tmp_path):
    path = tmp_path / "county.xlsx"
    arguments = ["--customers", "40", "--townships", "4", "--language", "zh"]
    assert main(["generate", "county", "-o", str(path), *arguments]) == exit_codes.OK
    assert io.read_excel(path) == datasets.reference_county(seed=0, customers=40, townships=4)


def test_a_map_as_output(tmp_path):
    assert main(["generate", "template", str(tmp_path / "my.json")]) == exit_codes.OK
    out = tmp_path / "plan.geojson"
    assert main(["solve", str(tmp_path / "my.json"), "--solver", "greedy", "-o", str(out)]) == exit_codes.OK
    assert json.loads(out.read_text(encoding="utf-8"))["type"] == "FeatureCollection"


def test_a_plane_is_no_map(tmp_path, capsys):
    path = tmp_path / "plane.json"
    assert main(["generate", "cvrp", "-o", str(path), "--customers", "5"]) == exit_codes.OK
    assert main(["solve", str(path), "-o", str(tmp_path / "plan.geojson")]) == exit_codes.BAD_INPUT
    assert "planar metres" in capsys.readouterr().err


def test_faults_of_a_workbook_are_listed(tmp_path, capsys):
    path = tmp_path / "my.xlsx"
    io.write_template(datasets.example_county(), path)
    book = openpyxl.load_workbook(path)
    book["orders"]["B2"] = "C999"
    book["orders"]["D3"] = "many"
    book.save(path)
    assert main(["check", str(path)]) == exit_codes.BAD_INPUT
    told = capsys.readouterr().err
    assert "sheet 'orders', row 2, column B 'customer_id': 'C999' is not among the customers" in told
    assert "sheet 'orders', row 3, column D 'cases': 'many' is not a number" in told


@pytest.mark.parametrize("name", ["my.xls", "my.txt", "no/folder/my.xlsx", "no/folder/my"])
def test_targets_that_cannot_be_written(tmp_path, name, capsys):
    assert main(["generate", "template", str(tmp_path / name)]) == exit_codes.BAD_INPUT
    assert "remedy" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "told"),
    [("orders.csv", "name the folder"), ("nowhere", "No such file"), ("no.xlsx", "No such file")],
)
def test_problems_that_are_not_there(tmp_path, name, told, capsys):
    assert main(["check", str(tmp_path / name)]) == exit_codes.BAD_INPUT
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("name", ["my.xlsx", "my", "my.json"])
def test_the_template_never_replaces_what_somebody_has_filled_in(tmp_path, name, capsys):
    arguments = ["generate", "template", str(tmp_path / name)]
    assert main(arguments) == exit_codes.OK
    assert main(arguments) == exit_codes.BAD_INPUT
    assert "is there already" in capsys.readouterr().err


def test_the_template_has_its_size(tmp_path, capsys):
    arguments = ["generate", "template", str(tmp_path / "my.xlsx"), "--customers", "9"]
    assert main(arguments) == exit_codes.BAD_INPUT
    assert "always the same small example" in capsys.readouterr().err


def test_convert_there_and_back(tmp_path):
    first, book, folder, last = (tmp_path / name for name in ("a.json", "b.xlsx", "c", "d.json"))
    assert main(["generate", "template", str(first)]) == exit_codes.OK
    for source, target in ((first, book), (book, folder), (folder, last)):
        assert main(["convert", str(source), str(target), "--language", "zh"]) == exit_codes.OK
    assert io.read_json(last) == io.read_json(first)


def test_convert_from_and_to_vroom(tmp_path, capsys):
    plane, vroom, back = (tmp_path / name for name in ("plane.json", "vroom.json", "back.xlsx"))
    assert main(["generate", "cvrp", str(plane), "--customers", "6"]) == exit_codes.OK
    assert main(["convert", str(plane), str(vroom), "--to-vroom"]) == exit_codes.OK
    assert len(json.loads(vroom.read_text(encoding="utf-8"))["jobs"]) == 6
    assert main(["convert", str(vroom), str(back), "--from-vroom"]) == exit_codes.BAD_INPUT
    assert "3 dimensions of load" in capsys.readouterr().err


def test_a_workbook_is_never_written_over(tmp_path, capsys):
    path = tmp_path / "my.xlsx"
    assert main(["generate", "template", str(path)]) == exit_codes.OK
    before = path.read_bytes()
    for command in (
        ["solve", str(path), "-o", str(path)],
        ["convert", str(path), str(path), "--language", "zh"],
        ["generate", "template", str(path)],
    ):
        assert main(command) == exit_codes.BAD_INPUT
        assert "another name" in capsys.readouterr().err
    assert path.read_bytes() == before


def test_a_plan_in_a_workbook_is_not_read_back(tmp_path, capsys):
    path = tmp_path / "my.xlsx"
    assert main(["generate", "template", str(path)]) == exit_codes.OK
    assert main(["report", str(path), "plan.xlsx", "-o", str(tmp_path / "plan.html")]) == exit_codes.BAD_INPUT
    assert "-o plan.json" in capsys.readouterr().err


def test_swapped_coordinates_are_noticed(tmp_path, capsys):
    problem = datasets.example_county()
    first, *others = problem.customers
    swapped = first.model_copy(update={"location": Location(x=30.0, y=80.0)})
    io.write_excel(problem.model_copy(update={"customers": (swapped, *others)}), tmp_path / "my.xlsx")
    assert main(["check", str(tmp_path / "my.xlsx")]) == exit_codes.OK
    assert "notice: customers 'C001': the nearest depot is up to" in capsys.readouterr().out
    assert main(["solve", str(tmp_path / "my.xlsx"), "--solver", "greedy"]) == exit_codes.OK
    assert "are longitude x and latitude y swapped?" in capsys.readouterr().err


def test_sound_places_raise_no_notice(tmp_path, capsys):
    assert main(["generate", "template", str(tmp_path / "my")]) == exit_codes.OK
    assert main(["check", str(tmp_path / "my")]) == exit_codes.OK
    assert "notice" not in capsys.readouterr().out


def test_a_chinese_plan_has_a_chinese_page(tmp_path):
    assert main(["generate", "template", str(tmp_path / "my.json"), "--language", "zh"]) == exit_codes.OK
    page = tmp_path / "plan.html"
    arguments = ["--solver", "greedy", "--report", str(page), "--language", "zh"]
    assert main(["solve", str(tmp_path / "my.json"), *arguments]) == exit_codes.OK
    assert '<html lang="zh' in page.read_text(encoding="utf-8")
