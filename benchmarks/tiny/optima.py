"""Proven optima in a file of gzip members, one for each batch of results, read as JSON lines."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

COMMITTED = Path(__file__).with_name("optima.jsonl.gz")
"""What is known of problems 0 to 1999, so that a measurement needs no proofs first."""

Outcome = Literal["optimal", "infeasible", "open", "refused"]
"""Proven; proven that no plan keeps all rules; not proven in time; the solver does not take the problem."""


@dataclass(frozen=True, slots=True)
class Optimum:
    """What is known of one problem."""

    digest: str
    number: int
    outcome: Outcome
    cost: int | None = None
    """Cost units of the optimum, or None where there is none."""
    plan: dict[str, object] | None = None
    """An optimal plan as JSON."""
    seconds: float = 0.0
    """Time limit of the proof, where the outcome is open."""
    reason: str = ""
    """Why the solver refused."""


def read(path: Path) -> dict[str, Optimum]:
    """The last result of each problem, by digest; a member torn off by an interruption is skipped."""
    text = _complete(path.read_bytes() if path.exists() else b"")[0]
    found = (Optimum(**json.loads(line)) for line in text.decode().splitlines())
    return {optimum.digest: optimum for optimum in found}


def append(path: Path, optima: Iterable[Optimum]) -> None:
    """Write results to the end of a file, in place of a member torn off there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        raw = path.read_bytes()
        length = _complete(raw)[1]
        if length < len(raw):
            path.write_bytes(raw[:length])
    with path.open("ab") as file:
        file.write(_packed(optima))


def repack(path: Path, target: Path) -> None:
    """Write the last result of each problem as one member: a tenth of the size."""
    target.write_bytes(_packed(sorted(read(path).values(), key=lambda optimum: optimum.number)))


def _packed(optima: Iterable[Optimum]) -> bytes:
    lines = "".join(json.dumps(asdict(optimum), separators=(",", ":")) + "\n" for optimum in optima)
    return gzip.compress(lines.encode(), mtime=0)


def _complete(raw: bytes) -> tuple[bytes, int]:
    """The text of all complete members and their length in the file."""
    texts: list[bytes] = []
    begin = 0
    while begin < len(raw):
        member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        text = member.decompress(raw[begin:])
        if not member.eof:
            break
        texts.append(text)
        begin = len(raw) - len(member.unused_data)
    return b"".join(texts), begin
