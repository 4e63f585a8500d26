"""Messages say what was found, what is allowed and what to do."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from tests.models.documents import Document, county, faults_after, planar, read
from tests.models.planted import put
from vrpcore.errors import InvalidProblemError
from vrpcore.models import Order, OrderLine
from vrpcore.models.validation.field_faults import faults_of


def text_after(change, make=county) -> str:
    (fault,) = faults_after(change, make)
    return str(fault)


def test_a_similar_id_is_suggested():
    assert text_after(put("orders.0.lines.1.product_id", "suace")) == (
        "orders.0.lines.1.product_id: 'suace' is not among the products [unknown_id]; "
        "allowed: 'nitrite', 'salt', 'sauce'; "
        "remedy: did you mean 'sauce'? otherwise correct the id, or add it to the products"
    )


def test_nothing_is_suggested_where_nothing_is_similar():
    assert "did you mean" not in text_after(put("orders.0.lines.1.product_id", "gunpowder"))


def test_a_similar_field_is_suggested():
    assert "did you mean 'customer_id'?" in text_after(put("orders.4.custmer_id", "c1"))


def test_long_lists_of_ids_are_counted():
    document = planar()
    document["customers"] = [{"id": f"c{x}", "location": {"x": x, "y": 0}} for x in range(1, 31)]
    assert "one of the 30 customers" in text_after(put("orders.0.customer_id", "zz"), lambda: document)


def test_swapped_degrees_are_recognised():
    assert "swap x and y" in text_after(put("customers.0.location", {"x": 30.0, "y": 104.0}))


def test_an_express_fault_explains_its_due_time():
    text = text_after(put("orders.3.release", "2025-03-01T12:00"))
    assert "fell due at 2025-03-02 12:00:00, 24 h after its release" in text


def test_values_are_shown_as_in_json_and_in_short():
    assert "found null" in text_after(put("customers.0.name", None))
    assert "found true" in text_after(put("customers.0.name", True))
    assert "an object" in text_after(put("customers.0.name", {"a": 1}))
    assert "a list of 2" in text_after(put("customers.0.name", [1, 2]))
    assert 'found "小店' in text_after(put("customers.0.service_duration_s", "小店" * 1000))
    assert len(text_after(put("customers.0.service_duration_s", "小店" * 1000))) < 300


def test_the_kind_of_travel_is_not_part_of_a_path():
    (fault,) = faults_after(put("travel.profiles.0.detour", 0.5))
    assert fault.where == "travel.profiles.0.detour"


def test_a_constructor_names_the_remedy_too():
    with pytest.raises(ValidationError, match="unknown_id") as caught:
        read(county()).model_copy(update={"customers": ()})
    assert "remedy: correct the id, or add it to the customers" in str(caught.value)
    assert {line["loc"][0] for line in caught.value.errors()} == {"orders"}


def test_errors_of_single_records_are_told_alike():
    with pytest.raises(ValidationError) as caught:
        Order(id="", lines=(OrderLine(product_id="salt", cases=1),), nature="odd")
    assert [(fault.code, fault.where) for fault in faults_of(caught.value)] == [
        ("too_few", "id"),
        ("not_an_option", "nature"),
    ]


def many_unknown(number: int) -> Document:
    document = planar()
    document["orders"] = [
        {**document["orders"][0], "id": f"o{x}", "customer_id": f"d{x}"} for x in range(number)
    ]
    return document


def test_a_message_lists_a_hundred_faults_and_the_error_has_them_all():
    with pytest.raises(InvalidProblemError) as caught:
        read(many_unknown(250))
    assert len(caught.value.faults) == 250
    assert str(caught.value).count("unknown_id") == 100
    assert "… and 150 more" in str(caught.value)
