"""Results as Markdown: head, means per set, gates, per instance, and what was left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import fmean

from benchmarks.quality.cases import SETS
from benchmarks.quality.figures import against, gaps, verdict
from benchmarks.quality.gates import GATES, GapGate, Gate, TimeGate
from benchmarks.quality.peers.contract import NAMES as PEERS
from benchmarks.quality.records import Record


def markdown(records: Sequence[Record], gates_for: str) -> str:
    """The whole table.

    Parameters
    ----------
    records
        What was measured.
    gates_for
        The solver that the gates are held against.
    """
    if not records:
        return "no results"
    parts = (
        _head(records),
        _means(records),
        _gates(records, gates_for),
        _instances(records),
        _faults(records),
    )
    return "\n\n".join("\n".join(lines) for part in parts if (lines := list(part)))


def _head(records: Sequence[Record]) -> Iterator[str]:
    ran = [record for record in records if record.cost is not None]
    versions = sorted({f"{record.solver} {record.version}" for record in ran})
    dates = sorted({record.date for record in records})
    yield f"Machine: {'; '.join(sorted({record.machine for record in records}))}. One thread, wall time from"
    yield "call to return on a loaded problem; every answer re-checked and costed by `vrpcore.evaluate`."
    yield f"Versions: {', '.join(versions)}. Seeds: {', '.join(map(str, sorted({r.seed for r in ran})))}."
    yield f"Date: {dates[0]}{'' if len(dates) == 1 else f' to {dates[-1]}'}."


def _means(records: Sequence[Record]) -> Iterator[str]:
    peers = [peer for peer in PEERS if any(record.solver == peer for record in records)]
    yield "## Means per set"
    yield ""
    yield "*Gap* is to the best known; on counties by seed, to the best cost here. *Against* a peer:"
    yield "cost above the peer's at the same budget, over common instances; the second figure is the ratio"
    yield "of gaps."
    yield ""
    heads = " | ".join(f"against {peer}" for peer in peers)
    yield f"| set | budget | solver | instances | mean gap | worst | time | {heads} |"
    yield "|---|---|---|---|---|---|---|" + "---|" * len(peers)
    for set_name, budget, solver in _groups(records):
        found = gaps(records, set_name, solver, budget)
        if not found:
            continue
        times = [r.runtime_s for r in records if _is(r, set_name, solver, budget) and r.runtime_s is not None]
        cells = [_against(records, set_name, budget, solver, peer) for peer in peers]
        yield (
            f"| {set_name} | {budget:g} s | {solver} | {len(found)} | {fmean(found.values()):.2f} % "
            f"| {max(found.values()):.2f} % | {fmean(times):.2f} s | {' | '.join(cells)} |"
        )


def _against(records: Sequence[Record], set_name: str, budget: float, solver: str, peer: str) -> str:
    above = None if peer == solver else against(records, set_name, (solver, budget), (peer, budget))
    if above is None:
        return "-"
    own, other = gaps(records, set_name, solver, budget), gaps(records, set_name, peer, budget)
    common = own.keys() & other.keys()
    theirs = fmean(other[name] for name in common)
    ratio = f", {fmean(own[name] for name in common) / theirs:.2f} x" if theirs > 0 else ""
    return f"{above:+.2f} %{ratio}"


def _gates(records: Sequence[Record], solver: str) -> Iterator[str]:
    measured = [(gate, *verdict(records, gate, solver)) for gate in GATES]
    if all(met is None for _, _, met in measured):
        return
    yield f"## Gates of `{solver}`"
    yield ""
    yield "| set | budget | gate | measured | |"
    yield "|---|---|---|---|---|"
    for gate, figure, met in measured:
        told = "-" if figure is None else f"{figure:.2f} %"
        word = "not measured" if met is None else "met" if met else "**missed**"
        yield f"| {gate.set_name} | {gate.budget:g} s | {_told(gate)} | {told} | {word} |"


def _told(gate: Gate) -> str:
    if isinstance(gate, GapGate):
        return f"{'gap' if gate.of == 'mean' else 'worst gap'} at most {gate.gap:g} %"
    if isinstance(gate, TimeGate):
        return f"mean of no instance above that at {gate.shorter:g} s"
    small = "" if gate.max_size is None else f", below {gate.max_size} customers"
    bound = "ahead of" if gate.is_strict else f"at most {gate.most:g} % above"
    return f"{bound} {gate.peer} at {gate.peer_budget:g} s{small}"


def _instances(records: Sequence[Record]) -> Iterator[str]:
    yield "## Gaps per instance"
    for set_name in SETS:
        columns = [(budget, solver) for name, budget, solver in _groups(records) if name == set_name]
        by_column = [gaps(records, set_name, solver, budget) for budget, solver in columns]
        names = sorted({r.instance: r.size for r in records if r.set_name == set_name}.items())
        if not any(by_column):
            continue
        yield ""
        heads = " | ".join(f"{solver} {budget:g} s" for budget, solver in columns)
        yield f"| {set_name} | orders | {heads} |"
        yield "|---|---|" + "---|" * len(columns)
        for name, size in names:
            cells = [f"{found[name]:.2f}" if name in found else "-" for found in by_column]
            yield f"| {name} | {size} | {' | '.join(cells)} |"


def _faults(records: Sequence[Record]) -> Iterator[str]:
    """Invalid answers, repairs, and who could not run, once per set, solver and reason."""
    told: dict[str, int] = {}
    for record in records:
        who = f"{record.set_name}, {record.solver}"
        if record.violations:
            rules = ", ".join(f"{rule} ({number})" for rule, number in sorted(record.violations.items()))
            run = f"{record.instance}, {record.budget:g} s, seed {record.seed}"
            line = f"- {who}, {run}: invalid, breaks {rules}"
        elif record.left_out is not None:
            line = f"- {who}: left out: {record.left_out}"
        elif record.dropped:
            line = f"- {who}: repaired"
        else:
            continue
        told[line] = told.get(line, 0) + 1
    if told:
        yield "## Left out, invalid, repaired"
        yield ""
    for line, number in told.items():
        yield line if number == 1 else f"{line} ({number} runs)"


def _is(record: Record, set_name: str, solver: str, budget: float) -> bool:
    return (record.set_name, record.solver, record.budget) == (set_name, solver, budget)


def _groups(records: Sequence[Record]) -> list[tuple[str, float, str]]:
    """Set, budget and solver of every group of runs, sets and solvers in a fixed order."""
    found = dict.fromkeys((r.set_name, r.budget, r.solver) for r in records if r.cost is not None)
    order = {solver: nth for nth, solver in enumerate(PEERS)}
    return sorted(
        found, key=lambda group: (SETS.index(group[0]), group[1], order.get(group[2], -1), group[2])
    )
