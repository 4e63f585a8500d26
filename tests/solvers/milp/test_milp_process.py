import math
import os
import random
import sys
import time

import pytest

from vrpcore.errors import SolverUnavailableError
from vrpcore.solvers.milp.backend import BackEnd, find_back_end
from vrpcore.solvers.milp.process import Limits, run
from vrpcore.solvers.milp.safe_pulp import pulp

BACK_ENDS = [name for name in ("cbc_bundled", "highs", "cbc") if not isinstance(find_back_end(name), str)]


def limits(**changes):
    usual = {
        "seconds": 20.0,
        "nodes": 10_000,
        "relative_gap": 0.0,
        "seed": 2**40,
        "threads": 1,
        "must_stop": lambda: False,
    }
    return Limits(**(usual | changes))


def knapsack(values, weights, capacity):
    """Minus the value of the best things that can be carried, each name an awkward one."""
    problem = pulp.LpProblem("knapsack", pulp.LpMinimize)
    take = [problem.add_variable(f"take_{i}", 0, 1, pulp.LpInteger) for i in range(len(values))]
    problem.setObjective(
        pulp.LpAffineExpression([(x, -value) for x, value in zip(take, values, strict=True)])
    )
    weight = pulp.LpAffineExpression(list(zip(take, weights, strict=True)))
    problem.addConstraint(pulp.LpConstraint(weight, pulp.LpConstraintLE, "weight", capacity))
    return problem


def market_split():
    """Equations that branch and bound does not solve in any reasonable time."""
    draw = random.Random(5)
    problem = pulp.LpProblem("market_split", pulp.LpMinimize)
    x = [problem.add_variable(f"x{i}", 0, 1, pulp.LpInteger) for i in range(50)]
    rows = []
    for row in range(6):
        weights = [draw.randint(0, 99) for _ in x]
        over, under = (problem.add_variable(f"{side}{row}", 0) for side in ("over", "under"))
        terms = [*zip(x, weights, strict=True), (over, -1), (under, 1)]
        equation = pulp.LpAffineExpression(terms)
        problem.addConstraint(
            pulp.LpConstraint(equation, pulp.LpConstraintEQ, f"split{row}", sum(weights) // 2)
        )
        rows += [(over, 1), (under, 1)]
    problem.setObjective(pulp.LpAffineExpression(rows))
    return problem


@pytest.mark.parametrize("name", BACK_ENDS)
@pytest.mark.parametrize("seconds", [20.0, math.inf])
def test_known_answer(name, seconds):
    """Of 6 + 5 + 4 kg, 9 kg may be carried: 6 is worth 7 and 5 with 4 is worth 5 + 4 = 9."""
    answer = run(knapsack([7, 5, 4], [6, 5, 4], 9), find_back_end(name), limits(seconds=seconds))
    assert {k: round(v) for k, v in answer.values.items()} == {"take_0": 0, "take_1": 1, "take_2": 1}
    assert answer.bound == pytest.approx(-9)


@pytest.mark.parametrize("name", BACK_ENDS)
def test_impossible_model_has_no_answer(name):
    problem = knapsack([1], [1], 1)
    x = problem.variables()[0]
    problem.addConstraint(pulp.LpConstraint(pulp.LpAffineExpression([(x, 1)]), pulp.LpConstraintGE, "two", 2))
    assert run(problem, find_back_end(name), limits()).values == {}


@pytest.mark.parametrize("name", BACK_ENDS)
def test_start_is_kept_where_time_is_short(name):
    problem = market_split()
    for variable in problem.variables():
        variable.setInitialValue(0.0)
    for row, constraint in enumerate(problem.constraints()):
        next(v for v in constraint if v.name == f"under{row}").setInitialValue(-constraint.constant)
    start = sum(variable.varValue for variable in problem.variables())
    answer = run(problem, find_back_end(name), limits(seconds=1.0))
    found = sum(cost * answer.values[v.name] for v, cost in problem.objective.items())
    assert found <= start
    assert answer.bound is not None
    assert answer.bound <= found


@pytest.mark.parametrize("name", BACK_ENDS)
def test_time_limit_ends_the_program(name):
    begin = time.perf_counter()
    run(market_split(), find_back_end(name), limits(seconds=1.0))
    assert time.perf_counter() - begin < 3.0


@pytest.mark.parametrize("name", BACK_ENDS)
def test_cancelling_ends_the_program(name):
    begin = time.perf_counter()
    answer = run(
        market_split(),
        find_back_end(name),
        limits(seconds=math.inf, nodes=10**9, must_stop=lambda: time.perf_counter() - begin > 0.3),
    )
    assert answer.values == {}
    assert time.perf_counter() - begin < 1.3


@pytest.mark.parametrize("name", BACK_ENDS)
def test_nodes_end_a_run_without_time_limit(name):
    answer = run(market_split(), find_back_end(name), limits(seconds=math.inf, nodes=5))
    assert answer.values == run(market_split(), find_back_end(name), limits(seconds=math.inf, nodes=5)).values


def test_no_time_no_program(tmp_path):
    missing = BackEnd("cbc", "cbc", tmp_path / "cbc")
    assert run(knapsack([1], [1], 1), missing, limits(seconds=0.0)).values == {}


@pytest.mark.parametrize(
    ("script", "complaint"),
    [
        (None, "the MILP program cbc cannot be started"),
        ("#!/bin/sh\necho no licence\nexit 3\n", "the MILP program cbc failed with code 3: no licence"),
    ],
)
def test_broken_program_is_unavailable(script, complaint, tmp_path):
    path = tmp_path / "cbc"
    if script is not None:
        path.write_text(script)
        path.chmod(0o755)
    with pytest.raises(SolverUnavailableError, match=complaint):
        run(knapsack([1], [1], 1), BackEnd("cbc", "cbc", path), limits())


@pytest.mark.skipif(sys.platform == "win32", reason="programs on the path are shell scripts on POSIX only")
def test_what_a_script_started_ends_with_it(tmp_path):
    path, started = tmp_path / "cbc", tmp_path / "started"
    path.write_text(
        f"#!/bin/sh\ntrap '' INT\nsleep 60 &\necho $! > {started}.new\nmv {started}.new {started}\nwait\n"
    )
    path.chmod(0o755)
    groups = []

    def has_started():
        if started.exists():
            groups.append(os.getpgid(int(started.read_text())))
        return bool(groups)

    run(knapsack([1], [1], 1), BackEnd("cbc", "cbc", path), limits(must_stop=has_started))
    assert groups[0] != os.getpgid(0)  # out of reach of Ctrl-C in our terminal
    with pytest.raises(ProcessLookupError):
        wait_until_reaped(int(started.read_text()))


def wait_until_reaped(pid):
    """Whoever adopts an orphan may take a moment to notice that it has ended."""
    deadline = time.perf_counter() + 5.0
    while time.perf_counter() < deadline:
        os.kill(pid, 0)
        time.sleep(0.02)
