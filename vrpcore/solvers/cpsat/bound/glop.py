"""Solving a program with GLOP, OR-Tools' own simplex; only its dual values are used for proofs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ortools.linear_solver import pywraplp

from vrpcore.solvers.cpsat.bound.program import Program, Row

_SLICE = 500
"""Simplex iterations between two looks at the clock; GLOP goes on from where it was."""


@dataclass(frozen=True, slots=True)
class Point:
    """An optimum as GLOP sees it, in floats."""

    values: list[float]
    """Per column."""
    duals: list[float]
    """Per row, in cost units per unit of the row."""


class Glop:
    """A program handed to GLOP; rows that the program gains later are handed over before each solve.

    Parameters
    ----------
    program
        What to solve. Costs and rows are scaled, which GLOP's absolute tolerances ask for.
    """

    def __init__(self, program: Program) -> None:
        self._program = program
        self._unit = max(1.0, max(program.cost, default=0) / 1_000)
        self.iterations = 0
        self._load()

    def _load(self) -> None:
        """Start anew, without a basis from earlier solves."""
        program = self._program
        self._solver = pywraplp.Solver.CreateSolver("GLOP")
        parameters = f"use_dual_simplex: true max_number_of_iterations: {_SLICE}"
        self._solver.SetSolverSpecificParametersAsString(parameters)
        self._columns = [self._solver.NumVar(0, limit, "") for limit in program.limit]
        self._rows: list[pywraplp.Constraint] = []
        self._scales: list[float] = []
        self._between: set[int] = set()
        objective = self._solver.Objective()
        objective.SetMinimization()
        for column, cost in zip(self._columns, program.cost, strict=True):
            program.tick()
            objective.SetCoefficient(column, cost / self._unit)

    def solve(self, between: Mapping[int, tuple[int, int]], go_on: Callable[[], bool]) -> Point | None:
        """Solve with other limits for some columns.

        Parameters
        ----------
        between
            Lowest and highest value of such columns.
        go_on
            Asked between slices of the work.

        Returns
        -------
        Point or None
            None where no optimum is found before the work must end.
        """
        solves_anew = False
        while go_on():
            self._hand_over(between)
            status = self._solver.Solve()
            self.iterations += self._solver.iterations()
            if status == pywraplp.Solver.OPTIMAL:
                return self._point()
            if status == pywraplp.Solver.ABNORMAL and not solves_anew:  # mostly an old basis gone bad
                self._load()
                solves_anew = True
            elif status not in (pywraplp.Solver.FEASIBLE, pywraplp.Solver.NOT_SOLVED):
                return None
        return None

    def _hand_over(self, between: Mapping[int, tuple[int, int]]) -> None:
        for row in self._program.rows[len(self._rows) :]:
            self._add(row)
        for column in self._between - between.keys():
            self._columns[column].SetBounds(0, self._program.limit[column])
        for column, (low, high) in between.items():
            self._columns[column].SetBounds(low, high)
        self._between = set(between)

    def _point(self) -> Point:
        duals = [
            row.dual_value() * self._unit / scale for row, scale in zip(self._rows, self._scales, strict=True)
        ]
        return Point([column.solution_value() for column in self._columns], duals)

    def _add(self, row: Row) -> None:
        self._program.tick()
        scale = float(max((abs(coefficient) for _, coefficient in row.terms), default=1))
        right, infinity = row.right / scale, self._solver.infinity()
        low = -infinity if row.sense == "<=" else right
        high = infinity if row.sense == ">=" else right
        constraint = self._solver.Constraint(low, high)
        for column, coefficient in row.terms:
            constraint.SetCoefficient(self._columns[column], coefficient / scale)
        self._rows.append(constraint)
        self._scales.append(scale)
