"""Matrices kept on disk, by what they were computed from."""

from __future__ import annotations

import hashlib
import os
import tempfile
import zipfile
from pathlib import Path

import numpy as np

from vrpcore.travel.protocol import FloatArray
from vrpcore.travel.roads.source import RoadMatrices, RoadSource

_FORMAT = 1
"""Part of every key: to be raised when equal input would give other figures."""


def cache_folder() -> Path:
    """Where matrices are kept: ``vrpcore/roads`` in the user's cache, ``XDG_CACHE_HOME`` or ``~/.cache``."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "vrpcore" / "roads"


def cached_matrices(source: RoadSource, x: FloatArray, y: FloatArray, folder: Path | None) -> RoadMatrices:
    """The matrices of a source, read from a folder if they were computed before.

    A file that cannot be read is computed again, and a folder that cannot be written is not an error.

    Parameters
    ----------
    source
        Where they come from.
    x, y
        The places.
    folder
        Where they are kept; None: nowhere.
    """
    name = source.fingerprint
    if folder is None or name is None:
        return source.matrices(x, y)
    digest = hashlib.sha256(f"{_FORMAT} {name} {len(x)}".encode())
    digest.update(np.ascontiguousarray(x, dtype=np.float64).tobytes())
    digest.update(np.ascontiguousarray(y, dtype=np.float64).tobytes())
    path = folder / f"{digest.hexdigest()}.npz"
    kept = _read(path, len(x))
    if kept is not None:
        return kept
    found = source.matrices(x, y)
    _write(path, found)
    return found


def _read(path: Path, size: int) -> RoadMatrices | None:
    try:
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as file:
            found = RoadMatrices(*(file[name] for name in ("distances_m", "durations_s", "snap_m", "x", "y")))
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None
    whole = (size, size)
    return found if found.distances_m.shape == found.durations_s.shape == whole else None


def _write(path: Path, found: RoadMatrices) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # A name of its own, then renamed: who reads at the same time gets all of it or nothing.
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
            np.savez(
                file,
                distances_m=found.distances_m,
                durations_s=found.durations_s,
                snap_m=found.snap_m,
                x=found.x,
                y=found.y,
            )
        Path(file.name).replace(path)
    except OSError:
        return
