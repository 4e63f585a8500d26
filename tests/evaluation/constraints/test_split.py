"""Parts only of orders that are marked splittable."""

from tests.evaluation.build import bring, broken, county, customer, order, plan, route, trip
from vrpcore.models import DeliveredLine


def case(splittable, *cases):
    problem = county([customer("a", 1000)], [order("o", "a", 6, splittable=splittable)])
    visits = [
        bring("a", "o", quantities=[DeliveredLine(order_id="o", product_id="salt", cases=number)])
        for number in cases
    ]
    return broken(problem, plan(route("truck-1", trip("C", *visits))))


def test_parts_of_a_splittable_order():
    assert case(True, 4, 2) == []


def test_parts_of_another():
    where = "routes.0.trips.0.activities"
    assert case(False, 4, 2) == [("split", f"{where}.0", 2), ("split", f"{where}.1", 4)]


def test_quantities_in_full_are_no_split():
    assert case(False, 6) == []
