"""The figures of the reference county as integer rates."""

from __future__ import annotations

from vrpcore.models import Currency, Depot, VehicleType, Wage
from vrpcore.models.rates import VehicleRates, depot_fee_per_gram, vehicle_rates


def test_the_truck_of_the_reference_county():
    truck = VehicleType(
        id="truck",
        depot_id="center",
        cost_per_km=2.2,
        cost_per_hour=30,
        fixed_cost_per_day=85.5,
        wage=Wage(per_month=2300),
        loader_fee_per_tonne=30,
    )
    assert vehicle_rates(truck, Currency()) == VehicleRates(
        per_metre=2_200,  # 2.2 CNY / 1000 m = 0.0022 CNY = 2,200 micro-CNY
        per_second=8_333,  # 30 CNY / 3600 s = 8,333.33 micro-CNY
        fixed_per_day=85_500_000,
        wage_per_day=88_461_538,  # 2,300 CNY / 26 days = 88.461538461… CNY
        loader_per_gram=30,  # 30 CNY / 10**6 g = 30 micro-CNY
    )


def test_the_store_fee_is_35_micro_per_gram():
    assert depot_fee_per_gram(Depot(id="store", fee_per_tonne=35), Currency()) == 35


def test_a_vehicle_without_prices_costs_nothing():
    assert vehicle_rates(VehicleType(id="v", depot_id="d"), Currency()) == VehicleRates(0, 0, 0, 0, 0)


def test_literature_distances_cost_one_unit_per_metre():
    vehicle = VehicleType(id="v", depot_id="d", cost_per_km=1000)
    assert vehicle_rates(vehicle, Currency(code="", scale=1)).per_metre == 1
