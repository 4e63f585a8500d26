import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.travel.build import places_at
from vrpcore.errors import MagnitudeError, TravelError, UnsupportedFeatureError
from vrpcore.models import AreaSpeed, PlanarTravel, TimeSlice, TimeWindow, TravelProfile
from vrpcore.travel.planar import PlanarTable

COORDINATE = st.integers(-1_000, 1_000) | st.floats(-1e4, 1e4)
POINTS = st.lists(st.tuples(COORDINATE, COORDINATE), min_size=1, max_size=12)
TRAVELS = st.builds(
    PlanarTravel,
    profiles=st.builds(
        TravelProfile, speed_kmh=st.sampled_from([3.6, 5.0, 40.0]), detour=st.sampled_from([1.0, 1.3])
    ).map(lambda profile: (profile,)),
    scale=st.sampled_from([1, 10, 1000]),
    rounding=st.sampled_from(["nearest", "down"]),
)


def scalar_leg(travel, a, b):
    """The documented formula, leg by leg, with the math module."""
    profile = travel.profiles[0]
    dx, dy = a[0] - b[0], a[1] - b[1]
    metres = travel.scale * math.sqrt(dx * dx + dy * dy) * profile.detour
    metres = math.floor(metres) if travel.rounding == "down" else round(metres)
    return metres, round(metres * 3.6 / profile.speed_kmh)


@given(TRAVELS, POINTS)
def test_matrix_is_the_documented_formula_and_the_single_legs(travel, points):
    table = PlanarTable(travel, places_at(points))
    distances, durations = table.matrix(0)
    everywhere = np.arange(len(points))
    single = table.legs(0, everywhere[:, None], everywhere[None, :])
    assert np.array_equal(single[0], distances)
    assert np.array_equal(single[1], durations)
    for i, a in enumerate(points):
        for j, b in enumerate(points):
            assert (distances[i, j], durations[i, j]) == scalar_leg(travel, a, b)


@given(TRAVELS, POINTS)
def test_matrix_is_a_metric_up_to_rounding(travel, points):
    distances, durations = PlanarTable(travel, places_at(points)).matrix(0)
    for matrix in (distances, durations):
        assert matrix.dtype == np.int64
        assert np.array_equal(matrix, matrix.T)
        assert not np.diagonal(matrix).any()
        assert (matrix >= 0).all()
    # Each of the three roundings is off by less than 1.
    detours = distances[:, :, None] + distances[None, :, :]
    assert (distances[:, None, :] <= detours + 2).all()


@given(POINTS, st.sampled_from([1, 10, 1000]))
def test_at_a_metre_per_second_durations_equal_distances(points, scale):
    travel = PlanarTravel(profiles=[TravelProfile(speed_kmh=3.6)], scale=scale)
    distances, durations = PlanarTable(travel, places_at(points)).matrix(0)
    assert np.array_equal(distances, durations)


@given(st.integers(0, 10**5), st.integers(0, 10**5))
def test_truncated_to_one_decimal_is_exact_for_integer_coordinates(dx, dy):
    # floor(10 * sqrt(n)) = isqrt(100 n) in exact arithmetic (the DIMACS convention).
    travel = PlanarTravel(profiles=[TravelProfile(speed_kmh=3.6)], scale=10, rounding="down")
    distance, _ = PlanarTable(travel, places_at([(0, 0), (dx, dy)])).legs(0, 0, 1)
    assert distance == math.isqrt(100 * (dx * dx + dy * dy))


def test_rounding_on_known_legs():
    places = places_at([(0, 0), (3, 4), (1, 1), (1, 2), (0, 2.5)])
    nearest = PlanarTable(PlanarTravel(), places)
    # 5; sqrt(2) = 1.41; sqrt(5) = 2.24; 2.5 goes to the even neighbour
    assert nearest.legs(0, 0, [1, 2, 3, 4])[0].tolist() == [5, 1, 2, 2]
    dimacs = PlanarTable(PlanarTravel(scale=10, rounding="down"), places)
    assert dimacs.legs(0, 0, [1, 2, 3, 4])[0].tolist() == [50, 14, 22, 25]
    exact = PlanarTable(PlanarTravel(scale=1000), places)
    assert exact.legs(0, 0, [1, 2, 3, 4])[0].tolist() == [5000, 1414, 2236, 2500]


def test_half_of_each_leg_is_driven_at_the_speed_of_either_end():
    profile = TravelProfile(speed_kmh=36.0, area_speeds=[AreaSpeed(township_id="town", speed_kmh=18.0)])
    places = places_at([(0, 0), (1000, 0), (0, 1000)], ["town", "town", None])
    table = PlanarTable(PlanarTravel(profiles=[profile]), places)
    # 1,000 m in town: 200 s. Out of town: 500 m at 5 m/s + 500 m at 10 m/s = 150 s, both ways.
    assert table.legs(0, [0, 0, 2], [1, 2, 0])[1].tolist() == [200, 150, 150]


@given(POINTS, st.sampled_from([3.6, 5.0, 40.0]))
def test_equal_area_speeds_change_nothing(points, speed):
    areas = TravelProfile(
        id="areas", speed_kmh=40.0, area_speeds=[AreaSpeed(township_id="t", speed_kmh=speed)]
    )
    travel = PlanarTravel(profiles=[TravelProfile(id="plain", speed_kmh=speed), areas], scale=10)
    table = PlanarTable(travel, places_at(points, ["t"] * len(points)))
    assert np.array_equal(table.matrix(0)[1], table.matrix(1)[1])


def test_shapes_broadcast_and_single_legs_are_scalars():
    table = PlanarTable(PlanarTravel(), places_at([(0, 0), (3, 4)]))
    distance, duration = table.legs(0, 0, 1)
    assert distance.shape == duration.shape == ()
    assert int(distance) == 5
    assert table.legs(0, [[0], [1]], [0, 1, 1])[0].shape == (2, 3)
    assert table.legs(0, [], [])[0].shape == (0,)


def test_straight_line_is_scaled_but_neither_rounded_nor_lengthened():
    travel = PlanarTravel(profiles=[TravelProfile(detour=2.0)], scale=10)
    table = PlanarTable(travel, places_at([(0, 0), (1, 1)]))
    assert table.straight_line_m(0, [0, 1]).tolist() == [0.0, 10 * math.sqrt(2)]


def test_matrix_is_kept_and_read_only():
    table = PlanarTable(PlanarTravel(), places_at([(0, 0), (3, 4)]))
    assert table.matrix(0)[0] is table.matrix(0)[0]
    with pytest.raises(ValueError, match="read-only"):
        table.matrix(0)[0][0, 1] = 1


def test_large_problems_answer_legs_but_refuse_a_matrix():
    points = np.arange(40_000, dtype=np.float64).reshape(-1, 2)
    table = PlanarTable(PlanarTravel(), places_at(points.tolist()))
    assert table.legs(0, 0, 1)[0] == 3  # 2 * sqrt(2)
    with pytest.raises(TravelError, match=r"20,000 places would take 6\.4 GB; allowed: up to 12,000"):
        table.matrix(0)


def test_places_without_coordinates_are_named():
    with pytest.raises(TravelError, match="no coordinates for 'p1', 'p2'"):
        PlanarTable(PlanarTravel(), places_at([(0, 0), None, None]))


def test_time_slices_are_refused_by_name():
    slow = TimeSlice(window=TimeWindow(earliest="07:00", latest="09:00"), factor=1.5)
    profile = TravelProfile(time_slices=[slow])
    with pytest.raises(UnsupportedFeatureError, match="time slices"):
        PlanarTable(PlanarTravel(profiles=[profile]), places_at([(0, 0)]))


@pytest.mark.parametrize(
    ("travel", "far"),
    [
        (PlanarTravel(scale=10**6), 1e5),  # 1e11 m
        (PlanarTravel(profiles=[TravelProfile(detour=10.0)]), 2e9),  # 2e10 m
        (PlanarTravel(profiles=[TravelProfile(speed_kmh=1e-6)]), 1e4),  # 3.6e10 s
        (PlanarTravel(profiles=[TravelProfile(speed_kmh=5e-324)]), 1.0),  # endless
        (
            PlanarTravel(profiles=[TravelProfile(area_speeds=[AreaSpeed(township_id="t", speed_kmh=1e-9)])]),
            1e4,
        ),
    ],
)
def test_magnitudes_that_could_overflow_are_refused(travel, far):
    with pytest.raises(MagnitudeError, match="travel profile 'default': a leg could take"):
        PlanarTable(travel, places_at([(0, 0), (far, 0)], ["t", "t"]))


@settings(max_examples=200)
@given(
    st.lists(st.tuples(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9)), max_size=5),
    st.integers(1, 10**6),
    st.floats(1, 10),
    st.floats(0, 2_000, exclude_min=True),
)
def test_whatever_is_accepted_stays_in_range(points, scale, detour, speed):
    travel = PlanarTravel(profiles=[TravelProfile(speed_kmh=speed, detour=detour)], scale=scale)
    try:
        distances, durations = PlanarTable(travel, places_at(points)).matrix(0)
    except MagnitudeError:
        return
    assert ((distances >= 0) & (distances <= 10**10)).all()
    assert ((durations >= 0) & (durations <= 10**10)).all()
