"""``vrpcore check``: the independent evaluator's verdict on a plan, or on a problem alone."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from vrpcore import api, report
from vrpcore.cli import exit_codes
from vrpcore.cli.files import add_problem_argument, print_json, read_plan, read_problem
from vrpcore.cli.notices import far_customers

if TYPE_CHECKING:
    from vrpcore.cli.files import Commands


def add_to(commands: Commands) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("check", help="check a problem, or cost and check a plan")
    add_problem_argument(parser)
    parser.add_argument("plan", type=Path, nargs="?", help="plan as JSON, or a VRPLIB solution (.sol)")
    parser.add_argument("--json", action="store_true", help="print the whole evaluation as JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Check and report."""
    problem = read_problem(arguments)
    if arguments.plan is None:
        counts = {
            kind: len(getattr(problem, kind))
            for kind in ("customers", "orders", "depots", "vehicle_types", "products", "slots")
        }
        notices = far_customers(problem)
        if arguments.json:
            print_json({"valid": True, **counts, "notices": notices})
        else:
            told = (f"{count} {kind.replace('_', ' ')}" for kind, count in counts.items())
            print(f"valid problem: {', '.join(told)}")
            for notice in notices:
                print(f"notice: {notice}")
        return exit_codes.OK
    plan = read_plan(arguments.plan, problem)
    evaluation = api.evaluate(problem, plan)
    if arguments.json:
        print(evaluation.model_dump_json(indent=2))
    else:
        print(report.summary(problem, plan, evaluation))
        print()
        for violation in evaluation.violations:
            print(f"breaks {violation.rule}: {violation.where}: {violation.what}")
        print("keeps every rule" if evaluation.is_feasible else f"{len(evaluation.violations)} violations")
    return exit_codes.OK if evaluation.is_feasible else exit_codes.INFEASIBLE
