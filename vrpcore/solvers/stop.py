"""When a run stops: immutable rules, combined with ``|``; the first that is met ends the run."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field, replace
from numbers import Integral, Real
from typing import Literal

StopReason = Literal[
    "optimal",
    "converged",
    "runtime",
    "iterations",
    "no_improvement",
    "target_cost",
    "first_feasible",
    "cancelled",
]
"""Why a run ended; ``converged``: the method has nothing left to try."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Limits of a run; None means no such limit. ``MaxRuntime(10) | MaxIterations(1000)`` combines two."""

    runtime_s: float | None = None
    """Wall-clock seconds."""
    iterations: int | None = None
    """Iterations of the solver's main loop; what one is, is in the solver's documentation."""
    no_improvement: int | None = None
    """Iterations without a better incumbent."""
    target_cost: int | None = None
    """A feasible incumbent at or under this cost, in cost units."""
    first_feasible: bool = False
    """The first feasible incumbent."""

    def __post_init__(self) -> None:
        _check("runtime_s", self.runtime_s, Real, "seconds, 0 or more")
        for name in ("iterations", "no_improvement"):
            _check(name, getattr(self, name), Integral, "a whole number, 0 or more")

    def __or__(self, other: Stop) -> Stop:
        """Stop as soon as either rule says so."""
        if not isinstance(other, Stop):
            return NotImplemented
        targets = [stop.target_cost for stop in (self, other) if stop.target_cost is not None]
        return Stop(
            min((s.runtime_s for s in (self, other) if s.runtime_s is not None), default=None),
            min((s.iterations for s in (self, other) if s.iterations is not None), default=None),
            min((s.no_improvement for s in (self, other) if s.no_improvement is not None), default=None),
            max(targets, default=None),
            self.first_feasible or other.first_feasible,
        )

    def with_runtime(self, seconds: float | None) -> Stop:
        """Return the same rule with another time limit."""
        return replace(self, runtime_s=seconds)

    def start(self) -> StopRun:
        """Begin counting: the state of one run."""
        return StopRun(self)


def _check(name: str, value: object, kind: type, allowed: str) -> None:
    """Refuse what would only fail, or never stop anything, in the middle of a run."""
    if value is None:
        return
    if isinstance(value, bool) or not isinstance(value, Real):
        raise TypeError(f"{name} is {value!r}; allowed: {allowed}, or None")
    if not isinstance(value, kind) or not 0 <= float(value) < math.inf:
        raise ValueError(f"{name} is {value!r}; allowed: {allowed}, or None")


def MaxRuntime(seconds: float) -> Stop:  # noqa: N802  # reads as the rule it makes
    """Stop after a number of wall-clock seconds."""
    return Stop(runtime_s=seconds)


def MaxIterations(iterations: int) -> Stop:  # noqa: N802
    """Stop after a number of iterations; deterministic."""
    return Stop(iterations=iterations)


def NoImprovement(iterations: int) -> Stop:  # noqa: N802
    """Stop after a number of iterations without a better incumbent; deterministic."""
    return Stop(no_improvement=iterations)


def TargetCost(cost: int) -> Stop:  # noqa: N802
    """Stop at the first feasible incumbent that costs no more, in cost units."""
    return Stop(target_cost=cost)


def FirstFeasible() -> Stop:  # noqa: N802
    """Stop at the first feasible incumbent."""
    return Stop(first_feasible=True)


@dataclass(slots=True)
class StopRun:
    """The clock and counters of one run."""

    stop: Stop
    _begin: float = field(default_factory=time.perf_counter)
    _best: int | None = None
    _best_iteration: int = 0

    @property
    def elapsed_s(self) -> float:
        """Seconds since the run began."""
        return time.perf_counter() - self._begin

    @property
    def remaining_s(self) -> float:
        """Seconds left; infinite without a time limit, never negative."""
        if self.stop.runtime_s is None:
            return math.inf
        return max(0.0, self.stop.runtime_s - self.elapsed_s)

    def reason(self, iteration: int, cost: int | None, *, is_feasible: bool) -> StopReason | None:
        """Return the rule that ends the run now, or None.

        Parameters
        ----------
        iteration
            Iterations done so far.
        cost
            Cost of the incumbent; None while there is none.
        is_feasible
            Whether the incumbent keeps every rule.
        """
        stop = self.stop
        if cost is not None and (self._best is None or cost < self._best):
            self._best = cost
            self._best_iteration = iteration
        if stop.iterations is not None and iteration >= stop.iterations:
            return "iterations"
        if stop.no_improvement is not None and iteration - self._best_iteration >= stop.no_improvement:
            return "no_improvement"
        if cost is not None and is_feasible:
            if stop.first_feasible:
                return "first_feasible"
            if stop.target_cost is not None and cost <= stop.target_cost:
                return "target_cost"
        return "runtime" if self.remaining_s <= 0.0 else None
