"""Every exception of vrpcore: what happened, where, what is allowed, what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vrpcore.language import Language, Told, counted, say

_FAULT = "{where}: {what} [{code}]; allowed: {allowed}; remedy: {remedy}"
_MORE = "and {number} more, all of them in `faults`"
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

    def text_in(self, language: Language) -> str:
        """The fault in a language; wholly in English where it is not known in another."""
        if not (isinstance(self.what, Told) and isinstance(self.remedy, Told)):
            language = "en"
        parts = {
            name: text.text_in(language) if isinstance(text, Told) else text
            for name, text in (
                ("where", self.where),
                ("what", self.what),
                ("allowed", self.allowed),
                ("remedy", self.remedy),
            )
        }
        return say(_FAULT, language, code=self.code, **parts)

    def __str__(self) -> str:
        return self.text_in("en")


class VrpcoreError(Exception):
    """Base of every error that vrpcore raises on purpose."""


class InvalidInputError(VrpcoreError, ValueError):
    """An input breaks one or more rules; all of them are listed in `faults`."""

    def __init__(self, title: str, faults: Sequence[Fault], language: Language = "en") -> None:
        self.faults = tuple(faults)
        number = counted(len(self.faults), "fault", language)
        said = title.text_in(language) if isinstance(title, Told) else title
        lines = [say("{title}: {number}", language, title=said, number=number)]
        lines += [f"  - {fault.text_in(language)}" for fault in self.faults[:_MAX_SHOWN]]
        if len(self.faults) > _MAX_SHOWN:
            more = say(_MORE, language, number=len(self.faults) - _MAX_SHOWN)
            lines.append(f"  … {more}")
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
