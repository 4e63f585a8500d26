"""The published JSON Schema of the files that vrpcore reads and writes."""

from __future__ import annotations

import json
from os import PathLike
from pathlib import Path
from typing import Any, Literal, get_args

from vrpcore.io import files
from vrpcore.models.base import SCHEMA_VERSION
from vrpcore.models.evaluation import Evaluation
from vrpcore.models.plan import Plan
from vrpcore.models.problem import Problem

SchemaKind = Literal["problem", "plan", "evaluation"]

_MODELS: dict[str, type[Problem] | type[Plan] | type[Evaluation]] = {
    "problem": Problem,
    "plan": Plan,
    "evaluation": Evaluation,
}
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(kind: SchemaKind = "problem") -> dict[str, Any]:  # Any: JSON
    """The JSON Schema (draft 2020-12) of one kind of document.

    It tells types, ranges, defaults and the meaning of every field. Rules between objects, such as ids that
    must exist, are beyond a schema; reading the document checks them.

    Raises
    ------
    ValueError
        If the kind is unknown.
    """
    if kind not in _MODELS:
        raise ValueError(f"no schema of kind {kind!r}; allowed: {', '.join(get_args(SchemaKind))}")
    schema = _MODELS[kind].model_json_schema(mode="validation")
    return {
        "$schema": DIALECT,
        "$id": f"urn:vrpcore:schema:{kind}:{SCHEMA_VERSION}",
        **schema,
        "title": f"vrpcore {kind}, schema version {SCHEMA_VERSION}",
    }


def write_schema(kind: SchemaKind, path: str | PathLike[str]) -> None:
    """Write the JSON Schema of one kind of document to a ``.json`` file."""
    text = json.dumps(json_schema(kind), indent=2, ensure_ascii=False)
    files.write_text(f"{text}\n", Path(path))
