"""All faults of all sheets are told together, each with its place and its remedy; nothing is half read."""

import pytest

from tests.io.tables.build import column, faults_of, grids, problem_of
from tests.models.documents import county, given_matrix, planar, read
from vrpcore.io.tables.cells import CellError, NoValue


def sheets():
    return grids(read(county()))


def put(book, sheet, heading, row, value):
    book[sheet][row - 1][column(book, sheet, heading)] = value


def test_every_fault_of_a_workbook_in_one_go():
    book = sheets()
    put(book, "orders", "customer_id", 2, "c9")
    put(book, "orders", "cases", 4, "many")
    put(book, "customers", "location_x", 3, "east")
    put(book, "customers", "id", 5, "c1")
    put(book, "depots", "kind", 2, "shop")
    put(book, "vehicle_types", "depot_id", 3, None)
    put(book, "stock", "depot_id", 2, "stroe")
    book["orders"][0].append("remarks")
    book["Tabelle"] = [["x"]]
    found = {(fault.code, fault.where) for fault in faults_of(book)}
    assert found >= {
        ("unknown_id", "sheet 'orders', row 2, column B 'customer_id'"),
        ("not_a_number", "sheet 'orders', row 4, column D 'cases'"),
        ("not_a_number", "sheet 'customers', row 3, column C 'location_x'"),
        ("duplicate_id", "sheet 'customers', row 5, column A 'id'"),
        ("not_an_option", "sheet 'depots', row 2, column C 'kind'"),
        ("missing_field", "sheet 'vehicle_types', row 3, column B 'depot_id'"),
        ("unknown_id", "sheet 'stock', row 2, column A 'depot_id'"),
        ("unknown_heading", f"sheet 'orders', row 1, column {chr(64 + len(book['orders'][0]))} 'remarks'"),
        ("unknown_sheet", "sheet 'Tabelle'"),
    }


def test_places_within_texts_are_places_of_the_sheet():
    book = sheets()
    put(book, "customers", "id", 3, "c1")
    fault = next(fault for fault in faults_of(book) if fault.code == "duplicate_id")
    assert fault.what == "'c1' already stands at sheet 'customers', row 2, column A 'id'"


def test_a_parent_that_does_not_exist_gets_a_hint():
    book = sheets()
    put(book, "stock", "depot_id", 2, "stroe")
    fault = next(fault for fault in faults_of(book) if fault.where.startswith("sheet 'stock'"))
    assert "did you mean 'store'?" in fault.remedy


def test_a_name_instead_of_an_id_gets_a_hint():
    book = sheets()
    put(book, "customers", "township_id", 2, "东镇")
    put(book, "township_corners", "township_id", 2, "东镇")
    faults = faults_of(book)
    assert [fault.remedy for fault in faults] == ["that is the name of 'east': write the id"] * 2


def test_faults_stand_in_the_order_of_the_file():
    book = sheets()
    put(book, "customers", "id", 4, "c1")
    put(book, "orders", "cases", 5, "many")
    put(book, "orders", "product_id", 2, "pepper")
    put(book, "depots", "kind", 2, "shop")
    del book["settings"]
    places = [fault.where for fault in faults_of(book)]
    order = [place.split(",")[0] for place in places]
    assert order == sorted(order, key=["sheet 'settings'", *(f"sheet {name!r}" for name in book)].index)
    assert [place for place in places if place.startswith("sheet 'orders'")] == [
        "sheet 'orders', row 2, column C 'product_id'",
        "sheet 'orders', row 5, column B 'customer_id'",  # c3 is called c1 now
        "sheet 'orders', row 5, column D 'cases'",
    ]


def test_missing_sheets_are_named_once_each():
    book = sheets()
    del book["customers"], book["settings"]
    assert sorted(
        (fault.code, fault.where) for fault in faults_of(book) if fault.code == "missing_sheet"
    ) == [
        ("missing_sheet", "sheet 'customers'"),
        ("missing_sheet", "sheet 'settings'"),
    ]
    assert not [fault for fault in faults_of(book) if fault.code == "missing_field"]


def test_a_missing_column_is_named():
    book = grids(read(planar()))
    at = column(book, "orders", "customer_id")
    for row in book["orders"]:
        del row[at]
    faults = faults_of(book)
    assert {fault.code for fault in faults} == {"order_destination"}
    assert faults[0].where == "sheet 'orders', row 2, column 'customer_id', which is not there"
    at = column(book, "orders", "product_id")
    for row in book["orders"]:
        del row[at]
    missed = [fault.where for fault in faults_of(book) if fault.code == "missing_field"]
    assert missed == ["sheet 'orders', column 'product_id', which is not there"]


@pytest.mark.parametrize(
    ("language", "sheet", "heading", "meant"),
    [("en", "orders", "custmer_id", "customer_id"), ("zh", "orders", "客户编好", "客户编号")],
)
def test_an_unknown_heading_gets_the_nearest_known_one_in_its_language(language, sheet, heading, meant):
    book = grids(read(planar()), language)
    book[sheet][0][1] = heading
    fault = next(fault for fault in faults_of(book) if fault.code == "unknown_heading")
    assert fault.where == f"sheet 'orders', row 1, column B {heading!r}"
    assert f"did you mean {meant!r}?" in fault.remedy


def test_headings_twice_missing_or_absent():
    book = grids(read(planar()))
    book["orders"][0].append("商品编号")
    (fault,) = (fault for fault in faults_of(book) if fault.code == "duplicate_heading")
    assert fault.where == "sheet 'orders', row 1, column E '商品编号'"
    book = grids(read(planar()))
    book["orders"][2].append("call first")
    (fault,) = faults_of(book)
    assert (fault.code, fault.where) == ("missing_heading", "sheet 'orders', row 3, column E ''")
    book = grids(read(planar()))
    del book["products"][0]
    assert ("missing_heading", "sheet 'products', row 1") in {(f.code, f.where) for f in faults_of(book)}


def test_two_sheets_of_one_kind():
    book = grids(read(planar()))
    book["订单"] = book["orders"]
    (fault,) = faults_of(book)
    assert (fault.code, fault.where) == ("duplicate_sheet", "sheet '订单'")


def test_rows_of_an_order_that_contradict_each_other():
    book = sheets()
    put(book, "orders", "customer_id", 3, "c2")
    (fault,) = faults_of(book)
    assert (fault.code, fault.where) == ("rows_differ", "sheet 'orders', row 3, column B 'customer_id'")
    assert "'o1' says c2 here, and c1 in row 2" in fault.what


def test_settings_unknown_twice_and_missing():
    book = sheets()
    book["settings"].append(["horizon_dayz", 3, ""])
    book["settings"].append(["name", "again", ""])
    faults = faults_of(book)
    assert [fault.code for fault in faults] == ["unknown_heading", "duplicate_heading"]
    assert "did you mean 'horizon_days'?" in faults[0].remedy
    book = sheets()
    book["settings"] = [row for row in book["settings"] if row[0] != "horizon_start"]
    (fault,) = faults_of(book)
    assert (fault.code, fault.where) == ("missing_field", "sheet 'settings', setting 'horizon_start'")
    book["settings"] = [["setting", "remark"], ["name", "x"]]
    assert "missing_heading" in {fault.code for fault in faults_of(book)}


def test_errors_and_formulas_of_excel():
    book = sheets()
    put(book, "orders", "cases", 2, CellError("#N/A"))
    put(book, "orders", "cases", 3, NoValue("=A1+1"))
    faults = faults_of(book)
    assert [fault.code for fault in faults] == ["cell_error", "formula_without_value"]
    assert "'=A1+1' has never been calculated" in faults[1].what


def test_a_matrix_with_gaps_strays_and_repetitions():
    book = grids(read(given_matrix()))
    rows = book["travel_matrix"]
    gap = next(row for row in rows if row[1:3] == ["c2", "c1"])
    rows.remove(gap)
    rows.append(["default", "c1", "c9", 5, 5])
    rows.append(["default", "c1", "c2", 5, 5])
    codes = [fault.code for fault in faults_of(book)]
    assert codes.count("incomplete_matrix") == 2
    assert codes.count("rows_differ") == 1
    assert "'c2' to 'c1'" in next(f.what for f in faults_of(book) if "ways are missing" in f.what)


def test_a_matrix_together_with_speeds():
    book = grids(read(given_matrix()))
    book["travel_profiles"] = [["id", "speed_kmh"], ["default", 30]]
    (fault,) = faults_of(book)
    assert (fault.code, fault.where) == ("unknown_sheet", "sheet 'travel_profiles'")


def test_staying_needs_no_row_of_the_matrix():
    book = grids(read(given_matrix()))
    rows = book["travel_matrix"]
    rows[:] = [rows[0], *(row for row in rows[1:] if row[1] != row[2])]
    assert problem_of(book) == read(given_matrix())


def test_bounds_are_those_of_the_model():
    book = sheets()
    put(book, "orders", "cases", 2, 0)
    put(book, "vehicle_types", "capacity_kg", 2, -5)
    found = [(fault.code, fault.where) for fault in faults_of(book)]
    assert found == [
        ("out_of_range", "sheet 'orders', row 2, column D 'cases'"),
        (
            "out_of_range",
            "sheet 'vehicle_types', row 2, column " + _letter(book, "vehicle_types", "capacity_kg"),
        ),
    ]


def _letter(book, sheet, heading):
    return f"{chr(65 + column(book, sheet, heading))} {heading!r}"
