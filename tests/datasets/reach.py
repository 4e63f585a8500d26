"""Who is in a store's reach, as the evaluator sees it."""

from vrpcore.models import Problem
from vrpcore.travel import reach_mask, travel_table


def in_reach(problem: Problem, store_idx: int) -> set[str]:
    """Customers in the reach of a store, by its position among the depots."""
    mask = reach_mask(problem, travel_table(problem), problem.depots[store_idx].reach, store_idx)
    return {customer.id for customer, within in zip(problem.customers, mask, strict=True) if within}
