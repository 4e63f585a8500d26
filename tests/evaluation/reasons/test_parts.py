"""Parts of splittable orders: the most that fits at a position, for less than it saves."""

import pytest

from tests.evaluation.build import (
    CENTER,
    SALT,
    STORE,
    bring,
    county,
    customer,
    order,
    plan,
    route,
    trip,
    truck,
)
from tests.evaluation.reasons.why import why
from vrpcore.models import Order, OrderBand, OrderLine, Product, Reach, Stock

OIL = Product(id="oil", case_weight_kg=10.0, case_volume_m3=0.02)


def stock(**cases_of):
    return tuple(Stock(product_id=product_id, cases=cases) for product_id, cases in cases_of.items())


def one_order(*, depot=CENTER, vehicle=(), **given):
    """An order of 10 cases at 3 km, 5 CNY a case; a route for it costs 6 CNY."""
    wanted = order("o", "a", 10, **{"unserved_price": 50.0, "splittable": True, **given})
    return county(
        [customer("a", 3000)],
        [wanted],
        depots=[depot],
        vehicle_types=[truck(**{"cost_per_km": 1.0, **dict(vehicle)})],
    )


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"depot": CENTER.model_copy(update={"stock": stock(salt=4)})}, "out_of_stock"),
        ({"depot": CENTER.model_copy(update={"max_tonnes_per_day": 0.099})}, "over_tonnage"),
        ({"vehicle": {"capacity_cases": 4}}, "over_capacity"),
        ({"vehicle": {"capacity_kg": 99.0}}, "over_capacity"),
        ({"vehicle": {"capacity_m3": 0.09}}, "over_capacity"),
        ({"depot": CENTER.model_copy(update={"order_band": OrderBand(max_cases=4)})}, "above_maximum"),
    ],
)
def test_what_fits_of_goods_that_are_short(given, code):
    (whole, _, _), (part, depot_id, text) = why(one_order(**given), "o")
    # 4 cases (20 kg each) fit every time, and save 50 - 50 x 6 / 10 = 20 CNY
    assert (whole, part, depot_id) == (code, "could_be_served", "C")
    assert text.startswith("4 cases of the 10 cases missing could be served: the best way found, vehicle")
    assert text.endswith("costs 6.00 CNY more and saves 20.00 CNY, a gain of 14.00 CNY")


@pytest.mark.parametrize(
    "given",
    [
        {"splittable": False},
        {"unserved_price": None},  # the rest would be required
        {"unserved_price": 15.0},  # 4 cases save 6 CNY, as much as they cost
        {"hold_price": 30.0},  # the rest would cost as much as holding the order
    ],
)
def test_parts_that_are_not_allowed_or_save_nothing(given):
    problem = one_order(vehicle={"capacity_cases": 4}, **given)
    held = plan(held=["o"]) if "hold_price" in given else plan()
    assert [code for code, _, _ in why(problem, "o", held)] == ["over_capacity"]


def test_a_part_of_a_held_order_saves_what_holding_costs_beyond_the_rest():
    problem = one_order(vehicle={"capacity_cases": 4}, hold_price=40.0)
    *_, (code, _, text) = why(problem, "o", plan(held=["o"]))
    assert code == "could_be_served"
    assert text.endswith("costs 6.00 CNY more and saves 10.00 CNY, a gain of 4.00 CNY")  # 40 - 50 x 6 / 10


def test_a_whole_that_costs_more_than_it_saves_may_come_in_part():
    # the truck that is there anyway has room for 2 cases; the van for all 10 costs 6 CNY
    problem = county(
        [customer("a", 3000)],
        [order("first", "a", 4), order("o", "a", 10, unserved_price=5.0, splittable=True)],
        vehicle_types=[truck(cost_per_km=1.0, capacity_cases=6), truck(id="van", cost_per_km=1.0)],
    )
    given = plan(route("truck-1", trip("C", bring("a", "first"))))
    *_, (dear, _, _), (code, _, text) = why(problem, "o", given)
    assert (dear, code) == ("costs_more", "could_be_served")
    assert "2 cases of the 10 cases missing" in text
    assert text.endswith("as the first stop, costs 0.00 CNY more and saves 1.00 CNY, a gain of 1.00 CNY")


def test_the_lines_that_a_depot_carries():
    lines = [OrderLine(product_id="salt", cases=5), OrderLine(product_id="oil", cases=3)]
    problem = county(
        [customer("a", 3000)],
        [Order(id="o", customer_id="a", lines=lines, unserved_price=50.0, splittable=True)],
        depots=[
            CENTER.model_copy(update={"stock": stock(oil=9)}),
            STORE.model_copy(update={"reach": Reach(customers=["a"]), "stock": stock(salt=9)}),
        ],
        products=[OIL, SALT],
        vehicle_types=[truck(cost_per_km=1.0), truck(id="bike", depot_id="S", cost_per_km=5.0)],
    )
    *lacking, (code, depot_id, text) = why(problem, "o")
    assert [(found, where) for found, where, _ in lacking] == [("not_carried", "C"), ("not_carried", "S")]
    # 3 of 8 cases from C: 50 - 50 x 5 / 8 = 18.75 saved for 6 CNY; 5 from S: 31.25 for 70 CNY
    assert (code, depot_id) == ("could_be_served", "C")
    assert text.startswith("3 cases of the 8 cases missing")
    assert text.endswith("costs 6.00 CNY more and saves 18.75 CNY, a gain of 12.75 CNY")
