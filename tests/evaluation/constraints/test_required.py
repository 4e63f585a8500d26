"""An order without a price for leaving it out is served in full, or held."""

from tests.evaluation.build import bring, broken, county, customer, order, plan, route, trip
from vrpcore.models import DeliveredLine


def case(*visits, held=(), **given):
    problem = county([customer("a", 1000)], [order("o", "a", 6, **given)])
    routes = [route("truck-1", trip("C", *visits))] if visits else []
    return broken(problem, plan(*routes, held=held))


def test_left_out():
    assert case() == [("required", "order o", 6)]
    assert case(unserved_price=10.0) == []


def test_held():
    assert case(held=["o"], hold_price=1.0) == []


def test_a_part_is_missing():
    part = bring("a", "o", quantities=[DeliveredLine(order_id="o", product_id="salt", cases=4)])
    assert case(part, splittable=True) == [("required", "order o", 2)]
    assert case(part, splittable=True, unserved_price=1.0) == []
