"""Tables of a plan: figures of the county by hand, in every form."""

import datetime as dt
import json
import re

import openpyxl
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import vrpcore
from tests.report.build import make_plan, make_problem
from vrpcore import report
from vrpcore.evaluation import evaluate
from vrpcore.io import evaluation_from_json, plan_from_json
from vrpcore.lowering import lift, lower
from vrpcore.report.rows import TABLES, table
from vrpcore.testing.strategies import problems, solutions


@pytest.fixture(scope="module")
def problem():
    return make_problem()


@pytest.fixture(scope="module")
def plan():
    return make_plan()


def test_visits(problem, plan):
    frame = report.visits(problem, plan)
    assert list(frame["place_id"]) == ["a", "b", "c"]
    assert list(frame["cases"]) == [6, 8, 3]
    assert list(frame["weight_kg"]) == [120.0, 160.0, 60.0]
    assert list(frame["distance_m"]) == [3000, 3000, 500]
    first = frame.iloc[0]
    # 10 m/s: 3 km take 300 s, so a is reached five minutes after the truck leaves.
    schedule = evaluate(problem, plan).schedule[0]
    left = next(stop for stop in schedule.stops if stop.kind == "load").departure_s
    assert first["arrival"] == dt.datetime(2026, 3, 2) + dt.timedelta(seconds=left + 300)
    assert first["load_kg"] == 160.0


def test_routes(problem, plan):
    frame = report.routes(problem, plan)
    assert list(frame["vehicle_id"]) == ["truck", "clerk"]
    assert list(frame["distance_m"]) == [12_000, 1_000]
    assert list(frame["depot_kind"]) == ["center", "store"]
    items = [column for column in frame.columns if column.startswith("cost_")]
    assert frame["cost"].sum() == pytest.approx(frame[items].sum().sum())


def test_orders(problem, plan):
    frame = report.orders(problem, plan).set_index("order_id")
    assert dict(frame["outcome"]) == {
        "o-a": "delivered",
        "o-b": "delivered",
        "o-c": "delivered",
        "o-d": "held",
        "o-e": "unserved",
    }
    assert frame.loc["o-c", "customer_name"] == "王记副食店"
    assert "6,000" in frame.loc["o-e", "reasons"]  # 300 cases of 20 kg


def test_costs_add_up_to_the_cost(problem, plan):
    frame = report.costs(problem, plan)
    total = evaluate(problem, plan).cost
    assert frame["cost"].sum() == pytest.approx(float(problem.currency.amount(total)))
    assert set(frame["item"]) >= {"distance", "held", "unserved"}


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_costs_of_any_plan_add_up(data):
    problem = data.draw(problems())
    plan = lift(problem, data.draw(solutions(lower(problem))))
    evaluation = evaluate(problem, plan)
    _, amounts = table(problem, plan, evaluation, "costs")["cost"]
    assert sum(amounts) == pytest.approx(float(problem.currency.amount(evaluation.cost)))
    _, per_route = table(problem, plan, evaluation, "routes")["cost"]
    behind = evaluation.breakdown.held + evaluation.breakdown.unserved
    assert sum(per_route) == pytest.approx(float(problem.currency.amount(evaluation.cost - behind)))
    assert len(table(problem, plan, evaluation, "visits")["kind"][1]) == evaluation.kpis.num_visits


@pytest.mark.parametrize("name", TABLES)
def test_pandas_and_polars_say_the_same(problem, plan, name):
    pandas = report.to_dataframe(problem, plan, name)
    polars = report.to_dataframe(problem, plan, name, backend="polars")
    assert isinstance(polars, pl.DataFrame)
    assert list(pandas.columns) == polars.columns
    assert len(pandas) == len(polars)


def test_times_are_datetimes_and_numbers_numbers(problem, plan):
    frame = report.visits(problem, plan)
    assert str(frame["arrival"].dtype) == "datetime64[s]"
    assert str(frame["distance_m"].dtype) == "int64"
    assert report.to_dataframe(problem, plan, "stops", backend="polars").schema["arrival"] == pl.Datetime(
        "us"
    )


def test_an_unknown_table_is_refused(problem, plan):
    with pytest.raises(ValueError, match="there is no table 'vists'; allowed: routes, visits, orders"):
        report.to_dataframe(problem, plan, "vists")


def test_json_reads_back(problem, plan):
    document = json.loads(report.to_json(problem, plan))
    assert plan_from_json(json.dumps(document["plan"])) == plan
    assert evaluation_from_json(json.dumps(document["evaluation"])) == evaluate(problem, plan)


@pytest.mark.parametrize(("language", "first"), [("en", "routes"), ("zh", "线路")])
def test_the_workbook_holds_all_tables(problem, plan, tmp_path, language, first):
    report.to_excel(problem, plan, tmp_path / "plan.xlsx", language=language)
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    assert book.sheetnames[0] == first
    assert len(book.sheetnames) == len(TABLES) + bool(evaluate(problem, plan).violations)
    heading = "箱数" if language == "zh" else "cases"
    sheet = book.worksheets[1]
    at = next(cell.column for cell in sheet[1] if cell.value == heading)
    assert [sheet.cell(row, at).value for row in (2, 3, 4)] == [6, 8, 3]


@pytest.mark.parametrize("name", TABLES)
def test_all_columns_of_the_workbook_have_chinese_names(problem, plan, name):
    from vrpcore.language import label

    columns = table(problem, plan, evaluate(problem, plan), name)
    words = [label(column, "plan", "zh") for column in columns]
    assert not [word for word, column in zip(words, columns, strict=True) if word == column]
    assert len(set(words)) == len(words)


def test_a_hostile_name_is_no_formula(plan, problem, tmp_path):
    customers = tuple(
        customer.model_copy(update={"name": '=HYPERLINK("http://x")\x07'}) for customer in problem.customers
    )
    report.to_excel(problem.model_copy(update={"customers": customers}), plan, tmp_path / "plan.xlsx")
    for sheet in openpyxl.load_workbook(tmp_path / "plan.xlsx"):
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_results_have_the_same_as_methods(tmp_path):
    problem = vrpcore.datasets.example_county()
    result = vrpcore.solve(problem, "greedy", time_limit=5)
    assert result.to_dataframe().equals(report.visits(problem, result.plan))
    assert result.to_dataframe("costs", "polars").equals(report.costs(problem, result.plan, backend="polars"))
    assert result.to_geojson() == report.to_geojson(problem, result.plan)
    assert result.to_json() == report.to_json(problem, result.plan)
    assert result.to_geojson(tmp_path / "plan.geojson") == json.loads(
        (tmp_path / "plan.geojson").read_text(encoding="utf-8")
    )
    assert result.to_json(tmp_path / "plan.json") == (tmp_path / "plan.json").read_text(encoding="utf-8")
    result.to_excel(tmp_path / "plan.xlsx", language="zh")
    assert (tmp_path / "plan.xlsx").stat().st_size > 5_000


def test_an_empty_plan_has_empty_tables(problem):
    for name in TABLES:
        frame = report.to_dataframe(problem, vrpcore.Plan(), name)
        assert len(frame) == (5 if name == "orders" else len(frame))
    assert len(report.visits(problem, vrpcore.Plan())) == 0


def test_nothing_in_a_chinese_workbook_is_english(tmp_path):
    problem, plan = make_problem(), make_plan()
    van = problem.vehicle_types[0].model_copy(update={"capacity_kg": 100.0})
    problem = problem.model_copy(update={"vehicle_types": (van, problem.vehicle_types[1])})
    report.to_excel(problem, plan, tmp_path / "plan.xlsx", language="zh")
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    words = {word for cell in cells if isinstance(cell, str) for word in re.findall("[A-Za-z]{2,}", cell)}
    assert words <= {"CNY", "truck", "clerk", "salt", "west", "east", "idle"}
    assert "超载" in cells
    assert any("不在网点" in str(cell) or "要多花" in str(cell) for cell in cells)
