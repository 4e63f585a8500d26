"""``vrpcore generate``: problems to try things on, and templates to start from."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from vrpcore import datasets, io
from vrpcore.cli import exit_codes
from vrpcore.cli.files import require_problem_target, write_problem, written
from vrpcore.language import LANGUAGES
from vrpcore.models.problem import Problem

if TYPE_CHECKING:
    from vrpcore.cli.files import Commands


def add_to(commands: Commands) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "generate", help="write a generated problem, or a template for a spreadsheet of your own"
    )
    parser.add_argument("kind", choices=("template", "county", "cvrp", "vrptw"))
    target = parser.add_mutually_exclusive_group(required=True)
    where = "workbook (.xlsx), folder for CSV files, or JSON file to write"
    target.add_argument("path", type=Path, nargs="?", help=where)
    target.add_argument("-o", "--output", type=Path, help="the same")
    parser.add_argument(
        "--language", choices=LANGUAGES, default="en", help="of headings and notes in tables (default: en)"
    )
    parser.add_argument("--seed", type=int, default=0, help="same seed, same problem (default: 0)")
    parser.add_argument("--period", choices=("day", "cycle"), help="county: one day or the half-month cycle")
    parser.add_argument("--customers", type=int, help="number of customers (county: 800, others: 100)")
    parser.add_argument("--townships", type=int, help="county: number of townships (default: 11)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Generate and write."""
    path: Path = arguments.output or arguments.path
    require_problem_target(path)
    if arguments.kind == "template" and (path.is_file() or (path.is_dir() and any(path.glob("*.csv")))):
        raise ValueError(f"{path} is there already, perhaps with work in it; remedy: choose another name")
    problem = _problem(arguments)
    if arguments.kind == "template" and path.suffix.lower() == ".xlsx":
        io.write_template(problem, path, language=arguments.language)
    else:
        write_problem(problem, path, arguments.language)
    print(written(problem, path, arguments.language))
    return exit_codes.OK


def _problem(arguments: argparse.Namespace) -> Problem:
    if arguments.kind == "county":
        return datasets.reference_county(
            seed=arguments.seed,
            period=arguments.period or "day",
            customers=800 if arguments.customers is None else arguments.customers,
            townships=11 if arguments.townships is None else arguments.townships,
        )
    for name in ("period", "townships"):
        if getattr(arguments, name) is not None:
            raise ValueError(f"--{name} is for counties only")
    if arguments.kind == "template":
        if arguments.customers is not None:
            raise ValueError("--customers is not for the template, which is always the same small example")
        return datasets.example_county(arguments.language)
    make = datasets.random_cvrp if arguments.kind == "cvrp" else datasets.random_vrptw
    return make(100 if arguments.customers is None else arguments.customers, seed=arguments.seed)
