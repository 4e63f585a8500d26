"""Random whole numbers that are the same on every platform and in every version of every library."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """A stream of integers that depends on the seed and the topic alone.

    Each number is a BLAKE2b hash of a counter, so nothing depends on the random generators of Python or
    numpy, whose streams may change between versions, nor on floating-point functions, which differ between
    platforms. Each topic has a stream of its own: drawing more of one thing does not change another.
    """

    def __init__(self, seed: int, topic: str) -> None:
        self._state = blake2b(f"{seed}/{topic}".encode(), digest_size=8)
        self._num_drawn = 0

    def below(self, bound: int) -> int:
        """One of 0, 1, …, `bound` - 1."""
        state = self._state.copy()
        state.update(self._num_drawn.to_bytes(8, "big"))
        self._num_drawn += 1
        return int.from_bytes(state.digest(), "big") * bound >> 64

    def between(self, low: int, high: int) -> int:
        """One of `low`, …, `high`, both included."""
        return low + self.below(high - low + 1)

    def bell(self, reach: int) -> int:
        """A number from -`reach` to `reach`, near 0 more often: the mean of three equal draws."""
        return (sum(self.between(-reach, reach) for _ in range(3))) // 3

    def percent(self, chance: int) -> bool:
        """True in `chance` of a hundred cases."""
        return self.below(100) < chance

    def pick(self, items: Sequence[T]) -> T:
        """One of the items, each as likely as any other."""
        return items[self.below(len(items))]

    def weighted(self, weights: Sequence[int]) -> int:
        """A position, as likely as its weight says."""
        rest = self.below(sum(weights))
        for position, weight in enumerate(weights):
            rest -= weight
            if rest < 0:
                return position
        raise AssertionError("unreachable: a draw below the sum of all weights")

    def sample(self, items: Sequence[T], size: int) -> list[T]:
        """`size` different items (all of them, where there are fewer) in random order."""
        pool = list(items)
        chosen = []
        for _ in range(min(size, len(pool))):
            position = self.below(len(pool))
            pool[position], pool[-1] = pool[-1], pool[position]
            chosen.append(pool.pop())
        return chosen
