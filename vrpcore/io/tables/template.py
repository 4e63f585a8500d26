"""A workbook to start one's own data from: an example that solves, a guide, all columns explained."""

from __future__ import annotations

from os import PathLike

from vrpcore.io.tables.excel_write import add_problem, checked_path
from vrpcore.io.tables.matrix import COLUMNS
from vrpcore.io.tables.notes import expected, meaning
from vrpcore.io.tables.schema import MATRIX, sheets
from vrpcore.io.tables.schema import settings as settings_sheet
from vrpcore.io.tables.workbook import Heading, Workbook
from vrpcore.language import Language, label
from vrpcore.models.problem import Problem

_GUIDE: dict[Language, tuple[tuple[str, bool], ...]] = {
    "en": (
        ("From this workbook to your first plan", True),
        ("1. Run it as it is:  vrpcore solve FILE.xlsx -o plan.xlsx", False),
        ("2. Open plan.xlsx: who delivers what, with which vehicle, when, at what cost.", False),
        ("3. Replace the rows by your own: depots, vehicle types, products, customers, then orders.", False),
        (
            "   Empty the rows of sheets that you do not use: they speak of the example's customers.",
            False,
        ),
        ("4. Check:  vrpcore check FILE.xlsx  names every fault with sheet, row, column and remedy.", False),
        ("", False),
        ("Good to know", True),
        ("An order with several products takes several rows with the same order id.", False),
        ("Dark headings are required. Each heading has a note; point at it.", False),
        ("An empty cell means the default. The sheet '#columns' lists everything that you may add.", False),
        ("Sheets and columns of your own: begin their names with # and they are skipped.", False),
        ("Ids such as 00123 belong into cells formatted as text, which the id columns here are.", False),
        (
            "Locations are degrees: x is the longitude, y the latitude. If they come from a Chinese map "
            "service, set coordinate_system to gcj02.",
            False,
        ),
    ),
    "zh": (
        ("从这张表到第一份配送计划", True),
        ("1. 先原样运行：  vrpcore solve 文件.xlsx -o plan.xlsx", False),
        ("2. 打开 plan.xlsx：谁送什么、用哪辆车、几点到、花多少钱。", False),
        ("3. 换成自己的数据：网点、车型、商品、客户，最后是订单。", False),
        ("   用不到的表请清空数据行（如“收货时间”“库存”），里面是示例客户的资料。", False),
        ("4. 检查：  vrpcore check 文件.xlsx  会一次列出所有错误：哪张表、哪一行、哪一列、怎么改。", False),
        ("", False),
        ("说明", True),
        ("一个订单有几种商品就写几行，订单编号相同。", False),
        ("深色表头必填。每个表头都有批注，把鼠标放上去就能看到。", False),
        ("空单元格表示默认值。“#所有列”里列出了可以增加的全部列。", False),
        ("自己的工作表和列：名称以 # 开头就会被跳过。", False),
        ("00123 这样的编号要放在文本格式的单元格里；这里的编号列都是文本格式。", False),
        ("位置用度：经度和纬度。取自高德、腾讯等地图的，把坐标系设为“火星坐标”。", False),
    ),
}
_COLUMNS_SHEET: dict[Language, str] = {"en": "#columns", "zh": "#所有列"}
_COLUMNS_HEADINGS: dict[Language, tuple[str, ...]] = {
    "en": ("sheet", "column", "meaning", "what to write", "中文"),
    "zh": ("工作表", "列", "含义", "怎么填", "English"),
}
_WIDTHS = (20, 28, 60, 60, 28)


def write_template(problem: Problem, path: str | PathLike[str], *, language: Language = "en") -> None:
    """Write a problem as a workbook to start from, with a guide and a list of all columns.

    Parameters
    ----------
    problem
        The example, such as `vrpcore.datasets.example_county`.
    path
        An ``.xlsx`` file.
    language
        Of everything in it.

    Raises
    ------
    FileFormatError
        If the file's name has another ending.
    MissingPackageError
        If openpyxl is not installed.
    """
    book = Workbook(problem.name)
    book.add_text(label("guide", "", language), _GUIDE[language])
    add_problem(book, problem, language)
    headings = [
        Heading(text, width=width) for text, width in zip(_COLUMNS_HEADINGS[language], _WIDTHS, strict=True)
    ]
    book.add(_COLUMNS_SHEET[language], headings, column_rows(language))
    book.save(checked_path(path))


def column_rows(language: Language) -> list[tuple[str, str, str, str, str]]:
    """Every column of every sheet: sheet, heading, meaning, what to write, heading in the other language."""
    other: Language = "en" if language == "zh" else "zh"
    rows = []
    for sheet in (settings_sheet(), *sheets().values()):
        for name in sheet.headings:
            column = None if name == sheet.key else sheet.column(name)
            told = _key(sheet.parent, language) if column is None else meaning(column, sheet.name, language)
            rows.append(
                (
                    label(sheet.name, "", language),
                    label(name, sheet.name, language),
                    told,
                    "" if column is None else expected(column, language),
                    label(name, sheet.name, other),
                )
            )
    rows += [
        (
            label(MATRIX, "", language),
            label(column.name, MATRIX, language),
            meaning(column, MATRIX, language),
            expected(column, language),
            label(column.name, MATRIX, other),
        )
        for column in COLUMNS
    ]
    return rows


def _key(parent: str, language: Language) -> str:
    """What the column says that names the record to which a row belongs."""
    return (
        f"所属{label(parent, '', 'zh')}的编号"
        if language == "zh"
        else f"Which of the {parent} the row belongs to."
    )


def columns_page() -> str:
    """The page ``docs/columns.md``: every column of every sheet, from the models."""
    lines = [
        "# Index of columns",
        "",
        "Made from the models; see [Your own spreadsheet](tables.md) for how to write things.",
    ]
    last = ""
    for sheet, column, told, what, chinese in column_rows("en"):
        if sheet != last:
            lines += ["", f"## {sheet} ({label(sheet, '', 'zh')})", ""]
            lines += ["| Column | 中文 | Meaning | What to write |", "|---|---|---|---|"]
            last = sheet
        lines.append(f"| `{column}` | {chinese} | {told} | {what} |".replace("  ", " "))
    return "\n".join(lines) + "\n"
