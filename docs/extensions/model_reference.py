"""The reference of the model, made from the field descriptions of `vrpcore.models` at each build."""

from __future__ import annotations

import re
from dataclasses import is_dataclass
from typing import TYPE_CHECKING, Any, TypeAlias, get_args, get_type_hints

from pydantic import BaseModel, TypeAdapter
from pydantic.fields import FieldInfo

from vrpcore import models
from vrpcore.models.features import Feature

if TYPE_CHECKING:
    from sphinx.application import Sphinx

Record: TypeAlias = type[Any]
"""A pydantic model, or a plain data class that one holds."""
PAGE = "reference/model"
PROBLEM, PLAN, ANSWER = "Problem", "Plan", "Evaluation"
_WORDS = {
    "string": "text",
    "integer": "whole number",
    "null": "none",
    "boolean": "yes or no",
    "date": "date",
    "date-time": "date and time",
}


def records() -> dict[str, list[Record]]:
    """Every public record, under the document (problem, plan or evaluation) that first holds it."""
    seen: set[Record] = set()
    return {root: _below(getattr(models, root), seen) for root in (PROBLEM, PLAN, ANSWER)}


def reference() -> str:
    """The page, in Markdown."""
    parts = []
    for root, found in records().items():
        parts.append(f"\n## {root}\n")
        parts += [_record(record, skip_heading=record.__name__ == root) for record in found]
    parts.append("\n## Features\n\nWhat a problem may need of a solver (`vrpcore.models.features_of`).\n")
    parts += [f"- `{feature.value}`" for feature in Feature]
    return "\n".join(parts) + "\n"


def _below(record: Record, seen: set[Record]) -> list[Record]:
    """The record and all that it holds, each once, in reading order."""
    if record in seen:
        return []
    seen.add(record)
    found = [record]
    for field in _fields(record).values():
        for held in _records_in(field.annotation):
            found += _below(held, seen)
    return found


def _fields(record: Record) -> dict[str, FieldInfo]:
    if issubclass(record, BaseModel):
        return record.model_fields
    shapes, hints = _schema(record)["properties"], get_type_hints(record)
    return {
        name: FieldInfo(annotation=hints[name], description=shape["description"], default=())
        for name, shape in shapes.items()
    }


def _schema(record: Record) -> dict[str, Any]:  # Any: JSON
    schema = TypeAdapter(record).json_schema(mode="validation")
    return schema["$defs"][record.__name__] if "$ref" in schema else schema  # a record that holds itself


def _records_in(annotation: object) -> list[Record]:
    annotation = getattr(annotation, "__value__", annotation)
    if isinstance(annotation, type) and (issubclass(annotation, BaseModel) or is_dataclass(annotation)):
        return [annotation]
    return [record for argument in get_args(annotation) for record in _records_in(argument)]


def _record(record: Record, *, skip_heading: bool) -> str:
    schema = _schema(record)
    required = set(schema.get("required", ()))
    lines = [] if skip_heading else [f"\n### {record.__name__}\n"]
    lines += [_cell(record.__doc__ or ""), "", "| Field | Type | Default | Meaning |", "|---|---|---|---|"]
    for name, field in _fields(record).items():
        shape = schema["properties"].get(name, {})
        default = "required" if name in required else _default(shape, field.get_default())
        lines.append(f"| `{name}` | {_type(shape)} | {default} | {_meaning(field)} |")
    return "\n".join(lines) + "\n"


def _meaning(field: FieldInfo) -> str:
    """The field's description; where it has none, what the one record is that it holds."""
    held = _records_in(field.annotation)
    return _cell(field.description or (held[0].__doc__ or "" if len(held) == 1 else ""))


def _default(shape: dict[str, Any], value: object) -> str:  # Any: JSON
    if value is None:
        return "none"
    if value in ((), ""):
        return "empty"
    if isinstance(value, BaseModel):
        return f"`{type(value).__name__}()`"
    return f"`{shape.get('default', value)}`"


def _type(shape: dict[str, Any]) -> str:  # Any: JSON
    """A JSON Schema in words, with bounds and choices."""
    if "$ref" in shape:
        name = shape["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{name.lower()})"
    if options := shape.get("anyOf") or shape.get("oneOf"):
        return " or ".join(dict.fromkeys(_type(option) for option in options))
    if "const" in shape:
        return f"`{shape['const']}`"
    if "enum" in shape:
        return ", ".join(f"`{value}`" for value in shape["enum"])
    kind = shape.get("type", "anything")
    if kind == "array":
        held = shape.get("items") or {}
        return f"list of {_type(held)}"
    if kind == "object":
        return "mapping"
    word = _WORDS.get(shape.get("format", kind), _WORDS.get(kind, kind))
    low, high = shape.get("minimum"), shape.get("maximum")
    above = shape.get("exclusiveMinimum")
    bounds = [
        f"{sign} {bound:,g}" if abs(bound) < 1e6 else f"{sign} {bound:.0e}".replace("e+0", "e")
        for sign, bound in (("≥", low), (">", above), ("≤", high))
        if bound is not None
    ]
    return f"{word} {', '.join(bounds)}".strip()


def _cell(text: str) -> str:
    """Text for a table: one line, names in double backquotes (reStructuredText) in single ones."""
    return re.sub(r"\s+", " ", text.replace("``", "`")).replace("|", "\\|").strip()


def _fill(_app: Sphinx, page: str, source: list[str]) -> None:
    if page == PAGE:
        source[0] += reference()


def setup(app: Sphinx) -> dict[str, bool]:
    """Called by Sphinx."""
    app.connect("source-read", _fill)
    return {"parallel_read_safe": True}
