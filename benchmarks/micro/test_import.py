"""Start-up: `import vrpcore` in a fresh process, beside an empty interpreter. Target: under 0.5 s."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize("code", ["pass", "import vrpcore"], ids=["empty", "vrpcore"])
def test_start_up(benchmark, code):
    benchmark.pedantic(subprocess.run, args=([sys.executable, "-c", code],), kwargs={"check": True}, rounds=5)
