"""The rules that couple routes: stock over time and daily tonnage of depots."""

from __future__ import annotations

import numpy as np

from vrpcore.lowering.instance import NO_LIMIT, Instance, IntArray


def stock_over_time(
    stock: IntArray, receipts: tuple[tuple[int, int, int], ...], starts: IntArray
) -> IntArray:
    """Cases that may have left a depot by each moment, shape (num_products, num_moments)."""
    left = np.repeat(stock[:, None], max(1, len(starts)), axis=1)
    for arrival, product, cases in receipts:
        left[product, int(np.searchsorted(starts, arrival, side="left")) :] += cases
    found: IntArray = np.maximum(left, 0)
    return found


class StockLedger:
    """What depots can still deliver, as routes draw on it; every change is O(moments).

    A *moment* is a distinct shift start over all slots. For each depot and product with limited stock the
    ledger keeps, per moment, how many more cases may leave up to then without breaking any later moment.
    """

    def __init__(self, instance: Instance) -> None:
        starts = np.unique(instance.slots.start)
        self._moment_of_slot = np.searchsorted(starts, instance.slots.start)
        self._day_of_slot = instance.slots.day
        self._left: dict[int, IntArray] = {}
        self._grams_left: dict[int, IntArray] = {}
        for idx, depot in enumerate(instance.depots):
            if depot.stock is not None:
                self._left[idx] = stock_over_time(depot.stock, depot.receipts, starts)
            if depot.max_grams_per_day < NO_LIMIT:
                self._grams_left[idx] = np.full(instance.num_days, depot.max_grams_per_day, dtype=np.int64)

    def fits(self, slot: int, depot: int, products: tuple[tuple[int, int], ...], grams: int) -> bool:
        """Whether a slot may load these (product, cases) and grams at a depot on top of all drawn so far."""
        limit = self._grams_left.get(depot)
        if limit is not None and grams > limit[self._day_of_slot[slot]]:
            return False
        left = self._left.get(depot)
        if left is None:
            return True
        moment = self._moment_of_slot[slot]
        return all(cases <= left[product, moment:].min() for product, cases in products)

    def most(self, depot: int, product: int, slots: IntArray) -> IntArray | None:
        """Cases that each slot may still load of a product at a depot; None for any number."""
        left = self._left.get(depot)
        if left is None:
            return None
        least = np.minimum.accumulate(left[product, ::-1])[::-1]
        found: IntArray = np.maximum(least[self._moment_of_slot[slots]], 0)
        return found

    def most_grams(self, depot: int, slots: IntArray) -> IntArray | None:
        """Grams that each slot may still load at a depot; None for any weight."""
        limit = self._grams_left.get(depot)
        return None if limit is None else np.maximum(limit[self._day_of_slot[slots]], 0)

    def draw(
        self, slot: int, depot: int, products: tuple[tuple[int, int], ...], grams: int, *, sign: int = 1
    ) -> None:
        """Take goods (``sign=1``) or give them back (``sign=-1``)."""
        limit = self._grams_left.get(depot)
        if limit is not None:
            limit[self._day_of_slot[slot]] -= sign * grams
        left = self._left.get(depot)
        if left is not None:
            moment = self._moment_of_slot[slot]
            for product, cases in products:
                left[product, moment:] -= sign * cases
