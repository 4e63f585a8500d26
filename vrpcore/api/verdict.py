"""The independent evaluator's verdict on a solver's answer, and on problems that nobody validated."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from vrpcore.errors import InvalidProblemError, SolverContractError
from vrpcore.models.evaluation import Evaluation
from vrpcore.models.problem import Problem
from vrpcore.result import Status
from vrpcore.solvers.protocol import Solver
from vrpcore.solvers.result import SolverResult


def raise_contradictions(solver: Solver, found: SolverResult, verdict: Evaluation) -> None:
    """Compare an answer with the independent evaluator's verdict: any disagreement is the solver's bug."""
    complaints = [f"{v.where}: {v.what} [{v.rule}]" for v in verdict.violations if v.rule != "required"]
    if verdict.cost != found.cost:
        complaints.append(f"it says the cost is {found.cost}, the evaluator says {verdict.cost}")
    if found.bound is not None and verdict.is_feasible and found.bound > verdict.cost:
        complaints.append(f"it says no plan costs less than {found.bound}, but this one costs {verdict.cost}")
    if verdict.is_feasible and found.status == "infeasible":
        complaints.append("it says the plan is infeasible, but the plan keeps every rule")
    if not verdict.is_feasible and found.status != "infeasible":
        complaints.append(f"it says {found.status}, but required orders are unserved")
    if complaints:
        more = f" (and {len(complaints) - 5} more)" if len(complaints) > 5 else ""
        raise SolverContractError(
            f"the answer of solver {solver.name!r} fails the check: {'; '.join(complaints[:5])}{more}. "
            "This is a bug of the solver; please report it with the problem's JSON"
        )


def status_of(found: SolverResult) -> Status:
    """Return the status of a checked answer."""
    if found.stopped_by == "cancelled" and found.status == "feasible":
        return "interrupted"
    return found.status


@contextmanager
def unvalidated_problem_explained(problem: Problem) -> Iterator[None]:
    """Name the faults of a problem that fails deep inside, as nobody validated it (``model_construct``)."""
    try:
        yield
    except (LookupError, OverflowError) as error:
        from vrpcore.models.validation import find_faults  # a tenth of every start, for errors only

        faults = find_faults(problem)
        if not faults:
            raise
        raise InvalidProblemError("problem made without validation", faults) from error
