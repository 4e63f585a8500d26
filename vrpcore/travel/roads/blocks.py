"""A matrix in parts that a server is willing to answer."""

from __future__ import annotations

from collections.abc import Iterator


def blocks(size: int, most: int) -> Iterator[tuple[list[int], list[int]]]:
    """Rows and columns of parts that cover a square matrix, each naming at most `most` places in all.

    A part off the diagonal names its rows and its columns, so both have half as many.
    """
    if size <= most:
        yield list(range(size)), list(range(size))
        return
    side = max(1, most // 2)
    ranges = [list(range(begin, min(begin + side, size))) for begin in range(0, size, side)]
    for rows in ranges:
        for columns in ranges:
            yield rows, columns
