"""The best schedule of a changed route, with breaks put in where the change makes them necessary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from vrpcore.evaluation.facts import Rest
from vrpcore.evaluation.reasons.trial import Trial
from vrpcore.evaluation.schedule import break_step, omitted_breaks
from vrpcore.evaluation.timing import Step, best_span


class Budget:
    """How many schedules may still be tried."""

    def __init__(self, num_schedules: int) -> None:
        self.left = num_schedules

    def spend(self) -> bool:
        """Take one; False where none is left."""
        self.left -= 1
        return self.left >= 0


def shortest_fit(trial: Trial, budget: Budget) -> int | None:
    """Seconds from start to end of the changed route within every time rule; None where nothing fits.

    Where the breaks that the route leaves out make it impossible, they are tried at every position.
    """
    if not budget.spend():
        return None
    rules = trial.insertion.base.rules
    steps = trial.steps()
    span = best_span(steps, rules)
    if span is not None:
        return span[1] - span[0]
    if not rules.omitted_breaks:
        return None
    return min(_with_breaks(trial, steps, budget), default=None)


def _with_breaks(trial: Trial, whole: list[Step], budget: Budget) -> Iterator[int]:
    """Durations of the schedules that take one or more of the omitted breaks."""
    base = trial.insertion.base
    slot = base.route.slot
    marks: list[int | None] = [
        event.activity.break_idx if isinstance(event.activity, Rest) else None for event in base.route.events
    ]
    marks[trial.insertion.after_idx + 1 : trial.insertion.after_idx + 1] = [None] * trial.num_new
    taken = {mark for mark in marks if mark is not None}
    omitted = [idx for idx in range(len(slot.vehicle_type.breaks)) if idx not in taken]
    for number in range(1, len(omitted) + 1):
        for chosen in combinations(omitted, number):
            rules = replace(base.rules, omitted_breaks=omitted_breaks(slot, taken.union(chosen)))
            rests = [(idx, break_step(slot, slot.vehicle_type.breaks[idx])) for idx in chosen]
            for steps in _placements(whole, marks, rests):
                if not budget.spend():
                    return
                span = best_span(steps, rules)
                if span is not None:
                    yield span[1] - span[0]


def _placements(
    steps: list[Step], marks: list[int | None], rests: Sequence[tuple[int, Step]]
) -> Iterator[list[Step]]:
    """The steps with breaks at every position that keeps the order of the rules, after the first loading."""
    if not rests:
        yield steps
        return
    idx, rest = rests[0]
    earlier = [at for at, mark in enumerate(marks) if mark is not None and mark < idx]
    later = [at for at, mark in enumerate(marks) if mark is not None and mark > idx]
    first, last = 1 + max(earlier, default=0), min(later, default=len(steps) - 1)
    for at in range(first, last + 1):
        yield from _placements([*steps[:at], rest, *steps[at:]], [*marks[:at], idx, *marks[at:]], rests[1:])
