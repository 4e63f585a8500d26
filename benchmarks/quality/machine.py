"""What a figure was measured on."""

from __future__ import annotations

import datetime as dt
import os
import platform
from functools import cache
from pathlib import Path


@cache
def machine() -> str:
    """Processor, number of cores, Python, in a few words."""
    return f"{os.cpu_count()} x {_processor()}, {platform.system()}, Python {platform.python_version()}"


def today() -> str:
    """The date."""
    return dt.datetime.now(tz=dt.UTC).date().isoformat()


def _processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in text.splitlines() if line.startswith("model name")]
    return names[0] if names else platform.machine()
