"""The counties of the benchmark set: names and the arguments that generate them.

They are published: a county is never changed, only added.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import vrpcore
from vrpcore.datasets.county import PERIODS, Period

_SIZES: dict[int, Mapping[str, int]] = {200: {"townships": 6}, 800: {}, 2_000: {"townships": 22}}
"""Customers, and what goes with them; on a day, 200 customers have 60 orders instead of 30."""
_TONNES: dict[Period, int] = {"day": 6, "cycle": 5}
"""What the centre may load on one day; about 9 and 6 t are ordered per day."""
_KINDS: dict[str, Mapping[str, Any]] = {
    "ample": {},
    "binding": {"stock": "binding"},
    "scarce": {"stock": "scarce"},
    "tonnage": {},
    "several": {"orders_per_customer": 4},
    "split": {"stock": "scarce", "splittable_percent": 60},
    "centers": {"centers": 2},
    "mixed": {"stock": "scarce", "centers": 2, "orders_per_customer": 3, "splittable_percent": 40},
}
_CHOSEN = (
    (200, "ample", 11),
    (200, "binding", 12),
    (200, "mixed", 13),
    (800, "ample", 0),
    (800, "ample", 1),
    (800, "binding", 0),
    (800, "binding", 21),
    (800, "scarce", 22),
    (800, "tonnage", 23),
    (800, "several", 24),
    (800, "split", 25),
    (800, "centers", 26),
    (2_000, "ample", 31),
    (2_000, "binding", 32),
)
"""Customers, kind, seed; each as a day and as a cycle."""


@dataclass(frozen=True, slots=True)
class County:
    """One problem of the set."""

    name: str
    arguments: Mapping[str, Any]
    """Of `vrpcore.datasets.reference_county`, all by name."""

    @property
    def period(self) -> Period:
        """Day or cycle."""
        period: Period = self.arguments["period"]
        return period

    def problem(self) -> vrpcore.Problem:
        """Generate it."""
        return vrpcore.datasets.reference_county(**self.arguments)

    def command(self) -> str:
        """The command that writes the problem as JSON."""
        options = (f"--{name.replace('_', '-')} {value}" for name, value in self.arguments.items())
        return f"vrpcore generate county {' '.join(options)} -o {self.name}.json"


def digest(problem: vrpcore.Problem) -> str:
    """SHA-256 of the canonical JSON, without fields that have their default: new ones may come."""
    document = problem.model_dump(mode="json", exclude_defaults=True)
    text = json.dumps(document, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def chosen(names: Iterable[str]) -> list[County]:
    """The counties of these names, all where none is given.

    Raises
    ------
    ValueError
        If a name is unknown.
    """
    names = list(names)
    unknown = [name for name in names if name not in COUNTIES]
    if unknown:
        raise ValueError(f"no county {', '.join(unknown)}; allowed: {', '.join(COUNTIES)}")
    return [COUNTIES[name] for name in names or COUNTIES]


def _county(period: Period, customers: int, kind: str, seed: int) -> County:
    arguments = {"seed": seed, "period": period, "customers": customers, **_SIZES[customers], **_KINDS[kind]}
    if (period, customers) == ("day", 200):
        arguments["orders"] = 60
    if kind == "tonnage":
        arguments["center_tonnes_per_day"] = _TONNES[period]
    return County(f"{period}-{customers}-{kind}-{seed}", arguments)


COUNTIES: dict[str, County] = {
    county.name: county for period in PERIODS for county in (_county(period, *one) for one in _CHOSEN)
}
