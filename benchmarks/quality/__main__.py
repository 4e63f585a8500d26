"""Quality of plans: every solver, ours and peers, on every set, at equal time.

    python -m benchmarks.quality --sets CVRP VRPTW --solvers search pyvrp hgs --budgets 10 60 --seeds 1 2

Needs VRPCORE_INSTANCES for the public sets, and `pip install -e '.[benchmark]'` for the peers. Results are
appended to a file, and runs that are in it are not repeated; `--table FILE` only prints the table.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import vrpcore
from benchmarks.quality import gates
from benchmarks.quality.cases import SETS, Case, cases
from benchmarks.quality.peers.contract import NAMES as PEERS
from benchmarks.quality.records import Record, append, done, read
from benchmarks.quality.run import Bench, takes_seed
from benchmarks.quality.table import markdown


def main(arguments: list[str] | None = None) -> int:
    """Run what is asked for and print the table."""
    asked = _parser().parse_args(arguments)
    if asked.table is not None:
        print(markdown(read(asked.table), asked.gates_for))
        return 0
    unknown = set(asked.solvers) - {*vrpcore.solver_names(), *PEERS}
    if unknown:
        known = ", ".join((*vrpcore.solver_names(), *PEERS))
        print(f"no solver {', '.join(sorted(unknown))}; allowed: {known}", file=sys.stderr)
        return 2
    try:
        chosen = [case for name in asked.sets for case in cases(name, asked.instances)]
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    if not chosen:
        print("none of the sets has such an instance", file=sys.stderr)
        return 2
    try:
        for case in chosen:
            _run(case, asked)
    except KeyboardInterrupt:
        print("interrupted; the same command goes on from here", file=sys.stderr)
    print(markdown(read(asked.out), asked.gates_for))
    return 0


def _run(case: Case, asked: argparse.Namespace) -> None:
    """The runs of a case that are still to be made."""
    known = done(read(asked.out))
    runs = [
        (solver, budget, seed)
        for solver in asked.solvers
        for budget in asked.budgets
        for seed in (asked.seeds if takes_seed(solver) else asked.seeds[:1])
        if (case.set_name, case.name, solver, budget, seed) not in known
    ]
    bench = Bench(case) if runs else None
    for solver, budget, seed in runs:
        assert bench is not None  # there are runs
        record = bench.run(solver, budget, seed)
        append(asked.out, record)
        print(_line(record), file=sys.stderr, flush=True)


def _line(record: Record) -> str:
    head = f"{record.set_name} {record.instance} {record.solver} {record.budget:g} s seed {record.seed}:"
    if record.cost is None:
        return f"{head} {record.left_out}"
    gap = "" if not record.bks else f", gap {100 * (record.cost / record.bks - 1):.2f} %"
    invalid = f", INVALID {record.violations}" if record.violations else ""
    return f"{head} {record.cost:,}{gap} in {record.runtime_s} s{invalid}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.quality",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--sets", nargs="+", default=["CVRP"], choices=SETS, metavar="SET", help=", ".join(SETS)
    )
    parser.add_argument(
        "--solvers",
        nargs="+",
        default=[gates.SOLVER, *PEERS],
        help=f"installed solvers, or {', '.join(PEERS)}",
    )
    parser.add_argument("--budgets", nargs="+", type=float, default=[10.0], help="seconds (default: 10)")
    parser.add_argument("--seeds", nargs="+", type=int, default=[1, 2], help="(default: 1 2)")
    parser.add_argument("--instances", nargs="+", help="only these; counties by seed (default: 0 1 2)")
    parser.add_argument("--out", type=Path, default=Path("bench-output/quality.jsonl"), help="results file")
    parser.add_argument("--table", type=Path, metavar="FILE", help="run nothing, print the table of a file")
    parser.add_argument("--gates-for", default=gates.SOLVER, help="solver to hold against the gates")
    return parser


if __name__ == "__main__":
    sys.exit(main())
