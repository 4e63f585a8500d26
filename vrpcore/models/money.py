"""Currency and the one place where decimal figures become exact integers."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from typing import Annotated

from pydantic import Field

from vrpcore.models.base import Record


def scaled(value: float, factor: int, per: int = 1) -> int:
    """``value * factor / per`` rounded once, half to even, reading `value` as its shortest decimal.

    ``scaled(2.3, 10**6)`` is exactly 2,300,000: binary noise of the float never reaches a cost.
    """
    if per == 1:
        return int((Decimal(repr(float(value))) * factor).to_integral_value(rounding=ROUND_HALF_EVEN))
    return round(Fraction(Decimal(repr(float(value)))) * factor / per)


def half_even(numerator: int, denominator: int) -> int:
    """``numerator / denominator`` rounded half to even, exactly."""
    return round(Fraction(numerator, denominator))


class Currency(Record):
    """The unit of all prices, and how finely costs are counted inside."""

    code: Annotated[str, Field(max_length=12)] = "CNY"
    """Shown beside amounts; purely informative."""
    scale: Annotated[int, Field(ge=1, le=10**6)] = 10**6
    """Cost units per currency unit. 10**6 counts in micro-currency; 1 counts in whole units (VRPLIB)."""

    def units(self, amount: float) -> int:
        """Cost units of an amount of currency."""
        return scaled(amount, self.scale)

    def rate(self, amount: float, per: int) -> int:
        """Cost units per single unit, of `amount` for `per` units (km: 1000 m, h: 3600 s, t: 10**6 g)."""
        return scaled(amount, self.scale, per)

    def amount(self, cost: int) -> Decimal:
        """The exact currency amount of a cost in cost units."""
        return Decimal(cost) / self.scale

    def text(self, cost: int) -> str:
        """A cost for people: ``"1,234.50 CNY"``, or the plain integer where the scale is 1."""
        if self.scale == 1:
            return f"{cost:,} {self.code}".rstrip()
        return f"{self.amount(cost):,.2f} {self.code}".rstrip()

    def require_same(self, other: Currency) -> None:
        """Refuse to compare amounts of different currencies.

        Raises
        ------
        ValueError
            If the codes differ.
        """
        if self.code != other.code:
            raise ValueError(
                f"the plans count in different currencies, {self.code!r} and {other.code!r}; "
                "allowed: the same currency; remedy: state both problems in one"
            )
