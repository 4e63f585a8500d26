import os
import sys

import pytest

from vrpcore.solvers.milp import MilpSolver, backend
from vrpcore.solvers.milp.backend import BackEnd, find_back_end


@pytest.fixture
def without_bundled(monkeypatch):
    monkeypatch.setitem(backend._FINDERS, "cbc_bundled", lambda: None)


def program(folder, name):
    path = folder / name
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def test_bundled_cbc_comes_first():
    found = find_back_end()
    assert isinstance(found, BackEnd)
    assert (found.name, found.kind) == ("cbc_bundled", "cbc")
    assert os.access(found.path, os.X_OK)
    assert MilpSolver().is_available() is None


@pytest.mark.parametrize("name", ["highs", "cbc"])
def test_program_on_the_path(name, monkeypatch, tmp_path, without_bundled):
    path = program(tmp_path, name)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "highsbox", None)
    found = find_back_end()
    assert isinstance(found, BackEnd)
    assert (found.name, found.path) == (name, path)


def test_highsbox_brings_its_libraries(monkeypatch, tmp_path, without_bundled):
    (tmp_path / "highsbox.py").write_text(
        "def highs_bin_path():\n    return '/opt/highs/bin/highs'\n"
        "def highs_lib_dir():\n    return '/opt/highs/lib'\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "highsbox", raising=False)
    found = find_back_end()
    assert isinstance(found, BackEnd)
    assert str(found.path) == "/opt/highs/bin/highs"
    assert found.environment == {"LD_LIBRARY_PATH": "/opt/highs/lib"}


def test_nothing_there_says_what_to_install(monkeypatch, tmp_path, without_bundled):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "highsbox", None)
    missing = MilpSolver().is_available()
    assert missing is not None
    assert "no MILP program found (looked for: cbc_bundled, highs, cbc)" in missing
    assert "remedy: install PuLP below 4" in missing


def test_missing_pulp_is_named(monkeypatch):
    monkeypatch.setattr(backend, "find_spec", lambda name: None)
    assert MilpSolver().is_available() == (
        "the package PuLP is not installed; remedy: install pulp>=3.3.2,<4"
    )
