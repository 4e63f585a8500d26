"""A Chinese workbook is answered in Chinese; what is not known in Chinese is told in English, wholly."""

import pickle
import re

import openpyxl
import pytest

from vrpcore import datasets, io
from vrpcore.errors import Fault, InvalidInputError, InvalidProblemError
from vrpcore.language import told


@pytest.fixture
def book(tmp_path):
    """The example county as a Chinese workbook, to be spoilt."""
    path = tmp_path / "县.xlsx"
    io.write_excel(datasets.example_county("zh"), path, language="zh")
    return openpyxl.load_workbook(path), path


def spoilt(book, *changes):
    """What is said about a workbook in which some cells are changed, given as sheet, row, heading, value."""
    workbook, path = book
    for sheet, row, heading, value in changes:
        columns = {cell.value: cell.column for cell in workbook[sheet][1]}
        workbook[sheet].cell(row, columns.get(heading, len(columns) + 1)).value = value
    workbook.save(path)
    with pytest.raises(InvalidProblemError) as caught:
        io.read_excel(path)
    return caught.value


def test_everything_usual_is_said_in_chinese(book):
    error = spoilt(
        book,
        ("订单", 1, "电话", "电话"),
        ("订单", 2, "箱数", "十箱"),
        ("订单", 3, "商品编号", "P99"),
        ("订单", 4, "箱数", -3),
        ("订单", 5, "箱数", None),
        ("客户", 3, "客户编号", "C001"),
        ("客户", 4, "客户级别", "特大"),
        ("车型", 2, "上班时间", "早上"),
    )
    text = str(error)
    assert len(error.faults) == 9  # C002, renamed, is missed by its order
    assert text.startswith("县.xlsx：9处错误") or "：9处错误" in text.splitlines()[0]
    assert "工作表“订单”第2行D列“箱数”：'十箱' 不是数字 [not_a_number]；应为：不带单位的数字" in text
    assert "处理办法：检查正负号、单位和位数" in text
    codes = set(re.findall(r"\[\w+\]", text))
    for code in codes:
        text = text.replace(code, "")
    assert "allowed" not in text
    assert "remedy" not in text


def test_reversed_windows_are_told_as_times_of_day(book):
    text = str(spoilt(book, ("收货时间", 2, "开始时间", "25点"), ("车型", 2, "下班时间", "06:30")))
    assert "时段颠倒：开始 25:00 晚于结束 10:30" in text
    assert "时段颠倒：开始 07:30 晚于结束 06:30" in text


def test_the_parts_of_a_fault_stay_english(book):
    (fault,) = spoilt(book, ("订单", 2, "箱数", "十箱")).faults
    assert fault.what == "'十箱' is not a number"
    assert str(fault).startswith(
        "sheet '订单', row 2, column D '箱数': '十箱' is not a number [not_a_number]"
    )
    assert pickle.loads(pickle.dumps(fault)).text_in("zh") == fault.text_in("zh")


def test_an_english_workbook_is_answered_in_english(tmp_path):
    path = tmp_path / "county.xlsx"
    io.write_excel(datasets.example_county(), path)
    workbook = openpyxl.load_workbook(path)
    workbook["orders"].cell(2, 4).value = "ten"
    workbook.save(path)
    with pytest.raises(InvalidProblemError, match=r"1 fault\n.*'ten' is not a number"):
        io.read_excel(path)


def test_a_column_that_is_missing_is_missed_once(book):
    workbook, path = book
    workbook["订单"].delete_cols(4)
    workbook.save(path)
    with pytest.raises(InvalidProblemError) as caught:
        io.read_excel(path)
    assert "工作表“订单”缺少的“箱数”列：没有填写或不存在 [missing_field]；应为：一个值" in str(caught.value)
    assert len(caught.value.faults) == 1


def test_a_fault_without_chinese_is_told_in_english():
    plain = Fault("x", told("sheet {name!r}", name="a"), "something odd", "nothing", "undo it")
    assert (
        plain.text_in("zh") == str(plain) == "sheet 'a': something odd [x]; allowed: nothing; remedy: undo it"
    )
    assert "：1处错误\n  - sheet 'a': something odd" in str(InvalidInputError("t", [plain], "zh"))
