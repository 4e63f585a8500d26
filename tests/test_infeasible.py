"""A plan that misses required orders does not look cheap: in texts, and in comparisons."""

import itertools
from pathlib import Path

import pytest

import vrpcore
from tests.report.build import make_plan, make_problem
from vrpcore.cli.main import main
from vrpcore.lowering import lower_plan
from vrpcore.models import Plan
from vrpcore.report import html_report, summary
from vrpcore.solvers.feasibility import verified_cost
from vrpcore.solvers.greedy import GreedyOptions
from vrpcore.solvers.protocol import PROTOCOL_VERSION
from vrpcore.solvers.registry import get_solver
from vrpcore.solvers.result import SolverResult

ORDERS = 100


@pytest.fixture(scope="module")
def problem():
    return vrpcore.datasets.random_cvrp(ORDERS, seed=1)


@pytest.fixture(scope="module")
def results(problem):
    """Nobody served, half of them, all of them but expensively, and all of them."""
    whole = vrpcore.solve(problem, "greedy", time_limit=None)
    half = Plan(routes=whole.plan.routes[: len(whole.plan.routes) // 2])
    alone = vrpcore.solve(problem, Fixed(()), time_limit=None)
    some = vrpcore.solve(problem, Fixed(half.routes), time_limit=None)
    first = vrpcore.solve(problem, "greedy", time_limit=None, options={"local_search": False})
    return alone, some, first, whole


class Fixed:
    """Answers with given routes."""

    name = "fixed"
    protocol_version = PROTOCOL_VERSION
    capabilities = get_solver("greedy").capabilities
    options_type = GreedyOptions

    def __init__(self, routes):
        self._plan = Plan(routes=routes)

    def is_available(self):
        return None

    def solve(self, instance, **arguments):
        solution = lower_plan(vrpcore.datasets.random_cvrp(ORDERS, seed=1), self._plan)
        found = verified_cost(instance, solution)
        status = "infeasible" if found.num_required_unserved else "feasible"
        return SolverResult(solution, found.cost, status, "converged")


def test_no_time_at_all(problem):
    result = vrpcore.solve(problem, time_limit=0)
    assert (result.cost, result.num_required_missing) == (0, ORDERS)
    for text in (str(result), result._repr_html_()):
        assert "0 plus 100 required orders missing;" in text
    assert "cost=0, num_required_missing=100, status='infeasible'" in repr(result)
    assert "0（另有100个必送订单未安排）" in result.text("zh")
    assert "num_required_missing=100" in repr(result.evaluation)
    assert "0 plus 100 required orders missing" in result.evaluation._repr_html_()


def test_a_whole_plan_is_told_as_ever(results):
    whole = results[-1]
    assert "missing" not in str(whole) + repr(whole) + whole._repr_html_() + repr(whole.evaluation)
    assert f": {whole.cost:,}; " in str(whole)


def test_the_best_comes_first(results):
    alone, some, first, whole = results
    assert alone.cost < some.cost < whole.cost < first.cost
    for order in itertools.permutations(results):
        assert sorted(order) == [whole, first, some, alone]
        assert min(order) is whole
        assert max(order) is alone
    worst_first = [result.evaluation for result in (alone, some, first, whole)]
    assert sorted(worst_first) == worst_first[::-1]


def test_equally_good_is_not_equal(problem, results):
    whole = results[-1]
    again = vrpcore.solve(problem, "greedy", time_limit=None)
    assert again != whole
    assert again <= whole <= again
    assert again >= whole >= again
    assert not again < whole
    assert not again > whole
    assert whole <= whole


def test_only_results_compare_with_results(results):
    for thing in (results[0], results[0].evaluation):
        for other in (3, None, results[1].plan):
            with pytest.raises(TypeError, match="not supported"):
                assert thing < other
            with pytest.raises(TypeError, match="not supported"):
                assert thing <= other
    with pytest.raises(TypeError, match="not supported"):
        assert results[0] < results[1].evaluation


def test_costs_of_two_currencies_do_not_compare():
    yuan, euro = (
        vrpcore.evaluate(make_problem(currency={"code": code}), make_plan()) for code in ("CNY", "EUR")
    )
    with pytest.raises(ValueError, match="'CNY' and 'EUR'; allowed: the same currency"):
        assert yuan < euro


def test_one_currency_counted_in_two_scales_compares():
    fine = vrpcore.evaluate(make_problem(), make_plan())
    coarse = vrpcore.evaluate(make_problem(currency={"code": "CNY", "scale": 1}), make_plan())
    assert fine.cost > coarse.cost  # in cost units
    assert (fine < coarse) == (fine.currency.amount(fine.cost) < coarse.cost)


def test_other_broken_rules_follow_the_cost():
    problem = make_problem()
    van = problem.vehicle_types[0].model_copy(update={"capacity_kg": 100.0})
    verdict = vrpcore.evaluate(
        problem.model_copy(update={"vehicle_types": (van, problem.vehicle_types[1])}), make_plan()
    )
    assert verdict.cost_text() == "147.96 CNY, 1 broken rule"
    assert verdict.cost_text("zh") == "147.96 CNY，违反规则1处"
    assert vrpcore.evaluate(problem, make_plan()) < verdict  # at the same cost


def test_reports_say_what_is_missing(problem, results):
    some, whole = results[1], results[-1]
    missing = f"{some.cost:,} plus {some.num_required_missing} required orders missing"
    assert missing in summary(problem, some.plan).splitlines()[0]
    page = html_report(problem, some.plan)
    assert f": {missing}</title>" in page
    assert f'"{missing}"' in page
    assert f"{problem.name}</title>" in html_report(problem, whole.plan)
    headline = vrpcore.compare(some, whole).text().splitlines()[0]
    assert missing.split()[0] in headline
    assert "required orders missing" in headline
    assert "%" not in headline


def test_the_command_line_says_it(problem, results, tmp_path, capsys):
    path, plan = tmp_path / "problem.json", tmp_path / "plan.json"
    vrpcore.io.write_json(problem, path)
    vrpcore.io.write_json(results[1].plan, plan)
    missing = results[1].num_required_missing
    assert main(["solve", str(path), "--time-limit", "0"]) == 1
    assert capsys.readouterr().out.count("0 plus 100 required orders missing") == 2
    assert main(["solve", str(path), "--time-limit", "0", "--json"]) == 1
    assert '"num_required_missing": 100' in capsys.readouterr().out
    assert main(["check", str(path), str(plan)]) == 1
    assert f" plus {missing} required orders missing" in capsys.readouterr().out
    assert main(["report", str(path), str(plan), "-o", str(tmp_path / "page.html")]) == 1
    assert f" plus {missing} required orders missing" in capsys.readouterr().out
    assert Path(tmp_path / "page.html").exists()


def test_progress_tells_no_cost_of_a_plan_that_misses_orders():
    """Two orders for one case of room: every plan misses one."""
    model = vrpcore.Model(coordinate_system="planar")
    centre = model.add_center("centre", (0, 0))
    for number in range(2):
        model.add_order(model.add_customer(f"shop {number}", (1000, 500)), 1)
    model.add_vehicle_type("van", centre, cost_per_km=1.0, capacity_cases=1, max_trips=1)
    for solver in ("auto", "greedy", "milp", "cpsat"):
        events = []
        result = vrpcore.solve(model.problem(), solver, time_limit=2, progress=events.append)
        assert result.num_required_missing == 1
        assert {event.cost for event in events} == {None}, solver
        assert "plus 1 required order missing" in str(result)
