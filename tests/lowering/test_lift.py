import pytest

from tests.lowering.build import MONDAY, TUESDAY, county
from vrpcore.lowering import RestStop, RoutePlan, Solution, Stop, TripPlan, lift, lower_plan
from vrpcore.models import Break, DeliveredLine, Delivery, Pickup, Plan, Reload, Route, Trip

A1, A2, A3, B1, B2, C1 = range(6)

SOLUTION = Solution(
    (
        RoutePlan(
            0,
            (
                TripPlan(0, (Stop((B1, B2)), RestStop(0), Stop((C1,), ((4,),)))),
                TripPlan(1, (Stop((A3,)), Stop((C1,), ((5,),)))),
            ),
        ),
        RoutePlan(2, (TripPlan(1, (Stop((A2,)),)),)),
    ),
    (A1,),
)
PLAN = Plan(
    routes=(
        Route(
            vehicle_id="truck-1",
            date=MONDAY,
            trips=(
                Trip(
                    depot_id="centre",
                    activities=(
                        Delivery(customer_id="bert", order_ids=("b1", "b2")),
                        Break(break_idx=0),
                        Delivery(
                            customer_id="carl",
                            order_ids=("c1",),
                            quantities=(DeliveredLine(order_id="c1", product_id="salt", cases=4),),
                        ),
                    ),
                ),
                Trip(
                    depot_id="store",
                    activities=(
                        Reload(),
                        Pickup(customer_id="anna", order_ids=("a3",)),
                        Delivery(
                            customer_id="carl",
                            order_ids=("c1",),
                            quantities=(DeliveredLine(order_id="c1", product_id="salt", cases=5),),
                        ),
                    ),
                ),
            ),
        ),
        Route(
            vehicle_id="Li",
            date=TUESDAY,
            trips=(Trip(depot_id="store", activities=(Delivery(customer_id="anna", order_ids=("a2",)),)),),
        ),
    ),
    held_order_ids=("a1",),
)


def test_lift():
    assert lift(county(), SOLUTION) == PLAN


def test_lower_plan():
    assert lower_plan(county(), PLAN) == SOLUTION


@pytest.mark.parametrize("stops", [(), (RestStop(0),)])
def test_routes_without_visits_are_left_out(stops):
    idle = RoutePlan(1, (TripPlan(0, stops),))
    assert lift(county(), Solution((idle,))) == Plan()


def test_an_empty_first_trip_stays_where_a_later_one_has_visits():
    solution = Solution((RoutePlan(0, (TripPlan(0, ()), TripPlan(1, (Stop((A1,)),)))),))
    plan = lift(county(), solution)
    assert plan.routes[0].trips[0].activities == ()
    assert lower_plan(county(), plan) == solution


def test_reload_need_not_be_written():
    route = PLAN.routes[0]
    bare = route.trips[1].model_copy(update={"activities": route.trips[1].activities[1:]})
    plan = PLAN.model_copy(
        update={"routes": (route.model_copy(update={"trips": (route.trips[0], bare)}), PLAN.routes[1])}
    )
    assert lower_plan(county(), plan) == SOLUTION


def test_lines_left_out_of_the_quantities_bring_nothing():
    parts = Delivery(
        customer_id="anna",
        order_ids=("a2",),
        quantities=(DeliveredLine(order_id="a2", product_id="chips", cases=2),),
    )
    plan = Plan(
        routes=(
            Route(
                vehicle_id="truck-1",
                date=MONDAY,
                trips=(Trip(depot_id="centre", activities=(parts,)),),
            ),
        )
    )
    assert lower_plan(county(), plan).routes[0].trips[0].stops == (Stop((A2,), ((0, 2),)),)
    assert lift(county(), lower_plan(county(), plan)) == plan
