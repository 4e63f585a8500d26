"""Greedy first, then the native search in the time that is left; any failure costs nothing but its time.

A limit on iterations counts those of the search, and the run ends with it. Why in this order:
docs/dev/decisions/0007.
"""

from __future__ import annotations

import logging
from dataclasses import replace

from pydantic import BaseModel

from vrpcore.errors import ProblemTooLargeError, SolverUnavailableError, UnknownSolverError
from vrpcore.lowering.instance import Instance
from vrpcore.lowering.solution import Solution
from vrpcore.models.features import UNSUPPORTED_IN_THIS_VERSION, Feature
from vrpcore.solvers.auto.incumbent import Incumbent
from vrpcore.solvers.auto.options import AutoOptions
from vrpcore.solvers.cancel import CancelToken
from vrpcore.solvers.capabilities import Capabilities
from vrpcore.solvers.control import RunControl
from vrpcore.solvers.progress import Progress, ProgressListener
from vrpcore.solvers.protocol import PROTOCOL_VERSION, Solver
from vrpcore.solvers.registry import get_solver
from vrpcore.solvers.result import SolverResult
from vrpcore.solvers.stop import MaxIterations, MaxRuntime, Stop, StopReason
from vrpcore.solvers.time_reserve import verification_s

_log = logging.getLogger(__name__)

_COMPLETION_SHARE = 0.01
"""Kept back from the time limit for the last step, which lets nothing stay behind that pays its way."""


class AutoSolver:
    """Runs the other solvers in turn and returns the best plan that keeps every rule."""

    name = "auto"
    protocol_version = PROTOCOL_VERSION
    capabilities = Capabilities(
        features=frozenset(Feature) - UNSUPPORTED_IN_THIS_VERSION,
        proves_optimality=True,
        gives_bounds=True,
        is_deterministic=True,
        takes_warm_start=True,
        can_cancel=True,
    )
    options_type: type[BaseModel] = AutoOptions

    def is_available(self) -> str | None:
        """Return None: with nothing else installed it still returns an empty, valid plan."""
        return None

    def solve(
        self,
        instance: Instance,
        *,
        stop: Stop,
        options: BaseModel,
        seed: int,
        threads: int,
        initial: Solution | None,
        progress: ProgressListener | None,
        cancel: CancelToken,
    ) -> SolverResult:
        """Solve an instance; see `Solver.solve`.

        An iteration is one of the search, or of the first solver where the search cannot run. A limit on
        iterations, with or without improvement, ends the run with the solver that counts them.
        """
        assert isinstance(options, AutoOptions)
        control = RunControl(self.name, stop, cancel, progress)
        counts = options.first if _load(options.search, instance) is None else options.search
        best = Incumbent(instance, initial, counts)
        check_s = verification_s(instance)
        completion_s = _COMPLETION_SHARE * (stop.runtime_s or 0.0)
        heard = None if progress is None else _GuardedListener(progress, control, best)

        def run(name: str, extra: Stop | None = None) -> None:
            """Let one solver work from the incumbent for as long as time is left, or an extra rule says."""
            solver = _load(name, instance)
            if solver is None:
                return
            limits = stop if extra is None else stop | extra
            if limits.runtime_s is not None:
                left_s = max(0.0, control.remaining_s - check_s - completion_s)
                limits = limits.with_runtime(min(left_s, limits.runtime_s))
            control.tell(name, best.iterations, best.known_cost, best.bound)
            try:
                found = solver.solve(
                    instance,
                    stop=limits,
                    options=solver.options_type(),
                    seed=seed,
                    threads=threads,
                    initial=best.solution,
                    progress=heard,
                    cancel=cancel,
                )
            except ProblemTooLargeError as error:
                _log.info("%s passes: %s", name, error)
                best.note(name, "too large")
            except Exception as error:  # whatever a solver's bug or a broken installation may raise
                if heard is not None and heard.has_failed:
                    raise
                _log.warning("%s failed and is left out: %r", name, error)
                best.note(name, f"failed: {error!r}"[:200])
            else:
                best.offer(name, found)

        def reason_to_stop() -> StopReason | None:
            if stop.no_improvement is not None and best.counted_stop == "no_improvement":
                return "no_improvement"
            return control.reason_to_stop(best.iterations, best.cost, is_feasible=best.is_feasible)

        def leave_nothing() -> None:
            """Let no order stay behind that pays its way, whoever made the plan."""
            if not best.is_optimal:
                control.tell("completion", best.iterations, best.known_cost, best.bound)
                best.complete(lambda: control.may_go_on(check_s))

        steps = _steps(instance, options, stop, has_search=counts == options.search)
        run(*steps[0])
        for name, extra in steps[1:]:
            if best.is_optimal or reason_to_stop() is not None:
                break
            if control.remaining_s < options.min_improver_s + check_s:
                leave_nothing()
                return best.result("runtime")
            run(name, extra)
        stopped_by = reason_to_stop() or "converged"
        leave_nothing()
        return best.result(stopped_by)


def _steps(
    instance: Instance, options: AutoOptions, stop: Stop, *, has_search: bool
) -> list[tuple[str, Stop | None]]:
    """The solvers in the order in which they run, each with a rule of its own or None."""
    first: tuple[str, Stop | None] = (options.first, None)
    search: tuple[str, Stop | None] = (options.search, None)
    others: list[tuple[str, Stop | None]] = [(options.heuristic, None), (options.exact, None)]
    if stop.iterations is not None or stop.no_improvement is not None:
        others = []  # their iterations are other things, and may take seconds each
    if not has_search:
        return [first, *others]
    is_small = instance.num_orders <= options.exact_orders
    if is_small and others:
        short = MaxIterations(options.short_iterations)
        return [first, (options.search, short), *reversed(others)]
    if stop.runtime_s is not None:
        first = (options.first, MaxRuntime(options.first_share * stop.runtime_s))
    elif stop.iterations is None:
        # The search has no end of its own, and cools down only towards one that it knows.
        enough = options.short_iterations + options.iterations_per_order * instance.num_orders
        search = (options.search, MaxIterations(enough))
    if instance.num_orders <= options.first_orders:
        return [first, search, *others]
    return [search, first, *others]


class _GuardedListener:
    """Passes on what the solvers report, with the time and the iterations of the whole run.

    Distinguishes failures of the user's listener, which must surface, from failures of a solver.
    """

    def __init__(self, listener: ProgressListener, control: RunControl, best: Incumbent) -> None:
        self._listener = listener
        self._control = control
        self._best = best
        self.has_failed = False

    def __call__(self, event: Progress) -> None:
        iteration = event.iteration if event.solver == self._best.counts else self._best.iterations
        try:
            self._listener(replace(event, elapsed_s=self._control.run.elapsed_s, iteration=iteration))
        except BaseException:
            self.has_failed = True
            raise


def _load(name: str, instance: Instance) -> Solver | None:
    """Return the solver if it is installed, can run here and honours all that the instance needs."""
    try:
        solver = get_solver(name)
    except (UnknownSolverError, SolverUnavailableError) as error:
        _log.info("%s is left out: %s", name, error)
        return None
    if solver.capabilities.missing(instance.features) or solver.is_available() is not None:
        return None
    return solver
