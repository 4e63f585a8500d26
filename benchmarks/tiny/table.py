"""A measurement as Markdown."""

from __future__ import annotations

from collections import Counter

from benchmarks.tiny.differences import KINDS
from benchmarks.tiny.measure import Measured, Miss


def markdown(measured: Measured) -> str:
    """Rate, kinds, and every miss."""
    found = measured.num_measured - len(measured.misses)
    share = f" ({100 * found / measured.num_measured:.2f} %)" if measured.num_measured else ""
    lines = [
        f"`{measured.solver}`, {measured.iterations:,} iterations, seed {measured.seed}: the optimum of "
        f"{found} of {measured.num_measured} problems{share}; "
        f"{measured.num_unproven} without a proven optimum, {measured.num_refused} refused.",
        "",
    ]
    if measured.faults:
        lines += ["Contradictions:", "", *(f"- {fault}" for fault in measured.faults), ""]
    if measured.misses:
        lines += [*_by_kind(measured), "", *_by_problem(measured)]
    return "\n".join(lines)


def _by_kind(measured: Measured) -> list[str]:
    first = Counter(miss.kinds[0] for miss in measured.misses)
    lines = ["| kind | misses | no further seed finds it | meaning |", "|---|---|---|---|"]
    for kind, meaning in KINDS.items():
        if first[kind]:
            holes = sum(miss.kinds[0] == kind and not miss.lucky_seeds for miss in measured.misses)
            lines.append(f"| {kind} | {first[kind]} | {holes} | {meaning} |")
    return lines


def _by_problem(measured: Measured) -> list[str]:
    head = "| problem | orders | vehicle days | optimum | found | ratio | kind | also | seeds that find it |"
    lines = [head, "|---|---|---|---|---|---|---|---|---|"]
    for miss in sorted(measured.misses, key=_severity):
        found = "none" if miss.found is None else f"{miss.found:,.2f}"
        cells = (
            miss.number,
            miss.num_orders,
            miss.num_slots,
            f"{miss.optimum:,.2f}",
            found,
            "-" if miss.ratio is None else f"{miss.ratio:.3f}",
            miss.kinds[0],
            ", ".join(miss.kinds[1:]),
            f"{miss.lucky_seeds} of {measured.num_retries}",
        )
        lines.append(f"| {' | '.join(map(str, cells))} |")
    return lines


def _severity(miss: Miss) -> tuple[int, float]:
    return list(KINDS).index(miss.kinds[0]), -(miss.ratio or 0.0)
