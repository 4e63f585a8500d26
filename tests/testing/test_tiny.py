"""Each tiny problem has its feature, and the feature binds: planning without it goes wrong or costs more."""

import pytest

import vrpcore
from vrpcore.errors import UnsupportedFeatureError
from vrpcore.models import ChannelPolicy, Feature, Horizon, MatrixProfile, MatrixTravel, features_of
from vrpcore.models.features import UNSUPPORTED_IN_THIS_VERSION
from vrpcore.testing.brute_force import optimal_cost
from vrpcore.testing.tiny import FEATURES, tiny_optimum, tiny_problem

SUPPORTED = [feature for feature in FEATURES if feature not in UNSUPPORTED_IN_THIS_VERSION]


def every(problem, part, **fields):
    """The problem with fields of all customers, orders, depots or vehicle types replaced."""
    return problem.model_copy(
        update={part: tuple(thing.model_copy(update=fields) for thing in getattr(problem, part))}
    )


def first_only(problem):
    """The problem without its second depot and what is there."""
    home = problem.depots[0].id
    return problem.model_copy(
        update={
            "depots": problem.depots[:1],
            "vehicle_types": tuple(t for t in problem.vehicle_types if t.depot_id == home),
        }
    )


def all_ways_open(problem):
    profile = problem.travel.profiles[0]
    open_profile = MatrixProfile(
        distances_m=abs(profile.distances_m) % 10_000, durations_s=abs(profile.durations_s)
    )
    return problem.model_copy(
        update={"travel": MatrixTravel(place_ids=problem.travel.place_ids, profiles=(open_profile,))}
    )


WITHOUT = {
    Feature.AREAS: lambda p: every(p, "vehicle_types", area=None),
    Feature.BACKHAULS_LAST: lambda p: p.model_copy(update={"policy": ChannelPolicy(backhaul="mixed")}),
    Feature.BREAKS: lambda p: every(p, "vehicle_types", breaks=()),
    Feature.CONSOLIDATION: lambda p: p.model_copy(update={"policy": ChannelPolicy(consolidate=False)}),
    Feature.DAILY_TONNAGE: lambda p: every(p, "depots", max_tonnes_per_day=None),
    Feature.DURATION_COST: lambda p: every(p, "vehicle_types", cost_per_hour=0.0),
    Feature.HOLD: lambda p: p.model_copy(update={"policy": ChannelPolicy(hold=False)}),
    Feature.MAX_DISTANCE: lambda p: every(p, "vehicle_types", max_distance_m=None),
    Feature.MAX_DURATION: lambda p: every(p, "vehicle_types", max_duration_s=None),
    Feature.MULTI_DAY: lambda p: p.model_copy(update={"horizon": Horizon(start=p.horizon.start)}),
    Feature.MULTI_DEPOT: first_only,
    Feature.MULTI_TRIP: lambda p: every(p, "vehicle_types", max_trips=1),
    Feature.OPENING_HOURS: lambda p: every(p, "depots", opening_hours=()),
    Feature.OPTIONAL_ORDERS: lambda p: every(p, "orders", unserved_price=None),
    Feature.ORDER_BANDS: lambda p: every(p, "depots", order_band=None),
    Feature.PICKUPS: lambda p: every(p, "orders", direction="delivery"),
    Feature.REACH: lambda p: every(p, "depots", reach=None),
    Feature.RELEASE_TIMES: lambda p: every(p, "orders", release=None),
    Feature.RELOAD_ELSEWHERE: lambda p: every(p, "vehicle_types", reload_depot_ids=()),
    Feature.SPLIT_DELIVERIES: lambda p: every(p, "orders", splittable=False),
    Feature.STOCK: lambda p: every(p, "depots", stock=None),
    Feature.TIME_WINDOWS: lambda p: every(every(p, "customers", service_windows=()), "orders", due=None),
    Feature.TOWNSHIP_RULE: lambda p: p.model_copy(update={"policy": ChannelPolicy()}),
    Feature.UNREACHABLE_LEGS: all_ways_open,
}


@pytest.mark.parametrize("feature", FEATURES)
def test_it_has_the_feature(feature):
    assert feature in features_of(tiny_problem(feature))


def test_every_feature_of_problems_has_one():
    assert set(FEATURES) == set(Feature) - {Feature.LOCKED_ACTIVITIES}
    assert set(WITHOUT) == set(SUPPORTED)
    with pytest.raises(ValueError, match="plan to start from"):
        tiny_problem(Feature.LOCKED_ACTIVITIES)


@pytest.mark.parametrize("feature", SUPPORTED)
def test_a_plan_made_without_the_feature_is_wrong_or_too_dear(feature):
    problem = tiny_problem(feature)
    relaxed = WITHOUT[feature](problem)
    assert feature not in features_of(relaxed)
    best = optimal_cost(relaxed)
    if best is not None:
        verdict = vrpcore.evaluate(problem, best[1], explain=False)
        assert not verdict.is_feasible or verdict.cost > tiny_optimum(feature)


# By hand, in CNY at 1 CNY per km; the square of 1 km has a diagonal of 1.414 km.
@pytest.mark.parametrize(
    ("feature", "amount"),
    [
        (Feature.BACKHAULS_LAST, 4.828),  # two sides and two diagonals
        (Feature.BREAKS, 6.828),  # 2 + 2.828 + 2: the rest changes no distance
        (Feature.CONSOLIDATION, 2.0),
        (Feature.DAILY_TONNAGE, 5.414),  # two neighbours 1 + 1 + 1.414, the third alone 2
        (Feature.DURATION_COST, 6.22240),  # 4 km, and 400 s at 20 CNY/h rounded to 0.005556 CNY/s
        (Feature.HOLD, 7.0),  # 2 km there and back, and 5 CNY for holding
        (Feature.MAX_DISTANCE, 8.0),  # 4 km each
        (Feature.MULTI_DEPOT, 4.0),
        (Feature.ORDER_BANDS, 19.0),  # 9 km from afar and 9 km back, and a waiver of 1 CNY
        (Feature.RELOAD_ELSEWHERE, 20.0),  # out to 10 km and back, whatever lies on the way
        (Feature.STOCK, 18.0),  # a from near 2, b from afar 16; the other way round 4 + 18
        (Feature.TOWNSHIP_RULE, 13.0),  # a 2 km; b 2 x 0.5 km and 10 CNY for the clerk's day
        (Feature.UNREACHABLE_LEGS, 12.0),  # 5 + 2 + 5
    ],
)
def test_optimum_by_hand(feature, amount):
    assert tiny_optimum(feature) == tiny_problem(feature).currency.units(amount)


@pytest.mark.parametrize("feature", sorted(UNSUPPORTED_IN_THIS_VERSION - {Feature.LOCKED_ACTIVITIES}))
def test_the_evaluator_refuses_what_is_for_later(feature):
    with pytest.raises(UnsupportedFeatureError, match=feature.split()[0]):
        vrpcore.evaluate(tiny_problem(feature), vrpcore.Plan())
