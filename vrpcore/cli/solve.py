"""``vrpcore solve``: a problem in, a plan out."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from vrpcore import api, io, report
from vrpcore.cli import exit_codes
from vrpcore.cli.files import (
    HTML_ENDINGS,
    PICTURE_ENDINGS,
    PLAN_ENDINGS,
    add_problem_argument,
    print_json,
    read_plan,
    read_problem,
    require_other,
    require_writable,
)
from vrpcore.io.extras import optional
from vrpcore.language import LANGUAGES, Language
from vrpcore.models.money import Currency
from vrpcore.models.problem import Problem
from vrpcore.notices import notice_line, notices_of
from vrpcore.report.canvas import require_matplotlib
from vrpcore.report.geojson import require_degrees
from vrpcore.result import Result
from vrpcore.solvers.progress import Progress

if TYPE_CHECKING:
    from vrpcore.cli.files import Commands


def add_to(commands: Commands) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("solve", help="plan a problem and write the plan")
    add_problem_argument(parser)
    add_solver_arguments(parser)
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        help="write the plan to this file: JSON, an Excel workbook (.xlsx), or a map (.geojson)",
    )
    parser.add_argument(
        "--language", choices=LANGUAGES, default="en", help="of what is printed, drawn and told (default: en)"
    )
    parser.add_argument("--evaluation", type=Path, help="write cost, schedule and reasons to this JSON file")
    parser.add_argument("--picture", type=Path, help="draw the plan into this PNG file (needs matplotlib)")
    parser.add_argument("--report", type=Path, help="tell the plan on this HTML page")
    parser.add_argument("--initial", type=Path, help="start from this plan (JSON or .sol)")
    parser.add_argument("--json", action="store_true", help="print a machine-readable summary")
    parser.add_argument("--progress", action="store_true", help="report progress on standard error")
    parser.set_defaults(run=run)


def add_solver_arguments(parser: argparse.ArgumentParser, time_limit: float = 10.0) -> None:
    """Add the arguments that say how to solve."""
    parser.add_argument("--solver", default="auto", help="name of an installed solver (default: auto)")
    parser.add_argument(
        "--time-limit", type=float, default=time_limit, metavar="SECONDS", help="default: %(default)s"
    )
    parser.add_argument("--seed", type=int, default=0, help="default: 0")
    parser.add_argument("--threads", type=int, default=1, help="default: 1")


def run(arguments: argparse.Namespace) -> int:
    """Solve, write and report."""
    require_writable(arguments.output, PLAN_ENDINGS)
    require_writable(arguments.evaluation)
    require_writable(arguments.picture, PICTURE_ENDINGS)
    require_writable(arguments.report, HTML_ENDINGS)
    for target in (arguments.output, arguments.evaluation):
        require_other(target, arguments.problem)
    if arguments.picture is not None:
        require_matplotlib()
    problem = read_problem(arguments)
    require_format(arguments.output, problem)
    notices = notices_of(problem)
    for notice in notices:
        print(notice_line(notice, arguments.language), file=sys.stderr)
    initial = None if arguments.initial is None else read_plan(arguments.initial, problem)
    result = api.solve(
        problem,
        arguments.solver,
        arguments.time_limit,
        arguments.seed,
        arguments.threads,
        initial=initial,
        progress=partial(print_progress, problem.currency) if arguments.progress else None,
    )
    for notice in result.notices[len(notices) :]:
        print(notice_line(notice, arguments.language), file=sys.stderr)
    if arguments.output is not None:
        write_result(result, arguments.output, arguments.language)
    if arguments.evaluation is not None:
        io.write_json(result.evaluation, arguments.evaluation)
    if arguments.picture is not None:
        report.save_plan_picture(
            problem,
            result.plan,
            arguments.picture,
            evaluation=result.evaluation,
            language=arguments.language,
        )
    if arguments.report is not None:
        result.to_html(arguments.report, language=arguments.language)
    if arguments.json:
        print_json(as_json(result))
    else:
        print(report.summary(problem, result.plan, result.evaluation, language=arguments.language))
        print()
        print(result.text(arguments.language))
    return exit_codes.OK if result.is_feasible else exit_codes.INFEASIBLE


def require_format(path: Path | None, problem: Problem) -> None:
    """Refuse a format that the problem or the installation does not allow, before an hour goes into it."""
    suffix = "" if path is None else path.suffix.lower()
    if suffix == ".xlsx":
        optional("openpyxl", "writing Excel workbooks")
    elif suffix == ".geojson":
        require_degrees(problem)


def write_result(result: Result, path: Path, language: Language) -> None:
    """Write what was found, in the format that the file's name asks for."""
    if path.suffix.lower() == ".xlsx":
        result.to_excel(path, language=language)
    elif path.suffix.lower() == ".geojson":
        result.to_geojson(path)
    else:
        io.write_json(result.plan, path)


def as_json(result: Result) -> dict[str, object]:
    """A result as plain values, for scripts."""
    return {
        "status": result.status,
        "cost": result.cost,
        "num_required_missing": result.num_required_missing,
        "cost_amount": str(result.problem.currency.amount(result.cost)),
        "currency": result.problem.currency.code,
        "bound": result.bound,
        "gap": result.gap,
        "solver": result.solver,
        "stopped_by": result.stopped_by,
        "runtime_s": round(result.runtime_s, 3),
        "iterations": result.iterations,
        "seed": result.seed,
        "threads": result.threads,
        "version": result.version,
        "problem_hash": result.problem_hash,
        "breakdown": result.evaluation.breakdown.model_dump(),
        "notices": [notice.text() for notice in result.notices],
        "kpis": result.evaluation.kpis.model_dump(),
        "statistics": result.statistics,
    }


def print_progress(currency: Currency, event: Progress) -> None:
    """Show one progress event on standard error."""
    cost = "no plan yet" if event.cost is None else f"cost {currency.text(event.cost)}"
    bound = "" if event.bound is None else f", bound {currency.text(event.bound)}"
    print(f"{event.elapsed_s:7.2f} s  {event.solver}: {event.phase}, {cost}{bound}", file=sys.stderr)
