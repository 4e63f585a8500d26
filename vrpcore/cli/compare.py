"""``vrpcore compare``: two plans of a problem, before and after."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from vrpcore import api
from vrpcore.cli import exit_codes
from vrpcore.cli.files import add_problem_argument, print_json, read_plan, read_problem
from vrpcore.language import LANGUAGES

if TYPE_CHECKING:
    from vrpcore.cli.files import Commands


def add_to(commands: Commands) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("compare", help="tell what changes from one plan to another")
    add_problem_argument(parser)
    parser.add_argument("before", type=Path, help="plan as JSON, or a VRPLIB solution (.sol)")
    parser.add_argument("after", type=Path, help="another plan of the same problem")
    parser.add_argument("--json", action="store_true", help="print all of it as JSON")
    parser.add_argument(
        "--max-orders", type=int, default=20, metavar="N", help="changed orders shown (default: 20)"
    )
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="default: en")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Compare and print."""
    problem = read_problem(arguments)
    plans = [read_plan(path, problem) for path in (arguments.before, arguments.after)]
    comparison = api.compare(problem, *plans)
    if arguments.json:
        print_json(comparison.to_dict())
    else:
        print(comparison.text(arguments.language, max_orders=max(0, arguments.max_orders)))
    return exit_codes.OK
