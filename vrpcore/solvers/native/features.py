"""What the native engine honours."""

from __future__ import annotations

from vrpcore.models.features import UNSUPPORTED_IN_THIS_VERSION, Feature

ENGINE_FEATURES: frozenset[Feature] = frozenset(Feature) - UNSUPPORTED_IN_THIS_VERSION
"""Features of problems that the engine takes; solvers that use it go by this set."""
