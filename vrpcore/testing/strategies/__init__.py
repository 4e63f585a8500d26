"""Hypothesis strategies of random valid problems and of random plans for them."""

from vrpcore.testing.strategies.plans import solutions
from vrpcore.testing.strategies.problems import SUPPORTED, assembled, problems

__all__ = ["SUPPORTED", "assembled", "problems", "solutions"]
