"""One run of the CP-SAT solver, from instance to result."""

from __future__ import annotations

import math

from ortools.sat.python import cp_model

from vrpcore.errors import SolverContractError, SolverUnavailableError, UnknownSolverError
from vrpcore.lowering.instance import Instance
from vrpcore.lowering.solution import Solution
from vrpcore.models.features import Feature
from vrpcore.solvers.cancel import CancelToken
from vrpcore.solvers.completion import complete
from vrpcore.solvers.control import RunControl
from vrpcore.solvers.cpsat.bound import proven_bound
from vrpcore.solvers.cpsat.hint import add_hint
from vrpcore.solvers.cpsat.incumbent import Incumbent
from vrpcore.solvers.cpsat.model.build import Built, build_model
from vrpcore.solvers.cpsat.network import NetworkMaker, SlotNetwork
from vrpcore.solvers.cpsat.networks import make_networks
from vrpcore.solvers.cpsat.options import CpsatOptions
from vrpcore.solvers.cpsat.search import WORK_PER_ITERATION, Effort, Searched, search, tidy_up_s
from vrpcore.solvers.cpsat.size import count_arcs
from vrpcore.solvers.outcomes import is_held
from vrpcore.solvers.registry import get_solver
from vrpcore.solvers.result import SolverResult, Statistic
from vrpcore.solvers.stop import Stop, StopReason

_LARGE = 1_000
"""From so many arcs on, a bound and improvement are searched for apart from the proof; presolve is light."""
_RELAXING_SHARE = 0.4
"""Of what remains, how much goes into the bound by linear programming."""
_IMPROVING_SHARE = 0.5
"""Of what remains, how much goes into improvement first."""
_IMPROVING_WORK = 10.0
"""Deterministic time for improvement where nothing limits the run but the proof."""
_GREEDY_SHARE = 0.25
"""Most of the remaining time that the warm start may take."""


class Run:
    """The state of one run.

    Parameters
    ----------
    instance
        What to solve.
    control
        Clock, cancel token and listener.
    options, seed, threads, cancel
        As given to `CpsatSolver.solve`.
    """

    def __init__(
        self,
        instance: Instance,
        control: RunControl,
        options: CpsatOptions,
        *,
        seed: int,
        threads: int,
        cancel: CancelToken,
    ) -> None:
        self._instance = instance
        self._control = control
        self._options = options
        self._seed = seed
        self._threads = threads
        self._cancel = cancel
        held = tuple(o for o in range(instance.num_orders) if is_held(instance, o))
        self._incumbent = Incumbent(instance, Solution((), held))
        self._bound: int | None = None
        self._is_complete = True
        """Whether what is proven of the model holds for the problem."""
        self._work = 0.0
        self._statistics: dict[str, Statistic] = {}

    def solve(self, initial: Solution | None) -> SolverResult:
        """Build the model, search it, complete what is not proven optimal, and report."""
        reason = self._run(initial)
        if reason != "optimal":
            self._control.tell("completion", cost=self._incumbent.known_cost)
            self._incumbent.offer(
                complete(self._instance, self._incumbent.solution, may_go_on=self._control.may_go_on)
            )
        return self._result(reason)

    def _run(self, initial: Solution | None) -> StopReason:
        """Build the model and search it."""
        if initial is not None:
            self._incumbent.offer(initial)
        maker, networks = make_networks(self._instance, self._options, self._control.remaining_s)
        num_arcs = count_arcs(networks)
        self._is_complete = maker.fleet.is_complete
        self._statistics.update(
            candidates=len(maker.fleet.candidates),
            layers=sum(len(network.layers) for network in networks),
            arcs=num_arcs,
            considers_every_part=self._is_complete,
        )
        self._warm_start()
        reason = self._reason()
        if reason is not None:
            return reason
        if num_arcs > _LARGE and Feature.SPLIT_DELIVERIES not in self._instance.features:
            self._relax(maker, networks)
        self._control.tell("build", cost=self._incumbent.known_cost)
        built = build_model(maker, networks, self._control)
        if built is None:
            return self._reason() or "runtime"
        self._statistics["variables"] = len(built.parts.model.proto.variables)
        self._statistics["objective_divisor"] = built.divisor
        return self._search(built)

    def _relax(self, maker: NetworkMaker, networks: list[SlotNetwork]) -> None:
        """Bound the cost by linear programming, which CP-SAT does too slowly on large models."""
        if not self._incumbent.is_feasible:
            return
        work = min(self._work_left, self._patience)
        found = proven_bound(
            maker,
            networks,
            self._control,
            upper=self._incumbent.cost,
            seconds=self._control.remaining_s * _RELAXING_SHARE,
            work=work * _RELAXING_SHARE,
        )
        self._work += found.work
        self._bound = max(found.bound, self._bound or 0)
        self._statistics["relaxation_bound"] = found.bound

    @property
    def _work_left(self) -> float:
        iterations = self._control.run.stop.iterations
        return math.inf if iterations is None else iterations * WORK_PER_ITERATION - self._work

    @property
    def _patience(self) -> float:
        no_improvement = self._control.run.stop.no_improvement
        return math.inf if no_improvement is None else no_improvement * WORK_PER_ITERATION

    def _warm_start(self) -> None:
        """Take the greedy solver's plan where there is no feasible one yet."""
        if not self._options.warm_start or (self._incumbent.is_feasible and self._incumbent.solution.routes):
            return
        try:
            greedy = get_solver("greedy")
        except (UnknownSolverError, SolverUnavailableError):
            return
        remaining = self._control.remaining_s
        found = greedy.solve(
            self._instance,
            stop=Stop(runtime_s=None if remaining == math.inf else remaining * _GREEDY_SHARE),
            options=greedy.options_type(),
            seed=self._seed,
            threads=1,
            initial=None,
            progress=None,
            cancel=self._cancel,
        )
        self._incumbent.offer(found.solution)
        self._statistics["warm_start_cost"] = self._incumbent.cost

    def _reason(self) -> StopReason | None:
        incumbent = self._incumbent
        return self._control.reason_to_stop(0, incumbent.cost, is_feasible=incumbent.is_feasible)

    def _search(self, built: Built) -> StopReason:
        """Improve the plan where the model is too large to leave that to the proof, then prove; repeat."""
        stop = self._control.run.stop
        is_large = built.num_arcs > _LARGE
        while True:
            before = self._incumbent.cost, self._incumbent.is_feasible
            for improves in (True, False) if is_large and self._incumbent.is_feasible else (False,):
                share = _IMPROVING_SHARE if improves else 1.0
                seconds = self._control.remaining_s * share
                work = min(self._work_left * share, self._patience)
                if improves and seconds == work == math.inf:
                    work = _IMPROVING_WORK
                if self._control.remaining_s < tidy_up_s(built):
                    return "runtime"
                add_hint(built.parts, self._incumbent.solution)
                built.demand(self._bound or 0)
                found = search(
                    built,
                    self._incumbent,
                    self._control,
                    self._options,
                    seed=self._seed,
                    threads=self._threads,
                    effort=Effort(improves, work, seconds, presolves_lightly=is_large),
                )
                reason = self._judge(found)
                if reason is not None:
                    return reason
                if self._work_left <= 0.0:
                    return "iterations"
            if stop.no_improvement is None:
                return "runtime"
            if before == (self._incumbent.cost, self._incumbent.is_feasible):
                return "no_improvement"

    def _judge(self, found: Searched) -> StopReason | None:
        """Take over what a search has proven; return why the run is over, or None."""
        self._work += found.work
        for name, value in (("conflicts", found.conflicts), ("branches", found.branches)):
            self._statistics[name] = int(self._statistics.get(name, 0)) + value
        if found.bound is not None and self._is_complete:
            self._bound = max(found.bound, self._bound or 0)
        if found.status == cp_model.MODEL_INVALID:
            raise SolverContractError("cpsat: the model is invalid; please report this")
        if found.status in (cp_model.INFEASIBLE, cp_model.OPTIMAL) and not self._is_complete:
            return "converged"
        if found.status == cp_model.INFEASIBLE:
            if self._incumbent.is_feasible:
                raise SolverContractError("cpsat: calls a feasible problem infeasible; please report this")
            self._statistics["proven_infeasible"] = True
            return "converged"
        if found.status == cp_model.OPTIMAL:
            return "optimal"
        return found.reason

    def _result(self, reason: StopReason) -> SolverResult:
        incumbent = self._incumbent
        bound = self._bound if incumbent.is_feasible else None
        if bound is not None and bound > incumbent.cost:
            raise SolverContractError(
                f"cpsat: the proven bound {bound} exceeds the cost {incumbent.cost}; please report this"
            )
        is_proven = bound is not None and bound == incumbent.cost
        if reason == "optimal" and not is_proven:
            raise SolverContractError(
                f"cpsat: the optimum of the model is {bound}, its exact cost {incumbent.cost}; "
                "please report this"
            )
        return SolverResult(
            solution=incumbent.solution,
            cost=incumbent.cost,
            status="optimal" if is_proven else "feasible" if incumbent.is_feasible else "infeasible",
            stopped_by="optimal" if is_proven else reason,
            bound=bound,
            iterations=round(self._work / WORK_PER_ITERATION),
            statistics=self._statistics,
        )
