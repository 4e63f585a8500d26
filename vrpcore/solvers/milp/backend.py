"""Which program can solve a model here. Looking for one imports neither PuLP nor a solver."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from vrpcore.solvers.milp.options import BackEndName

_ORDER: tuple[BackEndName, ...] = ("cbc_bundled", "highs", "cbc")
_REMEDY = "remedy: install PuLP below 4, which bundles CBC, or highsbox, or put `highs` or `cbc` on the PATH"


@dataclass(frozen=True, slots=True)
class BackEnd:
    """A program that reads MPS files and writes solutions."""

    name: BackEndName
    kind: Literal["cbc", "highs"]
    path: Path
    environment: dict[str, str] = field(default_factory=dict)
    """Variables that the program needs on top of ours."""


def find_back_end(wanted: BackEndName | None = None) -> BackEnd | str:
    """Return the wanted program, or the first that is there; otherwise say what is missing."""
    if find_spec("pulp") is None:
        return "the package PuLP is not installed; remedy: install pulp>=3.3.2,<4"
    names = _ORDER if wanted is None else (wanted,)
    for name in names:
        found = _FINDERS[name]()
        if found is not None:
            return found
    return f"no MILP program found (looked for: {', '.join(names)}); {_REMEDY}"


def _bundled_cbc() -> BackEnd | None:
    """Return PuLP's own CBC; PuLP sets the execute permission when it is imported, if need be."""
    spec = find_spec("pulp")
    systems = {"linux": "linux", "darwin": "osx", "win32": "win"}
    if spec is None or not spec.submodule_search_locations or sys.platform not in systems:
        return None
    system = systems[sys.platform]
    is_arm = platform.machine().lower() in ("aarch64", "arm64") and system != "osx"
    machine = "arm64" if is_arm else "i64" if sys.maxsize > 2**32 else "i32"
    program = "cbc.exe" if system == "win" else "cbc"
    path = Path(spec.submodule_search_locations[0]) / "solverdir" / "cbc" / system / machine / program
    may_run = path.is_file() and (os.access(path, os.X_OK) or os.access(path.parent, os.W_OK))
    return BackEnd("cbc_bundled", "cbc", path) if may_run else None


def _highs() -> BackEnd | None:
    """Return HiGHS from the package highsbox, else from the path."""
    if find_spec("highsbox") is not None:
        highsbox = import_module("highsbox")  # a handful of path functions, without type information
        library = {"LD_LIBRARY_PATH": str(highsbox.highs_lib_dir())}
        return BackEnd("highs", "highs", Path(highsbox.highs_bin_path()), library)
    on_path = shutil.which("highs")
    return None if on_path is None else BackEnd("highs", "highs", Path(on_path))


def _cbc() -> BackEnd | None:
    on_path = shutil.which("cbc")
    return None if on_path is None else BackEnd("cbc", "cbc", Path(on_path))


_FINDERS = {"cbc_bundled": _bundled_cbc, "highs": _highs, "cbc": _cbc}
