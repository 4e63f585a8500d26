"""The published JSON Schema accepts what vrpcore reads and writes, and refuses what single fields refuse."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.io.test_json import PLAN
from tests.models.documents import county, given_matrix, planar, read
from tests.models.planted import Planted
from tests.models.planted_faults import ACROSS, FIELDS
from vrpcore import io
from vrpcore.evaluation import evaluate
from vrpcore.lowering import lift, lower
from vrpcore.models import Plan
from vrpcore.testing.strategies import problems, solutions

PUBLISHED = Path(__file__).parents[2] / "docs" / "schema"
VALIDATORS = {
    kind: jsonschema.Draft202012Validator(io.json_schema(kind)) for kind in ("problem", "plan", "evaluation")
}


@pytest.mark.parametrize("kind", VALIDATORS)
def test_each_is_a_schema_of_the_stated_dialect(kind):
    schema = io.json_schema(kind)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"urn:vrpcore:schema:{kind}:1"
    assert kind in schema["title"]
    jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("kind", ["problem", "plan"])
def test_the_published_file_is_up_to_date(kind, tmp_path):
    io.write_schema(kind, tmp_path / "schema.json")
    fresh = (tmp_path / "schema.json").read_text(encoding="utf-8")
    published = (PUBLISHED / f"{kind}.schema.json").read_text(encoding="utf-8")
    assert published == fresh, f"remedy: vrpcore schema {kind} --output docs/schema/{kind}.schema.json"


def test_every_field_that_is_not_plain_from_its_name_is_described():
    for kind, validator in VALIDATORS.items():
        for name, part in ((kind, validator.schema), *validator.schema["$defs"].items()):
            assert part.get("description"), name
    truck = VALIDATORS["problem"].schema["$defs"]["VehicleType"]["properties"]
    assert "per kilometre" in truck["cost_per_km"]["description"]


@pytest.mark.parametrize("make", [county, planar, given_matrix])
def test_documents_as_written_by_hand_are_accepted(make):
    VALIDATORS["problem"].validate(make())


def test_plans_as_written_by_hand_are_accepted():
    VALIDATORS["plan"].validate(PLAN)


@given(st.data())
@settings(max_examples=30)
def test_documents_as_written_by_vrpcore_are_accepted(data):
    problem = data.draw(problems())
    plan = lift(problem, data.draw(solutions(lower(problem))))
    VALIDATORS["problem"].validate(json.loads(io.to_json(problem)))
    VALIDATORS["plan"].validate(json.loads(io.to_json(plan)))
    VALIDATORS["evaluation"].validate(json.loads(io.to_json(evaluate(problem, plan))))


def is_beyond_a_schema(planted: Planted) -> bool:
    """NaN, relations between fields, shapes of matrices, the calendar."""
    document = planted.make()
    planted.breaking(document)
    text = json.dumps(document)
    return (
        planted.code in ("not_finite", "reversed_window", "reversed_band", "matrix_size")
        or (planted.code == "not_a_matrix" and planted.where.endswith("durations_s") and "none" not in text)
        or "NaN" in text
        or "2025-02-30" in text
        or "0001-01-01" in text
    )


REFUSED = [planted for planted in FIELDS if not is_beyond_a_schema(planted)]


@pytest.mark.parametrize("planted", REFUSED, ids=lambda planted: f"{planted.code}@{planted.where}")
def test_what_a_field_refuses_the_schema_refuses(planted):
    document = planted.make()
    planted.breaking(document)
    assert not VALIDATORS["problem"].is_valid(document)


def test_nearly_all_fields_are_within_a_schema():
    assert len(REFUSED) >= 0.7 * len(FIELDS)


# The rule for contradictory dates and weekdays stands at the window, but is one between fields.
ACCEPTED = [planted for planted in ACROSS if planted.where != "depots.1.opening_hours.0"]


@pytest.mark.parametrize("planted", ACCEPTED, ids=lambda planted: f"{planted.code}@{planted.where}")
def test_what_only_rules_across_objects_refuse_the_schema_accepts(planted):
    document = planted.make()
    planted.breaking(document)
    VALIDATORS["problem"].validate(document)


def test_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="allowed: problem, plan, evaluation"):
        io.json_schema("route")


def test_an_empty_plan_has_an_evaluation_that_fits():
    VALIDATORS["evaluation"].validate(json.loads(io.to_json(evaluate(read(county()), Plan()))))
