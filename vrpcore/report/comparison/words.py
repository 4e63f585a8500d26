"""A comparison as text, as a notebook shows it, and as columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from vrpcore.language import Language, label, option
from vrpcore.models.markup import markup_of
from vrpcore.models.money import Currency
from vrpcore.report.comparison.figures import Change
from vrpcore.report.comparison.orders import OrderChange, Served
from vrpcore.report.rows import Values
from vrpcore.report.text import PAGE_WIDTH, Table, fit, plain

if TYPE_CHECKING:
    from vrpcore.report.comparison.compare import Comparison

_MAX_VEHICLES = 20
_MAX_SHOWN = 20


def text(comparison: Comparison, language: Language, max_orders: int | None) -> str:
    """The comparison in lines for a terminal."""
    blocks = [[fit(plain(_headline(comparison, language)), PAGE_WIDTH)]]
    for title, table in _tables(comparison, language, max_orders):
        blocks.append([title, *table.lines()])
    hidden = len(comparison.orders) - (len(comparison.orders) if max_orders is None else max_orders)
    if hidden > 0:
        blocks[-1].append(f"… {_said('and more', language)}: {hidden:,}")
    return "\n\n".join("\n".join(lines) for lines in blocks)


def markup(comparison: Comparison) -> str:
    """The comparison as tables side by side; every name is escaped."""
    tables = [table for _, table in _tables(comparison, "en", _MAX_SHOWN)]
    return markup_of(
        _headline(comparison, "en"),
        *(table.rows for table in tables),
        headers=[table.header for table in tables],
    )


def _headline(comparison: Comparison, language: Language) -> str:
    total = comparison.costs[-1]
    sides = (comparison.before.evaluation, comparison.after.evaluation)
    texts = [evaluation.cost_text(language) for evaluation in sides]
    share = "" if total.share is None else f" ({total.share:+.1%})"
    if any(evaluation.num_required_missing for evaluation in sides):
        share = ""  # costs compare only where nothing required is missing
    changed = f"{_said('orders changed', language)}: {len(comparison.orders):,}"
    return f"{_said('cost', language)}: {texts[0]} → {texts[1]}{share}; {changed}"


def _tables(
    comparison: Comparison, language: Language, max_orders: int | None
) -> Iterable[tuple[str, Table]]:
    unit = comparison.before.problem.currency.code or "cost"
    decimals = 0 if comparison.before.problem.currency.scale == 1 else 2
    yield (
        _said("cost by item", language),
        _table(comparison.costs, unit, language, decimals, has_total=True),
    )
    yield _said("figures", language), _table(comparison.figures, "", language, decimals)
    if len(comparison.depots) > 1:
        yield (
            _said("orders by depot", language),
            _table(comparison.depots, "", language, decimals, are_ids=True),
        )
    if 0 < len(comparison.vehicles) <= _MAX_VEHICLES:
        yield (
            _said("cost by vehicle", language),
            _table(comparison.vehicles, unit, language, decimals, are_ids=True),
        )
    if comparison.orders:
        counts = [
            [_said(aspect, language), f"{number:,}"] for aspect, number in comparison.num_changed.items()
        ]
        yield (
            _said("orders changed", language),
            Table([_said("in", language), _said("orders", language)], counts),
        )
        shown = comparison.orders if max_orders is None else comparison.orders[:max_orders]
        if shown:
            yield _said("changed orders", language), _orders(shown, language)


def _said(name: str, language: Language) -> str:
    # Names in code have American spelling, as `depot.kind` does; people read British.
    return label(name.replace("_", " ").replace("center", "centre"), "compare", language)


def _table(
    changes: Sequence[Change],
    unit: str,
    language: Language,
    decimals: int,
    *,
    has_total: bool = False,
    are_ids: bool = False,
) -> Table:
    """Changes in rows; what does not change is left blank."""
    rows = []
    for change in changes:
        name = change.name if are_ids else _said(change.name, language)
        if change.unit not in ("", "cost"):
            name = f"{name} ({change.unit})"
        places = {"cost": decimals, "": 0, "t": 2}.get(change.unit, 1)
        share = "" if not change.delta else "-" if change.share is None else f"{change.share:+.1%}"
        delta = f"{change.delta:+,.{places}f}" if change.delta else ""
        figures = [f"{change.before:,.{places}f}", f"{change.after:,.{places}f}"]
        rows.append([name, *figures, delta, share])
    header = [unit, *(_said(name, language) for name in ("before", "after", "change")), "%"]
    return Table(header, rows, total=has_total)


def _orders(changes: Sequence[OrderChange], language: Language) -> Table:
    rows = [
        [c.order_id, c.customer_id or "-", _served(c.before, language), _served(c.after, language)]
        for c in changes
    ]
    return Table([_said(name, language) for name in ("order", "customer", "before", "after")], rows, words=4)


def _served(served: Served, language: Language) -> str:
    parts = (
        option(served.outcome, language),
        served.depot_id,
        ", ".join(served.vehicle_ids),
        ", ".join(f"{date:%m-%d}" for date in served.dates),
    )
    return " · ".join(part for part in parts if part)


def change_columns(changes: Sequence[Change], currency: Currency) -> dict[str, Values]:
    """Changes as columns of a data frame."""
    return {
        "name": ("text", [change.name for change in changes]),
        "unit": ("text", [currency.code if c.unit == "cost" else c.unit for c in changes]),
        "before": ("number", [float(change.before) for change in changes]),
        "after": ("number", [float(change.after) for change in changes]),
        "delta": ("number", [float(change.delta) for change in changes]),
        "share": ("number", [change.share for change in changes]),
    }


def order_columns(changes: Sequence[OrderChange]) -> dict[str, Values]:
    """Changed orders as columns of a data frame."""
    columns: dict[str, Values] = {
        "order_id": ("text", [change.order_id for change in changes]),
        "customer_id": ("text", [change.customer_id for change in changes]),
        "changed": ("text", ["; ".join(change.aspects) for change in changes]),
    }
    for side in ("before", "after"):
        served: list[Served] = [getattr(change, side) for change in changes]
        columns |= {
            f"outcome_{side}": ("text", [s.outcome for s in served]),
            f"channel_{side}": ("text", [s.channel for s in served]),
            f"depot_id_{side}": ("text", [s.depot_id for s in served]),
            f"vehicle_ids_{side}": ("text", ["; ".join(s.vehicle_ids) or None for s in served]),
            f"dates_{side}": ("text", ["; ".join(map(str, s.dates)) or None for s in served]),
        }
    return columns
