"""What a depot loads on one date, over all vehicles and trips."""

import datetime as dt

from tests.evaluation.build import (
    CENTER,
    MONDAY,
    bring,
    broken,
    collect,
    county,
    customer,
    order,
    plan,
    route,
    trip,
    truck,
)


def problem_with(tonnes):
    return county(
        [customer("a", 1000), customer("b", 2000)],
        [order("oa", "a", 50), order("ob", "b", 50), order("p", "a", 99, direction="pickup")],
        depots=[CENTER.model_copy(update={"max_tonnes_per_day": tonnes})],
        vehicle_types=[truck(count=2)],
        days=2,
    )


A, B, P = bring("a", "oa"), bring("b", "ob"), collect("a", "p")
TUESDAY = MONDAY + dt.timedelta(days=1)


def test_both_on_one_day():
    # 2 x 50 cases x 20 kg = 2 t; what is collected does not count
    given = plan(route("truck-1", trip("C", A, P)), route("truck-2", trip("C", B)))
    assert broken(problem_with(2.0), given) == []
    assert broken(problem_with(1.9), given) == [("daily_tonnage", "depot C", 100_000)]


def test_each_day_counts_for_itself():
    given = plan(route("truck-1", trip("C", A, P)), route("truck-1", trip("C", B), date=TUESDAY))
    assert broken(problem_with(1.0), given) == []
