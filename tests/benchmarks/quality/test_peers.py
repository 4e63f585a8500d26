"""Every peer on tiny problems: it answers with plans that our evaluator accepts, or says what it lacks."""

import pytest

import vrpcore
from benchmarks.quality.peers import contract
from benchmarks.quality.peers.repair import repair
from benchmarks.quality.peers.statement import FORBIDDEN, Statement
from vrpcore.lowering import lift, lower, lower_plan
from vrpcore.models.features import Feature
from vrpcore.testing.tiny import tiny_optimum, tiny_problem

STATED = {
    "pyvrp": (
        Feature.AREAS,
        Feature.MULTI_DAY,
        Feature.MULTI_DEPOT,
        Feature.MULTI_TRIP,
        Feature.OPTIONAL_ORDERS,
        Feature.RELEASE_TIMES,
        Feature.TIME_WINDOWS,
    ),
    "ortools": (
        Feature.AREAS,
        Feature.MULTI_DEPOT,
        Feature.OPTIONAL_ORDERS,
        Feature.TIME_WINDOWS,
    ),
    "vroom": (Feature.AREAS, Feature.MULTI_DEPOT, Feature.TIME_WINDOWS),
    "hgs": (),
}


def peer_of(name):
    try:
        contract.version(name)
    except contract.PeerMissingError as error:
        pytest.skip(str(error))
    return contract.load(name)


@pytest.mark.parametrize("name", contract.NAMES)
def test_cvrp(name):
    problem = vrpcore.datasets.random_cvrp(12, seed=3)
    answer = peer_of(name).state(problem)(0.3, 1)
    evaluation = vrpcore.evaluate(problem, lift(problem, answer.solution), explain=False)
    assert evaluation.is_feasible
    best = vrpcore.solve(problem, "greedy", 1).cost
    assert evaluation.cost <= 1.1 * best  # a peer that is stated wrongly is far off


@pytest.mark.parametrize(
    ("name", "feature"),
    [(name, feature) for name, features in STATED.items() for feature in features],
    ids=str,
)
def test_tiny_optimum(name, feature):
    problem = tiny_problem(feature)
    answer = peer_of(name).state(problem)(0.3, 1)
    evaluation = vrpcore.evaluate(problem, lift(problem, answer.solution), explain=False)
    assert (evaluation.violations, evaluation.cost) == ((), tiny_optimum(feature))


def test_who_cannot_state_says_so():
    with pytest.raises(contract.CannotStateError, match="service windows"):
        peer_of("hgs").state(tiny_problem(Feature.TIME_WINDOWS))
    with pytest.raises(contract.CannotStateError, match="may stay unserved"):
        peer_of("vroom").state(tiny_problem(Feature.OPTIONAL_ORDERS))


@pytest.mark.parametrize("stock", ["ample", "binding"])
def test_repair_of_trips_with_everything(stock):
    """Each vehicle takes on one trip all that it may: too heavy, too long, and more than the stores have."""
    problem = vrpcore.datasets.reference_county(
        1, customers=100, townships=3, stores=2, orders=40, stock=stock
    )
    instance = lower(problem)
    statement = Statement(instance)
    left = set(range(len(statement.jobs)))
    routes = []
    for kind in reversed(statement.kinds):  # stores first
        costs = statement.delivery_costs(kind.type_idx)
        jobs = [nth for nth in sorted(left) if costs[nth] != FORBIDDEN]
        left -= set(jobs)
        routes.append((kind, [(instance.vehicle_types[kind.type_idx].depot, jobs)]))
    broken = statement.solution(routes)
    rules = {v.rule for v in vrpcore.evaluate(problem, lift(problem, broken), explain=False).violations}
    assert "capacity" in rules
    assert ("stock" in rules) == (stock == "binding")
    repaired = repair(problem, broken)
    evaluation = vrpcore.evaluate(problem, lift(problem, repaired.solution), explain=False)
    assert evaluation.is_feasible
    assert 0 < repaired.num_returned <= repaired.num_dropped


def test_repair_leaves_a_good_plan_alone():
    problem = vrpcore.datasets.reference_county(1, customers=60, townships=3, stores=2, orders=20)
    good = lower_plan(problem, vrpcore.solve(problem, "greedy", 2).plan)
    assert repair(problem, good).solution is good
