"""``vrpcore sheets``: delivery sheets, store sheets, pick lists and receipts of a plan, to print."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from vrpcore import report
from vrpcore.cli import exit_codes
from vrpcore.cli.files import (
    add_amounts_argument,
    add_problem_argument,
    read_amounts,
    read_contacts,
    read_plan,
    read_problem,
    require_writable,
)
from vrpcore.language import LANGUAGES, Language, colon, comma, label
from vrpcore.report.sheets import ENDINGS, PAPERS

if TYPE_CHECKING:
    from vrpcore.cli.files import Commands

_TITLES = {
    "delivery": "delivery sheet",
    "store": "store delivery sheet",
    "pick": "pick list",
    "receipt": "delivery receipt",
}


def add_to(commands: Commands) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("sheets", help="write delivery sheets, pick lists and receipts to print")
    add_problem_argument(parser)
    parser.add_argument("plan", type=Path, help="plan as JSON, or a VRPLIB solution (.sol)")
    parser.add_argument("-o", "--output", type=Path, required=True, help="HTML or PDF file to write")
    parser.add_argument("--papers", nargs="+", choices=PAPERS, default=PAPERS, help="default: all of them")
    parser.add_argument(
        "--date", type=dt.date.fromisoformat, nargs="+", metavar="YYYY-MM-DD", help="only these days"
    )
    parser.add_argument("--vehicle", nargs="+", metavar="ID", help="only these vehicles")
    add_amounts_argument(parser)
    parser.add_argument(
        "--contacts", type=Path, metavar="FILE", help="addresses: a JSON object, customer id to text"
    )
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="default: en")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write them."""
    require_writable(arguments.output, ENDINGS)
    problem = read_problem(arguments)
    plan = read_plan(arguments.plan, problem)
    report.save_delivery_sheets(
        problem,
        plan,
        arguments.output,
        language=arguments.language,
        papers=arguments.papers,
        dates=arguments.date,
        vehicle_ids=arguments.vehicle,
        amounts=read_amounts(arguments.amounts),
        contacts=read_contacts(arguments.contacts),
    )
    language: Language = arguments.language
    papers = comma(language).join(label(_TITLES[paper], "sheets", language) for paper in arguments.papers)
    print(f"{arguments.output}{colon(language)}{papers}")
    return exit_codes.OK
