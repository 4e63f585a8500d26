"""The compiled engine, where it is installed."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, TypeAlias, cast

if TYPE_CHECKING:
    from vrpcore.solvers.native import _core

Trips: TypeAlias = list[tuple[int, list[int]]]
"""Depot and visits of each trip; ``~r`` stands for rest r."""
Routes: TypeAlias = list[tuple[int, Trips]]
"""Slot, in the engine's numbers, and trips of each route."""
Contents: TypeAlias = list[tuple[int, list[int]]]
"""Visits of groups and the portions that they bring."""
Listener: TypeAlias = Callable[[float, int, int, int], bool]
"""Told seconds, iterations, cost and required visits absent; returns whether to go on."""


class Engine(Protocol):
    """The extension module as an object: it may be missing, so it cannot be imported by name."""

    Problem: type[_core.Problem]
    VehicleType: type[_core.VehicleType]
    SearchOptions: type[_core.SearchOptions]
    INFINITE_COST: int

    @staticmethod
    def build_info() -> _core.BuildInfo:
        """See the stub."""
        ...

    @staticmethod
    def search(
        problem: _core.Problem,
        initial: Routes,
        contents: Contents,
        options: _core.SearchOptions,
        listener: Listener | None,
    ) -> _core.SearchResult:
        """See the stub."""
        ...


def load() -> Engine | None:
    """The extension module; None where the package was installed without a C++ compiler."""
    try:
        return cast(Engine, import_module("vrpcore.solvers.native._core"))
    except ImportError:
        return None
