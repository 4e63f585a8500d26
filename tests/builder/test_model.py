import datetime as dt

import pytest

import vrpcore
from vrpcore.errors import InvalidProblemError
from vrpcore.models import ChannelPolicy, OrderBand, PlanarTravel, Reach, TravelProfile


def test_handles_and_ids_are_interchangeable():
    model = vrpcore.Model(coordinate_system="planar", name="two ways")
    east = model.add_township("east")
    salt = model.add_product("salt", case_weight_kg=20.0)
    slow = model.add_profile("slow", 12.0)
    centre = model.add_center("centre", (0, 0))
    model.add_store("store", (5000, 0), township=east, reach=Reach(radius_m=1000.0), fee_per_tonne=35.0)
    shop = model.add_customer("shop", (5500, 0), township=east, windows=[("08:00", "11:30")])
    model.add_order(shop, {salt: 3}, release="2026-01-05T06:00", due=dt.datetime(2026, 1, 5, 12))
    model.add_order("shop", {"salt": 2}, id="second")
    model.add_vehicle_type("truck", centre, capacity_kg=5000.0, shift=("07:00", "18:00"))
    model.add_vehicle_type("clerk", "store", profile=slow)
    problem = model.problem()
    assert [order.id for order in problem.orders] == ["order-1", "second"]
    assert problem.customers[0].service_windows[0].earliest == 8 * 3600
    assert problem.customers[0].township_id == problem.depots[1].township_id == "east"
    assert problem.orders[0].release == dt.datetime(2026, 1, 5, 6)
    assert problem.vehicle_types[0].shift.latest == 18 * 3600
    assert problem.vehicle_types[1].profile == "slow"
    assert problem.travel == PlanarTravel(profiles=(TravelProfile(), slow))


def test_a_number_of_cases_needs_at_most_one_product():
    model = vrpcore.Model()
    shop = model.add_customer("shop", (112.0, 30.0))
    assert model.add_order(shop, 3).lines[0].product_id == "goods"
    model.add_product("salt")
    with pytest.raises(ValueError, match="which product"):
        model.add_order(shop, 3)


def test_each_part_is_checked_when_it_is_added():
    model = vrpcore.Model()
    with pytest.raises(InvalidProblemError, match="capacity_ton"):
        model.add_vehicle_type("truck", "centre", capacity_ton=5)
    with pytest.raises(InvalidProblemError, match="reversed"):
        model.add_customer("shop", (1, 1), windows=[("12:00", "08:00")])


def test_faults_between_parts_come_together():
    model = vrpcore.Model()
    model.add_center("centre", (112.0, 30.0))
    model.add_order("nobody", 1)
    model.add_vehicle_type("truck", "elsewhere")
    with pytest.raises(InvalidProblemError) as caught:
        model.problem()
    assert {fault.where for fault in caught.value.faults} == {
        "orders.0.customer_id",
        "vehicle_types.0.depot_id",
    }


def test_solve_takes_the_arguments_of_solve():
    policy = ChannelPolicy(center_band=OrderBand(min_cases=5, waiver_below=4.0))
    model = vrpcore.Model(coordinate_system="planar", policy=policy)
    centre = model.add_center("centre", (0, 0))
    shop = model.add_customer("shop", (2000, 0))
    model.add_order(shop, 3, unserved_price=90.0)
    model.add_vehicle_type("van", centre, cost_per_km=0.5)
    result = model.solve(solver="greedy", time_limit=2, seed=3)
    assert result.cost == 2_000_000 + 4_000_000  # 4 km at 0.5 CNY, and the waiver of 4 CNY


def test_profiles_belong_to_given_travel():
    model = vrpcore.Model(coordinate_system="planar", travel=PlanarTravel())
    with pytest.raises(ValueError, match="travel given"):
        model.add_profile("slow", 10.0)


def test_repr_tells_what_was_added():
    model = vrpcore.Model(name="Monday")
    model.add_customer("shop", (112.0, 30.0))
    assert repr(model) == "<Model 'Monday': 1 customers, 0 orders, 0 depots, 0 vehicle types>"
