"""Whatever stands in the cells: a problem, or faults with places; never another exception."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.io.tables.build import HOSTILE, grids, problem_of
from tests.models.documents import county, given_matrix, read
from vrpcore.errors import InvalidProblemError
from vrpcore.io.tables.cells import CellError, NoValue
from vrpcore.models import Problem

CELLS = st.one_of(
    st.none(),
    st.sampled_from(
        [*HOSTILE, "08:30", "2026-03-05", "-1", "0", "门店", "(none)", "none", "1e400", "9" * 30]
    ),
    st.sampled_from([CellError("#REF!"), NoValue("=A1"), "id", "customer_id", "商品编号"]),
    st.text(max_size=5),
    st.integers(-(10**20), 10**20),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)
BOOKS = [grids(read(county())), grids(read(county()), "zh", all_columns=True), grids(read(given_matrix()))]


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_spoilt_cells_give_faults_with_places(data):
    sheets = {name: [list(row) for row in rows] for name, rows in data.draw(st.sampled_from(BOOKS)).items()}
    for _ in range(data.draw(st.integers(1, 6))):
        rows = sheets[data.draw(st.sampled_from(sorted(sheets)))]
        row = data.draw(st.integers(0, len(rows) - 1))
        if rows[row]:
            rows[row][data.draw(st.integers(0, len(rows[row]) - 1))] = data.draw(CELLS)
    if data.draw(st.booleans()):
        del sheets[data.draw(st.sampled_from(sorted(sheets)))]
    for fault in faults_or_none(sheets):
        assert fault.where.startswith(("sheet ", "problem")), fault
        assert fault.what, fault
        assert fault.remedy, fault


def faults_or_none(sheets):
    try:
        assert isinstance(problem_of(sheets), Problem)
    except InvalidProblemError as error:
        return error.faults
    return ()


def test_the_earliest_and_latest_days_of_python():
    zoned = dt.datetime(2025, 3, 4, 8, tzinfo=dt.UTC)
    for value in (dt.date.min, dt.date.max, dt.datetime.min, dt.datetime.max, zoned):
        sheets = {name: [list(row) for row in rows] for name, rows in BOOKS[0].items()}
        at = sheets["orders"][0].index("due")
        sheets["orders"][4][at] = value
        places = {fault.where for fault in faults_or_none(sheets)}
        assert places <= {f"sheet 'orders', row 5, column {chr(65 + at)} 'due'"}
        assert bool(places) == (value != dt.date.max and value != dt.datetime.max), value
