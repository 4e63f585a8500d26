"""The oracle: what a plan costs, when everything happens, and which rules it breaks."""

from vrpcore.evaluation.evaluator import evaluate

__all__ = ["evaluate"]
