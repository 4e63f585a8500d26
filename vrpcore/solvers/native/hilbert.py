"""Numbers along which near things are near in memory."""

from __future__ import annotations

import numpy as np

from vrpcore.travel.protocol import FloatArray, IntArray

_BITS = 16
"""Of each coordinate: the square is cut into 2^16 x 2^16 cells."""


def hilbert_order(x: FloatArray, y: FloatArray) -> IntArray:
    """Positions of points in the order in which the Hilbert curve through their square meets them.

    References
    ----------
    Hilbert (1891), "Über die stetige Abbildung einer Linie auf ein Flächenstück".
    """
    if not len(x):
        return np.zeros(0, dtype=np.int64)
    side = max(float(np.ptp(x)), float(np.ptp(y))) or 1.0
    cells = 2**_BITS - 1
    column = ((x - x.min()) / side * cells).astype(np.int64)
    row = ((y - y.min()) / side * cells).astype(np.int64)
    key = np.zeros(len(x), dtype=np.int64)
    for bit in reversed(range(_BITS)):
        right, upper = (column >> bit) & 1, (row >> bit) & 1
        key = 4 * key + (3 * right ^ upper)
        # Each quarter holds the same curve, turned: the lower two change columns with rows, one mirrored.
        mirrored = (upper == 0) & (right == 1)
        column, row = np.where(mirrored, cells - column, column), np.where(mirrored, cells - row, row)
        column, row = np.where(upper == 0, row, column), np.where(upper == 0, column, row)
    return np.argsort(key, kind="stable").astype(np.int64)
