"""What a caller hands to `solve`: checked at the door, before it fails somewhere deep inside."""

from __future__ import annotations

import math
from collections.abc import Mapping
from numbers import Integral, Real

from pydantic import BaseModel, ValidationError

from vrpcore.errors import Fault, InvalidInputError, SolverUnavailableError, UnsupportedFeatureError
from vrpcore.models.features import UNSUPPORTED_IN_THIS_VERSION, Feature
from vrpcore.solvers.protocol import Solver
from vrpcore.solvers.registry import get_solver, solver_names
from vrpcore.solvers.stop import MaxRuntime, Stop


def require(value: object, kind: type, name: str, allowed: str) -> None:
    """Refuse what a notebook user may pass by mistake, before it fails somewhere deep inside."""
    if isinstance(value, bool) or not isinstance(value, kind):
        raise TypeError(f"{name} is of type {type(value).__name__}; allowed: {allowed}")


def require_or_none(value: object, kind: type, name: str, allowed: str) -> None:
    """Like `require`, where None means that nothing was given."""
    if value is not None:
        require(value, kind, name, f"{allowed}; or None")


def whole_number(value: object, least: int, name: str) -> int:
    """A whole number, also one of numpy's."""
    allowed = f"a whole number, {least} or more"
    if isinstance(value, bool) or not isinstance(value, Integral):
        raise TypeError(f"{name} is {value!r}; allowed: {allowed}")
    if value < least:
        raise ValueError(f"{name} is {value!r}; allowed: {allowed}")
    return int(value)


def _seconds(value: object) -> float:
    """A number of seconds, also one of numpy's."""
    allowed = "seconds, 0 or more, or None for no limit"
    if isinstance(value, bool) or not isinstance(value, Real):
        raise TypeError(f"time_limit is {value!r}; allowed: {allowed}")
    seconds = float(value)
    if not seconds >= 0:  # NaN is not, either
        raise ValueError(f"time_limit is {value!r}; allowed: {allowed}")
    return seconds


def combined_limits(stop: Stop | None, time_limit: float | None) -> Stop:
    """Combine the stop rule and the time limit of a call."""
    require_or_none(stop, Stop, "stop", "a rule such as vrpcore.MaxIterations(1000)")
    limits = stop or Stop()
    seconds = math.inf if time_limit is None else _seconds(time_limit)
    return limits if math.isinf(seconds) else limits | MaxRuntime(seconds)


def chosen_solver(solver: str | Solver) -> Solver:
    """Return the solver of that name, or the object itself."""
    if isinstance(solver, str):
        return get_solver(solver)
    if isinstance(solver, type) or not isinstance(solver, Solver):
        raise TypeError(
            f"solver is {solver!r}; allowed: one of {', '.join(solver_names())}, "
            "or an object with everything that vrpcore.solvers.protocol.Solver names"
        )
    return solver


def refuse_unsupported(solver: Solver, needed: frozenset[Feature]) -> None:
    """Refuse a problem that the solver does not honour; name all of it, and the solvers that fit."""
    missing = solver.capabilities.missing(needed)
    if not missing:
        return
    fitting = []
    if not needed & UNSUPPORTED_IN_THIS_VERSION:
        for name in solver_names():
            try:
                other = get_solver(name)
            except SolverUnavailableError:
                continue
            if not other.capabilities.missing(needed):
                fitting.append(name)
    raise UnsupportedFeatureError(f"solver {solver.name!r}", missing, fitting)


def checked_options(solver: Solver, options: BaseModel | Mapping[str, object] | None) -> BaseModel:
    """Return the options as the solver's own model."""
    if isinstance(options, solver.options_type):
        return options
    if isinstance(options, BaseModel):
        raise TypeError(
            f"options is of type {type(options).__name__}; allowed for solver {solver.name!r}: "
            f"{solver.options_type.__name__} or a mapping of its fields"
        )
    require_or_none(options, Mapping, "options", "a mapping of option names to values")
    try:
        return solver.options_type.model_validate(dict(options or {}))
    except ValidationError as error:
        allowed = ", ".join(solver.options_type.model_fields) or "no option at all"
        raise InvalidInputError(
            f"options of solver {solver.name!r}",
            [
                Fault(
                    "option",
                    ".".join(map(str, line["loc"])) or "options",
                    line["msg"],
                    allowed,
                    "see the solver's options model",
                )
                for line in error.errors()
            ],
        ) from error
