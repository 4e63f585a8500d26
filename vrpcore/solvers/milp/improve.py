"""Rounds on one part: estimate, assign, sequence; and again with what that taught."""

from __future__ import annotations

from collections.abc import Callable
from math import inf, isinf

import numpy as np

from vrpcore.lowering.solution import Solution
from vrpcore.solvers.control import RunControl
from vrpcore.solvers.milp.admission import Admission
from vrpcore.solvers.milp.backend import BackEnd
from vrpcore.solvers.milp.choice import Choice, Round
from vrpcore.solvers.milp.choices import make_round
from vrpcore.solvers.milp.context import Context
from vrpcore.solvers.milp.incumbent import Incumbent
from vrpcore.solvers.milp.lessons import Lessons
from vrpcore.solvers.milp.model import Model, ModelBuilder
from vrpcore.solvers.milp.options import MilpOptions
from vrpcore.solvers.milp.polish import Polisher
from vrpcore.solvers.milp.process import Limits, run
from vrpcore.solvers.milp.recombine import recombine
from vrpcore.solvers.milp.ruin import ruin
from vrpcore.solvers.milp.sequence import sequence
from vrpcore.solvers.result import Statistic
from vrpcore.solvers.stop import StopReason

_CAUTIONS = (0.9, 2.0)
"""Range of the first caution of each vehicle day where chance is let in."""


class Improver:
    """Improves the incumbent of a part by rounds.

    Parameters
    ----------
    must_stop
        Says at any moment whether time is up or the run cancelled.
    """

    def __init__(
        self,
        back_end: BackEnd,
        options: MilpOptions,
        seed: int,
        threads: int,
        control: RunControl,
        polish: Polisher,
        must_stop: Callable[[], StopReason | None],
    ) -> None:
        self._back_end = back_end
        self._options = options
        self._seed = seed
        self._threads = threads
        self._control = control
        self._polish = polish
        self._must_stop = must_stop
        self._random = np.random.default_rng(seed)
        self.num_rounds = 0
        self.statistics: dict[str, Statistic] = {}

    def improve(
        self, best: Incumbent, outside_cost: int, may_go_on: Callable[[], bool], *, vary: bool
    ) -> None:
        """Run rounds on an incumbent until one changes nothing, or as many as the options allow.

        Parameters
        ----------
        outside_cost
            Cost of everything outside of the part, for the statistics.
        may_go_on
            Asked before each round but the first.
        vary
            Whether to start from a ruined and mended solution, with estimates of various caution.

        Raises
        ------
        StoppedError
            Once time is up or the run cancelled; what was found until then is in the incumbent.
        """
        context = Context(best.instance, self._must_stop)
        admission = Admission(context)
        lessons = Lessons(lambda: self._random.uniform(*_CAUTIONS)) if vary else Lessons()
        base = best.solution
        if vary:
            base = self._polish(best.instance, ruin(context, base, self._random))
            best.offer(base)
        for nth in range(self._options.rounds_per_part):
            if nth and not may_go_on():
                return
            before = best.solution
            round_ = self._round(context, admission, base, lessons)
            model = ModelBuilder(context, round_).build()
            chosen = self._assign(model, outside_cost)
            self.num_rounds += 1
            context.check()
            if chosen is None or _is_present(chosen, model):
                return
            raw = sequence(context, admission, round_.bins, chosen)
            lessons.learn(context, round_, chosen, raw)
            best.offer(recombine(context, best.solution, raw))
            found = self._polish(best.instance, raw)
            best.offer(recombine(context, best.solution, found))
            best.offer(found)
            if vary and best.solution is before:
                return  # another ruin promises more than another round
            base = best.solution

    def write_model(self, context: Context, solution: Solution, path: str) -> None:
        """Write the model of a solution's whole problem in LP format."""
        round_ = self._round(context, Admission(context), solution, Lessons())
        ModelBuilder(context, round_).build().problem.writeLP(path)

    def _round(self, context: Context, admission: Admission, solution: Solution, lessons: Lessons) -> Round:
        return make_round(
            context,
            admission,
            solution,
            per_visit=self._options.candidates_per_visit,
            orders_per_subset=self._options.orders_per_subset,
            lessons=lessons,
        )

    def _assign(self, model: Model, outside_cost: int) -> list[Choice] | None:
        """Return the visits that the model chooses, None where the back end found no solution in time."""
        left = self._control.remaining_s
        limits = Limits(
            seconds=inf if isinf(left) else min(left, self._options.round_s),
            nodes=self._options.max_nodes,
            relative_gap=self._options.relative_gap,
            seed=self._seed,
            threads=self._threads,
            must_stop=lambda: self._must_stop() is not None,
        )
        answer = run(model.problem, self._back_end, limits)
        if not answer.values:
            return None
        self.statistics |= model.figures(answer.values, answer.bound, outside_cost)
        return [choice for name, choice in model.choices.items() if answer.values.get(name, 0.0) > 0.5]


def _is_present(chosen: list[Choice], model: Model) -> bool:
    """Whether an assignment is the one that the model was made from."""
    num_present = sum(choice.is_present for choice in model.choices.values())
    return len(chosen) == num_present and all(choice.is_present for choice in chosen)
