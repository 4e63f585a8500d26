"""Keys that stand twice in one JSON object, of which parsers silently drop the first."""

from __future__ import annotations

import json
from collections.abc import Iterator

from vrpcore.errors import Fault
from vrpcore.models.faults import fault

Pairs = list[tuple[str, object]]


class _Object:
    """A JSON object with all its pairs."""

    def __init__(self, pairs: Pairs) -> None:
        self.pairs = pairs


def duplicate_keys(text: str) -> list[Fault]:
    """A fault for each key that stands again in the same object, in well-formed JSON text."""
    found = False

    def look(pairs: Pairs) -> None:
        nonlocal found
        found = found or len(dict(pairs)) < len(pairs)

    json.loads(text, object_pairs_hook=look)
    # Paths need the whole tree, which good documents are spared.
    return list(_walk(json.loads(text, object_pairs_hook=_Object), "")) if found else []


def _walk(thing: object, where: str) -> Iterator[Fault]:
    if isinstance(thing, list):
        for idx, item in enumerate(thing):
            yield from _walk(item, f"{where}.{idx}")
    elif isinstance(thing, _Object):
        seen: set[str] = set()
        for key, value in thing.pairs:
            here = f"{where}.{key}"
            if key in seen:
                yield fault(
                    "duplicate_key",
                    here.removeprefix("."),
                    f"the key {key!r} stands more than once in the same object",
                    "each key once",
                    "keep one of them",
                )
            seen.add(key)
            yield from _walk(value, here)
