"""VROOM's JSON, in and out: its input as a problem, a problem as its input, and solutions both ways.

Format: docs/API.md of VROOM 1.14 (https://github.com/VROOM-Project/vroom). What one side cannot say is
refused by name; `docs/move-from-vroom.md` has the table.
"""

from vrpcore.io.vroom.read import read_vroom, vroom_to_problem
from vrpcore.io.vroom.solution import (
    plan_to_vroom,
    read_vroom_solution,
    vroom_to_plan,
    write_vroom_solution,
)
from vrpcore.io.vroom.write import problem_to_vroom, write_vroom

__all__ = [
    "plan_to_vroom",
    "problem_to_vroom",
    "read_vroom",
    "read_vroom_solution",
    "vroom_to_plan",
    "vroom_to_problem",
    "write_vroom",
    "write_vroom_solution",
]
