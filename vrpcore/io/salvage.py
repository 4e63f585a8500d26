"""What can still be said about a problem some of whose fields are broken."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_json

from vrpcore.errors import Fault
from vrpcore.models.problem import Problem
from vrpcore.models.validation import faults_of_draft
from vrpcore.models.validation.draft import Draft
from vrpcore.models.validation.field_faults import is_across


def faults_between(document: dict[str, object], error: ValidationError) -> list[Fault]:
    """The faults between the sound parts of a document that has broken ones.

    An item of a list (an order, say) with any broken field is set aside, but the ids in it still count; so
    one reading reports its broken fields and everything wrong between the others.

    Parameters
    ----------
    document
        The parsed problem.
    error
        What validating it raised.

    Returns
    -------
    list of Fault
        Empty if `error` already comes from the rules across objects.
    """
    broken: defaultdict[str, dict[int, object]] = defaultdict(dict)
    lost: set[str] = set()
    for line in error.errors(include_url=False, include_input=False, include_context=True):
        if is_across(line):
            return []
        part, *rest = line["loc"] or ("",)
        items = document.get(str(part))
        if part not in Problem.model_fields:
            continue  # an unknown field takes nothing away
        if rest and isinstance(rest[0], int) and isinstance(items, list):
            broken[str(part)][rest[0]] = items[rest[0]]
        else:
            lost.add(str(part))
    sound = {
        part: _adapter(part).validate_json(to_json(_without(document[part], broken.get(part, {}))))
        for part in Problem.model_fields
        if part in document and part not in lost
    }
    lists = dict.fromkeys(("products", "customers", "orders", "depots", "vehicle_types"), ())
    problem = Problem.model_construct(**{**lists, **sound})
    return faults_of_draft(Draft(problem, broken, frozenset(lost)))


def _without(items: object, gone: dict[int, object]) -> object:
    if not gone or not isinstance(items, list):
        return items
    return [item for idx, item in enumerate(items) if idx not in gone]


@cache
def _adapter(part: str) -> TypeAdapter[Any]:  # Any: the types of all fields of a problem
    return TypeAdapter(Problem.model_fields[part].rebuild_annotation())
