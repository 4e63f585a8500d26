"""Every exception of vrpcore: what happened, where, what is allowed, what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_MAX_SHOWN = 100
"""Faults that the message of an error lists."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with an input, with its place and its remedy."""

    code: str
    """Stable identifier of the broken rule, for example ``unknown_id``."""
    where: str
    """Path of the faulty value, for example ``orders.3.lines.0.product_id``."""
    what: str
    """What was found there."""
    allowed: str
    """What is allowed there."""
    remedy: str
    """What to do about it."""

    def __str__(self) -> str:
        return f"{self.where}: {self.what} [{self.code}]; allowed: {self.allowed}; remedy: {self.remedy}"


class VrpcoreError(Exception):
    """Base of every error that vrpcore raises on purpose."""


class InvalidInputError(VrpcoreError, ValueError):
    """An input breaks one or more rules; all of them are listed in `faults`."""

    def __init__(self, title: str, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        lines = [f"{title}: {len(self.faults)} fault{'s' if len(self.faults) != 1 else ''}"]
        lines += [f"  - {fault}" for fault in self.faults[:_MAX_SHOWN]]
        if len(self.faults) > _MAX_SHOWN:
            lines.append(f"  … and {len(self.faults) - _MAX_SHOWN} more, all of them in `faults`")
        super().__init__("\n".join(lines))


class InvalidProblemError(InvalidInputError):
    """A problem cannot be used as it stands."""


class InvalidPlanError(InvalidInputError):
    """A plan refers to things that its problem does not have, so it cannot be evaluated."""


class FileFormatError(VrpcoreError, ValueError):
    """A file is not in the format it was read as."""


class MagnitudeError(VrpcoreError, OverflowError):
    """Figures are so large that exact 64-bit arithmetic could overflow."""


class TravelError(VrpcoreError, ValueError):
    """Distances or durations cannot be supplied for the places or profile asked for."""


class UnknownSolverError(VrpcoreError, LookupError):
    """No installed solver has the given name."""


class SolverUnavailableError(VrpcoreError, RuntimeError):
    """A solver is installed but something it needs is missing or broken."""


class UnsupportedFeatureError(VrpcoreError, ValueError):
    """A problem uses features that the chosen solver, or this version, does not honour."""

    def __init__(self, subject: str, features: Sequence[str], alternatives: Sequence[str] = ()) -> None:
        self.features = tuple(features)
        self.alternatives = tuple(alternatives)
        remedy = (
            f"use one of: {', '.join(self.alternatives)}"
            if self.alternatives
            else "remove these features from the problem"
        )
        super().__init__(f"{subject} does not support: {', '.join(self.features)}; remedy: {remedy}")


class ProblemTooLargeError(VrpcoreError, ValueError):
    """A solver cannot build its model for a problem of this size within its time or memory."""


class SolverContractError(VrpcoreError, RuntimeError):
    """A solver's answer disagrees with the independent evaluator: always a bug of the solver."""


class MissingPackageError(VrpcoreError, ImportError):
    """An optional package that the call needs is not installed."""
