"""What to write into a column, in words: for comments in workbooks and for the page of all columns."""

from __future__ import annotations

import re

from vrpcore.io.tables.schema import Column
from vrpcore.language import Language, label, note, option

_REST = re.compile(r"``([^`]*)``|`([^`]*)`")
_NONE = re.compile(r"\bNone\b")
_KINDS = {
    "text": ("text", "文本"),
    "whole": ("whole number", "整数"),
    "number": ("number", "数字"),
    "truth": ("yes or no", "是或否"),
    "option": ("one of", "选项"),
    "clock": ("time of day, such as 08:30", "时间，如 08:30"),
    "date": ("date, such as 2026-03-05", "日期，如 2026-03-05"),
    "moment": ("date and time, such as 2026-03-05 08:30", "日期和时间，如 2026-03-05 08:30"),
}
_IDS = {
    "id": ("Its own id; ids differ.", "唯一的编号。"),
    "customer_id": ("Id of a customer.", "客户的编号。"),
    "product_id": ("Id of a product.", "商品的编号。"),
    "depot_id": ("Id of a depot.", "网点的编号。"),
    "vehicle_type_id": ("Id of a vehicle type.", "车型的编号。"),
    "township_id": ("Id of a township.", "乡镇的编号。"),
    "profile_id": ("Id of a travel profile.", "行驶方式的编号。"),
    "vehicle_id": ("Id of a vehicle.", "车辆的编号。"),
    "name": ("What it is called in reports.", "显示用的名称。"),
    "cases": ("How many cases.", "多少箱。"),
    "speed_kmh": ("Kilometres per hour.", "每小时多少公里。"),
}


def meaning(column: Column, sheet: str, language: Language) -> str:
    """What a column says, in a sentence or two."""
    if language == "zh":
        return note(column.name, sheet, "zh")
    text = column.description or _IDS.get(column.path[-1], ("", ""))[0]
    text = _REST.sub(lambda match: match[1] or match[2], text)
    return _NONE.sub("empty" if column.default is None else "none", text)


def expected(column: Column, language: Language) -> str:
    """What may be written: the kind of value, choices and bounds, and what an empty cell means."""
    zh = language == "zh"
    text = _KINDS[column.kind][zh]
    if column.options:
        text += f": {', '.join(option(value, language) for value in column.options)}"
    if column.bounds and not zh:
        text += f", {column.bounds}"
    if column.is_list:
        text += "；可填多个，用分号隔开" if zh else "; several with semicolons"
    if column.required:
        whole = not column.optional_part
        return (
            f"{text}。{'必填' if whole else '同组有值时必填'}"
            if zh
            else f"{text}. {'Required' if whole else 'Required where its group is used'}"
        )
    if column.default is None or column.default in ("", []):
        return text
    default = column.default
    if isinstance(default, bool):
        default = option("yes" if default else "no", language)
    elif isinstance(default, str):
        default = option(default, language)
    return f"{text}。不填等于{default}" if zh else f"{text}. Empty means {default}"


def comment(column: Column, sheet: str, language: Language) -> str:
    """The note on a heading."""
    other: Language = "en" if language == "zh" else "zh"
    parts = [meaning(column, sheet, language), expected(column, language), label(column.name, sheet, other)]
    return "\n".join(part for part in parts if part)
