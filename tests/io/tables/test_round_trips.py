"""Any valid problem comes back from tables as an equal problem, whatever the medium and the language."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.io.tables.build import HOSTILE, IDS, grids, problem_of, renamed
from tests.models.documents import county, given_matrix, planar, read
from vrpcore import datasets
from vrpcore.io import from_frames, read_csv, read_excel, to_frames, write_csv, write_excel
from vrpcore.models import Depot, OrderBand, Problem, Reach, VehicleState
from vrpcore.testing.strategies import problems

LANGUAGES = ("en", "zh")


def through_grids(problem, language):
    return problem_of(grids(problem, language))


def through_all_columns(problem, language):
    return problem_of(grids(problem, language, all_columns=True))


def through_excel(problem, language):
    with tempfile.TemporaryDirectory() as folder:
        write_excel(problem, Path(folder) / "book.xlsx", language=language)
        return read_excel(Path(folder) / "book.xlsx")


def through_csv(problem, language):
    folder = Path(tempfile.mkdtemp())
    try:
        write_csv(problem, folder, language=language)
        return read_csv(folder)
    finally:
        shutil.rmtree(folder)


def through_pandas(problem, language):
    return from_frames(to_frames(problem, "pandas", all_columns=language == "zh"))


def through_polars(problem, language):
    return from_frames(to_frames(problem, "polars", all_columns=language == "zh"))


WAYS = (through_grids, through_all_columns, through_excel, through_csv, through_pandas, through_polars)


@settings(max_examples=100, deadline=None)
@given(problems(), st.sampled_from(LANGUAGES), st.sampled_from((through_grids, through_all_columns)))
def test_random_problems_survive_tables(problem, language, way):
    assert way(problem, language) == problem


@settings(max_examples=15, deadline=None)
@given(problems(), st.sampled_from(LANGUAGES))
@pytest.mark.parametrize("way", WAYS[2:])
def test_random_problems_survive_files_and_frames(way, problem, language):
    assert way(problem, language) == problem


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.one_of(st.sampled_from(HOSTILE), st.text(min_size=1, max_size=20)),
        unique=True,
        min_size=15,
        max_size=15,
    ),
    st.sampled_from(LANGUAGES),
)
@pytest.mark.parametrize("way", WAYS)
def test_names_that_spreadsheets_would_spoil_survive(way, names, language):
    problem = renamed(dict(zip(IDS, names, strict=True)))
    assert way(problem, language) == problem


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("make", [county, planar, given_matrix])
def test_problems_by_hand_survive(make, way, language):
    problem = read(make())
    assert way(problem, language) == problem


def corners_of_the_model():
    document = county()
    document["now"] = "2025-03-03T09:30:15"
    document["vehicle_states"] = [
        {
            "vehicle_id": "truck-1",
            "location": {"x": 104.1, "y": 30.1},
            "free_from": "2025-03-03T10:00",
            "aboard": [{"product_id": "salt", "cases": 3}],
        },
        {"vehicle_id": "truck-2"},
    ]
    document["travel"]["profiles"][0]["time_slices"] = [
        {"window": {"earliest": "07:00", "latest": "09:00", "weekdays": ["mon", "fri"]}, "factor": 1.5}
    ]
    document["currency"] = {"code": "", "scale": 100}
    document["policy"]["express_hours"] = None
    document["vehicle_types"][0]["max_trips"] = None
    document["vehicle_types"][0]["shift"] = {
        "earliest": "20:00",
        "latest": "30:15:07",
        "dates": ["2025-03-03", "2025-03-05"],
    }
    del document["vehicle_types"][0]["breaks"]
    document["vehicle_types"][2]["area"] = {}
    document["vehicle_types"][2]["count"] = 0
    document["vehicle_types"][2]["vehicle_ids"] = []
    document["depots"][0]["stock"] = []
    document["depots"][0]["order_band"] = {}
    document["depots"][0]["reach"] = {}
    document["depots"][1]["reach"]["polygon"] = [
        {"x": 104.0, "y": 30.0},
        {"x": 104.1, "y": 30.0},
        {"x": 104.0, "y": 30.1},
    ]
    document["orders"][0]["release"] = "2025-03-03T07:30:59"
    return read(document)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("way", WAYS)
def test_corners_of_the_model_survive(way, language):
    problem = corners_of_the_model()
    assert way(problem, language) == problem


def test_the_corners_are_what_they_should_be():
    problem = corners_of_the_model()
    assert problem.depots[0].stock == ()
    assert problem.depots[0].reach == Reach()
    assert problem.depots[0].order_band == OrderBand()
    assert problem.vehicle_types[2].vehicle_ids == ()
    assert isinstance(problem.vehicle_states[0], VehicleState)


@pytest.mark.parametrize("way", WAYS)
def test_the_reference_county_survives(way):
    problem = datasets.reference_county(seed=3, customers=60)
    assert isinstance(problem, Problem)
    assert way(problem, "zh") == problem


@pytest.mark.parametrize("name", ["=1+1", "bell\x07 and\nline", "\ufffe", "县"])
@pytest.mark.parametrize("way", WAYS)
def test_names_of_problems_survive(way, name):
    problem = read(planar()).model_copy(update={"name": name})
    assert way(problem, "en") == problem


def test_a_depot_without_stock_rows_has_unlimited_stock():
    problem = read(planar())
    assert isinstance(problem.depots[0], Depot)
    assert "stock" not in grids(problem)
    assert problem_of(grids(problem)).depots[0].stock is None


def test_numbers_of_seventeen_digits_come_back_as_they_were(tmp_path):
    problem = datasets.example_county()
    first, *others = problem.customers
    x = 0.32999999999999996
    assert float(f"{x:.16g}") != x
    moved = first.model_copy(update={"location": first.location.model_copy(update={"x": x})})
    problem = problem.model_copy(update={"customers": (moved, *others)})
    write_excel(problem, tmp_path / "county.xlsx")
    assert read_excel(tmp_path / "county.xlsx") == problem
