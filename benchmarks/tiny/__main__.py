"""Tiny problems with all rules mixed: prove their optima once, then measure how often a solver misses them.

    python -m benchmarks.tiny prove --numbers 0 2000 --seconds 5
    python -m benchmarks.tiny check --numbers 0 100
    python -m benchmarks.tiny measure --numbers 0 2000 --solver search --iterations 20000

`prove` goes on where it was interrupted, and tries again what it left open with less time. `measure` and
`check` read what comes with the repository on problems 0 to 1999, unless `--optima` names another file.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

import vrpcore
from benchmarks.tiny.measure import measure
from benchmarks.tiny.optima import COMMITTED, read, repack
from benchmarks.tiny.prove import cross_check, prove_all
from benchmarks.tiny.table import markdown

_OWN = Path("bench-output/tiny.jsonl.gz")


def main(arguments: list[str] | None = None) -> int:
    """Do what is asked for; return 1 where two solvers contradict each other."""
    asked = _parser().parse_args(arguments)
    numbers = range(*asked.numbers)
    if asked.optima is None:
        asked.optima = _OWN if asked.command in ("prove", "repack") else COMMITTED
    if asked.command == "prove":
        try:
            prove_all(numbers, asked.optima, asked.seconds)
        except KeyboardInterrupt:
            print("interrupted; the same command goes on from here", file=sys.stderr)
        counts = Counter(optimum.outcome for optimum in read(asked.optima).values())
        print(", ".join(f"{count} {outcome}" for outcome, count in sorted(counts.items())))
    elif asked.command == "check":
        checked = cross_check(numbers, asked.optima, asked.max_orders)
        print(f"enumeration agrees on all {checked} problems that it can take")
    elif asked.command == "repack":
        repack(asked.optima, asked.to)
    else:
        measured = measure(
            numbers, read(asked.optima), asked.solver, asked.iterations, asked.seed, asked.retries
        )
        text = markdown(measured)
        print(text)
        if asked.out is not None:
            asked.out.write_text(text + "\n", encoding="utf-8")
        return 1 if measured.faults else 0
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.tiny",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--optima", type=Path, help=f"results file (prove, repack: {_OWN})")
    shared.add_argument(
        "--numbers",
        nargs=2,
        type=int,
        default=[0, 1000],
        metavar=("FIRST", "END"),
        help="problems FIRST to END - 1 (default: 0 1000)",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    prove = commands.add_parser("prove", parents=[shared], help="prove optima and add them to the file")
    prove.add_argument("--seconds", type=float, default=5.0, help="time limit of each (default: 5)")
    check = commands.add_parser("check", parents=[shared], help="compare proven optima with enumeration")
    check.add_argument("--max-orders", type=int, default=4, help="and most vehicle days (default: 4)")
    pack = commands.add_parser("repack", parents=[shared], help="write the results as one compressed member")
    pack.add_argument("--to", type=Path, required=True, help="the new file")
    run = commands.add_parser("measure", parents=[shared], help="count and classify the optima missed")
    run.add_argument("--solver", default="search", choices=vrpcore.solver_names())
    run.add_argument("--iterations", type=int, default=20_000, help="(default: 20000)")
    run.add_argument("--seed", type=int, default=0, help="(default: 0)")
    run.add_argument("--retries", type=int, default=2, help="further seeds for each miss (default: 2)")
    run.add_argument("--out", type=Path, help="write the table there as well")
    return parser


if __name__ == "__main__":
    sys.exit(main())
