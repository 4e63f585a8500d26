"""Random whole numbers: pinned for ever, within bounds, and fair enough."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vrpcore.datasets.dice import Dice


def test_first_numbers_never_change():
    dice = Dice(0, "land")
    assert [dice.below(1000) for _ in range(6)] == [755, 67, 735, 687, 992, 934]


def test_topics_and_seeds_have_streams_of_their_own():
    def draws(seed: int, topic: str) -> list[int]:
        dice = Dice(seed, topic)
        return [dice.below(2**32) for _ in range(4)]

    assert draws(1, "a") == draws(1, "a")
    assert len({tuple(draws(seed, topic)) for seed in (1, 2, 11) for topic in ("a", "b", "1/a")}) == 9


@given(seed=st.integers(0, 2**63), low=st.integers(-(10**9), 10**9), width=st.integers(0, 10**9))
def test_numbers_stay_in_their_bounds(seed, low, width):
    dice = Dice(seed, "bounds")
    assert all(low <= dice.between(low, low + width) <= low + width for _ in range(20))
    assert all(-width <= dice.bell(width) <= width for _ in range(20))


def test_every_number_is_about_as_likely():
    dice = Dice(5, "fair")
    counts = Counter(dice.below(6) for _ in range(6_000))
    assert set(counts) == set(range(6))
    # 1,000 expected each, standard deviation about 29: five of them is 145.
    assert all(855 <= count <= 1_145 for count in counts.values())


def test_weights_are_kept():
    dice = Dice(5, "weights")
    counts = Counter(dice.weighted((0, 1, 3)) for _ in range(4_000))
    assert set(counts) == {1, 2}
    assert 870 <= counts[1] <= 1_130  # 1,000 expected, standard deviation about 27


def test_percent_is_never_at_0_and_always_at_100():
    dice = Dice(5, "percent")
    assert not any(dice.percent(0) for _ in range(100))
    assert all(dice.percent(100) for _ in range(100))


@pytest.mark.parametrize("size", [0, 3, 10, 99])
def test_a_sample_has_no_item_twice(size):
    chosen = Dice(5, "sample").sample(range(10), size)
    assert len(chosen) == len(set(chosen)) == min(size, 10)
    assert set(chosen) <= set(range(10))
