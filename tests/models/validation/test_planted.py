"""Each planted fault is reported: with its code, at its place, and nothing else is."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from tests.models.documents import county, faults_after, given_matrix, planar, read
from tests.models.planted import Planted
from tests.models.planted_faults import ACROSS, FIELDS
from vrpcore.models import Problem
from vrpcore.models.validation.field_faults import faults_of


@pytest.mark.parametrize("make", [county, planar, given_matrix])
def test_the_documents_that_are_broken_are_sound_before(make):
    assert isinstance(read(make()), Problem)


@pytest.mark.parametrize("planted", [*FIELDS, *ACROSS], ids=lambda planted: f"{planted.code}@{planted.where}")
def test_planted_fault_is_reported_at_its_place_and_alone(planted: Planted):
    faults = faults_after(planted.breaking, planted.make)
    assert [(fault.code, fault.where) for fault in faults] == [(planted.code, planted.where), *planted.also]
    assert all((fault.what, fault.allowed, fault.remedy) for fault in faults)


@pytest.mark.parametrize("planted", ACROSS, ids=lambda planted: f"{planted.code}@{planted.where}")
def test_constructors_report_the_same_faults_as_files(planted: Planted):
    document = planted.make()
    planted.breaking(document)
    with pytest.raises(ValidationError) as caught:
        Problem(**document)
    assert tuple(faults_of(caught.value)) == faults_after(planted.breaking, planted.make)
    line = caught.value.errors()[0]
    assert ".".join(map(str, line["loc"])).replace("planar.", "").startswith(planted.where.split(".")[0])
