"""Results as JSON lines: appended one by one, so that an interrupted run goes on where it stopped."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

Key = tuple[str, str, str, float, int]


@dataclass(frozen=True, slots=True)
class Record:
    """One run, or the reason why there was none."""

    set_name: str
    instance: str
    solver: str
    budget: float
    """Seconds."""
    seed: int
    size: int
    """Number of orders."""
    bks: int | None
    cost: int | None = None
    """By our evaluator; None where the solver was left out or failed."""
    runtime_s: float | None = None
    """Wall time from call to return on a loaded problem."""
    violations: dict[str, int] = field(default_factory=dict)
    """Broken rules and how often; an answer with any is invalid."""
    dropped: int = 0
    """Orders that the repair took out."""
    returned: int = 0
    """Orders among them that it put back."""
    left_out: str | None = None
    """Why the solver was not run, or failed."""
    version: str = ""
    machine: str = ""
    date: str = ""

    @property
    def key(self) -> Key:
        """What tells one run from another."""
        return self.set_name, self.instance, self.solver, self.budget, self.seed

    @property
    def is_valid(self) -> bool:
        """Whether there is a plan that breaks no rule."""
        return self.cost is not None and not self.violations


def read(path: Path) -> list[Record]:
    """The results of a file, the last one of each run; a line torn off by an interruption is skipped."""
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    found: dict[Key, Record] = {}
    for number, line in enumerate(lines, start=1):
        try:
            record = Record(**json.loads(line))
        except json.JSONDecodeError as error:
            if number < len(lines):
                raise ValueError(f"{path}, line {number}: not a result: {error}; remove the line") from error
            continue
        found[record.key] = record
    return list(found.values())


def append(path: Path, record: Record) -> None:
    """Write a result to the end of a file, at once, in place of a line torn off there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and not (found := path.read_bytes()).endswith(b"\n"):
        path.write_bytes(found[: found.rfind(b"\n") + 1])
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(record)) + "\n")


def done(records: Iterable[Record]) -> set[Key]:
    """Runs that need not be made again: those that had an answer."""
    return {record.key for record in records if record.cost is not None}
