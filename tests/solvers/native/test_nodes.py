import vrpcore
from vrpcore.lowering import lower
from vrpcore.solvers.native.nodes import first_stops


def test_an_urgent_order_shares_no_visit_that_nobody_can_make_in_time():
    """Alone it goes on the small vehicle of the store; with the other only a truck from afar has room."""
    problem = vrpcore.datasets.reference_county(seed=1, period="cycle")
    number = {order.id: position for position, order in enumerate(problem.orders)}
    urgent, other = number["store-only-0006"], number["cycle-0357"]
    assert problem.orders[urgent].customer_id == problem.orders[other].customer_id
    stops = {stop.orders for stop in first_stops(lower(problem))}
    assert (urgent,) in stops
    assert any(len(orders) > 1 for orders in stops)
