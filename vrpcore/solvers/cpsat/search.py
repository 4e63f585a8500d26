"""Running CP-SAT beside the calling thread, which keeps listening to clocks, cancel tokens and Ctrl-C."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable
from dataclasses import dataclass

from ortools.sat.python import cp_model

from vrpcore.lowering.solution import Solution
from vrpcore.solvers.control import RunControl
from vrpcore.solvers.cpsat.extract import extract
from vrpcore.solvers.cpsat.incumbent import Incumbent
from vrpcore.solvers.cpsat.model.build import Built
from vrpcore.solvers.cpsat.options import CpsatOptions
from vrpcore.solvers.stop import StopReason

WORK_PER_ITERATION = 1e-3
"""CP-SAT's deterministic time per iteration."""
_POLL_S = 0.01
_SLOW_NEIGHBOURHOODS = (
    "rnd_var_lns",
    "rnd_cst_lns",
    "graph_var_lns",
    "graph_cst_lns",
    "graph_arc_lns",
    "graph_dec_lns",
)
"""General ones; on routes those made for circuits find more in the same time."""
_TIDY_UP_S = 0.02
"""Left of the time limit for reading and checking the answer."""
_TIDY_UP_PER_ARC_S = 1e-5
"""The same per arc: CP-SAT copies the model, and looks at its clock more rarely, the larger it is."""


@dataclass(frozen=True, slots=True)
class Searched:
    """What one run of CP-SAT came to."""

    status: cp_model.CpSolverStatus
    bound: int | None
    """Exact lower bound in cost units."""
    work: float
    """Deterministic time."""
    conflicts: int
    branches: int
    reason: StopReason | None
    """Why we stopped it, or None where it ended by itself."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How one run of CP-SAT is spent."""

    improves: bool
    """True: large neighbourhood search from the hint, for better solutions. False: the search for a proof."""
    work: float
    """Deterministic time at most; may be infinite."""
    seconds: float
    """Wall-clock time at most; may be infinite."""
    presolves_lightly: bool
    """Whether presolve should leave out what takes too long on large models."""


class _Listener(cp_model.CpSolverSolutionCallback):
    """Takes each new solution over, in CP-SAT's thread; errors wait for the calling thread."""

    def __init__(self, built: Built, offer: Callable[[Solution], None]) -> None:
        super().__init__()
        self._built = built
        self._offer = offer
        self.error: BaseException | None = None
        self.work = 0.0

    def on_solution_callback(self) -> None:
        """Called by CP-SAT."""
        try:
            self.work = self.deterministic_time
            self._offer(extract(self._built.parts, self.boolean_value))
        except BaseException as error:  # C++ must not see it; the calling thread raises it again
            self.error = error
            self.stop_search()


def tidy_up_s(built: Built) -> float:
    """Seconds that CP-SAT may need to end and its answer to be read."""
    return _TIDY_UP_S + _TIDY_UP_PER_ARC_S * built.num_arcs


def search(
    built: Built,
    incumbent: Incumbent,
    control: RunControl,
    options: CpsatOptions,
    *,
    seed: int,
    threads: int,
    effort: Effort,
) -> Searched:
    """Run CP-SAT once, until it is done or the run must end."""
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers = threads
    parameters.random_seed = seed % 2**31
    parameters.linearization_level = options.linearization
    parameters.max_memory_in_mb = options.memory_mb
    parameters.catch_sigint_signal = False
    if effort.presolves_lightly:
        parameters.cp_model_probing_level = 0
        parameters.max_presolve_iterations = 1
    if effort.improves:
        parameters.use_lns_only = True
        parameters.linearization_level = 1
        parameters.lns_initial_difficulty = 0.15
        parameters.ignore_subsolvers.extend(_SLOW_NEIGHBOURHOODS)
    if effort.work < math.inf:
        parameters.max_deterministic_time = effort.work
    seconds = min(effort.seconds, control.remaining_s - tidy_up_s(built))
    if seconds < math.inf:
        parameters.max_time_in_seconds = max(0.001, seconds)
    # Interleaved, one thread can take turns at neighbourhoods, and several threads are deterministic.
    parameters.interleave_search = effort.improves or (threads > 1 and control.remaining_s == math.inf)
    listener = _Listener(built, incumbent.offer_feasible)
    bounds: list[float] = []
    solver.best_bound_callback = bounds.append
    failures: list[BaseException] = []
    statuses: list[cp_model.CpSolverStatus] = []
    done = threading.Event()

    def work() -> None:
        try:
            statuses.append(solver.solve(built.parts.model, listener))
        except BaseException as error:  # raised again in the calling thread
            failures.append(error)
        finally:
            done.set()

    thread = threading.Thread(target=work, name="vrpcore-cpsat", daemon=True)
    thread.start()
    reason: StopReason | None = None
    try:
        while not done.wait(_POLL_S):
            reason = reason or control.reason_to_stop(0, incumbent.cost, is_feasible=incumbent.is_feasible)
            if reason is not None:
                solver.stop_search()
            iteration = int(listener.work / WORK_PER_ITERATION)
            control.tell("search", iteration, incumbent.known_cost, _rough_bound(bounds, built.divisor))
    finally:
        while not done.wait(_POLL_S):  # only where listening itself failed
            solver.stop_search()
        thread.join()
    for error in (*failures, listener.error):
        if error is not None:
            raise error
    response = solver.response_proto
    has_bound = statuses[0] in (cp_model.OPTIMAL, cp_model.FEASIBLE, cp_model.UNKNOWN)
    return Searched(
        status=statuses[0],
        bound=int(response.inner_objective_lower_bound) * built.divisor if has_bound else None,
        work=float(response.deterministic_time),
        conflicts=int(response.num_conflicts),
        branches=int(response.num_branches),
        reason=reason,
    )


def _rough_bound(bounds: list[float], divisor: int) -> int | None:
    """The bound so far for listeners, rounded down beyond the noise of a float."""
    if not bounds:
        return None
    return max(0, math.floor(bounds[-1] - abs(bounds[-1]) * 1e-12)) * divisor
