"""The suite as a pytest class to inherit from."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, given, settings

import vrpcore
from vrpcore.models import Feature, Problem
from vrpcore.solvers.protocol import Solver
from vrpcore.testing.conformance import checks
from vrpcore.testing.conformance.promise import resolved
from vrpcore.testing.strategies import problems
from vrpcore.testing.tiny import FEATURES, tiny_problem


class SolverConformance:
    """Every promise of the solver protocol, as tests; set `solver` in a subclass named ``Test…``."""

    solver: ClassVar[str | Solver]
    """The solver, or the name of an installed one."""
    time_limit: ClassVar[float] = 1.0
    """Seconds for each tiny or random problem."""
    time_limits: ClassVar[tuple[float, ...]] = (0.5, 1.5)
    """Seconds that must be kept on large problems."""
    max_examples: ClassVar[int] = 20
    """Random problems per promise; the same in each run."""
    iterations: ClassVar[int] = 20
    """Iterations after which two runs must agree."""

    @property
    def subject(self) -> Solver:
        """The solver itself."""
        return resolved(self.solver)

    def test_declares_itself(self) -> None:
        """See `check_declaration`."""
        checks.check_declaration(self.subject)

    def test_options(self) -> None:
        """See `check_options`."""
        checks.check_options(self.subject)

    @pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.name.lower())
    def test_feature(self, feature: Feature) -> None:
        """See `check_feature`."""
        if not checks.check_feature(self.subject, feature, self.time_limit):
            pytest.skip("its tiny problem needs features that the solver does not claim")

    def test_nothing_to_do(self) -> None:
        """See `check_nothing_to_do`."""
        checks.check_nothing_to_do(self.subject)

    def test_stop_rules(self) -> None:
        """See `check_stop_rules`."""
        checks.check_stop_rules(self.subject)

    def test_progress(self) -> None:
        """See `check_progress`."""
        checks.check_progress(self.subject)

    def test_time_limits(self) -> None:
        """See `check_time_limit`."""
        for seconds in self.time_limits:
            checks.check_time_limit(self.subject, seconds)

    def test_cancel(self) -> None:
        """See `check_cancel`."""
        checks.check_cancel(self.subject)

    def test_determinism(self) -> None:
        """See `check_determinism`."""
        medium = vrpcore.datasets.random_cvrp(25, seed=2)
        checks.check_determinism(self.subject, (*map(tiny_problem, FEATURES), medium), self.iterations)

    def test_warm_start_on_large_problems(self) -> None:
        """See `check_warm_start_large`."""
        checks.check_warm_start_large(self.subject, min(self.time_limits))

    def test_random_problems(self) -> None:
        """See `check_random`."""
        self._on_random_problems(
            4, lambda problem: checks.check_random(self.subject, problem, self.time_limit)
        )

    def test_larger_random_problems(self) -> None:
        """See `check_random`."""
        self._on_random_problems(
            12, lambda problem: checks.check_random(self.subject, problem, self.time_limit)
        )

    def test_warm_start_on_random_problems(self) -> None:
        """See `check_warm_start`."""
        self._on_random_problems(4, lambda problem: checks.check_warm_start(self.subject, problem))

    def _on_random_problems(self, max_orders: int, check: Callable[[Problem], None]) -> None:
        """Run a check on random problems within the solver's capabilities."""
        features = self.subject.capabilities.features

        @settings(
            max_examples=self.max_examples,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(problems(max_orders=max_orders, max_slots=max(3, max_orders // 2), features=features))
        def run(problem: Problem) -> None:
            check(problem)

        run()
