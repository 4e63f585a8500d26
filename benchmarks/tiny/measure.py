"""How often a solver misses the proven optimum, and every miss with its kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import vrpcore
from benchmarks.tiny.differences import differences
from benchmarks.tiny.optima import Optimum
from benchmarks.tiny.problems import digest, tiny_problem
from vrpcore.errors import UnsupportedFeatureError
from vrpcore.models import Plan, Problem
from vrpcore.result import Result


@dataclass(frozen=True, slots=True)
class Miss:
    """A problem whose optimum was not found."""

    number: int
    num_orders: int
    num_slots: int
    optimum: float
    """In the problem's currency."""
    found: float | None
    """None where no feasible plan was found."""
    kinds: tuple[str, ...]
    """What differs from the optimal plan; the first names the miss."""
    lucky_seeds: int
    """Further seeds that find the optimum."""

    @property
    def ratio(self) -> float | None:
        """Cost found, as a multiple of the optimum; None without a plan or where the optimum is free."""
        return None if self.found is None or not self.optimum else self.found / self.optimum


@dataclass(slots=True)
class Measured:
    """What one measurement came to."""

    solver: str
    iterations: int
    seed: int
    num_retries: int
    num_measured: int = 0
    num_unproven: int = 0
    """Problems without a proven feasible optimum in the file."""
    num_refused: int = 0
    """Problems that the solver does not take."""
    misses: list[Miss] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    """Plans that cost less than a proven optimum: an error in one of the two solvers."""


def measure(
    numbers: Iterable[int],
    optima: Mapping[str, Optimum],
    solver: str,
    iterations: int,
    seed: int,
    num_retries: int,
) -> Measured:
    """Run a solver on each problem with a proven optimum.

    Parameters
    ----------
    numbers
        Which problems.
    optima
        By digest.
    solver, iterations, seed
        The run.
    num_retries
        Further seeds for each miss: a miss that they find is bad luck, one that none finds is a hole.
    """
    measured = Measured(solver, iterations, seed, num_retries)
    for number in numbers:
        problem = tiny_problem(number)
        known = optima.get(digest(problem))
        if known is None or known.outcome not in ("optimal", "infeasible"):
            measured.num_unproven += 1
            continue
        try:
            result = _run(problem, solver, iterations, seed)
        except UnsupportedFeatureError:
            measured.num_refused += 1
            continue
        if known.cost is None:
            measured.num_unproven += 1
            if result.is_feasible:
                measured.faults.append(f"problem {number}: feasible, although proven infeasible")
            continue
        measured.num_measured += 1
        if result.is_feasible and result.cost < known.cost:
            measured.faults.append(f"problem {number}: {result.cost}, below the optimum {known.cost}")
        elif not _meets(result, known):
            seeds = range(seed + 1, seed + 1 + num_retries)
            lucky = sum(_meets(_run(problem, solver, iterations, s), known) for s in seeds)
            measured.misses.append(_miss(problem, known, result, lucky))
    return measured


def _run(problem: Problem, solver: str, iterations: int, seed: int) -> Result:
    stop = vrpcore.MaxIterations(iterations)
    return vrpcore.solve(problem, solver, None, seed, stop=stop)


def _meets(result: Result, known: Optimum) -> bool:
    return result.is_feasible and result.cost == known.cost


def _miss(problem: Problem, known: Optimum, result: Result, lucky: int) -> Miss:
    assert known.cost is not None  # only feasible problems are missed
    kinds = differences(problem, Plan.model_validate(known.plan), result.plan)
    if not result.is_feasible:
        kinds = ("feasibility", *kinds)
    return Miss(
        number=known.number,
        num_orders=len(problem.orders),
        num_slots=len(problem.slots),
        optimum=problem.currency.amount(known.cost),
        found=problem.currency.amount(result.cost) if result.is_feasible else None,
        kinds=kinds,
        lucky_seeds=lucky,
    )
