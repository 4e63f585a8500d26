"""Why orders are held or unserved: tested, one depot, vehicle type and insertion after the other."""

from vrpcore.evaluation.reasons.explain import reasons_of

__all__ = ["reasons_of"]
