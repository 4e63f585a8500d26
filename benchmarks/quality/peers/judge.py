"""The evaluator's verdict on solutions in indices, and on single routes, for the repair."""

from __future__ import annotations

from collections import Counter

from vrpcore.evaluation.constraints import CHECKS
from vrpcore.evaluation.cost import outcome_cost, total_cost
from vrpcore.evaluation.facts import PlanFacts, plan_facts
from vrpcore.evaluation.schedule import add_legs, add_times
from vrpcore.evaluation.stops import route_schedule
from vrpcore.evaluation.tables import Tables
from vrpcore.lowering import RoutePlan, Solution, lift, lower
from vrpcore.models.evaluation import Violation
from vrpcore.models.problem import Problem

_OF_THE_PLAN = {"required", "hold", "duplicate", "stock", "daily_tonnage"}
"""Rules that a route alone cannot be judged by."""


class Judge:
    """What `vrpcore.evaluate` would say, with the tables of the problem made once."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.instance = lower(problem)
        self._tables = Tables(problem)

    def facts(self, solution: Solution) -> PlanFacts:
        """The solution with its schedule."""
        facts = plan_facts(self._tables, lift(self.problem, solution))
        add_legs(self._tables, facts.routes)
        for route in facts.routes:
            add_times(route)
        return facts

    def violations(self, solution: Solution) -> list[Violation]:
        """Every rule that a solution breaks."""
        facts = self.facts(solution)
        return [violation for check in CHECKS for violation in check(facts)]

    def cost(self, solution: Solution) -> int:
        """Total cost."""
        facts = self.facts(solution)
        costs = [route_schedule(self._tables, route).cost for route in facts.routes]
        return total_cost([*costs, outcome_cost(facts)]).total

    def route(self, route: RoutePlan) -> tuple[int, Counter[str]]:
        """Cost of a route alone, and the seconds, grams, … by which it breaks each rule."""
        facts = self.facts(Solution((route,)))
        broken: Counter[str] = Counter()
        for check in CHECKS:
            if check.__module__.rpartition(".")[2] not in _OF_THE_PLAN:
                for violation in check(facts):
                    broken[violation.rule] += violation.excess
        costs = [route_schedule(self._tables, one).cost for one in facts.routes]
        return total_cost(costs).total, broken
