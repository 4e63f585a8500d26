"""Two limits at once: where nothing fits by weight, nothing is left to be looked at by number."""

import pytest

import vrpcore
from vrpcore.models import OrderLine, Product
from vrpcore.testing.tiny.base import CORNERS, VAN, plain


@pytest.mark.parametrize("solver", ["auto", "cpsat", "greedy", "milp"])
def test_nothing_more_fits_in_the_first_of_two_dimensions(solver):
    problem = plain(CORNERS)
    light = Product(id="chips", case_weight_kg=1.25, cargo_class="light")
    a, b, c = (order.model_copy(update={"unserved_price": 50.0}) for order in problem.orders)
    # 50 kg in 5 cases go out to a and come back from b; 20 kg in 16 cases find no room beside either.
    collected = b.model_copy(update={"direction": "pickup"})
    chips = c.model_copy(update={"lines": (OrderLine(product_id="chips", cases=16),)})
    van = VAN.model_copy(update={"capacity_kg": 60.0, "capacity_cases": 20})
    tight = problem.model_copy(
        update={
            "products": (*problem.products, light),
            "orders": (a, collected, chips),
            "vehicle_types": (van,),
        }
    )
    result = vrpcore.solve(tight, solver, time_limit=5)
    # Two sides of the square and its diagonal, and 50 CNY for c.
    assert result.cost == tight.currency.units(53.414)
