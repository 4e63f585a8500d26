"""More than was ordered, or held twice."""

from tests.evaluation.build import bring, broken, county, customer, order, plan, route, trip
from vrpcore.models import DeliveredLine


def case(*visits, held=(), **given):
    problem = county([customer("a", 1000)], [order("o", "a", 6, **given)])
    routes = [route("truck-1", trip("C", *visits))] if visits else []
    return broken(problem, plan(*routes, held=held))


def part(cases):
    return bring("a", "o", quantities=[DeliveredLine(order_id="o", product_id="salt", cases=cases)])


def test_once():
    assert case(bring("a", "o")) == []


def test_twice():
    assert case(bring("a", "o"), bring("a", "o")) == [("duplicate", "order o", 6)]
    assert case(bring("a", "o", "o")) == [("duplicate", "order o", 6)]


def test_parts_may_add_up_but_no_further():
    assert case(part(4), part(2), splittable=True) == []
    assert case(part(4), part(3), splittable=True) == [("duplicate", "order o", 1)]


def test_held_twice():
    assert case(held=["o", "o"], hold_price=1.0) == [("duplicate", "order o", 1)]
    assert case(held=["o"], hold_price=1.0) == []
