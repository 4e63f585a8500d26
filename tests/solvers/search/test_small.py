"""Small problems whose best plan single insertions do not find easily."""

import pytest

import vrpcore
from vrpcore.models import ChannelPolicy, Currency, PlanarTravel, TravelProfile

HERE = (0.0, 0.0)
SHIFT = "08:00-11:00"


def seconds(time):
    hours, minutes = time.split(":")
    return 3600 * int(hours) + 60 * int(minutes)


def span(text):
    earliest, latest = (seconds(time) for time in text.split("-"))
    return {"earliest": earliest, "latest": latest}


def rest(text, minutes):
    return span(text) | {"duration_s": 60 * minutes}


def model(days=1, **policy):
    travel = PlanarTravel(profiles=[TravelProfile(speed_kmh=36.0)])
    return vrpcore.Model(
        days=days,
        coordinate_system="planar",
        travel=travel,
        currency=Currency(scale=1),
        policy=ChannelPolicy(**policy),
    )


def cost_of(case, seed=0):
    result = case.solve(solver="search", stop=vrpcore.MaxIterations(2_000), seed=seed, time_limit=None)
    return result.cost if result.is_feasible else None


@pytest.mark.parametrize(
    ("opens", "rests"),
    [
        ("09:00-10:00", [rest("08:30-08:30", 30), rest("10:30-10:30", 15)]),
        ("09:00-10:00", [rest("08:30-08:30", 30), rest("09:30-10:00", 15)]),
        ("08:00-08:15", [rest("09:30-10:00", 15), rest("10:50-10:50", 15)]),
    ],
    ids=["between two", "after one, with one", "with one, before one"],
)
def test_a_route_may_leave_out_some_breaks_and_take_others(opens, rests):
    case = model()
    depot = case.add_center("centre", HERE, opening_hours=[span(opens)])
    case.add_vehicle_type("van", depot, shift=span(SHIFT), breaks=rests, fixed_cost_per_day=100)
    window = "09:00-09:05" if opens == "08:00-08:15" else "09:20-10:20"
    case.add_customer("c", (1000.0, 0.0), windows=[span(window)], service_duration_s=2_700)
    case.add_order("c", 1)
    assert cost_of(case) == 100


def test_a_visit_may_follow_a_break_at_the_same_place():
    case = model(days=2, backhaul="last", consolidate=False)
    depot = case.add_center("centre", HERE, opening_hours=[span("09:00-10:00")])
    breaks = [rest("10:00-10:00", 30)]
    case.add_vehicle_type("van", depot, shift=span(SHIFT), breaks=breaks, fixed_cost_per_day=10)
    case.add_customer("c", (1000.0, 0.0), service_duration_s=60)
    case.add_order("c", 1)
    case.add_order("c", 1, direction="pickup", release="2026-01-06T10:00", unserved_price=60)
    assert cost_of(case) == 10


def test_orders_that_may_only_come_together():
    # The store admits five cases, but may not send them; ten are too many for it, so the centre may.
    case = model(township_rule="must")
    salt = case.add_product("salt", case_weight_kg=20.0)
    township = case.add_township("east")
    centre = case.add_center("centre", HERE)
    case.add_store(
        "store",
        HERE,
        township_id=township,
        reach={"townships": ["east"]},
        order_band={"max_cases": 5},
        max_tonnes_per_day=0.001,
    )
    reloads = {"reload_depot_ids": ["store"], "max_trips": 2}
    case.add_vehicle_type("van", centre, capacity_cases=10, fixed_cost_per_day=100, **reloads)
    case.add_customer("c", (1000.0, 0.0), township_id=township)
    case.add_order("c", {salt: 5})
    case.add_order("c", {salt: 5})
    assert [cost_of(case, seed) for seed in range(3)] == [100, 100, 100]


def test_an_order_in_parts_spares_a_waiver():
    case = model()
    band = {"min_cases": 4, "max_cases": 7, "waiver_above": 60}
    centre = case.add_center("centre", HERE, order_band=band)
    case.add_vehicle_type("van", centre, capacity_cases=10, fixed_cost_per_day=100)
    case.add_customer("c", (1000.0, 0.0))
    case.add_order("c", 8, splittable=True)
    assert [cost_of(case, seed) for seed in range(3)] == [100, 100, 100]
