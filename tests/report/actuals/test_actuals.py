"""Executed results of the county by hand: the form filled in, read back, and held against the plan."""

import csv
import datetime as dt
import json

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import vrpcore
from tests.report.build import MONDAY, deliver, make_plan, make_problem, make_route
from vrpcore import datasets, io, report
from vrpcore.cli import exit_codes, main
from vrpcore.errors import FileFormatError, InvalidInputError
from vrpcore.evaluation import evaluate
from vrpcore.lowering import lift, lower
from vrpcore.models import DeliveredLine, Delivery, Plan, TimeWindow
from vrpcore.report.actuals.form import COLUMNS, outcome_word, planned_orders
from vrpcore.report.actuals.record import OUTCOMES, Actuals, Executed
from vrpcore.testing.strategies import problems, solutions

AT = {name: idx for idx, name in enumerate(COLUMNS)}


def fill(path, rows):
    """Write values into the form: by row, by column."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = list(csv.reader(file))
        for number, row in enumerate(rows, start=1):
            for name, value in row.items():
                cells[number][AT[name]] = str(value)
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(cells)
        return
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for number, row in enumerate(rows, start=2):
        for name, value in row.items():
            sheet.cell(row=number, column=AT[name] + 1, value=value)
    book.save(path)


FILLED = [
    {"outcome": "delivered", "arrival": "09:00", "departure": "09:10", "collected": 350, "driven_km": 15},
    {"outcome": "partly", "delivered_cases": 5, "arrival": "2026-03-02 09:20"},
    {"outcome": "refused", "remark": "too late"},
]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_round_trip(language, suffix, tmp_path):
    problem, plan, path = make_problem(), make_plan(), tmp_path / f"form.{suffix}"
    report.write_form(problem, plan, path, language=language)
    assert report.read_form(problem, plan, path) == Actuals()
    fill(path, [row | {"outcome": outcome_word(row["outcome"], language)} for row in FILLED])
    found = report.read_form(problem, plan, path)
    nine = dt.datetime(2026, 3, 2, 9)
    ten_past, twenty_past = nine + dt.timedelta(minutes=10), nine + dt.timedelta(minutes=20)
    assert found.executed == (
        Executed("truck", MONDAY, 1, 1, "o-a", "delivered", 6, nine, ten_past, 350),
        Executed("truck", MONDAY, 1, 2, "o-b", "partly", 5, twenty_past),
        Executed("clerk", MONDAY, 1, 1, "o-c", "refused", 0, remark="too late"),
    )
    assert found.driven_km == {("truck", MONDAY): 15}


def test_the_form_is_in_the_language(tmp_path):
    report.write_form(make_problem(), make_plan(), tmp_path / "form.xlsx", language="zh")
    sheet = openpyxl.load_workbook(tmp_path / "form.xlsx").worksheets[0]
    assert sheet.title == "配送反馈表"
    headings = [cell.value for cell in sheet[1]]
    assert headings[-7:] == ["结果", "实收箱数", "实际到达", "实际离开", "实收货款", "行驶公里", "备注"]
    assert len(set(headings)) == len(COLUMNS)
    assert "已送达,部分送达,拒收,无人收货" in str(sheet.data_validations.dataValidation[0].formula1)


def test_figures():
    """Planned arrivals promise: a at 5 minutes, b at 10 minutes after leaving, c at once."""
    problem, plan = make_problem(), make_plan()
    planned = list(planned_orders(problem, plan, evaluate(problem, plan)))
    arrival = [problem.horizon.moment(order.visit.stop.arrival_s) for order in planned]
    minutes = dt.timedelta(minutes=1)
    found = report.actuals(
        problem,
        plan,
        Actuals(
            (
                Executed(
                    "truck", MONDAY, 1, 1, "o-a", "delivered", 6, arrival[0] + 30 * minutes, None, 350.0
                ),
                Executed("truck", MONDAY, 1, 2, "o-b", "partly", 5, arrival[1] + 40 * minutes, None, 100.0),
            ),
            {("truck", MONDAY): 15.0},
        ),
    )
    truck, clerk = found.vehicles
    assert (truck.num_timed, truck.num_on_time, truck.on_time_rate) == (2, 1, 0.5)
    # 40 minutes late, 30 of which are allowed.
    assert (truck.lateness_s, truck.max_lateness_s) == (600, 600)
    # 6 + 5 of 14 cases.
    assert truck.fill_rate == pytest.approx(11 / 14)
    assert truck.collected == 450.0
    # 3 km more at 2.00, and loaders at 30 per tonne for 3 cases of 20 kg less.
    assert truck.cost - truck.planned_cost == pytest.approx(3 * 2.0 - 0.06 * 30)
    assert (clerk.num_open, clerk.on_time_rate, clerk.fill_rate) == (1, None, 0.0)
    assert clerk.cost == clerk.planned_cost
    assert found.overall.num_planned == 3
    assert found.overall.num_open == 1
    assert [figures.id for figures in found.depots] == ["C", "S"]
    assert found.depots[0].cost == truck.cost
    frame = found.to_dataframe()
    assert list(frame["kind"]) == ["all", "vehicle", "vehicle", "depot", "depot"]
    assert "truck" in str(found)
    assert "准时率" in found.text("zh")


def test_money_due_and_collected(tmp_path):
    problem, plan, path = make_problem(), make_plan(), tmp_path / "form.xlsx"
    report.write_form(problem, plan, path, amounts={"o-a": 60.0, "o-b": 80.0}, language="zh")
    fill(
        path,
        [
            {"outcome": "已送达", "collected": 55},
            {"outcome": "部分送达", "delivered_cases": 6, "collected": 60.0},
        ],
    )
    found = report.actuals(problem, plan, report.read_form(problem, plan, path)).overall
    # 60 for all of a's cases, 80 for 8 cases of which b took 6.
    assert (found.due, found.collected) == (120.0, 115.0)
    with pytest.raises(InvalidInputError, match="o-z"):
        report.write_form(problem, plan, path, amounts={"o-z": 1.0})


def test_windows_and_due_times_promise_before_the_plan_does():
    problem = make_problem()
    first = problem.customers[0].model_copy(
        update={"service_windows": (TimeWindow(earliest="08:30", latest="09:00"),)}
    )
    problem = problem.model_copy(update={"customers": (first, *problem.customers[1:])})

    def late(minute):
        moment = dt.datetime(2026, 3, 2, 9) + dt.timedelta(minutes=minute)
        row = Executed("truck", MONDAY, 1, 1, "o-a", "delivered", 6, moment)
        return report.actuals(problem, make_plan(), Actuals((row,))).overall.lateness_s

    assert late(0) == 0
    assert late(1) == 60
    assert late(-55) == 0


def test_all_faults_together(tmp_path):
    problem, plan, path = make_problem(), make_plan(), tmp_path / "form.xlsx"
    report.write_form(problem, plan, path)
    fill(
        path,
        [
            {"outcome": "lost", "collected": "much"},
            {"outcome": "delivered", "delivered_cases": 9, "arrival": "10:00", "departure": "09:00"},
            {"order_id": "o-x", "outcome": "absent"},
            {"date": MONDAY, "vehicle_id": "truck", "trip": 1, "stop": 2, "order_id": "o-b", "remark": "?"},
        ],
    )
    with pytest.raises(InvalidInputError) as raised:
        report.read_form(problem, plan, path)
    found = [(fault.code, fault.where) for fault in raised.value.faults]
    assert found == [
        ("not_an_option", "sheet 'actuals', row 2, column K 'outcome'"),
        ("not_a_number", "sheet 'actuals', row 2, column O 'collected'"),
        ("out_of_range", "sheet 'actuals', row 3, column L 'delivered_cases'"),
        ("reversed_window", "sheet 'actuals', row 3, column N 'departure'"),
        ("unknown_id", "sheet 'actuals', row 4, column H 'order_id'"),
        ("duplicate_id", "sheet 'actuals', row 5, column H 'order_id'"),
        ("missing_field", "sheet 'actuals', row 5, column K 'outcome'"),
    ]


def test_the_faults_of_a_chinese_form_are_chinese(tmp_path):
    problem, plan, path = make_problem(), make_plan(), tmp_path / "反馈.xlsx"
    report.write_form(problem, plan, path, language="zh")
    rows = [
        {"outcome": "送错了", "order_id": "o-x"},
        {"outcome": "部分送达", "arrival": "10:00", "departure": "09:00", "driven_km": -1},
        {"outcome": "拒收", "delivered_cases": 2, "arrival": "早上", "collected": -5},
    ]
    fill(path, rows)
    with pytest.raises(InvalidInputError) as caught:
        report.read_form(problem, plan, path)
    text = str(caught.value)
    assert text.splitlines()[0] == f"反馈表 {path} 不能使用：{len(caught.value.faults)}处错误"
    assert len(caught.value.faults) >= 5
    assert not any(word in text for word in ("allowed", "remedy", "sheet ", " row ", "column ")), text
    assert "结果为部分送达，却没有填箱数" in text
    assert "09:00离开，早于10:00到达" in text
    assert "'早上' 不是时刻 [not_a_clock_time]；应为：时刻，例如 09:35；" in text


def test_a_form_of_another_kind(tmp_path):
    problem, plan = make_problem(), make_plan()
    with pytest.raises(FileFormatError):
        report.write_form(problem, plan, tmp_path / "form.docx")
    with pytest.raises(FileFormatError):
        report.read_form(problem, plan, tmp_path / "form.docx")
    (tmp_path / "form.csv").write_text("outcome,arrival\ndelivered,09:00\n", encoding="utf-8")
    with pytest.raises(InvalidInputError, match="no column 'order_id'"):
        report.read_form(problem, plan, tmp_path / "form.csv")
    io.write_excel(problem, tmp_path / "problem.xlsx")
    with pytest.raises(FileFormatError, match="no sheet 'actuals'"):
        report.read_form(problem, plan, tmp_path / "problem.xlsx")


def test_results_of_programs_are_checked_too():
    bad = Actuals(
        (
            Executed("truck", MONDAY, 1, 1, "o-a", "delivered", 7),
            Executed("truck", MONDAY, 1, 1, "o-z", "absent", 0),
        ),
        {("tank", MONDAY): 1.0, ("truck", MONDAY): -1.0},
    )
    with pytest.raises(InvalidInputError) as raised:
        report.actuals(make_problem(), make_plan(), bad)
    places = [fault.where for fault in raised.value.faults]
    assert places == ["executed.0.cases", "executed.1.order_id", "driven_km", "driven_km"]


def test_an_order_in_parts_has_a_row_for_each():
    problem = make_problem()
    orders = tuple(o.model_copy(update={"splittable": True}) for o in problem.orders)
    problem = problem.model_copy(update={"orders": orders})

    def part(cases):
        line = DeliveredLine(order_id="o-b", product_id="salt", cases=cases)
        return Delivery(customer_id="b", order_ids=("o-b",), quantities=(line,))

    plan = Plan(routes=(make_route("truck", "C", part(5), deliver("a"), part(3)),))
    rows = list(planned_orders(problem, plan, evaluate(problem, plan)))
    assert [(row.order_id, row.cases) for row in rows] == [("o-b", 5), ("o-a", 6), ("o-b", 3)]
    assert len({row.key for row in rows}) == 3


def test_hostile_names(tmp_path):
    problem = make_problem()
    customers = tuple(c.model_copy(update={"name": "=cmd|'/c calc'!A0"}) for c in problem.customers)
    problem = problem.model_copy(update={"customers": customers})
    for suffix in ("xlsx", "csv"):
        path = tmp_path / f"form.{suffix}"
        report.write_form(problem, make_plan(), path)
        assert report.read_form(problem, make_plan(), path) == Actuals()
    assert ",=cmd" not in (tmp_path / "form.csv").read_text(encoding="utf-8-sig")


def test_an_empty_plan(tmp_path):
    path = tmp_path / "form.xlsx"
    report.write_form(make_problem(), Plan(), path)
    found = report.read_form(make_problem(), Plan(), path)
    measured = report.actuals(make_problem(), Plan(), found)
    assert measured.overall.num_planned == 0
    assert "all" in str(measured)


@pytest.mark.parametrize("period", ["day", "cycle"])
def test_the_reference_county(period, tmp_path):
    problem = datasets.reference_county(period=period)
    result = vrpcore.solve(problem, "greedy", time_limit=20)
    path = tmp_path / "form.xlsx"
    report.write_form(problem, result.plan, path, language="zh")
    rows = list(planned_orders(problem, result.plan, result.evaluation))
    fill(
        path,
        [
            {"outcome": "已送达", "arrival": f"{problem.horizon.moment(r.visit.stop.arrival_s):%H:%M}"}
            for r in rows
        ],
    )
    found = report.actuals(problem, result.plan, report.read_form(problem, result.plan, path))
    assert found.overall.num_delivered == len(rows)
    assert found.overall.on_time_rate == 1.0
    assert found.overall.fill_rate == 1.0
    assert found.overall.cost == pytest.approx(found.overall.planned_cost)
    assert found.overall.delivered_cases == result.evaluation.kpis.delivered_cases


@given(st.data())
@settings(max_examples=25, deadline=None)
def test_groups_add_up(data):
    problem = data.draw(problems())
    plan = lift(problem, data.draw(solutions(lower(problem))))
    rows = []
    for order in planned_orders(problem, plan, evaluate(problem, plan, explain=False)):
        outcome = data.draw(st.sampled_from(OUTCOMES))
        if outcome == "partly" and order.cases == 1:
            continue
        cases = {"delivered": order.cases, "partly": order.cases // 2}.get(outcome, 0)
        date, vehicle_id, trip, stop, order_id = order.key
        rows.append(Executed(vehicle_id, date, trip, stop, order_id, outcome, cases))
    found = report.actuals(problem, plan, Actuals(tuple(rows)))
    for groups in (found.vehicles, found.depots):
        for name in ("num_planned", "num_open", "delivered_cases", "planned_cases"):
            assert sum(getattr(g, name) for g in groups) == getattr(found.overall, name)
    assert found.overall.cost <= found.overall.planned_cost


def test_command_line(tmp_path, capsys):
    io.write_json(make_problem(), tmp_path / "problem.json")
    io.write_json(make_plan(), tmp_path / "plan.json")
    files = [str(tmp_path / "problem.json"), str(tmp_path / "plan.json")]
    form = tmp_path / "form.xlsx"
    assert main(["form", *files, "-o", str(form), "--language", "zh"]) == exit_codes.OK
    fill(form, FILLED)
    capsys.readouterr()
    assert main(["actuals", *files, str(form), "--language", "zh"]) == exit_codes.OK
    assert "订单满足率" in capsys.readouterr().out
    assert main(["actuals", *files, str(form), "--json"]) == exit_codes.OK
    overall = json.loads(capsys.readouterr().out)[0]
    assert (overall["kind"], overall["num_refused"], overall["num_open"]) == ("all", 1, 0)
    fill(form, [{"outcome": "lost"}])
    assert main(["actuals", *files, str(form)]) == exit_codes.BAD_INPUT
    assert "第2行" in capsys.readouterr().err  # a Chinese form is answered in Chinese
