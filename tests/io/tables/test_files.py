"""Workbooks, CSV files and frames as other programs write them, and what ours hold."""

import datetime as dt
import zipfile

import openpyxl
import pandas as pd
import polars as pl
import pytest
from openpyxl.styles import Font

from tests.io.tables.build import HOSTILE, IDS, renamed
from tests.models.documents import county, given_matrix, planar, read
from vrpcore.datasets import example_county
from vrpcore.errors import FileFormatError, InvalidProblemError, MissingPackageError
from vrpcore.io import (
    from_frames,
    read_csv,
    read_excel,
    to_frames,
    write_csv,
    write_excel,
    write_template,
)
from vrpcore.io.tables import csv_folder, workbook


@pytest.fixture
def book(tmp_path):
    """The planar problem as a workbook, open for changes; `save` reads it again."""
    path = tmp_path / "book.xlsx"
    write_excel(read(planar()), path)
    opened = openpyxl.load_workbook(path)

    def save():
        opened.save(path)
        return read_excel(path)

    opened.vrpcore_read = save
    return opened


def test_cells_of_excel(book):
    sheet = book["orders"]
    sheet["E1"], sheet["F1"] = "due", "release"
    sheet["E2"] = dt.datetime(2025, 3, 3)
    sheet["E2"].number_format = "yyyy-mm-dd"
    sheet["F2"] = dt.datetime(2025, 3, 3, 7, 30)
    sheet["E3"] = dt.datetime(2025, 3, 3, 0, 0)
    sheet["E3"].number_format = "yyyy-mm-dd hh:mm"
    first, second = book.vrpcore_read().orders
    assert first.due == dt.datetime(2025, 3, 3, 23, 59)
    assert first.release == dt.datetime(2025, 3, 3, 7, 30)
    assert second.due == dt.datetime(2025, 3, 3)


def test_numbers_shown_with_zeros_are_ids_with_zeros(book):
    for cell in (book["customers"]["A2"], book["orders"]["B2"]):
        cell.value, cell.number_format = 42, "00000"
    assert book.vrpcore_read().customers[0].id == "00042"


def test_merged_rows_all_hold_the_value(book):
    sheet = book["orders"]
    sheet["A3"] = sheet["B3"] = None
    sheet["C3"], sheet["D3"] = "salt", 4
    book["products"].append(["sauce", "", 3.0])
    sheet["C3"] = "sauce"
    sheet.merge_cells("A2:A3")
    (order,) = book.vrpcore_read().orders
    assert [(line.product_id, line.cases) for line in order.lines] == [("salt", 5), ("sauce", 4)]


def test_a_title_merged_over_columns(book):
    sheet = book["orders"]
    sheet.insert_rows(1, 2)
    sheet["A1"] = "Orders of this week"
    sheet.merge_cells("A1:D1")
    assert book.vrpcore_read() == read(planar())


def test_cells_that_are_only_formatted_are_not_there(book):
    book["orders"].cell(row=1_048_576, column=40).font = Font(bold=True)
    assert book.vrpcore_read() == read(planar())


def test_formulas_without_values_and_errors_are_faults(book):
    book["orders"]["D2"] = "=2+3"
    book["orders"]["D3"] = "#N/A"
    with pytest.raises(InvalidProblemError) as caught:
        book.vrpcore_read()
    assert [(f.code, f.where) for f in caught.value.faults] == [
        ("formula_without_value", "sheet 'orders', row 2, column D 'cases'"),
        ("cell_error", "sheet 'orders', row 3, column D 'cases'"),
    ]


def test_nothing_that_is_written_can_run_as_a_formula(tmp_path):
    problem = renamed(dict(zip(IDS, HOSTILE, strict=False)))
    write_excel(problem, tmp_path / "book.xlsx")
    for sheet in openpyxl.load_workbook(tmp_path / "book.xlsx"):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@")):
                    assert cell.quotePrefix
    write_csv(problem, tmp_path / "csv")
    for path in (tmp_path / "csv").glob("*.csv"):
        for row in csv_folder.csv.reader(path.read_text(encoding="utf-8-sig").splitlines()):
            assert not [cell for cell in row if cell.startswith(("=", "+", "@", "\t", "\r"))]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_template_has_notes_lists_a_frozen_header_and_text_columns(tmp_path, language):
    path = tmp_path / "my.xlsx"
    write_template(example_county(language), path, language=language)
    sheets = openpyxl.load_workbook(path)
    orders = sheets["订单" if language == "zh" else "orders"]
    assert orders.freeze_panes == "A2"
    assert all(cell.comment is not None and len(cell.comment.text) > 10 for cell in orders[1])
    assert orders.column_dimensions["A"].number_format == "@"
    depots = sheets["网点" if language == "zh" else "depots"]
    lists = [validation.formula1 for validation in depots.data_validations.dataValidation]
    assert ('"配送中心,门店"' if language == "zh" else '"center,store"') in lists
    assert any("乡镇" in formula if language == "zh" else "townships" in formula for formula in lists)
    assert read_excel(path) == example_county(language)


def test_macro_workbooks_are_read(tmp_path):
    write_excel(read(planar()), tmp_path / "book.xlsx")
    (tmp_path / "book.xlsx").rename(tmp_path / "book.XLSM")
    assert read_excel(tmp_path / "book.XLSM") == read(planar())


@pytest.mark.parametrize("data", [b"", b"id,cases\n", b"\xd0\xcf\x11\xe0 old or locked", b"PK\x03\x04 cut"])
def test_what_is_no_workbook_is_refused(tmp_path, data):
    (tmp_path / "book.xlsx").write_bytes(data)
    with pytest.raises(FileFormatError, match=r"is not a whole Excel workbook.*remedy: save it again"):
        read_excel(tmp_path / "book.xlsx")


def test_a_zip_that_is_no_workbook_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "book.xlsx", "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(FileFormatError):
        read_excel(tmp_path / "book.xlsx")


def test_names_with_other_endings_are_refused(tmp_path):
    with pytest.raises(FileFormatError, match=r"allowed: \.xlsx, \.xlsm"):
        read_excel(tmp_path / "book.xls")
    with pytest.raises(FileFormatError, match=r"allowed: \.xlsx"):
        write_excel(read(planar()), tmp_path / "book.xlsm")
    with pytest.raises(FileNotFoundError):
        read_excel(tmp_path / "none.xlsx")


def test_what_does_not_fit_into_a_workbook_is_refused(tmp_path, monkeypatch):
    document = planar()
    document["customers"][0]["name"] = "x" * 40_000
    with pytest.raises(FileFormatError, match="40,000 characters"):
        write_excel(read(document), tmp_path / "book.xlsx")
    monkeypatch.setattr(workbook, "MAX_ROWS", 9)
    with pytest.raises(FileFormatError, match="would have 9 rows"):
        write_excel(read(given_matrix()), tmp_path / "book.xlsx")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_of_other_programs(tmp_path, encoding, delimiter):
    write_csv(read(county()), tmp_path, language="zh")
    for path in tmp_path.glob("*.csv"):
        rows = list(csv_folder.csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
        with path.open("w", encoding=encoding, newline="") as file:
            csv_folder.csv.writer(file, delimiter=delimiter).writerows(rows)
    assert read_csv(tmp_path) == read(county())


def test_decimal_commas(tmp_path):
    write_csv(read(planar()), tmp_path)
    (tmp_path / "products.csv").write_text("id;case_weight_kg\nsalt;20,0\n", encoding="utf-8")
    assert read_csv(tmp_path) == read(planar())


def test_faults_of_csv_name_the_file(tmp_path):
    write_csv(read(planar()), tmp_path)
    (tmp_path / "products.csv").write_text("id,case_weight_kg\n\nsalt,heavy\n", encoding="utf-8")
    with pytest.raises(InvalidProblemError) as caught:
        read_csv(tmp_path)
    assert [f.where for f in caught.value.faults] == ["file 'products.csv', row 3, column B 'case_weight_kg'"]


def test_folders_that_cannot_be_read_or_written(tmp_path):
    with pytest.raises(FileFormatError, match="holds no CSV files"):
        read_csv(tmp_path)
    with pytest.raises(FileFormatError, match="not a folder"):
        read_csv(tmp_path / "none")
    (tmp_path / "库存.csv").write_text("x", encoding="utf-8")
    with pytest.raises(FileFormatError, match=r"also holds 库存\.csv"):
        write_csv(read(planar()), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["库存.csv"]
    write_csv(read(county()), tmp_path / "new")
    write_csv(read(county()), tmp_path / "new")  # its own files may be replaced


def test_frames_of_notebooks():
    frames = to_frames(read(planar()))
    frames["orders"] = frames["orders"].set_index("id")
    frames["customers"] = to_frames(read(planar()), "polars")["customers"]
    frames["products"] = pd.DataFrame({"商品编号": ["salt"], "case_weight_kg": [20], "name": [None]})
    frames["vehicle_types"]["capacity_m3"] = float("nan")
    frames["vehicle_types"]["max_distance_m"] = pd.array([None], dtype="Int64")
    frames["orders"]["due"] = pd.to_datetime(["2025-03-03 17:00", None])
    problem = from_frames(frames)
    assert problem.orders[0].due == dt.datetime(2025, 3, 3, 17)
    assert problem.orders[1] == read(planar()).orders[1]


def test_settings_may_be_a_mapping():
    frames = to_frames(read(planar()))
    frames["settings"] = {"horizon_start": dt.date(2025, 3, 3), "坐标系": "planar"}
    assert from_frames(frames) == read(planar())
    frames["settings"]["horizon_dayz"] = 2
    with pytest.raises(
        InvalidProblemError, match=r"row 3, column 'setting': there is no setting 'horizon_dayz'"
    ):
        from_frames(frames)


def test_faults_of_frames_name_the_frame_and_the_row():
    frames = to_frames(read(planar()))
    frames["orders"].loc[1, "customer_id"] = "nobody"
    with pytest.raises(InvalidProblemError) as caught:
        from_frames(frames)
    assert [f.where for f in caught.value.faults] == ["frame 'orders', row 1, column 'customer_id'"]


def test_what_is_no_frame_is_refused():
    with pytest.raises(TypeError, match="frame 'orders' is a list"):
        from_frames({"orders": [1]})


def test_frames_have_types():
    frame = to_frames(read(county()))["orders"]
    assert str(frame["cases"].dtype) == "int64"
    assert str(frame["due"].dtype) == "datetime64[s]"
    assert to_frames(read(county()), "polars")["orders"].schema["cases"] == pl.Int64


def test_a_missing_package_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    with pytest.raises(MissingPackageError, match=r"needs openpyxl.*pip install 'vrpcore\[tables\]'"):
        write_excel(read(planar()), tmp_path / "book.xlsx")
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(MissingPackageError, match=r"a data frame of pyarrow .*remedy: pip install pyarrow$"):
        to_frames(read(planar()), "pyarrow")


def test_data_frames_of_an_unknown_library_are_refused():
    with pytest.raises(ValueError, match="no backend 'excel'; allowed: pandas, polars, pyarrow"):
        to_frames(read(planar()), "excel")
