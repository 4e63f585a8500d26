"""``vrpcore generate``: problems to try things on, and templates to start from."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from vrpcore import datasets, io
from vrpcore.cli import exit_codes
from vrpcore.cli.files import require_problem_target, write_problem, written
from vrpcore.datasets.county import PERIODS, STOCK_LEVELS
from vrpcore.language import LANGUAGES
from vrpcore.models.problem import Problem

if TYPE_CHECKING:
    from vrpcore.cli.files import Commands

_COUNTY_NUMBERS = {
    "--townships": "number of townships (default: 11)",
    "--stores": "number of stores (default: in 6 of 11 townships)",
    "--orders": "number of orders (default: 15 per 100 customers for a day, one per customer for a cycle)",
    "--planted": "orders that nobody can serve, 0 to 4 (default: 4)",
    "--centers": "number of centres, 1 or 2 (default: 1)",
    "--center-tonnes-per-day": "most tonnes that may be loaded at a centre on one day (default: no limit)",
    "--orders-per-customer": "most orders of a customer with a regular one, 1 to 4 (default: 1)",
    "--splittable-percent": "share of orders of 6 or more cases that may be brought in parts (default: 0)",
}
"""Options with a whole number that `reference_county` takes under the same name."""


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
    parser.add_argument("--customers", type=int, help="number of customers (county: 800, others: 100)")
    county = parser.add_argument_group("counties only", "see docs/reference-county.md")
    county.add_argument("--period", choices=PERIODS, help="one day or the half-month cycle")
    county.add_argument("--stock", choices=STOCK_LEVELS, help="what stores and centres have (default: ample)")
    for option, what in _COUNTY_NUMBERS.items():
        county.add_argument(option, type=int, metavar="NUMBER", help=what)
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
    options = ("--period", "--stock", *_COUNTY_NUMBERS)
    given = {o: value for o in options if (value := getattr(arguments, _name(o))) is not None}
    if arguments.kind == "county":
        if arguments.customers is not None:
            given["--customers"] = arguments.customers
        return datasets.reference_county(arguments.seed, **{_name(o): value for o, value in given.items()})
    if given:
        raise ValueError(f"{', '.join(given)}: for counties only")
    if arguments.kind == "template":
        if arguments.customers is not None:
            raise ValueError("--customers is not for the template, which is always the same small example")
        return datasets.example_county(arguments.language)
    make = datasets.random_cvrp if arguments.kind == "cvrp" else datasets.random_vrptw
    return make(100 if arguments.customers is None else arguments.customers, seed=arguments.seed)


def _name(option: str) -> str:
    return option.removeprefix("--").replace("-", "_")
