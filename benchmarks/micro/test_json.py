"""Reading and writing 100,000 orders; the promise is 5 s for reading and validating them."""

import json

import pytest

from vrpcore import io
from vrpcore.errors import InvalidProblemError
from vrpcore.models.validation import find_faults

NUM_ORDERS = 100_000
NUM_CUSTOMERS = NUM_ORDERS // 4


def document():
    """Orders of two lines with times and prices, for customers with windows, in eleven townships."""
    return {
        "horizon": {"start": "2025-03-03", "days": 15, "closed_weekdays": ["sun"]},
        "townships": [{"id": f"t{i}"} for i in range(11)],
        "products": [{"id": f"p{i}", "case_weight_kg": 10.5, "case_volume_m3": 0.02} for i in range(20)],
        "customers": [
            {
                "id": f"c{i}",
                "location": {"x": 104 + i * 1e-6, "y": 30.0},
                "township_id": f"t{i % 11}",
                "service_windows": [{"earliest": "08:00", "latest": "18:00"}],
            }
            for i in range(NUM_CUSTOMERS)
        ],
        "orders": [
            {
                "id": f"o{i}",
                "customer_id": f"c{i % NUM_CUSTOMERS}",
                "lines": [
                    {"product_id": f"p{i % 20}", "cases": 3},
                    {"product_id": f"p{(i + 1) % 20}", "cases": 2},
                ],
                "release": "2025-03-03T08:00:00",
                "due": "2025-03-10T18:00:00",
                "hold_price": 5.0,
                "unserved_price": 100,
            }
            for i in range(NUM_ORDERS)
        ],
        "depots": [{"id": "center", "location": {"x": 104, "y": 30}}],
        "vehicle_types": [{"id": "truck", "depot_id": "center", "count": 40, "capacity_kg": 5000}],
    }


@pytest.fixture(scope="module")
def text():
    return json.dumps(document())


@pytest.fixture(scope="module")
def problem(text):
    return io.problem_from_json(text)


def test_read_and_validate_100_000_orders(benchmark, text):
    problem = benchmark.pedantic(io.problem_from_json, (text,), rounds=3, warmup_rounds=1)
    assert len(problem.orders) == NUM_ORDERS


def test_rules_across_100_000_orders(benchmark, problem):
    assert benchmark.pedantic(find_faults, (problem,), rounds=3) == []


def test_write_100_000_orders(benchmark, problem):
    text = benchmark.pedantic(io.to_json, (problem,), rounds=3)
    assert len(text) > 10_000_000


def test_find_faults_in_1_000_of_100_000_orders(benchmark):
    broken = document()
    for order in broken["orders"][::100]:
        order["lines"][0]["cases"] = 0
    text = json.dumps(broken)

    def read():
        with pytest.raises(InvalidProblemError) as caught:
            io.problem_from_json(text)
        return caught.value.faults

    assert len(benchmark.pedantic(read, rounds=1)) == 1_000
