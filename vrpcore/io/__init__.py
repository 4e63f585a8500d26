"""Files in and out: JSON, tables (Excel, CSV, data frames), VROOM's JSON, benchmark instances as VRPLIB."""

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
from vrpcore.io.vroom import (
    plan_to_vroom,
    problem_to_vroom,
    read_vroom,
    read_vroom_solution,
    vroom_to_plan,
    vroom_to_problem,
    write_vroom,
    write_vroom_solution,
)
from vrpcore.io.vrplib import read_vrplib
from vrpcore.io.vrplib_solution import read_vrplib_solution

__all__ = [
    "EXCEL_ENDINGS",
    "evaluation_from_json",
    "from_frames",
    "json_schema",
    "plan_from_json",
    "plan_to_vroom",
    "problem_from_json",
    "problem_to_vroom",
    "read_csv",
    "read_evaluation",
    "read_excel",
    "read_json",
    "read_plan",
    "read_vroom",
    "read_vroom_solution",
    "read_vrplib",
    "read_vrplib_solution",
    "to_frames",
    "to_json",
    "vroom_to_plan",
    "vroom_to_problem",
    "write_csv",
    "write_excel",
    "write_json",
    "write_schema",
    "write_template",
    "write_vroom",
    "write_vroom_solution",
]
