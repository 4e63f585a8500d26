"""Which visit may go where in the model of a round: few, but promising places, and always the present one."""

from __future__ import annotations

import numpy as np

from vrpcore.lowering.solution import Solution, Stop
from vrpcore.lowering.visit import Visit
from vrpcore.solvers.milp.admission import Admission
from vrpcore.solvers.milp.bins import Bin, make_bins
from vrpcore.solvers.milp.choice import Choice, Round
from vrpcore.solvers.milp.context import FAR, Context
from vrpcore.solvers.milp.effort import Effort
from vrpcore.solvers.milp.estimate import Estimator
from vrpcore.solvers.milp.lessons import Lessons
from vrpcore.solvers.milp.visits import Orders, orders_in_parts, stops_of, visits_to_consider

_UNUSED_PER_TYPE = 2
"""Unused days of a vehicle type offered to a visit: they differ little."""


def make_round(
    context: Context,
    admission: Admission,
    solution: Solution,
    *,
    per_visit: int,
    orders_per_subset: int,
    lessons: Lessons,
) -> Round:
    """Estimate costs around a solution and pick the choices for its improvement."""
    instance = context.instance
    fixed = orders_in_parts(solution)
    bins = make_bins(instance, solution)
    present = {
        (tuple(sorted(stop.orders)), slot, depot)
        for slot, stops in stops_of(solution).items()
        for depot, stop in stops
        if stop.quantities is None and not fixed.intersection(stop.orders)
    }
    visits = visits_to_consider(
        instance, (orders for orders, _, _ in sorted(present)), fixed, orders_per_subset
    )
    admitted = _admitted(context, admission, bins, visits, present)
    estimator = Estimator(context, fixed)
    estimates = []
    for bin_, pairs in zip(bins, admitted, strict=True):
        customers = np.unique([visit.customer for visit, _ in pairs]).astype(np.int64)
        estimate = estimator.estimate(bin_, customers)
        kept = {
            int(context.cluster_of[visit.customer])
            for visit, depot in pairs
            if (visit.stop.orders, bin_.slot, depot) in present
        }
        for cluster, effort in estimate.access.items():
            if cluster not in kept:
                estimate.access[cluster] = effort.times(lessons.caution(bin_.slot))
        estimates.append(estimate)
    found: dict[Orders, list[tuple[float, Choice]]] = {}
    for bin_idx, (bin_, pairs) in enumerate(zip(bins, admitted, strict=True)):
        estimate = estimates[bin_idx]
        vehicle_type = context.type_of(bin_.slot)
        for visit, depot in pairs:
            effort = estimate.detour[depot, visit.customer]
            if effort.metres >= FAR or effort.seconds >= FAR:
                continue
            is_present = (visit.stop.orders, bin_.slot, depot) in present
            if not is_present:
                if (visit.stop.orders, bin_.slot, depot) in lessons.refused:
                    continue
                effort = effort.times(lessons.caution(bin_.slot))
            service = float(visit.service_duration(vehicle_type))
            handed = visit.delivery_cost(instance, depot, vehicle_type)
            effort += Effort(handed + service * vehicle_type.cost_per_second, service)
            cluster = int(context.cluster_of[visit.customer])
            choice = Choice(visit, bin_idx, depot, cluster, effort, is_present)
            rank = effort.cost + estimate.access[cluster].cost + (0 if bin_.route else vehicle_type.day_cost)
            found.setdefault(visit.stop.orders, []).append((rank, choice))
    choices = [choice for ranked in found.values() for choice in _best(ranked, bins, per_visit)]
    return Round(bins, tuple(estimates), tuple(choices), fixed)


def _admitted(
    context: Context,
    admission: Admission,
    bins: tuple[Bin, ...],
    visits: tuple[Orders, ...],
    present: set[tuple[Orders, int, int]],
) -> list[list[tuple[Visit, int]]]:
    """Return, per bin, the (visit, depot) pairs that it could serve."""
    every = [context.visit(Stop(orders)) for orders in visits]
    result = []
    for bin_ in bins:
        pairs = [
            (visit, depot) for visit in every for depot in admission.depots(visit.stop.orders, bin_.slot)
        ]
        known = {(visit.stop.orders, depot) for visit, depot in pairs}
        pairs += [
            (context.visit(Stop(orders)), depot)
            for orders, slot, depot in sorted(present)
            if slot == bin_.slot and (orders, depot) not in known
        ]
        result.append(pairs)
    return result


def _best(ranked: list[tuple[float, Choice]], bins: tuple[Bin, ...], per_visit: int) -> list[Choice]:
    """Return the cheapest choices of a visit, the best of each depot and the present one."""
    chosen: list[Choice] = []
    num_unused: dict[int, int] = {}
    depots: set[int] = set()
    for _, choice in sorted(ranked, key=lambda pair: (pair[0], pair[1].bin_idx, pair[1].depot)):
        bin_ = bins[choice.bin_idx]
        count = num_unused.get(bin_.vehicle_type, 0)
        is_one_of_many = bin_.route is None and count >= _UNUSED_PER_TYPE
        wanted = (len(chosen) < per_visit or choice.depot not in depots) and not is_one_of_many
        if wanted or choice.is_present:
            chosen.append(choice)
            depots.add(choice.depot)
            if bin_.route is None:
                num_unused[bin_.vehicle_type] = count + 1
    return chosen
