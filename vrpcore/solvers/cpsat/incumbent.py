"""The best verified solution of a run."""

from __future__ import annotations

from vrpcore.errors import SolverContractError
from vrpcore.lowering.instance import Instance
from vrpcore.lowering.solution import Solution, Stop
from vrpcore.models.features import Feature
from vrpcore.solvers.cpsat.tidy import tidied
from vrpcore.solvers.feasibility import verified_cost


class Incumbent:
    """Keeps the best of all offers: fewest required orders unserved, then least cost.

    Parameters
    ----------
    instance
        Judges every offer.
    fallback
        A solution that is always there: nobody served.
    """

    def __init__(self, instance: Instance, fallback: Solution) -> None:
        self._instance = instance
        self.solution = fallback
        found = verified_cost(instance, fallback)
        if found is None:
            raise SolverContractError("cpsat: serving nobody breaks a rule; please report this")
        self.cost, self._required = found.cost, found.num_required_unserved

    @property
    def is_feasible(self) -> bool:
        """Whether no required order is left unserved."""
        return self._required == 0

    @property
    def known_cost(self) -> int | None:
        """Cost to report; None while required orders are missing, which add nothing to it."""
        return self.cost if self.is_feasible else None

    def offer(self, solution: Solution) -> None:
        """Consider a solution from elsewhere; one that breaks a rule is not taken."""
        used = tuple(
            route
            for route in solution.routes
            if any(isinstance(stop, Stop) for trip in route.trips for stop in trip.stops)
        )
        cleaned = self._tidied(Solution(used, solution.held))
        found = verified_cost(self._instance, cleaned)
        if found is not None and (found.num_required_unserved, found.cost) < (self._required, self.cost):
            self.solution = cleaned
            self.cost, self._required = found.cost, found.num_required_unserved

    def offer_feasible(self, solution: Solution) -> None:
        """Consider a solution of the model, which must keep every rule."""
        solution = self._tidied(solution)
        found = verified_cost(self._instance, solution)
        if found is None or found.num_required_unserved:
            raise SolverContractError(
                "cpsat: a solution of the model breaks a rule of the problem; please report this"
            )
        if (0, found.cost) < (self._required, self.cost):
            self.solution, self.cost, self._required = solution, found.cost, 0

    def _tidied(self, solution: Solution) -> Solution:
        splits = Feature.SPLIT_DELIVERIES in self._instance.features
        return tidied(self._instance, solution) if splits else solution
