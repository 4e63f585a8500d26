"""The integer rates from which every cost is computed, each rounded once, half to even."""

from __future__ import annotations

from dataclasses import dataclass

from vrpcore.models.depot import Depot
from vrpcore.models.money import Currency
from vrpcore.models.vehicle import VehicleType

METRES_PER_KM = 1_000
SECONDS_PER_HOUR = 3_600
GRAMS_PER_TONNE = 10**6


@dataclass(frozen=True, slots=True)
class VehicleRates:
    """Cost units per metre, second, used day and delivered gram of one vehicle type."""

    per_metre: int
    per_second: int
    fixed_per_day: int
    wage_per_day: int
    loader_per_gram: int


def vehicle_rates(vehicle_type: VehicleType, currency: Currency) -> VehicleRates:
    """Integer rates of a vehicle type."""
    wage = vehicle_type.wage
    return VehicleRates(
        per_metre=currency.rate(vehicle_type.cost_per_km, METRES_PER_KM),
        per_second=currency.rate(vehicle_type.cost_per_hour, SECONDS_PER_HOUR),
        fixed_per_day=currency.units(vehicle_type.fixed_cost_per_day),
        wage_per_day=0 if wage is None else currency.rate(wage.per_month, wage.days_per_month),
        loader_per_gram=currency.rate(vehicle_type.loader_fee_per_tonne, GRAMS_PER_TONNE),
    )


def depot_fee_per_gram(depot: Depot, currency: Currency) -> int:
    """Cost units that a depot's staff are paid per delivered gram."""
    return currency.rate(depot.fee_per_tonne, GRAMS_PER_TONNE)
