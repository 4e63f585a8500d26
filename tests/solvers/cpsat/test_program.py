"""What dual values prove, whatever they are."""

from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from vrpcore.solvers.cpsat.bound.glop import Glop
from vrpcore.solvers.cpsat.bound.program import Program

small = st.integers(-5, 5)


@st.composite
def programs(draw):
    program = Program()
    for _ in range(draw(st.integers(1, 4))):
        program.column(draw(small) * 10**9 + draw(small), draw(st.integers(0, 2)))
    columns = st.integers(0, len(program.cost) - 1)
    for _ in range(draw(st.integers(1, 4))):
        terms = draw(st.lists(st.tuples(columns, small), min_size=1, max_size=4))
        program.row(draw(st.sampled_from((">=", "<=", "="))), draw(small), terms)
    return program


def least_cost(program, between):
    def keeps(row, values):
        left = sum(coefficient * values[column] for column, coefficient in row.terms)
        return {">=": left >= row.right, "<=": left <= row.right, "=": left == row.right}[row.sense]

    limits = [between.get(column, (0, limit)) for column, limit in enumerate(program.limit)]
    return min(
        (
            sum(cost * value for cost, value in zip(program.cost, values, strict=True))
            for values in product(*(range(low, high + 1) for low, high in limits))
            if all(keeps(row, values) for row in program.rows)
        ),
        default=None,
    )


@given(programs(), st.data())
def test_any_duals_give_a_bound(program, data):
    duals = [data.draw(st.floats(-1e12, 1e12) | st.just(float("nan"))) for _ in program.rows]
    between = {0: (program.limit[0], program.limit[0])} if data.draw(st.booleans()) else {}
    least = least_cost(program, between)
    assume(least is not None)
    assert program.proven(duals, between) <= least


@given(programs())
def test_optimal_duals_give_the_value_of_the_relaxation(program):
    point = Glop(program).solve({}, lambda: True)
    least = least_cost(program, {})
    if least is None:
        return
    assert point is not None
    value = sum(cost * share for cost, share in zip(program.cost, point.values, strict=True))
    assert program.proven(point.duals, {}) == pytest.approx(value, abs=10)
    assert program.proven(point.duals, {}) <= least


def test_limits_apply_to_a_solve_alone():
    program = Program()
    column = program.column(7, 3)
    program.row(">=", 1, [(column, 1)])
    glop = Glop(program)
    assert glop.solve({column: (2, 3)}, lambda: True).values == [pytest.approx(2)]
    assert glop.solve({}, lambda: True).values == [pytest.approx(1)]
    assert glop.solve({column: (0, 0)}, lambda: True) is None


def test_rows_added_later_count():
    program = Program()
    columns = [program.column(7, 3), program.column(5, 3)]
    program.row(">=", 2, [(column, 1) for column in columns])
    glop = Glop(program)
    point = glop.solve({}, lambda: True)
    assert program.proven(point.duals, {}) == 10
    program.row("<=", 1, [(columns[1], 1)])
    point = glop.solve({}, lambda: True)
    assert program.proven(point.duals, {}) == 12


def test_nothing_is_solved_once_time_is_over():
    program = Program()
    program.column(1, 1)
    assert Glop(program).solve({}, lambda: False) is None
