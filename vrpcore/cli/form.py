"""``vrpcore form``: a table in which drivers and stores report back what became of a plan."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from vrpcore import report
from vrpcore.cli import exit_codes
from vrpcore.cli.files import (
    add_amounts_argument,
    add_problem_argument,
    read_amounts,
    read_plan,
    read_problem,
    require_writable,
)
from vrpcore.language import LANGUAGES, say
from vrpcore.report.actuals.form import ENDINGS

if TYPE_CHECKING:
    from vrpcore.cli.files import Commands


def add_to(commands: Commands) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("form", help="write a form for what really happened, to fill in")
    add_problem_argument(parser)
    parser.add_argument("plan", type=Path, help="plan as JSON, or a VRPLIB solution (.sol)")
    parser.add_argument("-o", "--output", type=Path, required=True, help="workbook (.xlsx) or CSV file")
    add_amounts_argument(parser)
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="default: en")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write it."""
    require_writable(arguments.output, ENDINGS)
    problem = read_problem(arguments)
    plan = read_plan(arguments.plan, problem)
    report.write_form(
        problem, plan, arguments.output, language=arguments.language, amounts=read_amounts(arguments.amounts)
    )
    command = f"vrpcore actuals PROBLEM PLAN {arguments.output.name}"
    told = say(
        "{path}: fill in, then: {command}", arguments.language, path=str(arguments.output), command=command
    )
    print(told)
    return exit_codes.OK
