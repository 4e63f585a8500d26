"""Extracts of OpenStreetMap, prepared for the OSRM library by its own programs."""

from __future__ import annotations

import hashlib
import os
import platform
import re
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Literal

from vrpcore.errors import FileFormatError, MissingPackageError, TravelError

_FORMAT = 1
"""Part of every name: to be raised when equal input is prepared differently."""
Algorithm = Literal["MLD", "CH"]
_STEPS: dict[Algorithm, tuple[str, ...]] = {
    "MLD": ("extract", "partition", "customize"),
    "CH": ("extract", "contract"),
}
_SHOWN = 500


def osrm_library() -> ModuleType:
    """The package osrm.

    Raises
    ------
    MissingPackageError
        Where it is not installed.
    """
    try:
        import osrm
    except ImportError as error:
        is_old = sys.version_info < (3, 12)
        why, remedy = (
            (f", which Python {platform.python_version()} cannot have", "use Python 3.12 or newer and there ")
            if is_old
            else ("", "")
        )
        raise MissingPackageError(
            f"OSRM without a server needs the package osrm-bindings{why}; remedy: {remedy}pip install "
            "'vrpcore[osrm]', or take read_osm with NetworkRoads, or OsrmServer"
        ) from error
    return osrm  # type: ignore[no-any-return]


def data_name(extract: Path, lua: str, algorithm: Algorithm) -> str:
    """A name for an extract prepared for a profile and an algorithm: equal content, equal name."""
    with extract.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256")
    digest.update(f"{_FORMAT} {version('osrm-bindings')} {algorithm} {lua}".encode())
    return digest.hexdigest()


def prepared(extract: Path, lua: str, algorithm: Algorithm, folder: Path, threads: int) -> Path:
    """Prepare an extract, unless that was done before.

    Parameters
    ----------
    extract
        A file of OpenStreetMap.
    lua
        The profile.
    algorithm
        What the data is for.
    folder
        Where the data goes, as a folder of its own; it is there in full or not at all.
    threads
        How many threads work on it.

    Returns
    -------
    Path
        What the library wants to be given: the files' common beginning.

    Raises
    ------
    FileFormatError
        If OSRM cannot make anything of the extract or the profile.
    TravelError
        If the folder cannot be written.
    """
    if not folder.is_dir():
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=folder.parent, suffix=".part") as part:
                inner = Path(part) / "data"
                inner.mkdir()
                _prepare(extract, lua, algorithm, inner, threads)
                # Renamed when all is there; who was faster meanwhile has made the same.
                if not folder.is_dir():
                    inner.rename(folder)
        except OSError as error:
            raise TravelError(
                f"the data of OSRM cannot be written to {folder}: {error}; remedy: give a folder that can be "
                "written, with up to a hundred times the room of the extract"
            ) from error
    return folder / "roads.osrm"


def _prepare(extract: Path, lua: str, algorithm: Algorithm, folder: Path, threads: int) -> None:
    profile = folder / "profile.lua"
    profile.write_text(lua, encoding="utf-8")
    data = folder / "roads.osrm"
    for step in _STEPS[algorithm]:
        inputs = [str(extract), "-p", str(profile), "-o", str(data)] if step == "extract" else [str(data)]
        said = _run([step, *inputs, "-t", str(threads), "-l", "ERROR"])
        if said is not None:
            raise FileFormatError(
                f"{extract} cannot be prepared by OSRM (osrm-{step}): {said}; allowed: .osm.pbf, .osm, "
                ".osm.gz, .osm.bz2 with roads that the profile uses; remedy: see what it says, choose "
                "another extract, or mend the profile"
            )


def _run(arguments: list[str]) -> str | None:
    """Run one of OSRM's programs; what it said when it failed, else None."""
    profiles = Path(osrm_library().__file__ or "").parent / "share" / "profiles"
    # Profiles ask for those that come with OSRM by `require`; ";;" are Lua's own places.
    places = {**os.environ, "LUA_PATH": f"{profiles}/?.lua;;"}
    done = subprocess.run(
        [sys.executable, "-P", "-m", "osrm", *arguments],
        env=places,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode == 0:
        return None
    text = re.sub(
        r"^(\[[^\]]*\] )*|terminate called after .*|\s*what\(\):\s*", "", done.stderr, flags=re.MULTILINE
    )
    return (
        " ".join(text.split())[:_SHOWN] or f"it ended with code {done.returncode}; was there enough memory?"
    )
