"""A small input as VROOM's documentation writes them: two vehicles, six jobs, given matrices."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


def stated(**costs: int) -> dict[str, Any]:
    """The input; places on a line, ten seconds and seventy metres apart."""
    durations = [[10 * abs(row - column) for column in range(8)] for row in range(8)]
    distances = [[70 * abs(row - column) for column in range(8)] for row in range(8)]
    return {
        "vehicles": [
            {
                "id": 1,
                "start_index": 0,
                "end_index": 0,
                "capacity": [9],
                "skills": [1, 14],
                "time_window": [1000, 9000],
                "costs": costs,
                "breaks": [{"id": 1, "service": 300, "time_windows": [[1040, 3000]]}],
            },
            {"id": 2, "start_index": 7, "end_index": 7, "capacity": [4], "costs": costs},
        ],
        "jobs": [
            {"id": 11, "location_index": 1, "service": 30, "delivery": [1], "skills": [1]},
            {"id": 12, "location_index": 2, "service": 30, "pickup": [1], "description": "crates"},
            {"id": 13, "location_index": 3, "service": 30, "delivery": [2], "skills": [14]},
            {
                "id": 14,
                "location_index": 4,
                "setup": 5,
                "service": 30,
                "time_windows": [[1100, 1200], [2000, 2100]],
            },
            {"id": 15, "location_index": 5, "service": 30, "delivery": [3]},
            {"id": 16, "location_index": 6, "service": 30, "delivery": [50], "priority": 3},
        ],
        "matrices": {"car": {"durations": durations, "distances": distances}},
    }


def recorded(name: str) -> dict[str, Any]:
    """What VROOM 1.14 answered, by pyvroom 1.15.2 at exploration level 5."""
    found: dict[str, Any] = json.loads((DATA / name).read_text(encoding="utf-8"))
    return found
