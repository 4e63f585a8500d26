"""What is solved: instance sets by folder, and counties, from one registry.

A folder of VRPCORE_INSTANCES is a set; its best-known solutions (`.sol`) give the gaps. The counties of
`benchmarks.counties` have best known plans, too. Counties by seed have none: their gap is to the best cost in
the results.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import vrpcore
from benchmarks.counties import best
from benchmarks.counties.registry import COUNTIES
from vrpcore.io import read_vrplib
from vrpcore.io.vrplib_rounding import RoundingName

_FOLDERS: dict[str, tuple[RoundingName, int]] = {
    "CVRP": ("round", 1),
    "VRPTW": ("dimacs", 10),
    "PCVRPTW": ("dimacs", 1),
    "HFVRP": ("exact", 100_000),
    "MDVRPTW": ("exact", 1),
    "MTVRPTWR": ("dimacs", 1),
    "SDVRPTW": ("exact", 1),
    "VRPB": ("round", 1),
    "XXL": ("round", 1),
}
"""Rounding, and the factor from the cost in solution files to ours."""
_COUNTIES: dict[str, tuple[vrpcore.datasets.county.Period, vrpcore.datasets.county.StockLevel]] = {
    "county-day": ("day", "ample"),
    "county-cycle": ("cycle", "ample"),
    "county-day-binding": ("day", "binding"),
    "county-cycle-binding": ("cycle", "binding"),
}
TWO_CHANNEL = ("two-channel-day", "two-channel-cycle")
"""The counties of `benchmarks.counties` by period."""
SETS = (*_FOLDERS, *_COUNTIES, *TWO_CHANNEL)
_COUNTY_SEEDS = 3


@dataclass(frozen=True, slots=True)
class Case:
    """One problem of a set."""

    set_name: str
    name: str
    path: Path | None
    """None for a county."""

    def problem(self) -> vrpcore.Problem:
        """Load it."""
        if self.path is not None:
            return read_vrplib(self.path, _FOLDERS[self.set_name][0])
        if self.set_name in TWO_CHANNEL:
            return COUNTIES[self.name].problem()
        period, stock = _COUNTIES[self.set_name]
        return vrpcore.datasets.reference_county(int(self.name), period, stock=stock)

    def bks(self) -> int | None:
        """Best known cost in our units; None for a county by seed or where there is no solution file."""
        if self.set_name in TWO_CHANNEL:
            known = best.load(COUNTIES[self.name])
            return None if known is None else known.cost
        if self.path is None or not self.path.with_suffix(".sol").exists():
            return None
        published = _published_cost(self.path.with_suffix(".sol"))
        factor = _FOLDERS[self.set_name][1]
        if self.set_name == "HFVRP" and published.denominator == 1 and published > 10**8:
            factor = 1  # newer solutions of this set state the scaled integer
        return round(published * factor)


def _published_cost(path: Path) -> Fraction:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.lower().startswith("cost"):
            return Fraction(line.replace(":", " ").split()[1])
    raise ValueError(f"{path} states no cost; allowed: a line 'Cost 123'")


def is_repaired(set_name: str) -> bool:
    """Whether plans of peers, who cannot state all rules of the set, are repaired."""
    return set_name in _COUNTIES or set_name in TWO_CHANNEL


def cases(set_name: str, names: Sequence[str] | None = None) -> list[Case]:
    """The cases of a set, all or by name. Counties by seed: 0, 1, 2 unless named.

    Raises
    ------
    ValueError
        If the set is unknown, or its folder is not there.
    """
    if set_name in _COUNTIES:
        seeds = [str(seed) for seed in range(_COUNTY_SEEDS)]
        if names is not None:
            seeds = [name for name in names if name.isdecimal()]
        return [Case(set_name, seed, None) for seed in seeds]
    if set_name in TWO_CHANNEL:
        named = [county.name for county in COUNTIES.values() if set_name.endswith(county.period)]
        return [Case(set_name, name, None) for name in named if names is None or name in names]
    if set_name not in _FOLDERS:
        raise ValueError(f"no set {set_name!r}; allowed: {', '.join(SETS)}")
    root = os.environ.get("VRPCORE_INSTANCES")
    if not root or not (Path(root) / set_name).is_dir():
        raise ValueError(
            f"VRPCORE_INSTANCES is {root!r}, which has no folder {set_name!r}; allowed: a folder with the "
            "sets of PyVRP/Instances; set the variable"
        )
    found = [Case(set_name, path.stem, path) for path in sorted((Path(root) / set_name).glob("*.vrp"))]
    return [case for case in found if names is None or case.name in names]
