"""``vrpcore actuals``: a filled-in form against its plan."""

from __future__ import annotations

import argparse
import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

from vrpcore import report
from vrpcore.cli import exit_codes
from vrpcore.cli.files import add_problem_argument, print_json, read_plan, read_problem
from vrpcore.language import LANGUAGES

if TYPE_CHECKING:
    from vrpcore.cli.files import Commands


def add_to(commands: Commands) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("actuals", help="hold a filled-in form against its plan")
    add_problem_argument(parser)
    parser.add_argument("plan", type=Path, help="plan as JSON, or a VRPLIB solution (.sol)")
    parser.add_argument("form", type=Path, help="form of `vrpcore form`, filled in (.xlsx or .csv)")
    parser.add_argument(
        "--tolerance",
        type=float,
        default=30.0,
        metavar="MINUTES",
        help="on time without window (default: 30)",
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="default: en")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Read, measure, print."""
    problem = read_problem(arguments)
    plan = read_plan(arguments.plan, problem)
    executed = report.read_form(problem, plan, arguments.form)
    found = report.actuals(problem, plan, executed, tolerance_min=arguments.tolerance)
    if arguments.json:
        rows = (found.overall, *found.vehicles, *found.depots)
        print_json(
            [
                dataclasses.asdict(row)
                | {"on_time_rate": row.on_time_rate, "fill_rate": row.fill_rate, "num_open": row.num_open}
                for row in rows
            ]
        )
    else:
        print(found.text(arguments.language))
    return exit_codes.OK
