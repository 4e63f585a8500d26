"""The arithmetic of the table: means over what two solvers have in common, never over different instances."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from statistics import fmean

from benchmarks.quality.gates import Gate, PeerGate, TimeGate
from benchmarks.quality.records import Record


def references(records: Sequence[Record]) -> dict[tuple[str, str], int]:
    """By (set, instance) the cost that gaps are measured from: the best known, else the best here."""
    found: dict[tuple[str, str], int] = {}
    for record in records:
        key = record.set_name, record.instance
        if record.bks is not None:  # the lowest, where it became better between two runs
            found[key] = min(record.bks, found.get(key, record.bks))
        elif record.is_valid:
            assert record.cost is not None  # it is valid
            found[key] = min(record.cost, found.get(key, record.cost))
    return found


def mean_costs(
    records: Sequence[Record], set_name: str, solver: str, budget: float, max_size: int | None = None
) -> dict[str, float]:
    """Mean cost over the seeds by instance, where all runs of the instance are valid."""
    costs: dict[str, list[int | None]] = defaultdict(list)
    for record in records:
        is_asked = (record.set_name, record.solver, record.budget) == (set_name, solver, budget)
        if is_asked and (max_size is None or record.size < max_size):
            costs[record.instance].append(record.cost if record.is_valid else None)
    return {
        name: fmean(cost for cost in found if cost is not None)
        for name, found in costs.items()
        if None not in found
    }


def gaps(records: Sequence[Record], set_name: str, solver: str, budget: float) -> dict[str, float]:
    """Gap to the reference in percent by instance."""
    reference = references(records)
    return {
        name: 100 * (cost - reference[set_name, name]) / reference[set_name, name]
        for name, cost in mean_costs(records, set_name, solver, budget).items()
        if (set_name, name) in reference
    }


def against(
    records: Sequence[Record],
    set_name: str,
    solver: tuple[str, float],
    peer: tuple[str, float],
    max_size: int | None = None,
) -> float | None:
    """Mean over common instances of the cost above a peer's, in percent; None where nothing is common.

    A solver and a peer are told as (name, budget).
    """
    own = mean_costs(records, set_name, *solver, max_size)
    other = mean_costs(records, set_name, *peer, max_size)
    common = own.keys() & other.keys()
    return fmean(100 * (own[name] - other[name]) / other[name] for name in common) if common else None


def run_gaps(records: Sequence[Record], set_name: str, solver: str, budget: float) -> list[float]:
    """Gap of every valid run to the reference in percent."""
    reference = references(records)
    return [
        100 * (r.cost / reference[set_name, r.instance] - 1)
        for r in records
        if (r.set_name, r.solver, r.budget) == (set_name, solver, budget)
        and r.cost is not None
        and r.is_valid
    ]


def more_time(
    records: Sequence[Record], set_name: str, solver: str, budget: float, shorter: float
) -> dict[str, float]:
    """By instance, mean cost above that of a shorter budget, in percent."""
    long, short = (mean_costs(records, set_name, solver, seconds) for seconds in (budget, shorter))
    return {name: 100 * (long[name] / short[name] - 1) for name in long.keys() & short.keys()}


def verdict(records: Sequence[Record], gate: Gate, solver: str) -> tuple[float | None, bool | None]:
    """What was measured in percent, and whether that meets the gate; None, None where nothing was.

    An instance without a valid answer misses the gate, whatever the others say.
    """
    asked = [
        record
        for record in records
        if (record.set_name, record.solver, record.budget) == (gate.set_name, solver, gate.budget)
    ]
    is_complete = all(record.is_valid for record in asked)
    if isinstance(gate, PeerGate):
        ours, theirs = (solver, gate.budget), (gate.peer, gate.peer_budget)
        above = against(records, gate.set_name, ours, theirs, gate.max_size)
        if above is None:
            return None, None
        return above, is_complete and (above < gate.most if gate.is_strict else above <= gate.most)
    if isinstance(gate, TimeGate):
        rises = more_time(records, gate.set_name, solver, gate.budget, gate.shorter)
        if not rises:
            return None, None
        return max(rises.values()), is_complete and max(rises.values()) <= 0
    found = gaps(records, gate.set_name, solver, gate.budget)
    if not asked or not found:
        return None, None if not asked else False
    is_mean = gate.of == "mean"
    figure = fmean(found.values()) if is_mean else max(run_gaps(records, gate.set_name, solver, gate.budget))
    return figure, is_complete and figure <= gate.gap
