"""Which solvers are installed. Listing them imports none of them (docs/dev/decisions/0006)."""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points

from vrpcore.errors import SolverUnavailableError, UnknownSolverError
from vrpcore.solvers.protocol import PROTOCOL_VERSION, Solver

GROUP = "vrpcore.solvers"


def solver_names() -> tuple[str, ...]:
    """Names of all installed solvers, sorted."""
    return tuple(sorted(_entries()))


def get_solver(name: str) -> Solver:
    """Load a solver by name.

    Raises
    ------
    UnknownSolverError
        If no installed solver has the name.
    SolverUnavailableError
        If it is installed but cannot be imported, or was written for another protocol.
    """
    entries = _entries()
    if name not in entries:
        allowed = ", ".join(sorted(entries)) or "none is installed"
        raise UnknownSolverError(f"no solver is called {name!r}; allowed: {allowed}")
    try:
        solver = entries[name].load()()
    except Exception as error:  # a broken plug-in may raise anything; it must report alone
        raise SolverUnavailableError(f"solver {name!r} cannot be loaded: {error!r}") from error
    if getattr(solver, "protocol_version", None) != PROTOCOL_VERSION:
        raise SolverUnavailableError(
            f"solver {name!r} was written for protocol {getattr(solver, 'protocol_version', None)}; "
            f"allowed: {PROTOCOL_VERSION}; remedy: install a matching version"
        )
    if not isinstance(solver, Solver):
        raise SolverUnavailableError(f"solver {name!r} lacks attributes of vrpcore.solvers.protocol.Solver")
    return solver


@cache
def _entries() -> dict[str, EntryPoint]:
    return {entry.name: entry for entry in entry_points(group=GROUP)}
