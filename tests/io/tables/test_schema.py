"""Sheets follow from the models, and have one clear name for each column in both languages."""

from collections import Counter
from pathlib import Path

import pytest

from tests.models.documents import county, read
from vrpcore.io.tables.headings import known_headings, known_sheets
from vrpcore.io.tables.matrix import NAMES
from vrpcore.io.tables.notes import comment
from vrpcore.io.tables.schema import MATRIX, SETTINGS, settings, sheets
from vrpcore.io.tables.template import columns_page
from vrpcore.language import LANGUAGES, folded, label, note, option
from vrpcore.language.options_zh import OPTIONS
from vrpcore.models import Problem

KINDS = [SETTINGS, *sheets(), MATRIX]


def headings(kind):
    if kind == SETTINGS:
        return tuple(column.name for column in settings().columns)
    return NAMES if kind == MATRIX else sheets()[kind].headings


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_has_a_chinese_name_and_note(kind):
    assert label(kind, "", "zh") != kind
    for name in headings(kind):
        assert label(name, kind, "zh") != name, name
        assert note(name, kind, "zh"), name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_headings_differ_and_lead_back_to_their_columns(kind, language):
    names = headings(kind)
    words = known_headings(kind, names)
    written = [label(name, kind, language) for name in names]
    assert not [word for word, count in Counter(map(folded, written)).items() if count > 1]
    assert [words[folded(word)] for word in written] == list(names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sheet_names_lead_back_and_fit_into_excel(language):
    for kind in KINDS:
        assert known_sheets()[folded(label(kind, "", language))] == kind
        assert len(label(kind, "", language)) <= 31


def test_options_of_a_column_have_chinese_words_that_differ():
    for sheet in [settings(), *sheets().values()]:
        for column in sheet.columns:
            words = [
                word for value in column.options for word in {folded(w) for w in (value, *OPTIONS[value])}
            ]
            assert len(words) == len(set(words)), column.name
            assert "" not in words
            assert all(option(value, "zh") != value for value in column.options)


def test_no_field_of_the_model_is_left_out():
    """Every leaf of a problem that uses everything is in some sheet."""

    def leaves(thing, path=()):
        if isinstance(thing, dict):
            for key, value in thing.items():
                yield from leaves(value, (*path, key))
        elif isinstance(thing, list) and thing and isinstance(thing[0], dict):
            for item in thing:
                yield from leaves(item, (*path, "*"))
        else:
            yield path

    stated = {column.path for column in settings().columns}
    for sheet in sheets().values():
        prefix = sheet.path if not sheet.parent else (*sheets()[sheet.parent].path, "*", *sheet.path)
        stated |= {(*prefix, "*", *column.path) for column in sheet.columns}
        if sheet.inline:
            stated |= {(*prefix, "*", *sheet.inline, "*", *column.path) for column in sheet.columns}
    empty = {
        "service_windows",
        "opening_hours",
        "receipts",
        "stock",
        "polygon",
        "breaks",
        "area_speeds",
        "time_slices",
    }
    empty |= {"townships", "vehicle_states", "reach", "area", "order_band", "wage", "shift", "location"}
    document = read(county()).model_dump(mode="json")
    missed = {path for path in leaves(document) if path not in stated and path[-1] not in empty}
    assert not missed


def test_required_lists_of_the_problem_are_sheets():
    needed = {name for name, field in Problem.model_fields.items() if field.is_required()} - {"horizon"}
    assert needed <= set(sheets())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_has_a_note(language):
    for sheet in sheets().values():
        for column in sheet.columns:
            assert len(comment(column, sheet.name, language).splitlines()) == 3, (sheet.name, column.name)


def test_the_index_of_columns_is_up_to_date():
    page = Path(__file__).parents[3] / "docs" / "columns.md"
    # To renew it: python -c "from vrpcore.io.tables.template import columns_page as p; print(p(), end='')"
    assert page.read_text(encoding="utf-8") == columns_page()
