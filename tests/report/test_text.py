"""Text for terminals: widths of wide characters, escapes, tables and paragraphs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vrpcore.report.text import PAGE_WIDTH, Table, display_width, fit, pad, paragraph, plain


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("abc", 3),
        ("石桥镇", 6),
        ("石a", 3),
        ("e\N{COMBINING ACUTE ACCENT}", 1),
        ("\N{FULLWIDTH LATIN CAPITAL LETTER A}", 2),
    ],
)
def test_display_width(text, width):
    assert display_width(text) == width


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("line\nbreak", r"line\nbreak"),
        ("\x1b[31mred", r"\x1b[31mred"),
        ("\N{RIGHT-TO-LEFT OVERRIDE}txt", r"\u202etxt"),
        ("tab\there", r"tab\there"),
        ("石桥镇 salt", "石桥镇 salt"),
    ],
)
def test_nothing_can_disturb_a_terminal(text, escaped):
    assert plain(text) == escaped


@pytest.mark.parametrize(
    ("text", "width", "cut"),
    [("abcdef", 6, "abcdef"), ("abcdef", 4, "abc…"), ("石桥镇", 5, "石桥…"), ("石桥镇", 4, "石…")],
)
def test_fit(text, width, cut):
    assert fit(text, width) == cut


def test_pad_counts_columns_not_characters():
    assert pad("石桥", 6) == "石桥  "
    assert pad("石桥", 6, right=True) == "  石桥"


def test_columns_of_a_table_stand_below_each_other():
    lines = Table(["name", "cases"], [["石桥镇", "5"], ["liuhe", "12"], ["all", "17"]], total=True).lines()
    assert lines == [
        "name    cases",
        "------  -----",
        "石桥镇      5",
        "liuhe      12",
        "------  -----",
        "all        17",
    ]


def test_a_wide_table_cuts_its_words_and_keeps_its_figures():
    lines = Table(["id", "name", "cost"], [["i" * 90, "n" * 90, "123,456.78"]], words=2).lines()
    assert max(map(display_width, lines)) == PAGE_WIDTH
    assert lines[2].endswith("…  123,456.78")


@given(rows=st.lists(st.tuples(st.text(max_size=150), st.text(max_size=150), st.integers())))
def test_tables_fit_the_page_whatever_is_in_them(rows):
    lines = Table(["a", "b", "c"], [[a, b, str(c)] for a, b, c in rows], words=2).lines()
    assert len(lines) == 2 + len(rows)
    assert all(display_width(line) <= PAGE_WIDTH and line.isprintable() for line in lines)


@given(text=st.text(), indent=st.sampled_from(["", "      "]))
def test_paragraphs_fit_the_page_and_lose_nothing(text, indent):
    lines = paragraph(text, indent)
    assert all(display_width(line) <= PAGE_WIDTH and line.startswith(indent) for line in lines)
    assert "".join("".join(lines).split()) == "".join(plain(text).split())


def test_a_paragraph_breaks_between_words():
    assert paragraph("ab " * 40, "  ") == ["  " + " ".join(["ab"] * 33), "  " + " ".join(["ab"] * 7)]
