"""Ctrl-C during a run: the first keeps the best plan, the second stops at once."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from vrpcore.solvers.cancel import CancelToken


@contextmanager
def cancelled_by_ctrl_c(cancel: CancelToken) -> Iterator[None]:
    """Let the first Ctrl-C set the token while the block runs; the second raises KeyboardInterrupt.

    Does nothing outside the main thread, or where somebody else handles SIGINT already.
    """
    in_main = threading.current_thread() is threading.main_thread()
    if not in_main or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return

    def handle(_signal: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        cancel.cancel()

    signal.signal(signal.SIGINT, handle)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
