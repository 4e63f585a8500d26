"""``vrpcore demo``: the main job on the reference county, from orders to plan, check and picture."""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

from vrpcore import api, datasets, io, report
from vrpcore.cli import exit_codes
from vrpcore.cli.files import print_json
from vrpcore.cli.solve import add_solver_arguments, as_json
from vrpcore.datasets.county import Period
from vrpcore.language import LANGUAGES, Language, say
from vrpcore.report.canvas import require_matplotlib
from vrpcore.report.text import display_width

if TYPE_CHECKING:
    from vrpcore.cli.files import Commands

_TITLES: dict[Period, str] = {
    "day": "The reference county, one day",
    "cycle": "The reference county, the half-month cycle",
}


def add_to(commands: Commands) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("demo", help="plan the reference county, one day and the half-month cycle")
    add_solver_arguments(parser, time_limit=20.0)
    parser.add_argument("--period", choices=("day", "cycle", "both"), default="both")
    parser.add_argument("--output", type=Path, default=Path("demo-output"), help="folder to write to")
    parser.add_argument("--no-picture", action="store_true", help="do not draw (matplotlib is not needed)")
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="default: en")
    parser.add_argument("--json", action="store_true", help="print machine-readable summaries")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Generate, solve, check, write and report."""
    folder: Path = arguments.output
    language: Language = arguments.language
    folder.mkdir(parents=True, exist_ok=True)
    if not arguments.no_picture:
        require_matplotlib()
    periods: tuple[Period, ...] = ("day", "cycle") if arguments.period == "both" else (arguments.period,)
    status = exit_codes.OK
    documents = []
    for period in periods:
        begin = time.perf_counter()
        problem = datasets.reference_county(seed=arguments.seed, period=period)
        result = api.solve(problem, arguments.solver, arguments.time_limit, arguments.seed, arguments.threads)
        written = [folder / f"{period}-problem.json", folder / f"{period}-plan.json"]
        io.write_json(problem, written[0])
        io.write_json(result.plan, written[1])
        if not arguments.no_picture:
            written.append(folder / f"{period}-plan.png")
            report.save_plan_picture(
                problem, result.plan, written[2], evaluation=result.evaluation, language=language
            )
        written.append(folder / f"{period}-plan.html")
        result.to_html(written[-1], language=language)
        seconds = time.perf_counter() - begin
        if not result.is_feasible:
            status = exit_codes.INFEASIBLE
        documents.append({"period": period, "seconds": round(seconds, 2), **as_json(result)})
        if not arguments.json:
            title = say(_TITLES[period], language)
            print(f"\n{title}\n{'=' * display_width(title)}\n")
            print(report.summary(problem, result.plan, result.evaluation, language=language))
            print(f"\n{result.text(language)}")
            files = ", ".join(map(str, written))
            wrote = "{seconds} s in all; wrote {files}"
            print(say(wrote, language, seconds=f"{seconds:.1f}", files=files), flush=True)
    if arguments.json:
        print_json(documents)
    return status
