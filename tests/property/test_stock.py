"""The ledger of stock and tonnage says what the evaluator says, in whatever order routes draw on it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from vrpcore.evaluation import evaluate
from vrpcore.lowering import Stop, lift, lower, make_visit
from vrpcore.models import Feature
from vrpcore.solvers.stock import StockLedger
from vrpcore.testing.strategies import problems, solutions

FEATURES = frozenset(
    {
        Feature.DAILY_TONNAGE,
        Feature.MULTI_DAY,
        Feature.MULTI_DEPOT,
        Feature.MULTI_TRIP,
        Feature.OPTIONAL_ORDERS,
        Feature.PICKUPS,
        Feature.RELOAD_ELSEWHERE,
        Feature.SPLIT_DELIVERIES,
        Feature.STOCK,
    }
)


def draws(instance, solution):
    """(slot, depot, products, grams) of every delivery."""
    for route in solution.routes:
        for trip in route.trips:
            for stop in trip.stops:
                visit = make_visit(instance, stop) if isinstance(stop, Stop) else None
                if visit is not None and not visit.is_pickup:
                    yield route.slot, trip.depot, visit.products, visit.load[0]


@settings(max_examples=300)
@given(st.data())
def test_ledger_equals_evaluator(data):
    problem = data.draw(problems(features=FEATURES, max_slots=6))
    instance = lower(problem)
    solution = data.draw(solutions(instance))
    ledger = StockLedger(instance)
    fits = True
    for slot, depot, products, grams in data.draw(st.permutations(list(draws(instance, solution)))):
        fits = fits and ledger.fits(slot, depot, products, grams)
        ledger.draw(slot, depot, products, grams)
    verdict = evaluate(problem, lift(problem, solution), explain=False)
    assert fits == (not {v.rule for v in verdict.violations} & {"stock", "daily_tonnage"})


@settings(max_examples=100)
@given(st.data())
def test_giving_back_undoes_drawing(data):
    instance = lower(data.draw(problems(features=FEATURES)))
    taken = list(draws(instance, data.draw(solutions(instance))))
    ledger, untouched = StockLedger(instance), StockLedger(instance)
    for draw in taken:
        ledger.draw(*draw)
    for draw in data.draw(st.permutations(taken)):
        ledger.draw(*draw, sign=-1)
    for draw in taken:
        assert ledger.fits(*draw) == untouched.fits(*draw)
