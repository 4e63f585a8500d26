"""From the state of a run to the solver's answer, checked once more by the contract's own costing."""

from __future__ import annotations

from vrpcore.lowering.solution import Solution
from vrpcore.solvers.costing import route_cost
from vrpcore.solvers.greedy.state import State
from vrpcore.solvers.outcomes import is_held


def solution_of(state: State) -> Solution:
    """The plan as a solution; absent orders are held or unserved, whichever is cheaper."""
    instance = state.space.instance
    served: set[int] = set()
    plans = []
    for slot in sorted(state.routes):
        route = state.routes[slot]
        plan = route.plan()
        exact = route_cost(instance, plan, state.space.table.visit_of)
        if exact is None:
            continue  # would be a bug of this package; a plan without the route is still a plan
        plans.append(plan)
        for visit in route.visits:
            served.update(state.space.table.visits[visit].stop.orders)
    held = tuple(
        order for order in range(instance.num_orders) if order not in served and is_held(instance, order)
    )
    return Solution(tuple(plans), held)
