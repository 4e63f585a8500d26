"""The counties and their best known costs as text: the table of the documentation, and lines of progress."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import vrpcore
from benchmarks.counties import best
from benchmarks.counties.registry import COUNTIES, County
from vrpcore.models.money import Currency

_TABLE = "best-known.md"


def write(folder: Path) -> None:
    """Write the table beside the plans; it follows from them alone."""
    path = folder / _TABLE
    vrpcore.io.files.write_bytes((markdown(folder) + "\n").encode(), path)


def read(folder: Path) -> str:
    """The table as it is stored."""
    return (folder / _TABLE).read_text(encoding="utf-8").rstrip("\n")


def markdown(folder: Path) -> str:
    """One row per county."""
    return "\n".join(_rows(folder))


def _rows(folder: Path) -> Iterator[str]:
    yield "| county | cost (CNY) | in cost units | problem | found | date |"
    yield "|---|---|---|---|---|---|"
    for county in COUNTIES.values():
        known = best.load(county, folder)
        if known is None:
            yield f"| {county.name} | - | - | - | - | - |"
            continue
        yield (
            f"| {county.name} | {_amount(known.cost)} | {known.cost} | `{known.problem_sha256[:12]}` "
            f"| {known.found} | {known.date} |"
        )


def progress(
    county: County,
    problem: vrpcore.Problem,
    known: best.Best | None,
    evaluation: vrpcore.Evaluation,
    is_better: bool,
) -> str:
    """What became of an offered plan, on one line."""
    head = f"{county.name}, {len(problem.orders)} orders: {_amount(evaluation.cost)}"
    if not evaluation.is_feasible:
        rules = ", ".join(sorted({violation.rule for violation in evaluation.violations}))
        return f"{head}, refused: it breaks {rules}"
    if known is None:
        return f"{head}, stored: the first plan"
    change = f"{100 * (evaluation.cost / known.cost - 1):+.3f} % against {_amount(known.cost)}"
    return f"{head}, {change}{', stored' if is_better else ''}"


def _amount(cost: int) -> str:
    return f"{Currency().amount(cost):,.2f}"
