from tests.lowering.build import county
from vrpcore.lowering import RoutePlan, Solution, Stop, TripPlan, lower
from vrpcore.solvers.milp.visits import orders_in_parts, visits_to_consider


def test_every_subset_of_a_customers_deliveries():
    """Anna has deliveries 0 and 1 and pickup 2, Bert 3 and 4, Carl 5."""
    found = visits_to_consider(lower(county()), (), frozenset(), orders_per_subset=4)
    assert sorted(found) == [(0,), (0, 1), (1,), (2,), (3,), (3, 4), (4,), (5,)]


def test_orders_alone_where_nothing_is_consolidated():
    problem = county()
    policy = problem.policy.model_copy(update={"consolidate": False})
    instance = lower(problem.model_copy(update={"policy": policy}))
    found = visits_to_consider(instance, (), frozenset(), orders_per_subset=4)
    assert sorted(found) == [(order,) for order in range(6)]


def test_customers_with_many_orders_get_runs_by_due_time_all_and_what_is_present():
    problem = county()
    orders = tuple(
        problem.orders[0].model_copy(update={"id": f"o{n}", "due": problem.horizon.moment(3600 * (9 - n))})
        for n in range(5)
    )
    instance = lower(problem.model_copy(update={"orders": orders}))
    found = visits_to_consider(instance, [(0, 3)], frozenset(), orders_per_subset=2)
    runs = [(3, 4), (2, 3), (1, 2), (0, 1)]
    assert sorted(found) == sorted([(n,) for n in range(5)] + [*runs, (0, 1, 2, 3, 4), (0, 3)])


def test_orders_in_parts_take_their_company_with_them():
    stops = (Stop((0, 1), ((3,), (1, 2))), Stop((3,)))
    solution = Solution((RoutePlan(0, (TripPlan(0, stops),)),))
    assert orders_in_parts(solution) == {0, 1}
    found = visits_to_consider(lower(county()), (), orders_in_parts(solution), orders_per_subset=4)
    assert sorted(found) == [(2,), (3,), (3, 4), (4,), (5,)]
