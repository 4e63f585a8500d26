"""The loop of the solver: part by part, until nothing improves."""

from __future__ import annotations

from vrpcore.lowering.instance import Instance
from vrpcore.lowering.solution import Solution
from vrpcore.solvers.cancel import CancelToken
from vrpcore.solvers.completion import complete
from vrpcore.solvers.control import RunControl
from vrpcore.solvers.milp.admission import Admission
from vrpcore.solvers.milp.backend import BackEnd
from vrpcore.solvers.milp.context import Context, StoppedError
from vrpcore.solvers.milp.improve import Improver
from vrpcore.solvers.milp.incumbent import Incumbent
from vrpcore.solvers.milp.neighbourhood import Neighbourhoods, centers
from vrpcore.solvers.milp.options import MilpOptions
from vrpcore.solvers.milp.part import make_part
from vrpcore.solvers.milp.polish import Polisher
from vrpcore.solvers.progress import ProgressListener
from vrpcore.solvers.result import SolverResult
from vrpcore.solvers.stop import Stop, StopReason

_COMPLETION_SHARE = 0.01
"""Kept back from the time limit for the last step, which lets nothing stay behind that pays its way."""


def solve_in_rounds(
    instance: Instance,
    back_end: BackEnd,
    *,
    stop: Stop,
    options: MilpOptions,
    seed: int,
    threads: int,
    initial: Solution | None,
    progress: ProgressListener | None,
    cancel: CancelToken,
) -> SolverResult:
    """Run the rounds; parameters and result are those of `Solver.solve`."""
    control = RunControl("milp", stop, cancel, progress)

    completion_s = _COMPLETION_SHARE * (stop.runtime_s or 0.0)

    def must_stop() -> StopReason | None:
        if control.may_go_on(completion_s):
            return None
        return "cancelled" if cancel.is_cancelled else "runtime"

    context = Context(instance, must_stop)
    polish = Polisher(control, cancel, seed, threads)
    control.tell("greedy")
    best = Incumbent(instance, initial)
    best.offer(polish(instance, initial))
    start_cost = best.cost
    improver = Improver(back_end, options, seed, threads, control, polish, must_stop)
    if options.lp_path is not None:
        improver.write_model(context, best.solution, options.lp_path)
    search = _Search(context, best, improver, control, options, seed)
    try:
        stopped_by = search.run()
    except StoppedError as stopped:
        stopped_by = stopped.reason
    control.tell("completion", improver.num_rounds, best.known_cost)
    best.offer(complete(instance, best.solution, may_go_on=control.may_go_on, costing=context))
    return SolverResult(
        solution=best.solution,
        cost=best.cost,
        status="feasible" if best.is_feasible else "infeasible",
        stopped_by=stopped_by,
        iterations=improver.num_rounds,
        statistics={"back_end": back_end.name, "start_cost": start_cost, **improver.statistics},
    )


class _Search:
    """Passes over the parts of the best solution."""

    def __init__(
        self,
        context: Context,
        best: Incumbent,
        improver: Improver,
        control: RunControl,
        options: MilpOptions,
        seed: int,
    ) -> None:
        self._context = context
        self._best = best
        self._improver = improver
        self._control = control
        self._varied_passes = options.varied_passes
        self._parts = Neighbourhoods(context, Admission(context), options.visits_per_part, seed)

    def run(self) -> StopReason:
        """Pass over all parts, then over varied ones, until so many passes improve nothing.

        Raises
        ------
        StoppedError
            Once a stop rule holds.
        """
        num_idle = 0
        while num_idle <= self._varied_passes:
            num_idle = 0 if self._pass(vary=num_idle > 0) else num_idle + 1
        return "converged"

    def _pass(self, *, vary: bool) -> bool:
        """Try to improve the part around every used vehicle day; say whether any was improved."""
        is_better = False
        tried: set[tuple[tuple[int, ...], tuple[int, ...]]] = set()
        for center in centers(self._best.solution):
            if center is not None and all(route.slot != center for route in self._best.solution.routes):
                continue  # given up since the pass began
            reason = self._reason()
            if reason is not None:
                raise StoppedError(reason)
            chosen = self._parts.around(self._best.solution, center, vary=vary)
            if chosen[0] and chosen not in tried:
                tried.add(chosen)
                if self._improve(*chosen, vary=vary):
                    is_better = True
                    tried.clear()
        return is_better

    def _improve(self, slots: tuple[int, ...], extra: tuple[int, ...], *, vary: bool) -> bool:
        """Work on one part, and take over what came out even where the run ends meanwhile."""
        before = self._best.solution
        part = make_part(self._context.instance, before, slots, extra)
        if not part.orders:
            return False
        inside = Incumbent(part.instance, part.solution)
        self._control.tell("assignment", self._improver.num_rounds, self._best.known_cost)
        try:
            self._improver.improve(inside, self._best.cost - inside.cost, self._may_go_on, vary=vary)
        finally:
            if inside.solution != part.solution:
                self._best.offer(part.merge(inside.solution))
        return self._best.solution is not before

    def _reason(self) -> StopReason | None:
        return self._control.reason_to_stop(
            self._improver.num_rounds, self._best.cost, is_feasible=self._best.is_feasible
        )

    def _may_go_on(self) -> bool:
        return self._reason() is None
