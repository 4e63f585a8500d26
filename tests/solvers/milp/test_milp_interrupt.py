"""Ctrl-C in a terminal reaches every process of the foreground group, also while the MILP program runs."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import vrpcore

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/cmdline").exists(), reason="looks for processes in /proc"
)


@pytest.fixture
def scratch(tmp_path):
    """The only folder for temporary files; its path tells our MILP programs from all others."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    return folder


def programs(scratch):
    """Processes that work on a file in the folder."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and os.fsencode(scratch) in (entry / "cmdline").read_bytes():
                found.append(int(entry.name))
        except OSError:  # ended meanwhile
            continue
    return found


def interrupted(scratch, arguments, *, times):
    """Run the command line tool and press Ctrl-C once the MILP program is at work."""
    process = subprocess.Popen(
        [sys.executable, "-m", "vrpcore", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(scratch)},
        start_new_session=True,
    )
    try:
        while not programs(scratch):
            assert process.poll() is None, process.communicate()
            time.sleep(0.002)
        for _ in range(times):
            os.killpg(process.pid, signal.SIGINT)
            time.sleep(0.01)
        out, _ = process.communicate(timeout=30)
    finally:
        process.kill()
    return out


@pytest.fixture
def county(tmp_path):
    path = tmp_path / "county.json"
    vrpcore.io.write_json(vrpcore.datasets.reference_county(seed=1, stock="binding"), path)
    return path


def test_the_best_plan_is_kept_and_nothing_is_left_behind(scratch, county, tmp_path):
    plan = tmp_path / "plan.json"
    arguments = ["solve", str(county), "--solver", "milp", "--time-limit", "60", "--json", "-o", str(plan)]
    out = interrupted(scratch, arguments, times=1)
    assert json.loads(out)["status"] == "interrupted"
    assert not programs(scratch)
    assert not list(scratch.iterdir())
    found = vrpcore.evaluate(vrpcore.io.read_json(county), vrpcore.io.read_plan(plan))
    assert not found.violations
    assert found.cost == json.loads(out)["cost"]


def test_a_second_time_ends_at_once_and_leaves_nothing_behind(scratch, county):
    arguments = ["solve", str(county), "--solver", "milp", "--time-limit", "60"]
    interrupted(scratch, arguments, times=2)
    assert not programs(scratch)
    assert not list(scratch.iterdir())
