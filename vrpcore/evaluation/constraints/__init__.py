"""The rules of a plan, one file each; every `check` yields the violations of its rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from vrpcore.evaluation.constraints import (
    area,
    backhaul,
    breaks,
    capacity,
    consolidation,
    daily_tonnage,
    depot,
    distance,
    due,
    duplicate,
    duration,
    hold,
    opening_hours,
    order_band,
    reach,
    release,
    required,
    reserve,
    service_window,
    shift,
    split,
    stock,
    township,
    trips,
    unreachable,
)
from vrpcore.evaluation.facts import PlanFacts
from vrpcore.models.evaluation import Violation

CHECKS: tuple[Callable[[PlanFacts], Iterator[Violation]], ...] = (
    depot.check,
    trips.check,
    reserve.check,
    area.check,
    reach.check,
    order_band.check,
    township.check,
    consolidation.check,
    split.check,
    duplicate.check,
    hold.check,
    required.check,
    capacity.check,
    backhaul.check,
    stock.check,
    daily_tonnage.check,
    unreachable.check,
    distance.check,
    duration.check,
    shift.check,
    opening_hours.check,
    release.check,
    service_window.check,
    due.check,
    breaks.check,
)
"""Every rule, in the order in which violations are listed."""
