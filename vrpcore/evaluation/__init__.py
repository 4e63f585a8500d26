"""The oracle: what a plan costs, when everything happens, and which rules it breaks."""

from vrpcore.evaluation.evaluator import evaluate, explain_served

__all__ = ["evaluate", "explain_served"]
