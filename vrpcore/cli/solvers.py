"""``vrpcore solvers``: what is installed, what it can do, and whether it runs here."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from vrpcore.cli import exit_codes
from vrpcore.cli.files import print_json
from vrpcore.errors import SolverUnavailableError
from vrpcore.models.features import UNSUPPORTED_IN_THIS_VERSION, Feature
from vrpcore.solvers.registry import get_solver, solver_names

if TYPE_CHECKING:
    from vrpcore.cli.files import Commands


def add_to(commands: Commands) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("solvers", help="list the installed solvers")
    parser.add_argument("--json", action="store_true", help="print the list as JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """List the solvers."""
    rows = [_describe(name) for name in solver_names()]
    if arguments.json:
        print_json(rows)
        return exit_codes.OK
    for row in rows:
        print(f"{row['name']:8} {row['state']}")
        print(f"         {row['flags'] or 'no promises'}")
        print(f"         refuses: {row['refuses'] or 'nothing that this version has'}")
    return exit_codes.OK


def _describe(name: str) -> dict[str, str]:
    try:
        solver = get_solver(name)
    except SolverUnavailableError as error:
        return {"name": name, "state": f"broken: {error}", "flags": "", "refuses": ""}
    can = solver.capabilities
    flags = {
        "proves optimality": can.proves_optimality,
        "gives bounds": can.gives_bounds,
        "deterministic": can.is_deterministic,
        "warm start": can.takes_warm_start,
        "cancel": can.can_cancel,
    }
    missing = can.missing(frozenset(Feature) - UNSUPPORTED_IN_THIS_VERSION)
    return {
        "name": name,
        "state": solver.is_available() or "available",
        "flags": ", ".join(flag for flag, holds in flags.items() if holds),
        "refuses": ", ".join(missing),
    }
