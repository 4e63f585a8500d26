"""What planners really type is understood, or refused with place and remedy."""

import datetime as dt

import pytest

from tests.io.tables.build import column, faults_of, grids, problem_of
from tests.models.documents import county, planar, read
from vrpcore.io.tables.texts import read_text, split, write_text
from vrpcore.io.tables.times import read_clock, read_date, read_moment


def spoilt(sheet, heading, value, row=1, make=county, language="en"):
    sheets = grids(read(make()), language)
    sheets[sheet][row][column(sheets, sheet, heading)] = value
    return sheets


@pytest.mark.parametrize(
    ("value", "cases"),
    [
        ("6", 6),
        (" 6 ", 6),
        ("６", 6),
        (6.0, 6),
        ("6.0", 6),
        ("1,200", 1200),
        ("　12\u00a0", 12),
        ("1e2", 100),
    ],
)
def test_numbers_may_be_text(value, cases):
    problem = problem_of(spoilt("orders", "cases", value))
    assert problem.orders[0].lines[0].cases == cases


@pytest.mark.parametrize(
    "value", ["6箱", "six", "1,2", "2.5", 2.5, True, "", "nan", "inf", "0x10", dt.date(2026, 1, 1)]
)
def test_what_is_no_number_is_refused(value):
    faults = faults_of(spoilt("orders", "cases", value))
    assert len(faults) == 1
    assert faults[0].code == ("missing_field" if value == "" else "not_a_number")
    assert faults[0].where == "sheet 'orders', row 2, column D 'cases'"


@pytest.mark.parametrize("value", [float("inf"), float("-inf"), float("nan"), 10**400])
@pytest.mark.parametrize(
    ("sheet", "heading"),
    [("orders", "cases"), ("orders", "due"), ("orders", "customer_id"), ("service_windows", "earliest")],
)
def test_numbers_beyond_all_bounds_are_faults(sheet, heading, value):
    assert faults_of(spoilt(sheet, heading, value, row=3))


def test_a_comma_is_a_decimal_point_in_files_with_semicolons():
    sheets = spoilt("products", "case_weight_kg", "12,5")
    assert problem_of(sheets, comma=True).products[0].case_weight_kg == 12.5
    (fault,) = faults_of(spoilt("products", "case_weight_kg", "1,234"), comma=True)  # a thousand, or one?
    assert fault.code == "not_a_number"


@pytest.mark.parametrize(
    "value",
    [
        "08:30",
        "8:30",
        "８：３０",
        "08:30:00",
        " 8点30分 ",
        "8点半",
        "8时30分",
        "8:30 AM",
        0.3541666666666667,
        dt.time(8, 30),
        dt.timedelta(hours=8, minutes=30),
    ],
)
def test_times_of_day(value):
    assert read_clock(value) == 8 * 3600 + 30 * 60


@pytest.mark.parametrize(
    ("value", "hours"),
    [
        ("26:00", 26),
        (dt.timedelta(hours=26), 26),
        (dt.datetime(1900, 1, 1, 2), 26),
        ("5:00 pm", 17),
        ("12:00 am", 0),
        ("17点", 17),
    ],
)
def test_times_beyond_noon_and_midnight(value, hours):
    assert read_clock(value) == hours * 3600


@pytest.mark.parametrize(
    "value", ["8", 8, 830, "0830", "8:3x", "25 o'clock", "8:75", True, dt.date(2026, 1, 1)]
)
def test_what_is_no_time_of_day_is_refused(value):
    (fault,) = faults_of(spoilt("service_windows", "earliest", value))
    assert fault.code == "not_a_clock_time"
    assert fault.where == "sheet 'service_windows', row 2, column B 'earliest'"


@pytest.mark.parametrize(
    "value",
    [
        "2026-03-05",
        "2026/3/5",
        "2026.3.5",
        "2026年3月5日",
        "20260305",
        20260305,
        46086,
        dt.date(2026, 3, 5),
        dt.datetime(2026, 3, 5),
    ],
)
def test_dates(value):
    assert read_date(value) == dt.date(2026, 3, 5)


@pytest.mark.parametrize("value", ["3/5/2026", "2026-02-30", "tomorrow", 5, 1.5, dt.datetime(2026, 3, 5, 8)])
def test_what_is_no_date_is_refused(value):
    faults = faults_of(spoilt("settings", "value", value, row=2))
    assert faults[0].code == "not_a_date"
    assert faults[0].where == "sheet 'settings', row 3, column B 'value'"


@pytest.mark.parametrize(
    "value",
    [
        "2026-03-05 08:30",
        "2026-03-05T08:30:00",
        "2026/3/5 8:30",
        "2026年3月5日 8点30分",
        "2026年3月5日8:30",
        dt.datetime(2026, 3, 5, 8, 29, 59, 999_996),
        46086.354166666664,
    ],
)
def test_moments(value):
    assert read_moment(value, last=False) == dt.datetime(2026, 3, 5, 8, 30)


def test_a_date_alone_is_its_first_or_its_last_minute():
    assert read_moment("2026-03-05", last=False) == dt.datetime(2026, 3, 5)
    assert read_moment(dt.date(2026, 3, 5), last=True) == dt.datetime(2026, 3, 5, 23, 59)
    problem = problem_of(spoilt("orders", "due", dt.date(2025, 3, 5), row=3))
    assert problem.orders[1].due == dt.datetime(2025, 3, 5, 23, 59)


@pytest.mark.parametrize("value", ["yes", "Y", "是", True, 1, "TRUE"])
def test_yes(value):
    sheets = spoilt("vehicle_types", "reserve", value, row=1)
    assert problem_of(sheets).vehicle_types[0].reserve is True


def test_neither_yes_nor_no():
    (fault,) = faults_of(spoilt("products", "restricted", "maybe"))
    assert (fault.code, fault.where) == ("not_yes_or_no", "sheet 'products', row 2, column F 'restricted'")


@pytest.mark.parametrize("value", ["store", "STORE", " Store ", "门店"])
def test_choices_in_either_language(value):
    assert problem_of(spoilt("depots", "kind", value, row=2)).depots[1].kind == "store"


def test_a_choice_that_is_none_lists_the_choices():
    (fault,) = faults_of(spoilt("depots", "kind", "仓库", row=2))
    assert fault.code == "not_an_option"
    assert fault.allowed == "center (配送中心), store (门店)"


def test_ids_that_excel_has_made_numbers():
    sheets = grids(read(county()))
    for sheet, heading in (
        ("customers", "id"),
        ("service_windows", "customer_id"),
        ("orders", "customer_id"),
    ):
        at = column(sheets, sheet, heading)
        for row in sheets[sheet][1:]:
            row[at] = (
                float(row[at].removeprefix("c")) if sheet == "orders" else int(row[at].removeprefix("c"))
            )
    assert [customer.id for customer in problem_of(sheets).customers] == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    "value", [1.23456789012346e17, 123456789012345678, "1.23457E+17", dt.datetime(2026, 3, 5)]
)
def test_ids_that_excel_has_spoilt(value):
    faults = faults_of(spoilt("orders", "customer_id", value))
    assert [fault.code for fault in faults] == ["changed_by_excel"]
    assert "format the column as text" in faults[0].remedy


@pytest.mark.parametrize("value", [123, "００１２３", "0123"])
def test_ids_that_have_lost_zeros_or_width_get_a_hint(value):
    document = county()
    document["customers"].append({"id": "00123", "location": {"x": 104.1, "y": 30.1}})
    sheets = grids(read(document))
    sheets["orders"][3][1] = value
    (fault,) = faults_of(sheets)
    assert (fault.code, fault.where) == ("unknown_id", "sheet 'orders', row 4, column B 'customer_id'")
    assert fault.remedy.startswith("did you mean '00123'? they differ in leading zeros, width or case only")


def test_blank_rows_titles_and_own_columns_do_not_disturb():
    sheets = grids(read(planar()))
    rows = sheets["orders"]
    rows[:] = [
        ["订单汇总表", *[None] * 3],
        [None] * 4,
        *rows[:2],
        ["  ", "", None, "　"],
        *rows[2:],
        [None] * 4,
    ]
    for row, remark in zip(rows, (None, None, "#remark", "call first", None, "gate B", None), strict=True):
        row.append(remark)
    sheets["#my notes"] = [["anything"], [1]]
    sheets["_pivot"] = [[3.5]]
    sheets["Sheet2"] = []
    assert problem_of(sheets) == read(planar())


def test_headings_in_any_order_case_and_language():
    sheets = grids(read(planar()))
    rows = sheets["orders"]
    assert rows[0] == ["id", "customer_id", "product_id", "cases"]
    rows[0] = ["订单号", "Customer ID", "商品", "数量(箱)"]
    rows[:] = [row[::-1] for row in rows]
    sheets["订单"] = sheets.pop("orders")
    assert problem_of(sheets) == read(planar())


def test_rows_of_an_order_may_leave_out_what_the_first_says():
    sheets = grids(read(county()))
    second = sheets["orders"][2]
    assert second[0] == sheets["orders"][1][0] == "o1"
    sheets["orders"][2] = [cell if idx in (0, 2, 3) else None for idx, cell in enumerate(second)]
    assert problem_of(sheets) == read(county())


def test_lists_take_all_separators():
    assert split('a; b；c、d，e,"f;g"\nh') == ["a", "b", "c", "d", "e", '"f;g"', "h"]
    problem = problem_of(spoilt("depots", "reach_townships", "east、west", row=2))
    assert problem.depots[1].reach.townships == ("east", "west")
    sheets = grids(read(county()))
    names = [row[0] for row in sheets["settings"]]
    sheets["settings"][names.index("horizon_closed_weekdays")][1] = "周六 周日"
    assert problem_of(sheets).horizon.closed_weekdays == ("sat", "sun")


def test_a_name_in_quotes_that_is_no_json_stays():
    assert read_text('"Li\'s" shop "Joy"') == '"Li\'s" shop "Joy"'
    assert read_text(write_text('"x"')) == '"x"'


def test_degrees_with_a_planar_word_in_chinese():
    sheets = grids(read(planar()), "zh")
    assert problem_of(sheets) == read(planar())


def test_travel_follows_from_the_coordinate_system_when_nothing_says_it():
    sheets = grids(read(planar()))
    sheets["settings"] = [row for row in sheets["settings"] if row[0] != "travel_kind"]
    assert problem_of(sheets) == read(planar())
    sheets = grids(read(county()))
    sheets["settings"] = [row for row in sheets["settings"] if row[0] != "travel_kind"]
    assert problem_of(sheets) == read(county())
