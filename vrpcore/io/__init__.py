"""Files in and out: JSON, tables (Excel, CSV, data frames), benchmark instances as VRPLIB."""

from vrpcore.io.json import (
    evaluation_from_json,
    plan_from_json,
    problem_from_json,
    read_evaluation,
    read_json,
    read_plan,
    to_json,
    write_json,
)
from vrpcore.io.schema import json_schema, write_schema
from vrpcore.io.tables import (
    EXCEL_ENDINGS,
    from_frames,
    read_csv,
    read_excel,
    to_frames,
    write_csv,
    write_excel,
    write_template,
)
from vrpcore.io.vrplib import read_vrplib
from vrpcore.io.vrplib_solution import read_vrplib_solution

__all__ = [
    "EXCEL_ENDINGS",
    "evaluation_from_json",
    "from_frames",
    "json_schema",
    "plan_from_json",
    "problem_from_json",
    "read_csv",
    "read_evaluation",
    "read_excel",
    "read_json",
    "read_plan",
    "read_vrplib",
    "read_vrplib_solution",
    "to_frames",
    "to_json",
    "write_csv",
    "write_excel",
    "write_json",
    "write_schema",
    "write_template",
]
