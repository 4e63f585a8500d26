"""A depot loads no more on one date than its daily tonnage."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from vrpcore.evaluation.facts import PlanFacts
from vrpcore.evaluation.texts import kilograms
from vrpcore.models.depot import Depot
from vrpcore.models.evaluation import Violation
from vrpcore.models.message import message
from vrpcore.models.money import scaled


def daily_limit_g(depot: Depot) -> int | None:
    """Most grams that may leave a depot on one date."""
    return None if depot.max_tonnes_per_day is None else scaled(depot.max_tonnes_per_day, 10**6)


def loaded_g(plan: PlanFacts) -> Counter[tuple[str, dt.date]]:
    """Grams of deliveries loaded, by depot id and date."""
    loaded: Counter[tuple[str, dt.date]] = Counter()
    for route in plan.routes:
        for trip in route.trips:
            loaded[trip.depot.id, route.slot.date] += sum(visit.cargo.grams for visit in trip.deliveries)
    return loaded


def check(plan: PlanFacts) -> Iterator[Violation]:
    """Every depot and date with too much loaded."""
    for (depot_id, date), grams in sorted(loaded_g(plan).items()):
        limit = daily_limit_g(plan.tables.problem.depot_of[depot_id])
        if limit is not None and grams > limit:
            yield Violation.of(
                "daily_tonnage",
                f"depot {depot_id}",
                message(
                    "{load} are loaded on {day}; allowed: {limit} a day",
                    load=kilograms(grams),
                    day=str(date),
                    limit=kilograms(limit),
                ),
                grams - limit,
            )
