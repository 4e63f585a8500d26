"""Really trying: a missing order at every position of a plan, the rest as it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from vrpcore.evaluation.reasons import codes
from vrpcore.evaluation.reasons.books import Books
from vrpcore.evaluation.reasons.fitting import Budget, shortest_fit
from vrpcore.evaluation.reasons.insertions import Insertion, Pairs, Positions
from vrpcore.evaluation.reasons.missing import Missing
from vrpcore.evaluation.reasons.refusal import Refusals
from vrpcore.evaluation.reasons.trial import trials


@dataclass(slots=True)
class Tries:
    """What came of trying."""

    num_insertions: int
    failures: Counter[str]
    """Number of positions by the code of what stands in the way."""
    untried: int
    """Positions that were left when the limits were reached."""
    best: tuple[int, Insertion] | None = None
    """Least extra cost, and where."""


def cheapest_insertion(
    books: Books, positions: Positions, missing: Missing, pairs: Pairs, budget: Budget, max_insertions: int
) -> Tries:
    """Find the cheapest insertion that breaks no rule.

    They are tried in the order of what they cost at least, so the search ends as soon as no later one can be
    cheaper than the best found.
    """
    bases, skipped = books.nearest(missing.visit.place_idx, max_insertions)
    failures: Counter[str] = Counter()
    refusals = Refusals(books, missing)
    found = []
    total = 0
    for insertion in positions.of(missing, pairs, bases):
        total += 1
        code = refusals.code(insertion)
        if code is None:
            found.append(insertion)
        else:
            failures[code] += 1
    promising = []
    for trial in trials(books, found, missing):
        limit = trial.insertion.base.route.vehicle_type.max_distance_m
        if not trial.reachable:
            failures[codes.NO_WAY] += 1
        elif limit is not None and trial.distance_m > limit:
            failures[codes.NO_DISTANCE_LEFT] += 1
        else:
            promising.append(trial)
    promising.sort(key=lambda trial: trial.least_extra)
    result = Tries(total, failures, skipped)
    for number, trial in enumerate(promising):
        if result.best is not None and trial.least_extra >= result.best[0]:
            break
        duration = shortest_fit(trial, budget)
        if budget.left < 0:
            result.untried += len(promising) - number
            break
        if duration is None:
            failures[codes.NO_TIME_LEFT] += 1
        elif result.best is None or trial.extra(duration) < result.best[0]:
            result.best = trial.extra(duration), trial.insertion
    return result
