"""Before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, overload

from vrpcore.evaluation import evaluate
from vrpcore.models.plan import Plan
from vrpcore.models.problem import Problem
from vrpcore.result import Result

if TYPE_CHECKING:
    from vrpcore.report.comparison import Comparison


@overload
def compare(before: Result, after: Result, /) -> Comparison: ...
@overload
def compare(problem: Problem, before: Plan | Result, after: Plan | Result, /) -> Comparison: ...
def compare(first: object, second: object, third: object = None, /) -> Comparison:
    """Tell what changes from one plan to another: ``compare(a, b)`` or ``compare(problem, plan_a, plan_b)``.

    Parameters
    ----------
    first, second, third
        Two results, before and after; or a problem and two plans (or results, whose plans are taken). Results
        may be of different problems, such as a county before and after a store opens: orders, vehicles and
        depots are the same where their ids are.

    Returns
    -------
    Comparison
        Cost by item, distance, routes, channels, and the orders that change outcome, channel, depot, vehicle
        or day. It prints as text, shows itself in notebooks, and gives data frames.

    Raises
    ------
    TypeError
        If it is called with anything else.
    ValueError
        If the costs are in different currencies.
    InvalidPlanError
        If a plan refers to things that the problem does not have.
    """
    from vrpcore.report.comparison import Side, compare_sides  # a larger part, loaded when first used

    if isinstance(first, Result) and isinstance(second, Result) and third is None:
        return compare_sides(
            *(Side(r.problem, r.plan, evaluate(r.problem, r.plan, explain=False)) for r in (first, second))
        )
    if isinstance(first, Problem) and isinstance(second, Plan | Result) and isinstance(third, Plan | Result):
        plans = [given.plan if isinstance(given, Result) else given for given in (second, third)]
        return compare_sides(*(Side(first, plan, evaluate(first, plan, explain=False)) for plan in plans))
    given = ", ".join(type(value).__name__ for value in (first, second, third) if value is not None)
    raise TypeError(
        f"compare() was given {given}; allowed: two results, or a problem and two plans; "
        "remedy: compare(result_a, result_b) or compare(problem, plan_a, plan_b)"
    )
