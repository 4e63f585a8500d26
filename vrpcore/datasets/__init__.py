"""Generators of problems: the reference county of the domain, and classic random benchmark sets."""

from vrpcore.datasets.classic import random_cvrp, random_vrptw
from vrpcore.datasets.county import planted_order_ids, reference_county, store_only_order_ids
from vrpcore.datasets.example import example_county

__all__ = [
    "example_county",
    "planted_order_ids",
    "random_cvrp",
    "random_vrptw",
    "reference_county",
    "store_only_order_ids",
]
