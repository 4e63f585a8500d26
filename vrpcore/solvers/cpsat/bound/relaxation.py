"""The linear relaxation: flows of equal slots through depots and visits, and what couples them.

Why it is a relaxation: take any feasible plan whose routes the slots' networks contain. Set each column to
what it counts in the plan, summed over the slots of a kind: slots used, loadings, visits, legs. Every row
below is a rule that each route or the plan keeps, or a sum of such rules, so the columns are feasible. The
columns' cost is at most the plan's: distance, fees, surcharges, used days and prices of skipped orders are
counted in full, and of the paid time the work, but no waiting. Visits are candidates, each with its own
surcharges and its own load, so that consolidation needs no special care.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from vrpcore.lowering.instance import NO_LIMIT, NO_PRICE
from vrpcore.solvers.cpsat.bound.flows import Flows, add_flows
from vrpcore.solvers.cpsat.bound.program import Program
from vrpcore.solvers.cpsat.clock import Clock
from vrpcore.solvers.cpsat.model.symmetry import equal_slots
from vrpcore.solvers.cpsat.network import NetworkMaker, SlotNetwork
from vrpcore.solvers.cpsat.prices import skip_price
from vrpcore.solvers.cpsat.stock import available_over_time


@dataclass(slots=True)
class Relaxation:
    """The program, and where in it the flows of each kind of slots are."""

    program: Program
    kinds: list[Flows] = field(default_factory=list)


def relax(maker: NetworkMaker, networks: Sequence[SlotNetwork], clock: Clock, upper: int) -> Relaxation:
    """Make the relaxation.

    Parameters
    ----------
    maker, networks
        The networks of all slots that can serve anybody.
    clock
        Asked at each step; its exception ends the making.
    upper
        Cost of a known plan.
    """
    found = Relaxation(Program(tick=clock.tick))
    by_slot = {network.slot: network for network in networks}
    for slots in equal_slots(maker.fleet.instance, by_slot):
        found.kinds.append(add_flows(found.program, maker, by_slot[slots[0]], len(slots)))
    _add_outcomes(found, maker, upper)
    _add_depots(found, maker)
    return found


def _add_outcomes(found: Relaxation, maker: NetworkMaker, upper: int) -> None:
    """Each order is in one visit, or is skipped at its price.

    A required order, too, may be skipped, at the cost of a known plan: that loses nothing and keeps the
    program feasible, so that its dual values always say something.
    """
    instance = maker.fleet.instance
    serving: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for flows in found.kinds:
        for order, columns in flows.serving.items():
            serving[order] += [(column, 1) for column in columns]
    for order in range(instance.num_orders):
        price = skip_price(instance, order)
        skipped = found.program.column(upper if price == NO_PRICE else price, 1)
        found.program.row("=", 1, [*serving[order], (skipped, 1)])


def _add_depots(found: Relaxation, maker: NetworkMaker) -> None:
    """Stock per product and moment; tonnage per day."""
    fleet, instance = maker.fleet, maker.fleet.instance
    drawn: dict[tuple[int, int], list[tuple[int, int, int]]] = defaultdict(list)
    grams: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for flows in found.kinds:
        begins, day = int(instance.slots.start[flows.slot]), int(instance.slots.day[flows.slot])
        for (depot, number), column in flows.visits.items():
            visit = fleet.candidates[number]
            if visit.is_pickup:
                continue
            for product, cases in visit.products if instance.depots[depot].stock is not None else ():
                drawn[depot, product].append((begins, column, cases))
            if instance.depots[depot].max_grams_per_day < NO_LIMIT:
                grams[depot, day].append((column, visit.load[0]))
    for (depot, product), terms in drawn.items():
        for moment, cases in available_over_time(instance, depot, product):
            chosen = [(column, amount) for begins, column, amount in terms if begins <= moment]
            _at_most(found.program, cases, chosen)
    for (depot, _), weights in grams.items():
        _at_most(found.program, instance.depots[depot].max_grams_per_day, weights)


def _at_most(program: Program, limit: int, terms: list[tuple[int, int]]) -> None:
    if sum(amount for _, amount in terms) > limit:
        program.row("<=", limit, terms)
