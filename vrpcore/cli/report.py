"""``vrpcore report``: a plan as one HTML page that works without a network."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from vrpcore import api, report
from vrpcore.cli import exit_codes
from vrpcore.cli.files import (
    HTML_ENDINGS,
    PICTURE_ENDINGS,
    add_problem_argument,
    read_plan,
    read_problem,
    require_writable,
)
from vrpcore.cli.roads import add_road_arguments, road_sources
from vrpcore.language import LANGUAGES
from vrpcore.report.canvas import require_matplotlib

if TYPE_CHECKING:
    from vrpcore.cli.files import Commands


def add_to(commands: Commands) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("report", help="write a plan as one HTML page: map, timeline, reasons")
    add_problem_argument(parser)
    parser.add_argument("plan", type=Path, help="plan as JSON, or a VRPLIB solution (.sol)")
    parser.add_argument("-o", "--output", type=Path, required=True, help="HTML file to write")
    parser.add_argument(
        "--tiles", metavar="URL", help="address of map tiles with {z}, {x}, {y} (default: none, no network)"
    )
    parser.add_argument("--attribution", default="", help="whom the terms of the tiles ask to name")
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="default: en")
    parser.add_argument(
        "--picture", type=Path, help="draw the plan into this PNG file too (needs matplotlib)"
    )
    add_road_arguments(parser, required=False)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Evaluate and write."""
    require_writable(arguments.output, HTML_ENDINGS)
    require_writable(arguments.picture, PICTURE_ENDINGS)
    if arguments.picture is not None:
        require_matplotlib()
    problem = read_problem(arguments)
    plan = read_plan(arguments.plan, problem)
    evaluation = api.evaluate(problem, plan)
    roads = road_sources(arguments, problem)
    report.save_html_report(
        problem,
        plan,
        arguments.output,
        evaluation=evaluation,
        tiles=arguments.tiles,
        attribution=arguments.attribution,
        language=arguments.language,
        roads=roads,
    )
    if arguments.picture is not None:
        report.save_plan_picture(problem, plan, arguments.picture, evaluation=evaluation, roads=roads)
    print(f"{arguments.output}: {evaluation.cost_text(arguments.language)}")
    return exit_codes.OK if evaluation.is_feasible else exit_codes.INFEASIBLE
