"""Visit candidates: every set of orders, or of parts of splittable ones, that one visit could bring."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vrpcore.errors import ProblemTooLargeError
from vrpcore.lowering.instance import Instance
from vrpcore.lowering.solution import Stop
from vrpcore.lowering.visit import Visit, make_visit
from vrpcore.solvers.cpsat.amounts import DETAILS, Amounts, Detail, amounts_of, brought, has_parts, make_stop
from vrpcore.solvers.cpsat.options import CpsatOptions


@dataclass(frozen=True, slots=True)
class Candidates:
    """The visits that a model can choose from, each at most once."""

    visits: tuple[Visit, ...]
    """A part that may come several times is here as often, one after the other."""
    is_complete: bool
    """Whether no possible visit is missing. Without it a model proves nothing about the problem."""


def make_candidates(
    instance: Instance,
    options: CpsatOptions,
    orders: Iterable[int] | None = None,
    details: Sequence[Detail] = DETAILS,
) -> Candidates:
    """All non-empty sets of orders of one customer and direction that some vehicle could bring at once.

    Without consolidation each order is a candidate of its own. A set is left out where no service window
    is left before its due time, or where no vehicle can hold it: both hold for every larger set, too.
    Of splittable orders the parts are as fine as the option `max_parts` allows.

    Parameters
    ----------
    instance
        What to solve.
    options
        How many candidates a customer and direction may have.
    orders
        The orders to consider; all by default.
    details
        How finely orders may be split, from the finest on.

    Raises
    ------
    ProblemTooLargeError
        Where a customer's orders can be combined in too many ways even without splitting them.
    """
    groups: dict[tuple[int, bool], list[int]] = defaultdict(list)
    for order in range(instance.num_orders) if orders is None else orders:
        groups[int(instance.orders.customer[order]), bool(instance.orders.is_pickup[order])].append(order)
    candidates: list[Visit] = []
    is_complete = True
    for (customer, _), together in groups.items():
        splits = any(has_parts(instance, order) for order in together)
        found: list[Visit] | None = None
        for detail in details if splits else ("whole",):
            limit = options.max_candidates if detail == "whole" else options.max_parts
            found = _subsets(instance, together, detail, limit)
            if found is not None:
                is_complete &= not splits or detail == "every"
                break
        if found is None:
            limit = options.max_candidates
            raise ProblemTooLargeError(
                f"the {len(together)} orders of customer number {customer} combine to more than "
                f"{limit} visits; allowed: {limit} (all sets of {(limit + 1).bit_length() - 1} orders); "
                "remedy: raise the option max_candidates, or use another solver"
            )
        candidates += found
    return Candidates(tuple(candidates), is_complete)


def _subsets(instance: Instance, orders: list[int], detail: Detail, limit: int) -> list[Visit] | None:
    """Grow sets order by order, each from its part without the last order; None above the limit."""
    limit = max(limit, len(orders))
    choices = [(order, amounts_of(instance, order, detail, limit)) for order in orders]
    level: list[tuple[tuple[int, Amounts], ...]] = [()]
    found: list[Visit] = []
    while level:
        grown = []
        for subset in level:
            for order, amounts in choices:
                if amounts is None:
                    return None
                if subset and (not instance.consolidates or order <= subset[-1][0]):
                    continue
                for amount in amounts:
                    larger = (*subset, (order, amount))
                    visit = make_visit(instance, make_stop(instance, larger))
                    if visit.spans and _fits_somewhere(instance, visit):
                        found += [visit] * _most_copies(instance, visit.stop)
                        grown.append(larger)
                        if len(found) > limit:
                            return None
        level = grown
    return found


def _most_copies(instance: Instance, stop: Stop) -> int:
    """How often the orders suffice for the stop."""
    return min(int(instance.orders.line_cases[line]) // cases for line, cases in brought(instance, stop))


def _fits_somewhere(instance: Instance, visit: Visit) -> bool:
    return any(
        vehicle_type.is_usable
        and all(load <= capacity for load, capacity in zip(visit.load, vehicle_type.capacity, strict=True))
        for vehicle_type in instance.vehicle_types
    )
