"""With broken fields in a document, the rest of it is still checked, and only for what is really wrong."""

from __future__ import annotations

import json

import pytest

from tests.models.documents import county, found, given_matrix
from tests.models.planted import drop, put
from vrpcore.errors import InvalidProblemError
from vrpcore.io import problem_from_json


def both(*changes):
    def breaking(document):
        for change in changes:
            change(document)

    return breaking


def test_broken_things_are_still_known_by_their_ids():
    change = both(
        put("products.0.case_weight_kg", -1), put("customers.0.priority", 0), put("depots.0.kind", "hub")
    )
    assert found(change) == [
        ("out_of_range", "products.0.case_weight_kg"),
        ("out_of_range", "customers.0.priority"),
        ("not_an_option", "depots.0.kind"),
    ]


def test_references_from_broken_things_are_checked():
    change = both(
        put("orders.0.lines.0.cases", 0), put("orders.0.customer_id", "c9"), put("orders.0.id", "o2")
    )
    assert found(change) == [
        ("out_of_range", "orders.0.lines.0.cases"),
        ("duplicate_id", "orders.1.id"),
        ("unknown_id", "orders.0.customer_id"),
    ]


def test_places_count_from_the_document_though_broken_items_are_set_aside():
    change = both(
        put("orders.0.splittable", 3), put("orders.1.splittable", 3), put("orders.3.customer_id", "c9")
    )
    assert found(change)[-1] == ("unknown_id", "orders.3.customer_id")


@pytest.mark.parametrize(
    "part",
    ["products", "customers", "orders", "depots", "vehicle_types", "horizon", "policy", "travel", "currency"],
)
@pytest.mark.parametrize("junk", [3, None, [[]], {"x": 1}])
def test_a_lost_part_causes_no_other_faults(part, junk):
    for make in (county, given_matrix):
        faults = found(put(part, junk), make)
        assert faults
        # An item may be broken where a list of lists was put; what refers to it is then unknown, too.
        assert {where.split(".")[0] for code, where in faults if code != "unknown_id"} == {part}
        assert junk == [[]] or all(code != "unknown_id" for code, _ in faults)


def test_missing_parts_are_all_named():
    with pytest.raises(InvalidProblemError) as caught:
        problem_from_json("{}")
    assert {(fault.code, fault.where) for fault in caught.value.faults} == {
        ("missing_field", part)
        for part in ("horizon", "products", "customers", "orders", "depots", "vehicle_types")
    }


def test_no_absence_is_concluded_from_what_could_not_be_read():
    """Neither "no vehicles" nor "unreachable" nor "never works" where vehicle types are broken."""
    for change in (
        put("vehicle_types.0.count", -1),
        put("vehicle_types.0.shift", 7),
        drop("vehicle_types.0.id"),
    ):
        (fault,) = found(change, given_matrix)
        assert fault[1].startswith("vehicle_types.0")


def test_a_broken_horizon_leaves_the_other_rules_at_work():
    change = both(put("horizon.days", -1), put("orders.0.customer_id", "c9"))
    assert found(change) == [("out_of_range", "horizon.days"), ("unknown_id", "orders.0.customer_id")]


def test_nothing_is_said_twice():
    document = county()
    document["orders"][0]["customer_id"] = "c9"
    document["orders"][1]["lines"][0]["cases"] = 0
    with pytest.raises(InvalidProblemError) as caught:
        problem_from_json(json.dumps(document))
    assert len(caught.value.faults) == len(set(caught.value.faults)) == 2
