"""Values as notebooks and tables have them become records; what is wrong is refused in clear words."""

import datetime as dt
import re

import numpy as np
import pytest

import vrpcore
from vrpcore.errors import InvalidProblemError
from vrpcore.models import Location, Reach, Stock, TimeWindow


def planar():
    model = vrpcore.Model(coordinate_system="planar")
    model.add_vehicle_type("van", model.add_center("centre", (0, 0)))
    return model


def test_numbers_of_tables():
    model = vrpcore.Model(coordinate_system="planar", days=np.int64(2), start=dt.datetime(2026, 1, 5))
    salt = model.add_product(np.int64(7), case_weight_kg=np.float32(0.5))
    shop = model.add_customer(
        12, np.array([1.0, 2.5]), service_duration_s=np.float64(300), priority=np.int64(2)
    )
    order = model.add_order(12, {salt: np.float64(3)}, unserved_price=np.int64(9), id=np.int64(1))
    centre = model.add_center("centre", (np.int64(0), np.float32(0)))
    van = model.add_vehicle_type("van", centre, count=np.int64(2), vehicle_ids=(np.int64(1), 2))
    assert (salt.id, shop.id, order.id, order.customer_id) == ("7", "12", "1", "12")
    assert (shop.location, shop.service_duration_s, shop.priority) == (Location(x=1.0, y=2.5), 300, 2)
    assert (order.lines[0].cases, order.unserved_price) == (3, 9.0)
    assert van.vehicle_ids == ("1", "2")
    assert len(model.problem().slots) == 4


def test_handles_stand_for_ids_anywhere():
    model = planar()
    east = model.add_township("east")
    salt = model.add_product("salt")
    store = model.add_store(
        "store",
        (0, 0),
        township_id=east,
        stock={salt: 30},
        reach={"townships": [east], "polygon": [(0, 0), (1, 0), (0, np.float64(1))]},
    )
    truck = model.add_vehicle_type("truck", "centre", reload_depot_ids=[store])
    assert store.stock == (Stock(product_id="salt", cases=30),)
    corners = (Location(x=0, y=0), Location(x=1, y=0), Location(x=0, y=1))
    assert store.reach == Reach(townships=("east",), polygon=corners)
    assert truck.reload_depot_ids == ("store",)
    model.problem()


MORNING = TimeWindow(earliest="08:00", latest="12:00")


@pytest.mark.parametrize(
    "windows",
    [
        [("08:00", "12:00")],
        ("08:00", "12:00"),
        (dt.time(8), dt.time(12)),
        (np.int64(8 * 3600), 12 * 3600),
        MORNING,
        [MORNING],
        ["08:00", "12:00"],
    ],
)
def test_windows(windows):
    model = planar()
    assert model.add_customer("a", (0, 0), windows=windows).service_windows == (MORNING,)
    assert model.add_customer("b", (0, 0), service_windows=windows).service_windows == (MORNING,)
    assert model.add_center("c", (0, 0), opening_hours=windows).opening_hours == (MORNING,)


def test_two_windows_are_no_pair_of_clock_times():
    two = (("08:00", "12:00"), ("14:00", "17:00"))
    assert len(planar().add_customer("a", (0, 0), windows=two).service_windows) == 2


@pytest.mark.parametrize(
    "due", ["2026-01-05T17:00", dt.datetime(2026, 1, 5, 17), np.datetime64("2026-01-05T17:00:00.000000000")]
)
def test_moments(due):
    model = planar()
    shop = model.add_customer("shop", (0, 0))
    assert model.add_order(shop, due=due).due == dt.datetime(2026, 1, 5, 17)


@pytest.mark.parametrize(
    ("call", "complaint"),
    [
        (lambda m: m.add_customer("a", "1,2"), "not a place"),
        (lambda m: m.add_customer("a", (1, 2, 3)), "not a place"),
        (lambda m: m.add_customer("a", ("1", "2")), 'location.x: found "1"'),
        (lambda m: m.add_customer("a", (float("nan"), 2)), "finite"),
        (lambda m: m.add_customer("a", (1, 2), windows="08:00-12:00"), "not a window"),
        (lambda m: m.add_customer("a", (1, 2), windows=[3]), "not a window"),
        (lambda m: m.add_customer("a", (1, 2), service_duration=3), "did you mean 'service_duration_s'"),
        (lambda m: m.add_customer(True, (1, 2)), "customer True: 1 fault"),
        (lambda m: m.add_order("a", "3"), 'lines.0.cases: found "3"'),
        (lambda m: m.add_order("a", 3.5), "lines.0.cases: found 3.5"),
        (lambda m: m.add_order("a", True), "lines.0.cases: found true"),
        (lambda m: m.add_order("a", {}), "too_few"),
        (lambda m: m.add_order("a", due="2026-01-05"), "not a moment"),
        (lambda m: m.add_order("a", due="2026-01-05T17:00Z"), "time zone"),
        (lambda m: m.add_order("a", due=np.datetime64("NaT", "s")), "not_a_moment"),
        (lambda m: m.add_vehicle_type("w", None), "vehicle type 'w': 1 fault"),
        (lambda m: vrpcore.Model(start="5.1.2026"), "not a date"),
        (lambda m: vrpcore.Model(start=dt.datetime(2026, 1, 5, 8)), "date"),
    ],
)
def test_what_is_wrong_is_refused(call, complaint):
    with pytest.raises(ValueError, match=re.escape(complaint)):
        call(planar())


def test_one_product_twice_in_an_order_is_a_fault():
    model = planar()
    salt = model.add_product("salt")
    model.add_order(model.add_customer("shop", (0, 0)), {salt: 3, "salt": 2})
    with pytest.raises(InvalidProblemError, match="duplicate_line"):
        model.problem()
