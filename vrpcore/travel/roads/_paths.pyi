"""Shortest paths in road networks; compiled from cpp/roads and cpp/bindings/roads."""

from collections.abc import Callable
from typing import TypedDict

import numpy as np
import numpy.typing as npt

_Int64 = npt.NDArray[np.int64]
_Int32 = npt.NDArray[np.int32]

class BuildInfo(TypedDict):
    """How the module was compiled."""

    compiler: str
    standard: int
    optimised: bool
    assertions: bool
    sanitizers: str

def build_info() -> BuildInfo:
    """How this module was compiled."""

class Graph:
    """Arcs by the node they leave: those of node v are ``begin[v]:begin[v + 1]``.

    Raises ValueError unless `begin` rises from 0 to the number of arcs, heads exist and nothing is negative.
    """

    def __init__(self, begin: _Int64, heads: _Int32, milliseconds: _Int32, millimetres: _Int32) -> None: ...
    @property
    def num_nodes(self) -> int: ...

def many_to_many(
    graph: Graph,
    sources: _Int32,
    targets: _Int32,
    threads: int = 1,
    goes_on: Callable[[], bool] | None = None,
) -> tuple[_Int64, _Int64]:
    """Millimetres and milliseconds of the fastest ways, of the shortest among equally fast ones.

    Shape (sources, targets); -1 where there is no way. No rows if `goes_on`, asked before each source, was
    False once.
    """

def components(graph: Graph) -> _Int64:
    """Per node, the number of its strongly connected component."""

def paths(graph: Graph, origins: _Int32, destinations: _Int32) -> tuple[_Int64, _Int64]:
    """Arcs of the fastest way of each pair: those of pair k are ``arcs[begin[k]:begin[k + 1]]``."""
