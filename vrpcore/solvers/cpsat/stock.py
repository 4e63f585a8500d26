"""What a depot can have delivered by when."""

from __future__ import annotations

import numpy as np

from vrpcore.lowering.instance import Instance


def available_over_time(instance: Instance, depot: int, product: int) -> list[tuple[int, int]]:
    """(shift start, cases available so far), where the next shift start has more; empty if unlimited."""
    record = instance.depots[depot]
    if record.stock is None:
        return []
    found: list[tuple[int, int]] = []
    for moment in np.unique(instance.slots.start).tolist():
        received = sum(
            cases for arrival, what, cases in record.receipts if what == product and arrival <= moment
        )
        available = max(0, int(record.stock[product]) + received)
        if found and found[-1][1] == available:
            found.pop()
        found.append((moment, available))
    return found
