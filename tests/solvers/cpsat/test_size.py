"""Problems too large for a model are refused before one is built."""

import pytest

import vrpcore
from tests.solvers.cpsat.build import control
from vrpcore.errors import ProblemTooLargeError
from vrpcore.lowering import lower
from vrpcore.solvers.cpsat import networks
from vrpcore.solvers.cpsat.model.build import build_model
from vrpcore.solvers.cpsat.options import CpsatOptions
from vrpcore.solvers.cpsat.size import count_arcs


def test_a_cycle_is_refused_by_a_part_of_its_orders(monkeypatch):
    instance = lower(vrpcore.datasets.reference_county(seed=0, period="cycle"))
    seen = []
    make = networks.make_candidates
    monkeypatch.setattr(networks, "make_candidates", lambda *given: seen.append(make(*given)) or seen[-1])
    with pytest.raises(ProblemTooLargeError, match=r"800 orders and 130 slots.*remedy"):
        networks.make_networks(instance, CpsatOptions(), 10.0)
    assert len(seen) == 1
    assert len(seen[0].visits) < instance.num_orders / 5


def test_a_sample_alone_refuses_only_what_is_far_too_large():
    instance = lower(vrpcore.datasets.reference_county(seed=0, orders=200))
    maker, made = networks.make_networks(instance, CpsatOptions(), 60.0)
    assert len(maker.fleet.candidates) > 150
    just_too_many = 300 + count_arcs(made) * 6_000 * 4 // 5 // 10**6
    with pytest.raises(ProblemTooLargeError, match=r"[(]at least|[(][0-9,]+ arcs"):
        networks.make_networks(instance, CpsatOptions(memory_mb=just_too_many), 60.0)


def test_building_stops_within_a_slot_when_time_is_over():
    instance = lower(vrpcore.datasets.reference_county(seed=0))
    maker, made = networks.make_networks(instance, CpsatOptions(), 60.0)
    assert build_model(maker, made, control(runtime_s=0.0)) is None
