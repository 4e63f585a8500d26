"""Vehicle types that load at a depot: reserve, area, size."""

from tests.evaluation.build import CENTER, STORE, bike, county, customer, order, truck
from tests.evaluation.reasons.why import why
from vrpcore.models import ChannelPolicy, Reach


def problem_with(*vehicle_types, policy=None, cases=50):
    return county(
        [customer("a", 3000)],
        [order("o", "a", cases, unserved_price=0.0)],
        vehicle_types=vehicle_types,
        policy=policy,
    )


def codes(*vehicle_types, **given):
    return [reason[0] for reason in why(problem_with(*vehicle_types, **given), "o")]


VAN = truck(id="van", count=1, area=Reach(radius_m=2999.0))


def test_each_type_is_told():
    reserve = truck(id="old", reserve=True)
    small = truck(id="small", capacity_kg=999.9, capacity_cases=50)
    assert codes(VAN, reserve, small) == ["outside_area", "reserve_vehicle", "over_capacity"]
    assert codes(VAN, reserve, policy=ChannelPolicy(use_reserve=True)) == ["outside_area", "costs_more"]
    assert codes(VAN, small, cases=49) == ["outside_area", "costs_more"]


def test_size_is_told_with_figures():
    small = truck(capacity_kg=999.9)
    texts = [text for _, _, text in why(problem_with(small, VAN), "o")]
    assert "1,000 kg are more than vehicle type 'truck' of depot 'C' holds: 999.9 kg" in texts


def test_a_depot_without_vehicles():
    problem = county(
        [customer("a", 10_500, township_id="east")],
        [order("o", "a", 1, unserved_price=0.0)],
        depots=[CENTER, STORE],
        vehicle_types=[truck(count=1), bike(count=0)],
    )
    assert ("no_vehicle", "S", "no vehicle loads at depot 'S'") in why(problem, "o")


def test_a_reload_depot_needs_a_second_trip():
    def reasons(max_trips):
        problem = county(
            [customer("a", 10_500, township_id="east")],
            [order("o", "a", 1, unserved_price=0.0)],
            depots=[CENTER.model_copy(update={"reach": Reach(townships=["west"])}), STORE],
            vehicle_types=[truck(max_trips=max_trips, reload_depot_ids=["S"])],
        )
        return [reason[:2] for reason in why(problem, "o")]

    assert reasons(1) == [("outside_reach", "C"), ("no_vehicle", "S")]
    assert reasons(2) == [("outside_reach", "C"), ("costs_more", "S")]
