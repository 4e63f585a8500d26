"""A plan as data frames."""

from __future__ import annotations

from vrpcore.evaluation import evaluate
from vrpcore.io.tables.frames import Backend, Frame, make_frame
from vrpcore.models.evaluation import Evaluation
from vrpcore.models.plan import Plan
from vrpcore.models.problem import Problem
from vrpcore.report.rows import TableName, table


def to_dataframe(
    problem: Problem,
    plan: Plan,
    table_name: TableName = "visits",
    evaluation: Evaluation | None = None,
    *,
    backend: Backend = "pandas",
) -> Frame:
    """One table of a plan as a data frame: units in the names of columns, local times as datetimes.

    Parameters
    ----------
    problem, plan
        What was planned, and how.
    table_name
        ``"visits"``: a row for each visit of a customer, in the order in which vehicles make them.
        ``"stops"``: the same, with departures, loadings, breaks and returns.
        ``"routes"``: a row for each vehicle and day, with its cost by item.
        ``"orders"``: a row for each order, with its outcome and the reasons of those left behind.
        ``"costs"``: a row for each cost item of each route, and of held and unserved orders; their sum is the
        cost of the plan. Amounts are in the problem's currency.
    evaluation
        The verdict on the plan; worked out here if not given.
    backend
        ``"pandas"`` or ``"polars"``.

    Raises
    ------
    InvalidPlanError
        If the plan refers to things that the problem does not have.
    MissingPackageError
        If the library is not installed.
    ValueError
        If there is no such table.
    """
    found = table(problem, plan, evaluation or evaluate(problem, plan), table_name)
    return make_frame(found, backend)


def visits(problem: Problem, plan: Plan, *, backend: Backend = "pandas") -> Frame:
    """Each visit of a customer on a row; see `to_dataframe`."""
    return to_dataframe(problem, plan, "visits", backend=backend)


def routes(problem: Problem, plan: Plan, *, backend: Backend = "pandas") -> Frame:
    """Each route on a row; see `to_dataframe`."""
    return to_dataframe(problem, plan, "routes", backend=backend)


def orders(problem: Problem, plan: Plan, *, backend: Backend = "pandas") -> Frame:
    """Each order on a row; see `to_dataframe`."""
    return to_dataframe(problem, plan, "orders", backend=backend)


def costs(problem: Problem, plan: Plan, *, backend: Backend = "pandas") -> Frame:
    """Each cost item of each route on a row; see `to_dataframe`."""
    return to_dataframe(problem, plan, "costs", backend=backend)
