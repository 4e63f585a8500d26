"""Reading problems and plans, and where to write, for all commands."""

from __future__ import annotations

import argparse
import errno
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vrpcore import io
from vrpcore.io.files import read_text
from vrpcore.language import Language, say
from vrpcore.models.plan import Plan
from vrpcore.models.problem import Problem

if TYPE_CHECKING:
    # argparse keeps this class private, and there is no other name for it
    Commands = argparse._SubParsersAction[Any]


def add_problem_argument(parser: argparse.ArgumentParser) -> None:
    """Add the problem file and how to read it."""
    parser.add_argument(
        "problem",
        type=Path,
        help="problem as JSON (- for standard input), an Excel workbook (.xlsx), a folder of CSV files, or a "
        "VRPLIB file (.vrp)",
    )
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
        raise ValueError("--rounding is for VRPLIB files (.vrp); other problems state their own distances")
    if path == Path("-"):
        return io.problem_from_json(sys.stdin.buffer.read(), name="standard input")
    if path.suffix.lower() in (*io.EXCEL_ENDINGS, ".xls"):
        return io.read_excel(path)
    if path.is_dir():
        return io.read_csv(path)
    if path.suffix.lower() == ".csv":
        raise ValueError(
            f"{path} is one CSV file; allowed: a folder of them, one for each kind of thing; "
            "remedy: name the folder"
        )
    if not path.exists():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
    return io.read_json(path)


def write_problem(problem: Problem, path: Path, language: Language = "en") -> None:
    """Write a problem as JSON, as a workbook, or as a folder of CSV files, as the name says."""
    if path.suffix.lower() in io.EXCEL_ENDINGS:
        io.write_excel(problem, path, language=language)
    elif is_folder(path):
        io.write_csv(problem, path, language=language)
    else:
        io.write_json(problem, path)


def is_folder(path: Path) -> bool:
    """Whether a name means a folder: one that is there, or a name without an ending."""
    return path.is_dir() or not path.suffix


def require_problem_target(path: Path) -> None:
    """Refuse a target that could not be written, before anything is done."""
    if not is_folder(path):
        require_writable(path, PROBLEM_ENDINGS)
    elif not path.parent.is_dir():
        raise ValueError(f"{path}: there is no folder {path.parent}; remedy: create it first")


def read_plan(path: Path, problem: Problem) -> Plan:
    """Read a plan as JSON, or a VRPLIB solution (.sol)."""
    if path.suffix == ".sol":
        return io.read_vrplib_solution(path, problem)
    if path.suffix.lower() in (*io.EXCEL_ENDINGS, ".geojson", *HTML_ENDINGS):
        raise ValueError(
            f"{path}: such plans are for people and are not read back; allowed: .json, .json.gz, .sol; "
            "remedy: write the plan as JSON, vrpcore solve … -o plan.json"
        )
    return io.read_plan(path)


def add_amounts_argument(parser: argparse.ArgumentParser) -> None:
    """Add the file of money to collect."""
    parser.add_argument(
        "--amounts", type=Path, metavar="FILE", help="money to collect: a JSON object, order id to amount"
    )


def read_amounts(path: Path | None) -> dict[str, float]:
    """Money by order id; nothing where no file is given."""
    found = _read_object(path)
    wrong = [key for key, value in found.items() if type(value) not in (int, float) or not 0 <= value < 1e12]
    if wrong:
        raise ValueError(f"{path}: {wrong[0]!r} has no amount; allowed: a number from 0; remedy: correct it")
    return {key: float(value) for key, value in found.items()}


def read_contacts(path: Path | None) -> dict[str, str]:
    """Texts by customer id; nothing where no file is given."""
    found = _read_object(path)
    wrong = [key for key, value in found.items() if not isinstance(value, str)]
    if wrong:
        raise ValueError(f"{path}: {wrong[0]!r} has no text; allowed: a text; remedy: put it in quotes")
    return found


def _read_object(path: Path | None) -> dict[str, Any]:
    if path is None:
        return {}
    try:
        found = json.loads(read_text(path))
    except json.JSONDecodeError as error:
        raise ValueError(f"{path} is not JSON: {error}; remedy: correct it there") from error
    if not isinstance(found, dict):
        raise ValueError(f'{path} holds no JSON object; allowed: {{"id": value, …}}; remedy: write one')
    return found


JSON_ENDINGS = (".json", ".json.gz")
PLAN_ENDINGS = (*JSON_ENDINGS, ".xlsx", ".geojson")
PROBLEM_ENDINGS = (*JSON_ENDINGS, ".xlsx")
PICTURE_ENDINGS = (".png", ".svg", ".pdf")
HTML_ENDINGS = (".html", ".htm")


def require_writable(path: Path | None, endings: tuple[str, ...] = JSON_ENDINGS) -> None:
    """Refuse a target that could not be written, before an hour goes into what belongs there."""
    if path is None:
        return
    folder = path.parent
    if not path.name.lower().endswith(endings):
        raise ValueError(f"{path} has another ending; allowed: {', '.join(endings)}; remedy: rename it")
    if path.is_dir():
        raise ValueError(f"{path} is a directory; allowed: a file; remedy: name a file in it")
    if not folder.is_dir():
        raise ValueError(f"{path}: there is no folder {folder}; remedy: create it first")
    if not os.access(folder, os.W_OK):
        raise ValueError(f"{path}: the folder {folder} cannot be written; remedy: choose another")


def require_other(target: Path | None, problem: Path) -> None:
    """Refuse to write over the problem that is read: what people keep in a workbook would be gone."""
    if target is not None and target.exists() and problem.exists() and target.samefile(problem):
        raise ValueError(f"{target} is the problem itself; remedy: choose another name")


def print_json(value: object) -> None:
    """Print a value as indented JSON."""
    print(json.dumps(value, indent=2, ensure_ascii=False))


def written(problem: Problem, path: Path, language: Language) -> str:
    """What a written problem consists of, in a line."""
    return say(
        "{path}: {customers} customers, {orders} orders",
        language,
        path=str(path),
        customers=len(problem.customers),
        orders=len(problem.orders),
    )
