"""The benchmark set of two-channel distribution: counties with their best known plans.

    python -m benchmarks.counties list
    python -m benchmarks.counties write FOLDER day-800-ample-0
    python -m benchmarks.counties run day-800-ample-0 --time-limit 10 60 --seeds 1 2 3 --solver search
    python -m benchmarks.counties update --time-limit 60 --rounds 3
    python -m benchmarks.counties submit day-800-ample-0 plan.json --by "A. Planner, method X, 1 h"

Without names, all counties are meant. docs/county-benchmarks.md says more.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import vrpcore
from benchmarks.counties import best, listing
from benchmarks.counties.registry import chosen
from benchmarks.counties.update import Search, update
from benchmarks.quality import __main__ as quality
from benchmarks.quality.cases import TWO_CHANNEL
from benchmarks.quality.gates import SOLVER
from vrpcore.errors import VrpcoreError


def main(arguments: list[str] | None = None) -> int:
    """Do what is asked for: 0 done, 1 a run failed or a plan is not better, 2 the request is wrong."""
    asked = _parser().parse_args(arguments)
    try:
        return int(asked.do(asked))
    except (OSError, ValueError, VrpcoreError) as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("interrupted; the same command goes on from here", file=sys.stderr)
        return 130


def _list(asked: argparse.Namespace) -> int:
    for county in chosen(asked.names):
        known = best.load(county, asked.plans)
        print(
            f"{county.name}: {'no plan' if known is None else f'{known.cost} ({known.found}, {known.date})'}"
        )
        print(f"  {county.command()}")
    return 0


def _write(asked: argparse.Namespace) -> int:
    asked.folder.mkdir(parents=True, exist_ok=True)
    for county in chosen(asked.names):
        vrpcore.io.write_json(county.problem(), asked.folder / f"{county.name}.json")
        if known := best.load(county, asked.plans):
            vrpcore.io.write_json(known.plan, asked.folder / f"{county.name}.plan.json")
        print(asked.folder / f"{county.name}.json", flush=True)
    return 0


def _run(asked: argparse.Namespace) -> int:
    names = [county.name for county in chosen(asked.names)]
    texts = {
        "--sets": TWO_CHANNEL,
        "--instances": names,
        "--solvers": asked.solver,
        "--budgets": asked.time_limit,
        "--seeds": asked.seeds,
        "--out": [asked.out],
        "--gates-for": asked.solver[:1],
    }
    return quality.main([text for option, values in texts.items() for text in (option, *map(str, values))])


def _update(asked: argparse.Namespace) -> int:
    search = Search(asked.solver, asked.time_limit, asked.from_best, asked.threads)
    return int(update(chosen(asked.names), search, asked.rounds, asked.log, asked.plans) > 0)


def _submit(asked: argparse.Namespace) -> int:
    (county,) = chosen([asked.name])
    problem, known = county.problem(), best.load(county, asked.plans)
    plan = vrpcore.io.read_plan(asked.plan)
    is_better, evaluation = best.offer(county, problem, plan, asked.by, asked.plans)
    if is_better:
        listing.write(asked.plans)
    print(listing.progress(county, problem, known, evaluation, is_better))
    return int(not is_better)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.counties",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    show = commands.add_parser("list", help="names, best known costs, commands that write the problems")
    show.set_defaults(do=_list)

    write = commands.add_parser("write", help="write problems and best known plans as JSON files")
    write.add_argument("folder", type=Path)
    write.set_defaults(do=_write)

    run = commands.add_parser("run", help="measure solvers: gaps to the best known, gates")
    run.add_argument("--time-limit", nargs="+", type=float, default=[10.0, 60.0], help="s (default: 10 60)")
    run.add_argument("--seeds", nargs="+", type=int, default=[1, 2, 3], help="(default: 1 2 3)")
    run.add_argument("--solver", nargs="+", default=[SOLVER], help="gates: of the first (default: search)")
    run.add_argument("--out", type=Path, default=Path("bench-output/counties.jsonl"), help="results file")
    run.set_defaults(do=_run)

    more = commands.add_parser("update", help="look for better plans and store them")
    more.add_argument("--time-limit", type=float, default=60.0, help="seconds per run (default: 60)")
    more.add_argument(
        "--rounds", type=int, default=1, help="runs of each county that has had the fewest (default: 1)"
    )
    more.add_argument("--solver", default="auto", help="(default: auto)")
    more.add_argument("--threads", type=int, default=1, help="(default: 1)")
    more.add_argument("--from-best", action="store_true", help="start from the stored plan, not from scratch")
    log = Path("bench-output/counties-update.jsonl")
    more.add_argument("--log", type=Path, default=log, help="runs so far; next seeds follow from it")
    more.set_defaults(do=_update)

    submit = commands.add_parser("submit", help="store a plan from a file if it is feasible and cheaper")
    submit.add_argument("name")
    submit.add_argument("plan", type=Path)
    submit.add_argument("--by", required=True, help="who found it, and how")
    submit.set_defaults(do=_submit)

    for command in (show, write, more, submit):
        command.add_argument("--plans", type=Path, default=best.FOLDER, help="folder of the stored plans")
    for command in (show, write, run, more):
        command.add_argument("names", nargs="*", metavar="NAME", help="(default: all counties)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
