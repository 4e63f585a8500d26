"""The comparison of two plans, and the forms in which it is read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from vrpcore.io.tables.frames import Backend, Frame, make_frame
from vrpcore.language import Language
from vrpcore.models.evaluation import Evaluation
from vrpcore.models.plan import Plan
from vrpcore.models.problem import Problem
from vrpcore.report.comparison import words
from vrpcore.report.comparison.figures import (
    Change,
    cost_changes,
    depot_changes,
    figure_changes,
    vehicle_changes,
)
from vrpcore.report.comparison.orders import OrderChange, order_changes
from vrpcore.report.rows import Values

ComparisonTable = Literal["figures", "costs", "vehicles", "depots", "orders"]


@dataclass(frozen=True, slots=True)
class Side:
    """A plan with its problem and what it means."""

    problem: Problem
    plan: Plan
    evaluation: Evaluation


@dataclass(frozen=True, eq=False)
class Comparison:
    """What changes from one plan to another: cost by item, figures, vehicles, depots, orders."""

    before: Side = field(repr=False)
    after: Side = field(repr=False)

    @cached_property
    def costs(self) -> tuple[Change, ...]:
        """Cost by item in the currency; the last one is the total."""
        return cost_changes(self.before.evaluation, self.after.evaluation)

    @cached_property
    def figures(self) -> tuple[Change, ...]:
        """Orders by outcome and channel, routes, trips, visits, distance, time, fill rate, broken rules."""
        return figure_changes(self.before.evaluation, self.after.evaluation)

    @cached_property
    def vehicles(self) -> tuple[Change, ...]:
        """Cost of each vehicle's routes."""
        return vehicle_changes(self.before.evaluation, self.after.evaluation)

    @cached_property
    def depots(self) -> tuple[Change, ...]:
        """Orders that each depot serves."""
        sides = [(side.problem, side.evaluation) for side in (self.before, self.after)]
        return depot_changes(*sides)

    @cached_property
    def orders(self) -> tuple[OrderChange, ...]:
        """Orders that differ in outcome, channel, depot, vehicle or day."""
        sides = [(side.problem, side.evaluation) for side in (self.before, self.after)]
        return order_changes(*sides)

    @cached_property
    def num_changed(self) -> dict[str, int]:
        """How many orders differ, by aspect; an order may count under several."""
        return dict(Counter(aspect for change in self.orders for aspect in change.aspects))

    @property
    def cost_delta(self) -> int:
        """Cost of the second plan minus that of the first, in exact cost units; negative is cheaper."""
        return self.after.evaluation.cost - self.before.evaluation.cost

    def text(self, language: Language = "en", *, max_orders: int | None = 20) -> str:
        """The comparison in lines of at most 100 columns, in either language."""
        return words.text(self, language, max_orders)

    def to_dataframe(self, table: ComparisonTable = "figures", *, backend: Backend = "pandas") -> Frame:
        """One table of the comparison as a data frame.

        Parameters
        ----------
        table
            ``"figures"``, ``"costs"``, ``"vehicles"``, ``"depots"``: name, unit, before, after, delta, share.
            ``"orders"``: a row for each order that changes.
        backend
            ``"pandas"`` or ``"polars"``.

        Raises
        ------
        MissingPackageError
            If the library is not installed.
        ValueError
            If there is no such table.
        """
        return make_frame(self._columns(table), backend)

    def to_dict(self) -> dict[str, Any]:  # Any: JSON
        """All of it as plain values, for JSON."""
        found: dict[str, Any] = {}
        for name in ("costs", "figures", "vehicles", "depots", "orders"):
            columns = self._columns(name)
            rows = zip(*(values for _, values in columns.values()), strict=True)
            found[name] = [dict(zip(columns, row, strict=True)) for row in rows]
        return found

    def _columns(self, table: str) -> dict[str, Values]:
        if table == "orders":
            return words.order_columns(self.orders)
        if table not in ("figures", "costs", "vehicles", "depots"):
            raise ValueError(
                f"there is no table {table!r}; allowed: figures, costs, vehicles, depots, orders; "
                "remedy: choose one of these"
            )
        changes: tuple[Change, ...] = getattr(self, table)
        return words.change_columns(changes, self.before.evaluation.currency)

    def _repr_html_(self) -> str:
        """The comparison as a notebook shows it."""
        return words.markup(self)

    def __str__(self) -> str:
        return self.text()


def compare_sides(before: Side, after: Side) -> Comparison:
    """Compare two plans, of one problem or of two.

    Orders, vehicles and depots are the same where their ids are.

    Raises
    ------
    ValueError
        If their costs are in different currencies.
    """
    before.problem.currency.require_same(after.problem.currency)
    return Comparison(before, after)
