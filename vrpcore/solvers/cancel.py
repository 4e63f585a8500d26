"""A one-way switch that asks a running solver to return its best."""

from __future__ import annotations

import threading


class CancelToken:
    """Set once from any thread; never reset."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        """Ask the run to stop; harmless when repeated."""
        self._event.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether `cancel` was called."""
        return self._event.is_set()
