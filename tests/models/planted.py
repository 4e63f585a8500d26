"""Ways to break a valid document in one place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.models.documents import Document, county


@dataclass(frozen=True)
class Planted:
    """A change to a valid document and the one fault that it causes."""

    code: str
    where: str
    breaking: Callable[[Document], object]
    make: Callable[[], Document] = county
    alone: bool = False
    """Whether it changes what other rules see, so that it cannot be planted along with others."""
    also: tuple[tuple[str, str], ...] = ()
    """Faults that follow from it: references to a name that no longer exists, and the like."""

    @property
    def item(self) -> str:
        """The part or item of a list that is broken."""
        return ".".join(self.where.split(".")[:2])


def put(path: str, value: object) -> Callable[[Document], object]:
    """A change that sets one value; the path's last part may be a new key."""

    def change(document: Document) -> None:
        *parents, last = path.split(".")
        thing: object = document
        for part in parents:
            thing = thing[int(part)] if isinstance(thing, list) else thing.setdefault(part, {})
        thing[int(last) if isinstance(thing, list) else last] = value

    return change


def drop(path: str) -> Callable[[Document], object]:
    """A change that removes one key or list item."""

    def change(document: Document) -> None:
        *parents, last = path.split(".")
        thing: object = document
        for part in parents:
            thing = thing[int(part)] if isinstance(thing, list) else thing[part]
        del thing[int(last) if isinstance(thing, list) else last]

    return change


def spot(
    code: str,
    where: str,
    value: object,
    make: Callable[[], Document] = county,
    *,
    alone: bool = False,
    also: tuple[tuple[str, str], ...] = (),
) -> Planted:
    """A fault that is reported just where a bad value was put."""
    return Planted(code, where, put(where, value), make, alone, also)
