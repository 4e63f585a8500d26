"""A linear program in exact integers, and the bound that any dual values prove."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

_SHIFT = 24
"""Dual values are rounded to multiples of 2**-24."""

Sense = Literal[">=", "<=", "="]


@dataclass(slots=True)
class Row:
    """A rule: columns and their coefficients, compared with the right-hand side."""

    sense: Sense
    right: int
    terms: list[tuple[int, int]]


@dataclass(slots=True)
class Program:
    """Minimise cost over columns between 0 and their limit, subject to rows."""

    cost: list[int] = field(default_factory=list)
    limit: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    tick: Callable[[], None] = lambda: None
    """Called with each column and row; may end the building by an exception."""

    def column(self, cost: int, limit: int) -> int:
        """Add a column; return its number."""
        self.tick()
        self.cost.append(cost)
        self.limit.append(limit)
        return len(self.cost) - 1

    def row(self, sense: Sense, right: int, terms: Iterable[tuple[int, int]]) -> None:
        """Add a row; a column may occur in it several times."""
        self.tick()
        together: dict[int, int] = {}
        for column, coefficient in terms:
            together[column] = together.get(column, 0) + coefficient
        self.rows.append(Row(sense, right, [term for term in together.items() if term[1]]))

    def proven(self, duals: Sequence[float], between: Mapping[int, tuple[int, int]]) -> int:
        """The lower bound on the cost of integer columns that dual values of the rows prove.

        Whatever the duals are, and however inexact their solver, the bound holds: for multipliers of the
        right sign, every feasible ``x`` has ``cost x >= duals right + (cost - duals rows) x``, and the last
        term is least where each column is at one of its limits. All of that is added up in integers.

        Parameters
        ----------
        duals
            Per row.
        between
            Other limits of some columns, lowest and highest, for which the bound is asked.
        """
        multipliers = [
            _signed(row.sense, round(dual * 2**_SHIFT) if math.isfinite(dual) else 0)
            for row, dual in zip(self.rows, duals, strict=True)
        ]
        reduced = [cost << _SHIFT for cost in self.cost]
        total = 0
        for row, multiplier in zip(self.rows, multipliers, strict=True):
            if multiplier:
                total += multiplier * row.right
                for column, coefficient in row.terms:
                    reduced[column] -= multiplier * coefficient
        total += sum(
            cost * limit
            for column, (cost, limit) in enumerate(zip(reduced, self.limit, strict=True))
            if cost < 0 and column not in between
        )
        for column, (low, high) in between.items():
            total += reduced[column] * (low if reduced[column] > 0 else high)
        return -(-total >> _SHIFT)  # rounded up, since costs are integers


def _signed(sense: Sense, multiplier: int) -> int:
    """The nearest multiplier that keeps the comparison's direction."""
    if sense == ">=":
        return max(0, multiplier)
    return min(0, multiplier) if sense == "<=" else multiplier
