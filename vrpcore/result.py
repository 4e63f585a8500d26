"""What `vrpcore.solve` returns."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, fields
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from vrpcore.evaluation import evaluate
from vrpcore.io.files import write_bytes, write_text
from vrpcore.language import Language, say
from vrpcore.models.evaluation import Evaluation
from vrpcore.models.message import Message, message
from vrpcore.models.plan import Plan
from vrpcore.models.problem import Problem
from vrpcore.notices import notice_line, notices_of, types_without_cost
from vrpcore.solvers.progress import Progress
from vrpcore.solvers.result import Statistic
from vrpcore.solvers.stop import StopReason

if TYPE_CHECKING:
    from vrpcore.report.ways import Roads

Status = Literal["optimal", "feasible", "infeasible", "interrupted"]
"""Proven optimal; keeps every rule; required orders unserved; stopped by Ctrl-C or a cancel token."""
_STATUSES: dict[Status, str] = {
    "optimal": "optimal",
    "feasible": "feasible",
    "infeasible": "infeasible",
    "interrupted": "interrupted",
}

Frame: TypeAlias = Any
"""A data frame of whatever library."""


@dataclass(frozen=True, eq=False, repr=False)
class Result:
    """A verified plan with its cost and how it was found. Two results are equal only if they are one run.

    Results are ordered, better first, so that ``min(results)`` is the best: feasible ones, then those with
    fewer required orders missing, then the cheaper ones. ``a <= b`` says that `a` is at least as good as `b`;
    of two runs that are equally good, each is.
    """

    problem: Problem = field(repr=False)
    plan: Plan = field(repr=False)
    cost: int
    """Exact cost in cost units (micro-currency unless the currency's scale says otherwise); missing required
    orders add nothing to it, see `num_required_missing`."""
    status: Status
    bound: int | None
    """Proven lower bound in cost units, or None where the solver has none."""
    solver: str
    stopped_by: StopReason
    runtime_s: float
    """Wall time of the call, lowering and check included."""
    iterations: int
    seed: int
    threads: int
    options: dict[str, object] = field(repr=False)
    statistics: dict[str, Statistic] = field(repr=False)
    """Figures of the run that are particular to the solver."""
    version: str
    """Version of vrpcore that made it."""
    history: tuple[Progress, ...] = field(repr=False)
    """What the solver told: every change of phase, cost or bound, for `vrpcore.report.plot_convergence`."""
    _verdict: Evaluation = field(repr=False)
    """What the check found; without reasons, which take longer than all else."""

    @property
    def gap(self) -> float | None:
        """Relative distance of cost and bound, 0 where optimal; None without a bound."""
        if self.bound is None:
            return None
        return (self.cost - self.bound) / max(1, abs(self.cost)) if self.cost > self.bound else 0.0

    @property
    def is_feasible(self) -> bool:
        """Whether the plan keeps every rule."""
        return self.status != "infeasible"  # as the check found it

    @property
    def num_required_missing(self) -> int:
        """Required orders that are not, or not in full, served or held; 0 where the plan is feasible."""
        return self._verdict.num_required_missing

    @cached_property
    def evaluation(self) -> Evaluation:
        """Cost by item, schedule, loads, stock use and the reasons of held and unserved orders.

        The reasons are tested when this is first read, which may take seconds where much is left out.
        """
        return evaluate(self.problem, self.plan)

    @cached_property
    def notices(self) -> tuple[Message, ...]:
        """What is odd about the problem or the plan, such as vehicles without any cost.

        ``notice.text("zh")`` says it in Chinese. `str` and notebooks show notices below the result.
        """
        found = notices_of(self.problem)
        used = {schedule.vehicle_type_id for schedule in self._verdict.schedule}
        if self.cost == 0 and used and used.issubset(types_without_cost(self.problem)):
            found += (message("the plan costs nothing because its vehicles have no cost"),)
        return found

    def to_html(
        self,
        path: str | PathLike[str],
        *,
        tiles: str | None = None,
        attribution: str = "",
        language: Language = "en",
        roads: Roads | None = None,
    ) -> None:
        """Write one HTML page with map, timeline, tables and reasons, which works without a network.

        See `vrpcore.report.html_report` for the parameters.
        """
        from vrpcore.report import save_html_report  # a larger part, loaded when first used

        save_html_report(
            self.problem,
            self.plan,
            path,
            evaluation=self.evaluation,
            tiles=tiles,
            attribution=attribution,
            language=language,
            roads=roads,
        )

    @cached_property
    def problem_hash(self) -> str:
        """SHA-256 of the problem's JSON, for provenance."""
        return hashlib.sha256(self.problem.model_dump_json().encode()).hexdigest()

    def to_dataframe(
        self,
        table: Literal["visits", "stops", "routes", "orders", "costs"] = "visits",
        backend: Literal["pandas", "polars", "pyarrow"] = "pandas",
    ) -> Frame:
        """One table of the plan as a data frame, see `vrpcore.report.to_dataframe`."""
        from vrpcore.report import to_dataframe

        # Only orders have reasons, which take longer than all else.
        evaluation = self.evaluation if table == "orders" else self._verdict
        return to_dataframe(self.problem, self.plan, table, evaluation, backend=backend)

    def to_geojson(
        self, path: str | PathLike[str] | None = None, *, roads: Roads | None = None
    ) -> dict[str, Any]:  # Any: JSON
        """Routes and stops for maps, see `vrpcore.report.to_geojson`; also written to `path` if given."""
        from vrpcore.report import to_geojson

        found = to_geojson(self.problem, self.plan, self.evaluation, roads=roads)
        if path is not None:
            write_bytes(f"{json.dumps(found, ensure_ascii=False)}\n".encode(), Path(path))
        return found

    def to_excel(self, path: str | PathLike[str], *, language: Language = "en") -> None:
        """Write the plan as a workbook, see `vrpcore.report.to_excel`."""
        from vrpcore.report import to_excel

        to_excel(self.problem, self.plan, path, self.evaluation, language=language)

    def to_sheets(self, path: str | PathLike[str], *, language: Language = "en") -> None:
        """Write delivery sheets, pick lists and receipts, see `vrpcore.report.save_delivery_sheets`."""
        from vrpcore.report import save_delivery_sheets

        save_delivery_sheets(self.problem, self.plan, path, language=language, evaluation=self._verdict)

    def to_json(self, path: str | PathLike[str] | None = None) -> str:
        """Plan and evaluation as JSON text, see `vrpcore.report.to_json`; also written to `path` if given."""
        from vrpcore.report import to_json

        text = to_json(self.problem, self.plan, self.evaluation)
        if path is not None:
            write_text(text, Path(path))
        return text

    def _repr_html_(self) -> str:
        """The result as a notebook shows it: a line, channels, cost by item and routes."""
        from vrpcore.report.notebook import result_markup  # a larger part, loaded when first used

        return result_markup(str(self), self.problem, self.plan, self._verdict)

    def cost_text(self, language: Language = "en") -> str:
        """The cost for people, with what it leaves out, such as "plus 3 required orders missing"."""
        return self._verdict.cost_text(language)

    def text(self, language: Language = "en") -> str:
        """One line for people, in either language."""
        kpis, several = self._verdict.kpis, self._verdict.kpis.num_routes != 1
        gap = "" if self.gap is None else say(", gap {gap}", language, gap=f"{self.gap:.2%}")
        return say(
            "{status} by {solver} in {seconds} s: {cost}{gap}; {routes}, {delivered} of {orders} orders "
            "delivered ({by_store} by store), {held} held, {unserved} unserved",
            language,
            status=say(_STATUSES[self.status], language),
            solver=self.solver,
            seconds=f"{self.runtime_s:.2f}",
            cost=self.cost_text(language),
            gap=gap,
            routes=say("{number} routes" if several else "{number} route", language, number=kpis.num_routes),
            delivered=kpis.num_delivered,
            orders=kpis.num_orders,
            by_store=kpis.num_by_store,
            held=kpis.num_held,
            unserved=kpis.num_unserved,
        )

    def __str__(self) -> str:
        """One line for people, and a line for each notice."""
        return "\n".join([self.text(), *map(notice_line, self.notices)])

    def __repr__(self) -> str:
        """The figures; how many required orders are missing follows the cost, where any is."""
        shown = {item.name: getattr(self, item.name) for item in fields(self) if item.repr}
        parts = [f"{name}={value!r}" for name, value in shown.items()]
        if self.num_required_missing:
            parts.insert(1, f"num_required_missing={self.num_required_missing}")
        return f"Result({', '.join(parts)})"

    def __lt__(self, other: object) -> bool:
        """Whether this is better. ValueError where the currencies differ."""
        return self._verdict < other._verdict if isinstance(other, Result) else NotImplemented

    def __le__(self, other: object) -> bool:
        """Whether this is at least as good. ValueError where the currencies differ."""
        return self._verdict <= other._verdict if isinstance(other, Result) else NotImplemented
