"""One run of the CP-SAT solver, from instance to result."""

from __future__ import annotations

import math

from ortools.sat.python import cp_model

from vrpcore.errors import SolverContractError, SolverUnavailableError, UnknownSolverError
from vrpcore.lowering.instance import Instance
from vrpcore.lowering.solution import Solution
from vrpcore.solvers.cancel import CancelToken
from vrpcore.solvers.control import RunControl
from vrpcore.solvers.cpsat.candidates import make_candidates
from vrpcore.solvers.cpsat.hint import add_hint
from vrpcore.solvers.cpsat.incumbent import Incumbent
from vrpcore.solvers.cpsat.model.build import Built, build_model
from vrpcore.solvers.cpsat.model.outcomes import is_held_when_skipped
from vrpcore.solvers.cpsat.network import Fleet, NetworkMaker, SlotNetwork
from vrpcore.solvers.cpsat.options import CpsatOptions
from vrpcore.solvers.cpsat.search import WORK_PER_ITERATION, Searched, search
from vrpcore.solvers.cpsat.size import count_arcs, most_arcs, refuse_if_hopeless, too_large
from vrpcore.solvers.cpsat.trips import most_trips
from vrpcore.solvers.registry import get_solver
from vrpcore.solvers.result import SolverResult, Statistic
from vrpcore.solvers.stop import Stop, StopReason

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
        held = tuple(o for o in range(instance.num_orders) if is_held_when_skipped(instance, o))
        self._incumbent = Incumbent(instance, Solution((), held))
        self._bound: int | None = None
        self._work = 0.0
        self._statistics: dict[str, Statistic] = {}

    def solve(self, initial: Solution | None) -> SolverResult:
        """Build the model, search it, and report."""
        if initial is not None:
            self._incumbent.offer(initial)
        maker, networks = self._networks()
        self._warm_start()
        reason = self._reason()
        if reason is not None:
            return self._result(reason)
        self._control.tell("build", cost=self._incumbent.cost)
        built = build_model(maker, networks, self._control)
        if built is None:
            return self._result(self._reason() or "runtime")
        self._statistics["variables"] = len(built.parts.model.proto.variables)
        self._statistics["objective_divisor"] = built.divisor
        return self._result(self._search(built))

    def _networks(self) -> tuple[NetworkMaker, list[SlotNetwork]]:
        """Make the networks of all slots, or refuse the problem as soon as it proves too large."""
        instance = self._instance
        refuse_if_hopeless(instance)
        allowed = most_arcs(self._options.memory_mb, self._control.remaining_s)
        fleet = Fleet(instance, make_candidates(instance, self._options.max_candidates))
        maker = NetworkMaker(fleet)
        networks: list[SlotNetwork] = []
        num_arcs = 0
        for slot in range(instance.num_slots):
            network = self._network(maker, slot)
            if network is not None:
                num_arcs += count_arcs([network])
                networks.append(network)
                if num_arcs > allowed:
                    at_least = "" if slot == instance.num_slots - 1 else "at least "
                    raise too_large(instance, f"{at_least}{num_arcs:,}", allowed)
        self._statistics.update(
            candidates=len(fleet.candidates),
            layers=sum(len(network.layers) for network in networks),
            arcs=num_arcs,
        )
        return maker, networks

    def _network(self, maker: NetworkMaker, slot: int) -> SlotNetwork | None:
        vehicle_type = self._instance.vehicle_types[int(self._instance.slots.vehicle_type[slot])]
        network = maker.make(slot, min(2, vehicle_type.max_trips))
        if network is None or vehicle_type.max_trips == 1:
            return network
        num_trips = most_trips(maker.fleet, network)
        return network if num_trips == 2 else maker.make(slot, num_trips)

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
        """Search until a stop rule is met; without improvement means: run by run of so many iterations."""
        stop = self._control.run.stop
        while True:
            add_hint(built.parts, self._incumbent.solution)
            before = self._incumbent.cost, self._incumbent.is_feasible
            left = math.inf if stop.iterations is None else stop.iterations * WORK_PER_ITERATION - self._work
            patience = math.inf if stop.no_improvement is None else stop.no_improvement * WORK_PER_ITERATION
            found = search(
                built,
                self._incumbent,
                self._control,
                self._options,
                seed=self._seed,
                threads=self._threads,
                work_limit=min(left, patience),
            )
            reason = self._judge(found)
            if reason is not None:
                return reason
            if self._work >= left:
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
        if found.bound is not None:
            self._bound = max(found.bound, self._bound or 0)
        if found.status == cp_model.MODEL_INVALID:
            raise SolverContractError("cpsat: the model is invalid; please report this")
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
