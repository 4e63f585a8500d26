"""Random tiny problems with all rules mixed, numbered: a number is the same problem everywhere."""

from __future__ import annotations

import hashlib

from vrpcore.datasets.dice import Dice
from vrpcore.models import Feature, Problem
from vrpcore.testing.strategies import SUPPORTED, assembled

_USUAL = (Feature.CONSOLIDATION, Feature.MULTI_DEPOT, Feature.OPTIONAL_ORDERS, Feature.STOCK)
"""Features that four problems in five have: without them most rules have nothing to decide."""


def tiny_problem(number: int) -> Problem:
    """The problem of a number: 1 to 9 orders of 1 to 5 customers, up to 5 vehicle days, up to 3 days.

    Most customers have several orders. Each feature is on in a quarter, a half, or three quarters of the
    problems that share a density; splittable orders occur in one problem in eight.
    """
    dice = Dice(number, "tiny")
    density = dice.pick((25, 50, 75))
    features = {
        feature
        for feature in sorted(SUPPORTED - {Feature.SPLIT_DELIVERIES})
        if dice.percent(80 if feature in _USUAL else density)
    }
    if dice.percent(12):
        features.add(Feature.SPLIT_DELIVERIES)
    num_orders = dice.between(1, 9)
    return assembled(
        dice,
        features,
        num_customers=dice.between(1, min(5, num_orders)),
        num_orders=num_orders,
        max_slots=dice.between(1, 5),
    )


def digest(problem: Problem) -> str:
    """What tells problems apart: results of one generator never count for another."""
    return hashlib.sha256(problem.model_dump_json().encode()).hexdigest()[:16]
