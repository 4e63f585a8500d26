"""Pydantic's errors in our own terms: code, place, what was found, what is allowed, what to do."""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping, Sized
from functools import cache

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from vrpcore.errors import Fault
from vrpcore.language import told
from vrpcore.models.evaluation import Evaluation
from vrpcore.models.faults import FaultCode, fault
from vrpcore.models.plan import Plan
from vrpcore.models.problem import Problem

_BOUNDS = {
    "greater_than": "more than {bound}",
    "greater_than_equal": "at least {bound}",
    "less_than": "less than {bound}",
    "less_than_equal": "at most {bound}",
}
_BOUND_KEYS = {"greater_than": "gt", "greater_than_equal": "ge", "less_than": "lt", "less_than_equal": "le"}
_TAGS = {"travel": ("planar", "geodesic", "matrix"), "activities": ("delivery", "pickup", "reload", "break")}
"""Fields that hold one of several kinds of record; pydantic names the kind in the path, documents do not."""


def is_across(line: ErrorDetails) -> bool:
    """Whether an error comes from a rule across objects: all fields were valid by themselves."""
    return "where" in line.get("ctx", {})


def faults_of(error: ValidationError, document: str = "document") -> list[Fault]:
    """Everything that a validation error says, as faults.

    Parameters
    ----------
    error
        Raised by any record of vrpcore.
    document
        What to call the place of errors that concern the whole.

    Returns
    -------
    list of Fault
        At least one, in pydantic's order.
    """
    return [_fault(line, document) for line in error.errors(include_url=False) if not _is_follow_up(line)]


def _is_follow_up(line: ErrorDetails) -> bool:
    """Whether a list is called too short only because its broken items were not counted."""
    if line["type"] != "too_short" or not isinstance(line["input"], Sized):
        return False
    return len(line["input"]) >= int(line["ctx"]["min_length"])


def _fault(line: ErrorDetails, document: str) -> Fault:
    ctx = line.get("ctx", {})
    if is_across(line):
        return Fault(line["type"], ctx["where"], ctx["what"], ctx["allowed"], ctx["remedy"])
    parts = _without_tags(line["loc"])
    where = ".".join(parts) or document
    if "remedy" in ctx:
        return Fault(line["type"], where, ctx["what"], ctx["allowed"], ctx["remedy"])
    name = parts[-1] if parts else document
    kind, value = line["type"], line["input"]
    found = told("found {value}", value=_shown(value))
    match kind:
        case "missing":
            return fault(
                "missing_field",
                where,
                told("it is missing"),
                told("a value"),
                told("add {field!r}", field=name),
            )
        case "extra_forbidden":
            similar = difflib.get_close_matches(name[:100], _field_names(), n=1)
            hint = f"did you mean {similar[0]!r}? otherwise " if similar else ""
            remedy = f"{hint}remove it; `vrpcore schema` lists all fields"
            return fault("unknown_field", where, f"there is no field {name!r} here", "known fields", remedy)
        case "union_tag_not_found":
            where, name = f"{where}.kind", "kind"
            return fault("missing_field", where, "it is missing", _tags(parts), "add 'kind'")
        case "union_tag_invalid":
            where, found = f"{where}.kind", told("found {value}", value=_shown(ctx["tag"]))
            return fault("not_an_option", where, found, ctx["expected_tags"], told("choose one of these"))
        case "literal_error":
            if name == "schema_version":
                return schema_version_fault(value)
            return fault("not_an_option", where, found, ctx["expected"], told("choose one of these"))
        case "finite_number":
            remedy = told("give a number, or leave an optional field out")
            return fault("not_finite", where, found, told("a finite number"), remedy)
        case "int_parsing_size":
            return fault(
                "out_of_range", where, found, told("a number of common size"), told("check unit and digits")
            )
        case "string_too_short" | "too_short":
            least = ctx["min_length"]
            return fault(
                "too_few",
                where,
                found,
                told("a length of at least {number}", number=least),
                told("complete it"),
            )
        case "string_too_long" | "too_long":
            most = ctx["max_length"]
            return fault(
                "too_long",
                where,
                found,
                told("a length of at most {number}", number=most),
                told("shorten it"),
            )
    if kind in _BOUNDS:
        allowed = told(_BOUNDS[kind], bound=str(ctx[_BOUND_KEYS[kind]]))
        remedy = told("check sign, unit and digits")
        return fault("out_of_range", where, found, allowed, remedy)
    wanted = line["msg"].removeprefix("Input should be ")
    code: FaultCode = "wrong_type" if kind.endswith(("_type", "_parsing", "_from_float")) else "invalid_value"
    remedy = (
        "give a value of that type: text in quotes, numbers without, whole numbers without a decimal point"
    )
    return fault(code, where, found, wanted, remedy)


def schema_version_fault(version: object) -> Fault:
    """A document of another version of the schema, of which nothing else can be said."""
    return fault(
        "schema_version",
        "schema_version",
        f"the document has schema version {_shown(version)}",
        "version 1, which this version of vrpcore reads",
        "read it with the vrpcore that wrote it, or write it again in version 1",
    )


def _without_tags(loc: tuple[int | str, ...]) -> list[str]:
    kept: list[int | str] = []
    for part in loc:
        field = next((p for p in reversed(kept) if isinstance(p, str)), None)
        if field is None or part not in _TAGS.get(field, ()):
            kept.append(part)
    return [str(part) for part in kept]


def _tags(parts: list[str]) -> str:
    field = next((part for part in reversed(parts) if part in _TAGS), "")
    return ", ".join(map(repr, _TAGS.get(field, ())))


def _shown(value: object) -> str:
    """A value as it would stand in JSON, in short."""
    if isinstance(value, list | tuple):
        return f"a list of {len(value)}"
    if isinstance(value, Mapping | BaseModel):
        return "an object"
    try:
        text = json.dumps(value, ensure_ascii=False)
    except (TypeError, ValueError):
        text = type(value).__name__
    return text if len(text) <= 60 else f"{text[:57]}..."


@cache
def _field_names() -> tuple[str, ...]:
    """The names of all fields of all records, for suggestions."""
    names: set[str] = set()
    for model in (Problem, Plan, Evaluation):
        schema = model.model_json_schema()
        for part in (schema, *schema.get("$defs", {}).values()):
            names.update(part.get("properties", ()))
    return tuple(sorted(names))
