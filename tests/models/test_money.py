"""Decimal figures become integers once, half to even, from their shortest decimal."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vrpcore.models import Currency
from vrpcore.models.money import half_even, scaled


@pytest.mark.parametrize(
    ("value", "factor", "expected"),
    [
        (2.3, 10**6, 2_300_000),  # 2.3 * 10**6 is 2299999.9999999995 in binary
        (0.0005, 1000, 0),  # half, down to even
        (0.0015, 1000, 2),  # half, up to even
        (0.0025, 1000, 2),
        (12.3455, 1000, 12_346),  # 12345.5 up to even
        (1e9, 10**6, 10**15),
        (1e-300, 10**6, 0),
        (0.0, 1000, 0),
        (1, 1000, 1000),
    ],
)
def test_scaled_rounds_half_to_even(value, factor, expected):
    assert scaled(value, factor) == expected


@given(st.floats(0, 1e9), st.sampled_from([1, 1000, 10**6]), st.sampled_from([1, 26, 1000, 3600, 10**6]))
def test_scaled_is_the_exact_quotient_rounded(value, factor, per):
    exact = Fraction(Decimal(repr(value))) * factor / per
    assert scaled(value, factor, per) == round(exact)
    assert abs(scaled(value, factor, per) - exact) <= Fraction(1, 2)


@given(st.integers(-(10**20), 10**20), st.integers(1, 10**10))
def test_half_even_agrees_with_decimal_rounding(numerator, denominator):
    whole, rest = divmod(numerator, denominator)
    nearest = whole + (2 * rest > denominator or (2 * rest == denominator and whole % 2 == 1))
    assert half_even(numerator, denominator) == nearest


def test_units_and_amounts_are_inverse_at_micro_scale():
    currency = Currency()
    assert currency.units(1234.5) == 1_234_500_000
    assert currency.amount(1_234_500_001) == Decimal("1234.500001")
    assert currency.text(1_234_500_000) == "1,234.50 CNY"


def test_whole_units_are_shown_whole():
    literature = Currency(code="", scale=1)
    assert literature.text(27_591) == "27,591"
    assert literature.units(27_591) == 27_591
