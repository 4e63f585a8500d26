"""Papers as one HTML page: each on its own page when printed, slips several to a page, no scripts."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from itertools import groupby

from vrpcore.report.sheets.content import Grid, Sheet, Words

_STYLE = """
@page { size: A4; margin: 11mm }
@page wide { size: A4 landscape; margin: 10mm }
* { box-sizing: border-box }
body { margin: 0; color: #000; font: 9.5pt/1.35 "Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei",
  "PingFang SC", "Source Han Sans SC", Arial, sans-serif }
.sheet { break-after: page; max-width: 188mm; margin: 0 auto }
.sheet:last-child { break-after: auto }
.wide { page: wide; max-width: 277mm }
header { display: flex; justify-content: space-between; align-items: baseline;
  border-bottom: 1.5pt solid #000 }
h1 { font-size: 15pt; margin: 0 0 1mm }
h2 { font-size: 10pt; margin: 4mm 0 1mm }
dl { display: flex; flex-wrap: wrap; gap: 1mm 7mm; margin: 2mm 0 }
dl div { display: flex; gap: 2mm }
dt { color: #444 }
dt::after { content: ":" }
:lang(zh) dt::after { content: "\\ff1a" }
dd { margin: 0; font-weight: 600 }
table { width: 100%; border-collapse: collapse; table-layout: fixed }
thead { display: table-header-group }
tr { break-inside: avoid }
th, td { border: .5pt solid #555; padding: .8mm 1.2mm; vertical-align: top; text-align: left;
  overflow-wrap: anywhere; white-space: pre-line; unicode-bidi: isolate }
th { background: #eee; font-weight: 600; font-size: 8.5pt; overflow-wrap: break-word }
.n { text-align: right; font-variant-numeric: tabular-nums }
.total td { font-weight: 600; border-top: 1.2pt solid #000 }
footer { display: flex; flex-wrap: wrap; gap: 5mm 6mm; margin-top: 5mm; break-inside: avoid }
footer div { flex: 1 1 42mm; display: flex; align-items: flex-end }
footer div::after { content: ""; flex: 1; min-width: 16mm; border-bottom: .5pt solid #000; height: 6mm;
  margin-left: 2mm }
.slips { display: grid; grid-template-columns: 1fr 1fr; max-width: 188mm; margin: 0 auto }
.slip { break-inside: avoid; border: .5pt dashed #888; padding: 4mm; font-size: 8.5pt }
.slip h1 { font-size: 11pt }
.slip dl { display: block }
.slip footer { gap: 2mm 4mm; margin-top: 3mm }
.slip footer div { flex-basis: 34mm }
@media screen { body { background: #ddd } .sheet, .slips { background: #fff; padding: 10mm; margin: 6mm auto;
  box-shadow: 0 1px 4px #888 } .sheet { max-width: 210mm } .wide { max-width: 297mm }
  .slips { max-width: 210mm } }
"""


def page(sheets: Sequence[Sheet], words: Words, name: str) -> str:
    """All papers; a line that says so where there are none."""
    parts = []
    for is_slip, group in groupby(sheets, key=lambda sheet: sheet.is_slip):
        body = "".join(map(_sheet, group))
        parts.append(f'<div class="slips">{body}</div>' if is_slip else body)
    language = "zh-CN" if words.language == "zh" else "en"
    nothing = f'<section class="sheet"><p>{_text(words("nothing to print"))}</p></section>'
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{_text(name)}</title><style>{_STYLE}</style></head>\n"
        f"<body>{''.join(parts) or nothing}</body></html>\n"
    )


def _sheet(sheet: Sheet) -> str:
    kind = "slip" if sheet.is_slip else "sheet wide" if sheet.is_wide else "sheet"
    facts = "".join(
        f"<div><dt>{_text(label)}</dt><dd>{_text(text)}</dd></div>" for label, text in sheet.facts
    )
    blanks = "".join(f"<div>{_text(label)}</div>" for label in sheet.blanks)
    return (
        f'<section class="{kind}">'
        f"<header><h1>{_text(sheet.title)}</h1><span>{_text(sheet.mark)}</span></header>"
        f"<dl>{facts}</dl>{''.join(map(_grid, sheet.grids))}<footer>{blanks}</footer></section>\n"
    )


def _grid(grid: Grid) -> str:
    whole = sum(column.share for column in grid.columns)
    widths = "".join(f'<col style="width:{100 * c.share / whole:.2f}%">' for c in grid.columns)
    head = "".join(f"<th{_side(c.figures)}>{_text(c.title)}</th>" for c in grid.columns)
    rows = "".join(f"<tr>{_cells(grid, row)}</tr>" for row in grid.rows)
    total = f'<tr class="total">{_cells(grid, grid.total)}</tr>' if grid.total else ""
    title = f"<h2>{_text(grid.title)}</h2>" if grid.title else ""
    return (
        f"{title}<table><colgroup>{widths}</colgroup><thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}{total}</tbody></table>"
    )


def _cells(grid: Grid, row: Sequence[str]) -> str:
    return "".join(
        f"<td{_side(column.figures)}>{_text(cell)}</td>"
        for column, cell in zip(grid.columns, row, strict=True)
    )


def _side(figures: bool) -> str:
    return ' class="n"' if figures else ""


def _text(text: str) -> str:
    """A text that HTML shows as it is; what no file can hold becomes a question mark."""
    return html.escape(re.sub(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]", "?", text))
