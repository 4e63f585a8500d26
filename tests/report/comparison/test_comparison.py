"""Before and after: figures of the county by hand, worked out beside them."""

import datetime as dt
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import vrpcore
from tests.report.build import deliver, make_plan, make_problem, make_route
from vrpcore import io
from vrpcore.cli import exit_codes, main
from vrpcore.errors import InvalidPlanError
from vrpcore.evaluation import evaluate
from vrpcore.lowering import lift, lower
from vrpcore.models import Currency, Plan
from vrpcore.report.text import display_width
from vrpcore.testing.strategies import problems, solutions


def other_plan():
    """The truck visits b, a and d; nobody walks to c."""
    return Plan(routes=(make_route("truck", "C", deliver("b"), deliver("a"), deliver("d")),))


@pytest.fixture
def comparison():
    return vrpcore.compare(make_problem(), make_plan(), other_plan())


def test_costs(comparison):
    costs = {change.name: change for change in comparison.costs}
    assert list(costs)[-1] == "total"
    before = evaluate(make_problem(), make_plan())
    after = evaluate(make_problem(), other_plan())
    assert comparison.cost_delta == after.cost - before.cost
    # 12 km at 2.00 and 1 km at 0.50; then 6 + 3 + 2.236 + 4.472 km at 2.00.
    assert costs["distance"].before == pytest.approx(24.5)
    assert costs["distance"].after == pytest.approx(2 * 15.708, abs=0.01)
    assert costs["held"].before == 4.5
    assert costs["held"].after == 0
    assert costs["held"].share == -1
    # e's order is left in both plans; c's in the second.
    assert (costs["unserved"].before, costs["unserved"].after) == (20.0, 520.0)
    assert sum(c.delta for c in comparison.costs[:-1]) == pytest.approx(costs["total"].delta)


def test_figures(comparison):
    figures = {change.name: (change.before, change.after) for change in comparison.figures}
    assert figures["routes"] == (2, 1)
    assert figures["visits"] == (3, 3)
    assert figures["by_store"] == (1, 0)
    assert figures["held"] == (1, 0)
    assert figures["unserved"] == (1, 2)
    assert {c.name: (c.before, c.after) for c in comparison.depots} == {"C": (2, 3), "S": (1, 0)}
    assert [c.name for c in comparison.vehicles] == ["truck", "clerk"]
    assert comparison.vehicles[1].after == 0


def test_orders(comparison):
    changes = {change.order_id: change for change in comparison.orders}
    assert set(changes) == {"o-c", "o-d"}
    assert changes["o-c"].aspects == ("outcome", "channel", "depot", "vehicle", "day")
    assert (changes["o-c"].before.channel, changes["o-c"].after.channel) == ("store", None)
    assert changes["o-d"].before.outcome == "held"
    assert changes["o-d"].after.vehicle_ids == ("truck",)
    assert comparison.num_changed == {"outcome": 2, "channel": 2, "depot": 2, "vehicle": 2, "day": 2}


def test_nothing_changes():
    comparison = vrpcore.compare(make_problem(), make_plan(), make_plan())
    assert comparison.orders == ()
    assert comparison.cost_delta == 0
    assert all(change.delta == 0 for change in comparison.figures)


def test_text_in_both_languages(comparison):
    english, chinese = str(comparison), comparison.text("zh")
    assert "cost by item" in english
    assert "by centre" in english
    assert "o-c" in english
    for word in ("费用明细", "里程费", "之前", "暂缓", "变化明细"):
        assert word in chinese
    assert all(display_width(line) <= 100 for text in (english, chinese) for line in text.splitlines())
    assert "and more: 1" in comparison.text(max_orders=1)


def test_frames(comparison):
    orders = comparison.to_dataframe("orders")
    assert list(orders["order_id"]) == ["o-c", "o-d"]
    assert comparison.to_dataframe("costs").set_index("name").loc["held", "delta"] == -4.5
    assert comparison.to_dataframe(backend="polars")["name"].to_list()[0] == "orders"
    with pytest.raises(ValueError, match="there is no table"):
        comparison.to_dataframe("nonsense")


def test_results_of_two_problems():
    before = vrpcore.solve(make_problem(), "greedy")
    later = make_problem(orders=make_problem().orders[:3])
    comparison = vrpcore.compare(before, vrpcore.solve(later, "greedy"))
    changes = {change.order_id: change for change in comparison.orders}
    assert changes["o-d"].after.outcome == "missing"
    assert "missing" in str(comparison)


def test_bad_calls():
    problem, plan = make_problem(), make_plan()
    with pytest.raises(TypeError, match="remedy"):
        vrpcore.compare(plan, plan)
    with pytest.raises(InvalidPlanError):
        vrpcore.compare(problem, plan, Plan(held_order_ids=("nobody",)))
    other = make_problem(currency=Currency(code="EUR"))
    with pytest.raises(ValueError, match="different currencies"):
        vrpcore.compare(vrpcore.solve(problem, "greedy"), vrpcore.solve(other, "greedy"))


def test_names_are_escaped():
    evil = "<script>\x07"
    problem = make_problem()
    customers = tuple(c.model_copy(update={"id": evil if c.id == "d" else c.id}) for c in problem.customers)
    orders = tuple(
        o.model_copy(update={"customer_id": evil if o.customer_id == "d" else o.customer_id})
        for o in problem.orders
    )
    problem = problem.model_copy(update={"customers": customers, "orders": orders})
    after = Plan(routes=make_plan().routes)
    comparison = vrpcore.compare(problem, make_plan(), after)
    assert "<script>" not in comparison._repr_html_()
    assert "\x07" not in str(comparison)


@given(st.data())
@settings(max_examples=25, deadline=None)
def test_the_way_back_is_the_opposite(data):
    problem = data.draw(problems())
    plans = [lift(problem, data.draw(solutions(lower(problem)))) for _ in range(2)]
    there = vrpcore.compare(problem, *plans)
    back = vrpcore.compare(problem, *reversed(plans))
    assert there.cost_delta == -back.cost_delta
    assert {c.name: c.delta for c in there.figures} == {c.name: -c.delta for c in back.figures}
    assert {c.order_id: (c.before, c.after) for c in there.orders} == {
        c.order_id: (c.after, c.before) for c in back.orders
    }


def test_command_line(tmp_path, capsys):
    io.write_json(make_problem(), tmp_path / "problem.json")
    io.write_json(make_plan(), tmp_path / "a.json")
    io.write_json(other_plan(), tmp_path / "b.json")
    files = [str(tmp_path / name) for name in ("problem.json", "a.json", "b.json")]
    assert main(["compare", *files, "--language", "zh"]) == exit_codes.OK
    assert "费用明细" in capsys.readouterr().out
    assert main(["compare", *files, "--json"]) == exit_codes.OK
    found = json.loads(capsys.readouterr().out)
    assert {row["order_id"] for row in found["orders"]} == {"o-c", "o-d"}
    assert dt.date.fromisoformat(found["orders"][1]["dates_after"]) == dt.date(2026, 3, 2)
