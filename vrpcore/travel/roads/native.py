"""The compiled shortest paths, where they are installed."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from vrpcore.errors import MissingPackageError
from vrpcore.travel.protocol import IntArray

if TYPE_CHECKING:
    from collections.abc import Callable

    from vrpcore.travel.roads import _paths
    from vrpcore.travel.roads.network import Int32Array


class Paths(Protocol):
    """The extension module as an object: it may be missing, so it cannot be imported by name."""

    Graph: type[_paths.Graph]

    @staticmethod
    def many_to_many(
        graph: _paths.Graph,
        sources: Int32Array,
        targets: Int32Array,
        threads: int = 1,
        goes_on: Callable[[], bool] | None = None,
    ) -> tuple[IntArray, IntArray]:
        """See the stub."""
        ...

    @staticmethod
    def components(graph: _paths.Graph) -> IntArray:
        """See the stub."""
        ...

    @staticmethod
    def paths(
        graph: _paths.Graph, origins: Int32Array, destinations: Int32Array
    ) -> tuple[IntArray, IntArray]:
        """See the stub."""
        ...


def load() -> Paths:
    """The extension module.

    Raises
    ------
    MissingPackageError
        Where vrpcore was installed without a C++ compiler.
    """
    try:
        return cast(Paths, import_module("vrpcore.travel.roads._paths"))
    except ImportError as error:
        raise MissingPackageError(
            "ways along roads are computed by vrpcore's native core, which is not installed here; remedy: "
            "install a C++ compiler (Debian: apt install g++), then vrpcore again"
        ) from error
