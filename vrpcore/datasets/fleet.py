"""Vehicles of the centre and of the stores, what they cost and where they go."""

from __future__ import annotations

from vrpcore.datasets.centers import CENTER_ID, SECOND_CENTER_ID
from vrpcore.datasets.depots import STORE_RADIUS_M, Store
from vrpcore.datasets.geography import TownshipLand
from vrpcore.models.calendar import TimeWindow
from vrpcore.models.location import Reach
from vrpcore.models.travel import AreaSpeed, GeodesicTravel, TravelProfile
from vrpcore.models.vehicle import BreakRule, Handling, VehicleType, Wage

LOADER_FEE_PER_TONNE = 30.0
"""CNY paid to the loaders of the centre's truck for each delivered tonne (D in docs/reference-county.md)."""
DRIVER_WAGE = Wage(per_month=2_300.0)
"""CNY a month (D in docs/reference-county.md)."""
URBAN_WAGE = Wage(per_month=2_000.0)
"""CNY a month for an urban delivery worker (D in docs/reference-county.md)."""

_NOON = (BreakRule(earliest=11 * 3600 + 1800, latest=13 * 3600, duration_s=2_700),)
_CENTER_SHIFT = TimeWindow(earliest=7 * 3600 + 1800, latest=18 * 3600)
_STORE_SHIFT = TimeWindow(earliest=7 * 3600 + 1800, latest=17 * 3600 + 1800)


def make_travel(town: TownshipLand) -> GeodesicTravel:
    """Roads are 1.35 times the straight line; everything is slower in the county town."""

    def profile(id_: str, speed_kmh: float, town_speed_kmh: float) -> TravelProfile:
        slower = (AreaSpeed(township_id=town.id, speed_kmh=town_speed_kmh),)
        return TravelProfile(id=id_, speed_kmh=speed_kmh, detour=1.35, area_speeds=slower)

    return GeodesicTravel(
        profiles=(profile("truck", 45.0, 25.0), profile("minivan", 40.0, 22.0), profile("e-bike", 18.0, 15.0))
    )


def make_fleet(
    land: tuple[TownshipLand, ...], stores: tuple[Store, ...], num_each: int, num_centers: int
) -> tuple[VehicleType, ...]:
    """The centre's vehicles, `num_each` of every kind plus one in reserve, and one clerk per store.

    A second centre has as many trucks, for the same townships.
    """
    town, rural = land[0], land[1:]
    truck = VehicleType(
        id="truck",
        name="5吨厢式货车",
        depot_id=CENTER_ID,
        count=num_each,
        capacity_kg=5_000.0,
        capacity_m3=18.0,
        fixed_cost_per_day=80.0,
        cost_per_km=2.2,
        cost_per_hour=6.0,
        wage=DRIVER_WAGE,
        loader_fee_per_tonne=LOADER_FEE_PER_TONNE,
        shift=_CENTER_SHIFT,
        breaks=_NOON,
        max_trips=2,
        loading_duration_s=1_800,
        # As above: a box truck takes 90 min of heavy and 60 min of light cargo; 250 cases of 20 kg fill 5 t.
        handling=Handling(light_case_s=14, heavy_case_s=22),
        profile="truck",
        area=Reach(townships=tuple(t.id for t in rural)),
    )
    minivan = VehicleType(
        id="minivan",
        name="面包车",
        depot_id=CENTER_ID,
        count=num_each,
        capacity_kg=750.0,
        capacity_m3=3.5,
        fixed_cost_per_day=30.0,
        cost_per_km=0.9,
        cost_per_hour=4.0,
        wage=URBAN_WAGE,
        shift=_CENTER_SHIFT,
        breaks=_NOON,
        max_trips=6,
        loading_duration_s=900,
        handling=Handling(light_case_s=15, heavy_case_s=20),
        profile="minivan",
        area=Reach(townships=(town.id,)),
    )
    e_bike = VehicleType(
        id="e-bike",
        name="电动车",
        depot_id=CENTER_ID,
        count=num_each,
        capacity_kg=150.0,
        capacity_m3=0.5,
        fixed_cost_per_day=4.0,
        cost_per_km=0.1,
        cost_per_hour=2.0,
        wage=URBAN_WAGE,
        shift=_CENTER_SHIFT,
        breaks=_NOON,
        max_trips=8,
        loading_duration_s=300,
        handling=Handling(light_case_s=15, heavy_case_s=20),
        profile="e-bike",
        area=Reach(townships=(town.id,)),
    )
    reserve = truck.model_copy(
        update={"id": "reserve-truck", "name": "备用货车", "count": 1, "area": None, "reserve": True}
    )
    second = truck.model_copy(
        update={"id": "second-truck", "name": "分中心5吨厢式货车", "depot_id": SECOND_CENTER_ID}
    )
    return (truck, minivan, e_bike, reserve, *[second] * (num_centers - 1), *map(_clerk, stores))


def _clerk(store: Store) -> VehicleType:
    """A store's clerk with an e-bike; the fee per tonne is the pay, so there is no wage."""
    return VehicleType(
        id=f"clerk-{store.land.id}",
        name=f"{store.land.name}门店送货员",
        depot_id=store.id,
        capacity_kg=150.0,
        capacity_m3=0.5,
        fixed_cost_per_day=2.0,
        cost_per_km=0.1,
        shift=_STORE_SHIFT,
        max_trips=12,
        loading_duration_s=240,
        handling=Handling(light_case_s=15, heavy_case_s=20),
        profile="e-bike",
        area=Reach(townships=(store.land.id,), radius_m=float(STORE_RADIUS_M)),
    )
