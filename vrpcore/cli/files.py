"""Reading problems and plans, writing results, for all commands."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vrpcore import io
from vrpcore.models.plan import Plan
from vrpcore.models.problem import Problem

if TYPE_CHECKING:
    # argparse keeps this class private, and there is no other name for it
    Commands = argparse._SubParsersAction[Any]


def add_problem_argument(parser: argparse.ArgumentParser) -> None:
    """Add the problem file and how to read it."""
    parser.add_argument("problem", type=Path, help="problem as JSON, or a VRPLIB file (.vrp)")
    parser.add_argument(
        "--rounding",
        choices=("round", "dimacs", "exact", "none"),
        help="distance convention of a VRPLIB file (default: by its TYPE)",
    )


def read_problem(arguments: argparse.Namespace) -> Problem:
    """Read the problem file that a command was given."""
    path: Path = arguments.problem
    if path.suffix in (".vrp", ".txt"):
        return io.read_vrplib(path, rounding=arguments.rounding)
    if arguments.rounding is not None:
        raise ValueError("--rounding is for VRPLIB files (.vrp); a JSON problem states its own distances")
    return io.read_json(path)


def read_plan(path: Path, problem: Problem) -> Plan:
    """Read a plan as JSON, or a VRPLIB solution (.sol)."""
    if path.suffix == ".sol":
        return io.read_vrplib_solution(path, problem)
    return io.read_plan(path)


def print_json(value: object) -> None:
    """Print a value as indented JSON."""
    print(json.dumps(value, indent=2, ensure_ascii=False))
