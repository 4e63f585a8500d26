"""Promises about answers: random problems, warm starts, options, and problems with nothing to do."""

from __future__ import annotations

import vrpcore
from vrpcore.errors import ProblemTooLargeError, SolverContractError
from vrpcore.models import Feature, Plan, Problem
from vrpcore.solvers.protocol import PROTOCOL_VERSION, Solver
from vrpcore.solvers.stop import MaxIterations
from vrpcore.testing.brute_force import optimal_cost
from vrpcore.testing.conformance.promise import BrokenPromiseError, require, require_sound
from vrpcore.testing.conformance.running import fitting
from vrpcore.testing.tiny.base import CORNERS, VAN, plain

_ENUMERATED = 4
"""Up to so many orders the least cost is found by enumeration."""


def check_declaration(solver: Solver) -> None:
    """Everything a solver says about itself is there and of the right type."""
    require(isinstance(solver, Solver), solver, "all attributes of the protocol", "some are missing")
    require(
        solver.protocol_version == PROTOCOL_VERSION,
        solver,
        f"protocol {PROTOCOL_VERSION}",
        str(solver.protocol_version),
    )
    missing = solver.is_available()
    require(missing is None, solver, "that it can run here", str(missing))
    require(
        all(isinstance(feature, Feature) for feature in solver.capabilities.features),
        solver,
        "capabilities in terms of Feature",
        repr(solver.capabilities.features),
    )


def check_options(solver: Solver) -> None:
    """All options have defaults, and unknown ones are refused by name."""
    settings = solver.options_type()
    require(bool(solver.options_type.model_config.get("frozen")), solver, "frozen options", repr(settings))
    vrpcore.solve(plain(CORNERS), solver, time_limit=1.0, options=settings)
    promise = "refusal of unknown options by name"
    try:
        vrpcore.solve(plain(CORNERS), solver, time_limit=1.0, options={"no_such_option": 1})
    except ValueError as error:
        require("no_such_option" in str(error), solver, promise, str(error))
    else:
        require(False, solver, promise, "an answer")


def check_random(solver: Solver, problem: Problem, time_limit: float) -> None:
    """A sound answer to any problem within its capabilities; to a tiny one, never below the least cost."""
    try:
        result = vrpcore.solve(problem, solver, time_limit=time_limit)
    except SolverContractError as error:
        raise BrokenPromiseError(str(error)) from error
    require_sound(solver, problem, result)
    if len(problem.orders) > _ENUMERATED or any(order.splittable for order in problem.orders):
        return
    best = optimal_cost(problem)
    if best is None:
        require(result.status == "infeasible", solver, "no plan, for there is none", result.status)
    elif result.status != "infeasible":
        require(
            result.cost >= best[0] and (result.status != "optimal" or result.cost == best[0]),
            solver,
            f"nothing below the least cost of {best[0]}, and that itself where it is called optimal",
            f"{result.status} at {result.cost}",
        )
        require(
            result.bound is None or result.bound <= best[0],
            solver,
            f"a bound of at most the least cost of {best[0]}",
            str(result.bound),
        )


def check_warm_start(solver: Solver, problem: Problem) -> None:
    """Started from a plan of least cost it returns one, however short the run."""
    best = None if any(order.splittable for order in problem.orders) else optimal_cost(problem)
    if best is None or not solver.capabilities.takes_warm_start:
        return
    cost, plan = best
    for stop, seconds in ((MaxIterations(1), 1.0), (None, 0.0)):
        result = vrpcore.solve(problem, solver, time_limit=seconds, stop=stop, initial=plan)
        require_sound(solver, problem, result)
        require(
            result.cost == cost and result.status != "infeasible",
            solver,
            f"never to worsen the plan it starts from, at {cost}",
            f"{result.status} at {result.cost}",
        )


def check_warm_start_large(solver: Solver, seconds: float) -> None:
    """Started from its own answer it returns nothing worse, started from rubbish something sound."""
    for problem in fitting(solver):
        try:
            first = vrpcore.solve(problem, solver, time_limit=seconds)
            for initial in (first.plan, _partial(first.plan), _overloaded(first.plan)):
                second = vrpcore.solve(problem, solver, time_limit=seconds / 2, seed=9, initial=initial)
                require_sound(solver, problem, second)
                if solver.capabilities.takes_warm_start and initial is first.plan:
                    require(
                        second.cost <= first.cost or first.status == "infeasible",
                        solver,
                        f"never to worsen the plan it starts from, at {first.cost}",
                        f"{second.cost} on {problem.name!r}",
                    )
        except ProblemTooLargeError:
            continue


def _partial(plan: Plan) -> Plan:
    return plan.model_copy(update={"routes": plan.routes[::2], "held_order_ids": ()})


def _overloaded(plan: Plan) -> Plan:
    """All deliveries of the first two routes on the first of them, which serves its own a second time."""
    if not plan.routes:
        return plan
    first, *others = plan.routes
    trip = first.trips[0]
    added = [a for r in (first, *others[:1]) for t in r.trips for a in t.activities if a.kind == "delivery"]
    trip = trip.model_copy(update={"activities": (*trip.activities, *added)})
    first = first.model_copy(update={"trips": (trip, *first.trips[1:])})
    return plan.model_copy(update={"routes": (first, *others)})


def check_nothing_to_do(solver: Solver) -> None:
    """Without orders, or with one that nobody can serve, it answers all the same."""
    empty = plain(CORNERS).model_copy(update={"orders": ()})
    result = vrpcore.solve(empty, solver, time_limit=1.0)
    require_sound(solver, empty, result)
    require(
        result.cost == 0 and not result.plan.routes, solver, "an empty plan for no orders", str(result.plan)
    )
    problem = plain({"a": CORNERS["a"]})
    small = VAN.model_copy(update={"capacity_cases": 1})
    required = problem.model_copy(update={"vehicle_types": (small,)})
    result = vrpcore.solve(required, solver, time_limit=1.0)
    require_sound(solver, required, result)
    require(
        result.status == "infeasible",
        solver,
        "status 'infeasible' where nobody can serve a required order",
        result.status,
    )
    if Feature.OPTIONAL_ORDERS in solver.capabilities.features:
        orders = tuple(order.model_copy(update={"unserved_price": 7.0}) for order in problem.orders)
        optional = required.model_copy(update={"orders": orders})
        result = vrpcore.solve(optional, solver, time_limit=1.0)
        require_sound(solver, optional, result)
        require(
            result.cost == optional.currency.units(7.0),
            solver,
            "the price of the order that nobody can serve, and no more",
            str(result.cost),
        )
