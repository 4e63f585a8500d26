"""The verdict on a plan, put together."""

from __future__ import annotations

from vrpcore.errors import UnsupportedFeatureError
from vrpcore.evaluation.constraints import CHECKS
from vrpcore.evaluation.cost import outcome_cost, total_cost
from vrpcore.evaluation.facts import PlanFacts, plan_facts
from vrpcore.evaluation.faults import raise_faults
from vrpcore.evaluation.kpis import kpis
from vrpcore.evaluation.outcomes import outcomes
from vrpcore.evaluation.reasons import reasons_of
from vrpcore.evaluation.reasons.served import served_reasons
from vrpcore.evaluation.schedule import add_legs, add_times
from vrpcore.evaluation.stock_use import stock_use
from vrpcore.evaluation.stops import route_schedule
from vrpcore.evaluation.tables import Tables
from vrpcore.models.evaluation import Evaluation, OrderOutcome, Reason
from vrpcore.models.features import UNSUPPORTED_IN_THIS_VERSION, Feature, features_of
from vrpcore.models.plan import Plan
from vrpcore.models.problem import Problem


def evaluate(problem: Problem, plan: Plan, *, explain: bool = True) -> Evaluation:
    """Work out what a plan costs, when everything happens, and which rules it breaks.

    The evaluator shares no code with any solver; its meaning is that of ``docs/model.md``.

    Parameters
    ----------
    problem
        What was to be planned.
    plan
        The decisions. It may break rules, and leave orders out; each broken rule is a violation.
    explain
        Whether to test, for every order that is held or not served in full, why: every depot and vehicle
        type, then every position of every route.

    Returns
    -------
    Evaluation
        Exact cost by item, schedule, violations, outcome of every order, stock use and key figures.

    Raises
    ------
    InvalidPlanError
        If the plan refers to things that the problem does not have; all faults are listed.
    UnsupportedFeatureError
        If the problem uses features that this version does not honour.
    TravelError
        If distances or durations are missing.
    """
    facts = _timed_facts(problem, plan)
    tables = facts.tables
    schedule = tuple(route_schedule(tables, route) for route in facts.routes)
    breakdown = total_cost([*(route.cost for route in schedule), outcome_cost(facts)])
    found = outcomes(facts)
    reasons = reasons_of(facts, found) if explain else {}
    return Evaluation(
        cost=breakdown.total,
        currency=problem.currency,
        breakdown=breakdown,
        violations=tuple(violation for check in CHECKS for violation in check(facts)),
        schedule=schedule,
        orders=tuple(
            OrderOutcome(
                order_id=order_id,
                outcome=outcome.kind,
                depot_id=None if outcome.served is None else outcome.served.depot_id,
                vehicle_id=None if outcome.served is None else outcome.served.vehicle_id,
                start_s=None if outcome.served is None else outcome.served.start_s,
                reasons=reasons.get(order_id, ()),
            )
            for order_id, outcome in found.items()
        ),
        stock_use=stock_use(facts),
        kpis=kpis(facts, found),
    )


def explain_served(problem: Problem, plan: Plan) -> dict[str, tuple[Reason, ...]]:
    """Tell of every served order why it is served as it is.

    Parameters
    ----------
    problem, plan
        As for `evaluate`.

    Returns
    -------
    dict
        Reasons by order id: what its visit costs, and for each other depot why it may not or cannot serve the
        order, or what that would cost, everything else as it is. All of it is tested.

    Raises
    ------
    InvalidPlanError, UnsupportedFeatureError, TravelError
        As `evaluate` does.
    """
    return served_reasons(_timed_facts(problem, plan))


def _timed_facts(problem: Problem, plan: Plan) -> PlanFacts:
    """A plan with its references resolved and its stops timed."""
    unsupported = features_of(problem) & UNSUPPORTED_IN_THIS_VERSION - {Feature.LOCKED_ACTIVITIES}
    if unsupported:
        raise UnsupportedFeatureError("the evaluator", sorted(unsupported))
    raise_faults(problem, plan)
    tables = Tables(problem)
    facts = plan_facts(tables, plan)
    add_legs(tables, facts.routes)
    for route in facts.routes:
        add_times(route)
    return facts
