"""Improvement of a plan by small changes: one move per file, tried route by route."""

from vrpcore.solvers.greedy.local_search.search import LocalSearch

__all__ = ["LocalSearch"]
