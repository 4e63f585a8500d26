"""Rounds of runs that look for better plans: the counties with the fewest runs get one with the next seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import vrpcore
from benchmarks.counties import best, listing
from benchmarks.counties.registry import County
from benchmarks.quality.machine import machine, today
from benchmarks.quality.records import Record, append, read
from vrpcore.errors import VrpcoreError


@dataclass(frozen=True, slots=True)
class Search:
    """How to look for plans."""

    solver: str
    time_limit: float
    """Seconds per run."""
    from_best: bool
    """Whether a run starts from the stored plan instead of from scratch."""
    threads: int = 1


def update(counties: Sequence[County], search: Search, rounds: int, log: Path, folder: Path) -> int:
    """Run the rounds and store what is better; returns the number of runs that failed.

    The log says which seeds have been used. A round is one run of each county that has had the fewest, so
    that a round that was interrupted is finished by the next one.

    Raises
    ------
    KeyboardInterrupt
        On Ctrl-C, after the plan of the run that it ends is stored if it is better.
    """
    num_failed = 0
    for _ in range(rounds):
        seeds = _last_seeds(log)
        level = min(seeds[county.name] for county in counties)
        for county in counties:
            if seeds[county.name] == level:
                num_failed += not _run(county, search, level + 1, log, folder)
    return num_failed


def _last_seeds(log: Path) -> Counter[str]:
    """Greatest seed used so far by county; 0 where there was no run."""
    seeds: Counter[str] = Counter()
    for record in read(log):
        seeds[record.instance] = max(seeds[record.instance], record.seed)
    return seeds


def _run(county: County, search: Search, seed: int, log: Path, folder: Path) -> bool:
    problem, known = county.problem(), best.load(county, folder)
    record = {
        "set_name": f"two-channel-{county.period}",
        "instance": county.name,
        "solver": search.solver,
        "budget": search.time_limit,
        "seed": seed,
        "size": len(problem.orders),
        "bks": known.cost if known else None,
        "version": vrpcore.__version__,
        "machine": machine(),
        "date": today(),
    }
    start = known.plan if known and search.from_best else None
    try:
        result = vrpcore.solve(problem, search.solver, search.time_limit, seed, search.threads, initial=start)
    except (RuntimeError, VrpcoreError) as error:
        append(log, Record(**record, left_out=f"{type(error).__name__}: {error}"[:300]))
        print(f"{county.name}: FAILED: {type(error).__name__}: {error}", flush=True)
        return False
    found = (
        f"vrpcore {vrpcore.__version__}, {search.solver}, {result.runtime_s:.0f} s, seed {seed}"
        f"{', from the plan before' if start else ''}"
    )
    is_better, evaluation = best.offer(county, problem, result.plan, found, folder)
    if is_better:
        listing.write(folder)
    print(listing.progress(county, problem, known, evaluation, is_better), flush=True)
    if result.stopped_by == "cancelled":
        raise KeyboardInterrupt
    violations = dict(Counter(violation.rule for violation in evaluation.violations))
    runtime_s = round(result.runtime_s, 3)
    append(log, Record(**record, cost=evaluation.cost, runtime_s=runtime_s, violations=violations))
    return True
