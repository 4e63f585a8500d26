"""What a notebook shows of large records: sizes, not contents."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from tests.models.documents import county, read
from vrpcore.datasets import reference_county
from vrpcore.evaluation import evaluate
from vrpcore.lowering import lower
from vrpcore.models import Delivery, Plan, Problem, Route, Trip

PROBLEM = read(county())
DELIVERY = Delivery(customer_id="c2", order_ids=["o2"])
PLAN = Plan(
    routes=[
        Route(
            vehicle_id="truck-1",
            date="2025-03-03",
            trips=[Trip(depot_id="center", activities=[DELIVERY]), Trip(depot_id="store", activities=[])],
        )
    ],
    held_order_ids=["o1"],
)


def test_a_problem_shows_its_sizes():
    assert repr(PROBLEM) == (
        "Problem(name='三江县', start='2025-03-03', days=6, num_customers=4, num_orders=6, num_products=3, "
        "num_centers=1, num_stores=1, num_vehicle_types=3, num_slots=24)"
    )
    assert str(PROBLEM) == repr(PROBLEM)
    assert dict(PROBLEM.__rich_repr__())["num_customers"] == 4


def test_the_slots_are_counted_as_they_are_made():
    document = county()
    document["vehicle_types"][0]["shift"]["weekdays"] = ["mon", "sat", "sun"]
    problem = read(document)
    assert f"num_slots={len(problem.slots)})" in repr(problem)
    assert len(problem.slots) == 2 * 2 + 6 + 6


def test_a_plan_and_its_evaluation_show_their_sizes():
    assert repr(PLAN) == "Plan(num_routes=1, num_trips=2, num_visits=1, num_held=1)"
    result = evaluate(PROBLEM, PLAN)
    assert repr(result) == (
        f"Evaluation(cost={result.cost}, num_required_missing=3, "
        f"num_violations={len(result.violations)}, num_routes=1, "
        "num_orders=6, num_delivered=1, num_partly=0, num_held=1, num_unserved=4)"
    )


def test_a_county_fits_on_the_screen():
    problem = reference_county(seed=1)
    for thing in (problem, lower(problem)):
        assert len(repr(thing)) < 1000
        assert "num_customers=800" in repr(thing)


def test_small_records_show_everything():
    assert repr(DELIVERY) == (
        "Delivery(kind='delivery', customer_id='c2', order_ids=('o2',), quantities=None, locked=False)"
    )


def test_a_problem_without_its_parts_can_be_shown():
    assert repr(Problem.model_construct(name="torn")).startswith("Problem(schema_version=1, name='torn'")


def test_a_refused_problem_is_told_by_its_faults():
    with pytest.raises(ValidationError) as caught:
        PROBLEM.model_copy(update={"orders": (PROBLEM.orders[0], PROBLEM.orders[0])})
    assert "duplicate_id" in str(caught.value)
    assert "'o1'" in str(caught.value)
