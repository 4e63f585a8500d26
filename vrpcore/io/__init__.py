"""Files in and out: problems, plans and evaluations as JSON, benchmark instances as VRPLIB."""

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
from vrpcore.io.vrplib import read_vrplib
from vrpcore.io.vrplib_solution import read_vrplib_solution

__all__ = [
    "evaluation_from_json",
    "json_schema",
    "plan_from_json",
    "problem_from_json",
    "read_evaluation",
    "read_json",
    "read_plan",
    "read_vrplib",
    "read_vrplib_solution",
    "to_json",
    "write_json",
    "write_schema",
]
