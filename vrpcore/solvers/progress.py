"""What a running solver tells about itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Progress:
    """A snapshot of a run."""

    solver: str
    phase: str
    """What the solver is doing, in a word or two."""
    elapsed_s: float
    iteration: int
    cost: int | None
    """Cost of the best solution so far in cost units; None while there is none."""
    bound: int | None = None
    """Proven lower bound so far."""


ProgressListener = Callable[[Progress], object]
"""Called from the solving thread, at most every 0.1 s and at each new phase; its result is ignored."""


@dataclass(slots=True)
class History:
    """Listens to a run, remembers every change of phase, cost or bound, and passes all on."""

    listener: ProgressListener | None = None
    """Who is told, too."""
    events: list[Progress] = field(default_factory=list)

    def __call__(self, event: Progress) -> None:
        """Take in one event."""
        last = self.events[-1] if self.events else None
        if last is None or _told(last) != _told(event):
            self.events.append(event)
        if self.listener is not None:
            self.listener(event)


def _told(event: Progress) -> tuple[object, ...]:
    return event.solver, event.phase, event.cost, event.bound
