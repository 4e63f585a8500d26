"""``vrpcore convert``: the same problem in another format."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from vrpcore import io
from vrpcore.cli import exit_codes
from vrpcore.cli.files import (
    add_problem_argument,
    read_problem,
    require_other,
    require_problem_target,
    write_problem,
    written,
)
from vrpcore.language import LANGUAGES

if TYPE_CHECKING:
    from vrpcore.cli.files import Commands


def add_to(commands: Commands) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("convert", help="write a problem in another format")
    add_problem_argument(parser)
    parser.add_argument(
        "target", type=Path, help="workbook (.xlsx), folder for CSV files, or JSON file to write"
    )
    parser.add_argument(
        "--from-vroom", action="store_true", help="the problem is VROOM's input (JSON), not vrpcore's"
    )
    parser.add_argument("--to-vroom", action="store_true", help="write VROOM's input, not vrpcore's JSON")
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="of tables (default: en)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Read, and write."""
    target: Path = arguments.target
    require_problem_target(target)
    require_other(target, arguments.problem)
    problem = io.read_vroom(arguments.problem) if arguments.from_vroom else read_problem(arguments)
    if arguments.to_vroom:
        io.write_vroom(problem, target)
    else:
        write_problem(problem, target, arguments.language)
    print(written(problem, target, arguments.language))
    return exit_codes.OK
