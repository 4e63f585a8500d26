"""The model at its starting point is the present plan, at its exact cost."""

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.solvers.milp.build import CNY, scarce_stock, solve
from tests.solvers.milp.strategies import solved
from vrpcore.lowering import lower
from vrpcore.models import Feature
from vrpcore.solvers.feasibility import verified_cost
from vrpcore.solvers.milp.admission import Admission
from vrpcore.solvers.milp.choices import make_round
from vrpcore.solvers.milp.context import Context
from vrpcore.solvers.milp.lessons import Lessons
from vrpcore.solvers.milp.model import ModelBuilder
from vrpcore.solvers.milp.part import orders_of
from vrpcore.solvers.milp.sequence import sequence
from vrpcore.solvers.outcomes import with_outcomes
from vrpcore.testing.strategies import SUPPORTED

FILTERING = settings(
    max_examples=40, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow]
)


def model_of(instance, solution):
    context = Context(instance)
    round_ = make_round(
        context, Admission(context), solution, per_visit=8, orders_per_subset=4, lessons=Lessons()
    )
    return context, round_, ModelBuilder(context, round_).build()


def cost_at_start(model):
    terms = model.problem.objective.items()
    return sum(cost * variable.varValue for variable, cost in terms) * model.unit + model.constant


@FILTERING
@given(st.data())
def test_present_plan_keeps_every_limit(data):
    instance, solution = data.draw(solved(max_slots=6))
    _, _, model = model_of(instance, solution)
    broken = [c.name for c in model.problem.constraints() if not c.valid(1e-6)]
    assert broken == []


@FILTERING
@given(st.data())
def test_present_plan_has_its_exact_cost(data):
    instance, solution = data.draw(solved(features=SUPPORTED - {Feature.SPLIT_DELIVERIES}, max_slots=6))
    solution = with_outcomes(instance, solution.routes)
    exact = verified_cost(instance, solution)
    assert exact is not None
    assume(not exact.num_required_unserved)
    _, _, model = model_of(instance, solution)
    assert cost_at_start(model) == pytest.approx(exact.cost, rel=1e-9, abs=1e-3)


@FILTERING
@given(st.data())
def test_sequencing_the_present_assignment_keeps_the_routes(data):
    instance, solution = data.draw(solved(max_slots=6))
    context, round_, model = model_of(instance, solution)
    present = [choice for choice in model.choices.values() if choice.is_present]
    again = sequence(context, Admission(context), round_.bins, present)
    assert verified_cost(instance, again) is not None
    assert {r.slot for r in again.routes} == {r.slot for r in solution.routes if orders_of(r)}


@FILTERING
@given(st.data())
def test_sequencing_any_choice_breaks_no_rule(data):
    instance, solution = data.draw(solved(max_slots=6))
    context, round_, model = model_of(instance, solution)
    chosen = []
    for choice in model.choices.values():
        if not {o for c in chosen for o in c.orders} & set(choice.orders) and data.draw(st.booleans()):
            chosen.append(choice)
    assert verified_cost(instance, sequence(context, Admission(context), round_.bins, chosen)) is not None


def test_names_say_who_brings_what(tmp_path):
    path = tmp_path / "model.lp"
    solve(scarce_stock(), lp_path=str(path))
    text = path.read_text()
    for name in ("deliver_o0_v0_day0_from0", "use_v1_day0", "leave_o2", "stock_d1_p0_until0"):
        assert name in text
    assert "stock_d1_p0_until0: 6 deliver_o0_v1_day0_from1 + 3 deliver_o1_v1_day0_from1" in text


def test_scarce_stock_limits_the_store():
    """The optimum of the model is that of the problem here: six CNY, for nothing is driven."""
    instance = lower(scarce_stock())
    found = solve(instance)
    assert found.statistics["approximation_cost"] == 6 * CNY
    assert found.statistics["approximation_bound"] == 6 * CNY
