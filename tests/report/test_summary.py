"""The summary of a plan made by hand, figure by figure."""

import datetime as dt
import re

import pytest

from tests.report.build import MONDAY, deliver, make_plan, make_problem, make_route, order
from vrpcore.datasets import random_cvrp, reference_county
from vrpcore.evaluation import evaluate
from vrpcore.models import Customer, DeliveredLine, Delivery, Horizon, Plan, Route, Trip
from vrpcore.report import summary
from vrpcore.report.text import PAGE_WIDTH, display_width


@pytest.fixture(scope="module")
def text():
    problem = make_problem()
    return summary(problem, make_plan(), evaluate(problem, make_plan()))


def row(text: str, label: str) -> list[str]:
    """Cells of the first line that begins with a label."""
    (line,) = [line for line in text.splitlines() if re.match(rf"\s*{label}\s", line)][:1]
    return re.split(r"\s{2,}", line.strip())


def test_headline(text):
    # Truck: 12 km x 2 + wage 2300/26 = 88.461538 + 280 kg x 0.03 = 8.40.
    # Clerk: 1 km x 0.5 + 60 kg x 0.035 = 2.60. Held 4.50, unserved 20. Sum 147.961538.
    assert text.startswith("by hand (2026-03-02): 147.96 CNY, all rules kept; 3 of 5 orders delivered")


def test_channels(text):
    assert row(text, "by centre") == ["by centre", "2", "40 %", "14", "0.28", "120.86", "60.43"]
    assert row(text, "by store") == ["by store", "1", "20 %", "3", "0.06", "2.60", "2.60"]
    assert row(text, "held") == ["held", "1", "20 %", "1", "0.02", "4.50", "4.50"]
    assert row(text, "unserved") == ["unserved", "1", "20 %", "300", "6.00", "20.00", "20.00"]
    assert row(text, "all") == ["all", "5", "100 %", "318", "6.36", "147.96", "29.59"]


def test_cost_by_item(text):
    assert row(text, "distance") == ["distance", "24.50", "17 %"]
    assert row(text, "wages") == ["wages", "88.46", "60 %"]
    assert row(text, "loaders") == ["loaders", "8.40", "6 %"]
    assert row(text, "depot fees") == ["depot fees", "2.10", "1 %"]
    assert row(text, "total") == ["total", "147.96", "100 %"]
    assert "waivers" not in text  # nothing was waived


def test_routes(text):
    # 300 s + 300 s + 600 s on the road; least cost, then earliest end: from 08:00.
    expected = ["truck", "Mon 03-02", "1", "2", "12.0", "280", "6 %", "08:00", "08:20", "120.86"]
    assert row(text, "truck") == expected
    expected = ["clerk", "Mon 03-02", "1", "1", "1.0", "60", "50 %", "08:00", "08:01", "2.60"]
    assert row(text, "clerk") == expected


def test_orders_left_behind_with_reasons(text):
    assert "unserved: 1 order\n  o-e: 300 cases, customer e in west, costs 20.00 CNY\n    - " in text
    held = "held for the next order: 1 order\n  o-d: 1 case, customer d in west, costs 4.50 CNY\n    - "
    assert held in text


def test_stock_of_stores(text):
    assert row(text, "S") == ["S", "salt", "3 of 10", "0.20", "0.06", "30 %"]


def test_key_figures(text):
    assert row(text, "fill rate") == ["fill rate (cases)", "5 %"]  # 17 of 318 cases
    assert row(text, "routes /") == ["routes / trips / visits", "2 / 2 / 3"]
    assert row(text, "driven") == ["driven", "13.0 km"]
    assert row(text, "weight by") == ["weight by store", "18 %"]  # 60 of 340 kg


def test_evaluation_is_worked_out_if_not_given(text):
    assert summary(make_problem(), make_plan()) == text


def test_broken_rules_come_first():
    text = summary(make_problem(), Plan(routes=(make_route("clerk", "S", deliver("a")),)))
    assert "broken rule" in text.splitlines()[0]
    assert text.index("Rules broken") < text.index("reach: ") < text.index("Channels")


def test_an_empty_plan():
    problem = make_problem()
    text = summary(problem, Plan())
    assert "0 of 5 orders delivered" in text
    assert "Routes" not in text
    assert row(text, "unserved")[1] == "5"


def test_several_days_have_tables_by_day_and_vehicle():
    problem = make_problem(horizon=Horizon(start=MONDAY, days=2))
    tuesday = MONDAY + dt.timedelta(days=1)
    truck, clerk = make_plan().routes
    plan = Plan(routes=(truck, clerk.model_copy(update={"date": tuesday})), held_order_ids=("o-d",))
    text = summary(problem, plan)
    assert "(2026-03-02 to 2026-03-03, 2 working days)" in text
    assert row(text, "Mon 03-02")[1:5] == ["2", "0", "1", "1"]
    assert row(text, "Tue 03-03")[1:5] == ["0", "1", "1", "1"]
    vehicles = text[text.index("Vehicles\n") :]
    assert row(vehicles, "truck") == ["truck", "1", "1", "2", "12.0", "0.3", "0.28", "120.86"]
    assert "\nRoutes\n" not in summary(problem, plan, max_routes=1)
    assert "\nRoutes\n" in text


def test_an_order_in_parts_on_two_days_counts_once():
    problem = make_problem(
        horizon=Horizon(start=MONDAY, days=2),
        orders=(order("a", 12, splittable=True, unserved_price=60.0),),
    )

    def part(day, cases):
        quantities = (DeliveredLine(order_id="o-a", product_id="salt", cases=cases),)
        visit = Delivery(customer_id="a", order_ids=("o-a",), quantities=quantities)
        return Route(vehicle_id="truck", date=day, trips=(Trip(depot_id="C", activities=(visit,)),))

    plan = Plan(routes=(part(MONDAY, 5), part(MONDAY + dt.timedelta(days=1), 6)))
    text = summary(problem, plan)
    assert row(text, "by centre")[1:5] == ["1", "100 %", "11", "0.22"]
    assert row(text, "Mon 03-02")[1] == "0"
    assert row(text, "Tue 03-03")[1] == "1"  # the day of its last part
    assert "delivered in part: 1 order" in text


def test_long_lists_are_cut():
    problem = reference_county(seed=3, customers=60)
    text = summary(problem, Plan(), max_orders=3)
    assert f"… and {len(problem.orders) - 3} more" in text
    assert "…" not in summary(make_problem(), make_plan(), max_orders=None)


def test_odd_names_are_escaped_and_lines_fit():
    base = make_problem()
    odd = Customer(
        id="\x1b[31mred\nline " + "长" * 90, name="name\t" * 20, location=base.customers[0].location
    )
    problem = make_problem(
        name="n" * 300,
        customers=(*base.customers, odd),
        orders=(order(odd.id, 3, unserved_price=1.0),),
    )
    text = summary(problem, Plan())
    assert "\x1b" not in text
    assert r"\x1b[31mred\nline" in text
    assert all(display_width(line) <= PAGE_WIDTH for line in text.splitlines())


@pytest.mark.parametrize("period", ["day", "cycle"])
def test_the_reference_county_fits_the_page(period):
    problem = reference_county(seed=1, period=period, customers=60)
    plan = Plan(held_order_ids=[o.id for o in problem.orders if o.hold_price is not None])
    assert all(display_width(line) <= PAGE_WIDTH for line in summary(problem, plan).splitlines())


def test_a_benchmark_problem_counts_in_whole_units():
    problem = random_cvrp(4, seed=1)
    routes = tuple(
        make_route(f"vehicle-{n}", "depot", deliver(o.customer_id, o.id), day=problem.horizon.start)
        for n, o in enumerate(problem.orders, start=1)
    )
    plan = Plan(routes=routes)
    text = summary(problem, plan)
    assert row(text, "total") == ["total", f"{evaluate(problem, plan).cost:,}", "100 %"]
    assert "by store" not in text


def test_nothing_in_a_chinese_summary_is_english():
    problem = make_problem(name="小县")
    van = problem.vehicle_types[0].model_copy(update={"capacity_kg": 100.0})
    problem = problem.model_copy(update={"vehicle_types": (van, problem.vehicle_types[1])})
    told = summary(problem, make_plan(), language="zh")
    assert set(re.findall("[A-Za-z]{2,}", told)) <= {"CNY", "truck", "clerk", "salt", "west"}
    assert "  超载：车辆 truck 最多时装了" in told
    assert "（第1条线路第1趟）" in told
    assert "暂缓，并入下次订单：1个订单" in told
    assert all(display_width(line) <= PAGE_WIDTH for line in told.splitlines())
    titles = [(line, rule) for line, rule in zip(*(told.splitlines()[n:] for n in (0, 1)), strict=False)]
    assert ("费用明细", "=" * 8) in titles
