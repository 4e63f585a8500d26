"""Really trying: a missing order, or parts of it, at every position of a plan, the rest as it is."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from vrpcore.evaluation.reasons import codes
from vrpcore.evaluation.reasons.books import Books
from vrpcore.evaluation.reasons.fitting import Budget, shortest_fit
from vrpcore.evaluation.reasons.insertions import Insertion, Pairs, Positions
from vrpcore.evaluation.reasons.missing import Missing
from vrpcore.evaluation.reasons.parts import MAX_PARTS, Amounts, Parts, pairs_for_parts
from vrpcore.evaluation.reasons.refusal import Refusals
from vrpcore.evaluation.reasons.trial import Trial, trials


@dataclass(slots=True)
class Best:
    """The cheapest way that was found to take something in."""

    extra: int
    """Cost units that it costs more."""
    insertion: Insertion
    missing: Missing
    """What is taken in: all that is missing, or a part of it."""

    @property
    def gain(self) -> int | None:
        """What it saves beyond its cost; None where what is missing has no price."""
        return None if self.missing.price is None else self.missing.price - self.extra


@dataclass(slots=True)
class Tries:
    """What came of trying."""

    num_insertions: int
    failures: Counter[str]
    """Number of positions by the code of what stands in the way."""
    untried: int
    """Positions that were left when the limits were reached."""
    best: Best | None = None

    @property
    def pays(self) -> bool:
        """Whether something fits for less than it saves, or saves what has no price."""
        return self.best is not None and (self.best.gain is None or self.best.gain > 0)


def cheapest_insertion(
    books: Books, positions: Positions, missing: Missing, pairs: Pairs, budget: Budget, max_insertions: int
) -> Tries:
    """Find the cheapest insertion of all that is missing that breaks no rule."""
    bases, skipped = books.nearest(missing.visit.place_idx, max_insertions)
    tries = Tries(0, Counter(), skipped)
    refusals = Refusals(books, missing)
    found = []
    for insertion in positions.of(missing, pairs, bases):
        tries.num_insertions += 1
        code = refusals.code(insertion)
        if code is None:
            found.append(insertion)
        else:
            tries.failures[code] += 1
    _try(tries, trials(books, found, missing), budget)
    return tries


def best_part(
    books: Books, positions: Positions, missing: Missing, budget: Budget, max_insertions: int
) -> Tries:
    """Find the part of what is missing that saves the most beyond its cost.

    At each position that is the most that fits there. Of different parts the largest `MAX_PARTS` are tried.
    """
    bases, skipped = books.nearest(missing.visit.place_idx, max_insertions)
    tries = Tries(0, Counter(), skipped)
    parts = Parts(books, missing)
    whole = tuple(cases for _, _, cases in missing.visit.lines)
    found: defaultdict[Amounts, list[Insertion]] = defaultdict(list)
    for insertion in positions.of(missing, pairs_for_parts(books, missing), bases):
        amounts = parts.at(insertion)
        part = parts.part(amounts) if any(amounts) and amounts != whole else None
        if part is not None and parts.is_allowed(amounts, part, insertion):
            found[amounts].append(insertion)
            tries.num_insertions += 1
    changed: list[Trial] = []
    for amounts in sorted(found, key=lambda amounts: (-sum(amounts), amounts))[:MAX_PARTS]:
        part = parts.part(amounts)
        assert part is not None
        changed += trials(books, found[amounts], part)
    _try(tries, changed, budget)
    return tries


def _try(tries: Tries, changed: list[Trial], budget: Budget) -> None:
    """Find the best of some changed routes.

    They are tried in the order of what they cost at least, so the search ends as soon as no later one can be
    better than the best found.
    """

    def net(trial: Trial, extra: int) -> int:
        return extra - (trial.missing.price or 0)

    promising = []
    for trial in changed:
        limit = trial.insertion.base.route.vehicle_type.max_distance_m
        if not trial.reachable:
            tries.failures[codes.NO_WAY] += 1
        elif limit is not None and trial.distance_m > limit:
            tries.failures[codes.NO_DISTANCE_LEFT] += 1
        else:
            promising.append(trial)
    promising.sort(key=lambda trial: net(trial, trial.least_extra))
    least: int | None = None
    for number, trial in enumerate(promising):
        if least is not None and net(trial, trial.least_extra) >= least:
            break
        duration = shortest_fit(trial, budget)
        if budget.left < 0:
            tries.untried += len(promising) - number
            break
        if duration is None:
            tries.failures[codes.NO_TIME_LEFT] += 1
        elif least is None or net(trial, trial.extra(duration)) < least:
            least = net(trial, trial.extra(duration))
            tries.best = Best(trial.extra(duration), trial.insertion, trial.missing)
