"""``vrpcore check``: the independent evaluator's verdict on a plan, or on a problem alone."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from vrpcore import api, report
from vrpcore.cli import exit_codes
from vrpcore.cli.files import add_problem_argument, print_json, read_plan, read_problem
from vrpcore.language import LANGUAGES, Language, comma, say
from vrpcore.models.evaluation import Evaluation
from vrpcore.models.problem import Problem
from vrpcore.notices import notice_line, notices_of

if TYPE_CHECKING:
    from vrpcore.cli.files import Commands

_COUNTED = {
    "customers": "{number} customers",
    "orders": "{number} orders",
    "depots": "{number} depots",
    "vehicle_types": "{number} vehicle types",
    "products": "{number} products",
    "slots": "{number} slots",
}


def add_to(commands: Commands) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("check", help="check a problem, or cost and check a plan")
    add_problem_argument(parser)
    parser.add_argument("plan", type=Path, nargs="?", help="plan as JSON, or a VRPLIB solution (.sol)")
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="default: en")
    parser.add_argument("--json", action="store_true", help="print the whole evaluation as JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Check and report."""
    problem = read_problem(arguments)
    if arguments.plan is None:
        counts = {kind: len(getattr(problem, kind)) for kind in _COUNTED}
        notices = notices_of(problem)
        if arguments.json:
            print_json({"valid": True, **counts, "notices": [notice.text() for notice in notices]})
        else:
            print(valid(problem, arguments.language))
            for notice in notices:
                print(notice_line(notice, arguments.language))
        return exit_codes.OK
    plan = read_plan(arguments.plan, problem)
    evaluation = api.evaluate(problem, plan)
    if arguments.json:
        print(evaluation.model_dump_json(indent=2))
    else:
        language: Language = arguments.language
        print(report.summary(problem, plan, evaluation, language=language))
        print()
        for line in verdict(evaluation, language):
            print(line)
    return exit_codes.OK if evaluation.is_feasible else exit_codes.INFEASIBLE


def valid(problem: Problem, language: Language) -> str:
    """What a valid problem consists of, in a line."""
    told = (say(_COUNTED[kind], language, number=len(getattr(problem, kind))) for kind in _COUNTED)
    return say("valid problem: {counts}", language, counts=comma(language).join(told))


def verdict(evaluation: Evaluation, language: Language) -> Iterator[str]:
    """Every broken rule on a line, and how many there are."""
    for violation in evaluation.violations:
        yield say(
            "breaks {rule}: {where}: {what}",
            language,
            rule=violation.rule_in(language),
            where=violation.where_in(language),
            what=violation.text_in(language),
        )
    if evaluation.is_feasible:
        yield say("keeps every rule", language)
    else:
        yield say("{number} violations", language, number=len(evaluation.violations))
