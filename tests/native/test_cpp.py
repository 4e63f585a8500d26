"""The C++ unit tests of cpp/tests, built and run in the folder that `make build` keeps."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BUILD = ROOT / "build" / "release"


def run(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout}"
    return done.stdout


def test_unit_tests_of_the_engine():
    if not (BUILD / "build.ninja").exists():
        pytest.skip("the native engine is not built here: make build")
    cmake = shutil.which("cmake", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    assert cmake, "build/release was configured with a cmake that is gone: make setup"
    run(cmake, "--build", BUILD, "--target", "vrpcore_tests")
    assert ", 0 failed" in run(BUILD / "cpp" / "vrpcore_tests")
