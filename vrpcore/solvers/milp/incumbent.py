"""The best solution so far, judged by the exact rules and costs."""

from __future__ import annotations

from vrpcore.lowering.instance import Instance
from vrpcore.lowering.solution import Solution
from vrpcore.solvers.feasibility import verified_cost


class Incumbent:
    """Keeps the best of all offered solutions: fewest required orders unserved, then least cost."""

    def __init__(self, instance: Instance, solution: Solution | None) -> None:
        self.instance = instance
        self.solution = Solution()
        self.required, self.cost = self.key(self.solution) or (0, 0)
        if solution is not None:
            self.offer(solution)

    @property
    def is_feasible(self) -> bool:
        """Whether no required order is left unserved."""
        return self.required == 0

    @property
    def known_cost(self) -> int | None:
        """Cost to report; None while required orders are missing, which add nothing to it."""
        return self.cost if self.is_feasible else None

    def key(self, solution: Solution) -> tuple[int, int] | None:
        """Return what solutions are compared by, None for one that breaks a rule."""
        found = verified_cost(self.instance, solution)
        return None if found is None else (found.num_required_unserved, found.cost)

    def offer(self, solution: Solution) -> bool:
        """Take a solution if it is better; say whether it was."""
        key = self.key(solution)
        if key is None or key >= (self.required, self.cost):
            return False
        self.solution = solution
        self.required, self.cost = key
        return True
