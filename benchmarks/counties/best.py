"""The best known plan of each county: stored compressed, replaced only by a cheaper feasible one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import vrpcore
from benchmarks.counties.registry import County, digest
from benchmarks.quality.machine import today
from vrpcore.io import files

FOLDER = Path(__file__).parent / "plans"


@dataclass(frozen=True, slots=True)
class Best:
    """A stored plan with its facts."""

    county: str
    problem_sha256: str
    """Tells a changed generator."""
    cost: int
    """Integer cost units of the problem's currency; a micro-yuan."""
    found: str
    """By whom or what, on one line."""
    date: str
    plan: vrpcore.Plan


def load(county: County, folder: Path = FOLDER) -> Best | None:
    """The stored plan; None where there is none."""
    path = _path(county, folder)
    if not path.exists():
        return None
    document = json.loads(files.read_text(path))
    plan = vrpcore.io.plan_from_json(json.dumps(document["plan"]), name=str(path))
    return Best(**document | {"plan": plan})


def offer(
    county: County, problem: vrpcore.Problem, plan: vrpcore.Plan, found: str, folder: Path
) -> tuple[bool, vrpcore.Evaluation]:
    """Store a plan if it is feasible and cheaper than the stored one.

    The stored plan is read again and evaluated, so that its rank never depends on what a file claims: a
    feasible plan always replaces an infeasible one.

    Returns
    -------
    bool, Evaluation
        Whether it is stored, and what the evaluator says about it.

    Raises
    ------
    ValueError
        If the stored plan is of another problem, for the generator has changed, or if `found` does not fit
        into a row of a table.
    """
    if not found.strip() or any(sign in found for sign in "|\r\n"):
        raise ValueError(f"who found the plan is told as {found!r}; allowed: one line of text without '|'")
    evaluation = vrpcore.evaluate(problem, plan, explain=False)
    known, sha256 = load(county, folder), digest(problem)
    if known is not None:
        if known.problem_sha256 != sha256:
            raise ValueError(
                f"{county.name} is not the problem that its plan was stored for: its SHA-256 is {sha256}, "
                f"not {known.problem_sha256}; published problems must not change: restore the generator"
            )
        before = vrpcore.evaluate(problem, known.plan, explain=False)
        if before.is_feasible and before.cost <= evaluation.cost:
            return False, evaluation
    if not evaluation.is_feasible:
        return False, evaluation
    _write(Best(county.name, sha256, evaluation.cost, found, today(), plan), _path(county, folder))
    return True, evaluation


def _write(best: Best, path: Path) -> None:
    facts = {name: getattr(best, name) for name in Best.__slots__}
    plan = best.plan.model_dump(mode="json", exclude_none=True)
    files.write_text(json.dumps(facts | {"plan": plan}, ensure_ascii=False, separators=(",", ":")), path)


def _path(county: County, folder: Path) -> Path:
    return folder / f"{county.name}.json.gz"
