"""Problems, plans and evaluations as JSON.

Reading finds every fault of a document in one go, those of single fields together with those between the
sound parts. What is written reads back as an equal value, to the last bit of every number.
"""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import from_json
from pydantic_core import to_json as core_to_json

from vrpcore.errors import Fault, FileFormatError, InvalidInputError, InvalidPlanError, InvalidProblemError
from vrpcore.io import files
from vrpcore.io.collector import garbage_collection_paused
from vrpcore.io.duplicate_keys import duplicate_keys
from vrpcore.io.salvage import faults_between
from vrpcore.models.evaluation import Evaluation
from vrpcore.models.plan import Plan
from vrpcore.models.problem import Problem
from vrpcore.models.validation.field_faults import faults_of, schema_version_fault

R = TypeVar("R", Problem, Plan, Evaluation)
Document = Problem | Plan | Evaluation

_MARKS = {"problem": "customers", "plan": "routes", "evaluation": "violations"}
"""A field by which a document of each kind is known."""
_READERS = {"problem": "read_json", "plan": "read_plan", "evaluation": "read_evaluation"}


def read_json(path: str | PathLike[str]) -> Problem:
    """Read a problem from a ``.json`` or ``.json.gz`` file.

    Raises
    ------
    InvalidProblemError
        If the document breaks any rule; `faults` lists all of them.
    FileFormatError
        If the file is not JSON in UTF-8, or holds a plan or an evaluation.
    FileNotFoundError
        If there is no such file.
    """
    return problem_from_json(files.read_text(Path(path)), name=str(path))


def read_plan(path: str | PathLike[str]) -> Plan:
    """Read a plan from a ``.json`` or ``.json.gz`` file; errors as in `read_json`, with `InvalidPlanError`.

    Whether its ids exist is asked when it is evaluated against a problem.
    """
    return plan_from_json(files.read_text(Path(path)), name=str(path))


def read_evaluation(path: str | PathLike[str]) -> Evaluation:
    """Read an evaluation that `write_json` has written."""
    return evaluation_from_json(files.read_text(Path(path)), name=str(path))


def write_json(value: Document, path: str | PathLike[str]) -> None:
    """Write a problem, a plan or an evaluation to a ``.json`` or ``.json.gz`` file, at once.

    Raises
    ------
    FileFormatError
        If the file's name has another ending.
    """
    files.write_text(to_json(value), Path(path))


def problem_from_json(text: str | bytes, name: str = "problem") -> Problem:
    """A problem from JSON text; `name` stands for it in messages. Errors as in `read_json`."""
    return _read(Problem, InvalidProblemError, text, name)


def plan_from_json(text: str | bytes, name: str = "plan") -> Plan:
    """A plan from JSON text; `name` stands for it in messages. Errors as in `read_plan`."""
    return _read(Plan, InvalidPlanError, text, name)


def evaluation_from_json(text: str | bytes, name: str = "evaluation") -> Evaluation:
    """An evaluation from JSON text."""
    return _read(Evaluation, InvalidInputError, text, name)


def to_json(value: Document) -> str:
    """JSON text with one line per order, customer, route and so on: readable, and small in a diff."""
    if not isinstance(value, Problem | Plan | Evaluation):
        raise TypeError(f"{type(value).__name__} is not written; allowed: Problem, Plan, Evaluation")
    fields = []
    for name in type(value).model_fields:
        part = getattr(value, name)
        if isinstance(part, tuple) and part:
            items = ",\n".join(f"    {_compact(item)}" for item in part)
            fields.append(f'  "{name}": [\n{items}\n  ]')
        else:
            fields.append(f'  "{name}": {_compact(part)}')
    return "{\n" + ",\n".join(fields) + "\n}\n"


def _compact(part: object) -> str:
    return core_to_json(part).decode()


def _read(model: type[R], invalid: type[InvalidInputError], text: str | bytes, name: str) -> R:
    if isinstance(text, bytes):
        text = files.decode(text, name)
    with garbage_collection_paused():
        try:
            value = model.model_validate_json(text)
        except ValidationError as error:
            faults = _faults(model, error, text, name)
        else:
            faults = duplicate_keys(text)
            if not faults:
                return value
    raise invalid(name, faults)


def _faults(model: type[R], error: ValidationError, text: str, name: str) -> list[Fault]:
    first = error.errors(include_url=False)[0]
    if first["type"] == "json_invalid":
        raise FileFormatError(
            f"{name} is not valid JSON: {first['ctx']['error']}; remedy: correct it there"
        ) from None
    document = from_json(text)
    kind: str = model.__name__.lower()
    _refuse_other_kinds(kind, document, name)
    version = document.get("schema_version", 1) if isinstance(document, dict) else 1
    if type(version) is int and version != 1:
        return [schema_version_fault(version)]
    faults = [*duplicate_keys(text), *faults_of(error, kind)]
    if model is Problem and isinstance(document, dict):
        faults += faults_between(document, error)
    return list(dict.fromkeys(faults))


def _refuse_other_kinds(kind: str, document: object, name: str) -> None:
    if not isinstance(document, dict) or _MARKS[kind] in document:
        return
    for other, mark in _MARKS.items():
        if mark in document:
            raise FileFormatError(
                f"{name} is a document of kind {other}, not {kind}, as it has {mark!r}; "
                f"remedy: read it with {_READERS[other]}, or name the file of the {kind}"
            )
    if kind == "problem" and "vehicles" in document and ("jobs" in document or "shipments" in document):
        raise FileFormatError(
            f"{name} is an input of VROOM; remedy: read it with io.read_vroom, or run "
            f"vrpcore convert {name} problem.json --from-vroom"
        )
