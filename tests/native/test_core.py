"""The extension modules and their hand-written stubs."""

import ast
import importlib
from pathlib import Path

import pytest

_core = pytest.importorskip("vrpcore.solvers.native._core", reason="not built: make build")
_paths = pytest.importorskip("vrpcore.travel.roads._paths", reason="not built: make build")
PACKAGE = Path(importlib.import_module("vrpcore").__file__).parent
STUBS = {_core: PACKAGE / "solvers/native/_core.pyi", _paths: PACKAGE / "travel/roads/_paths.pyi"}


def members(body):
    """Public names in a stub, those of classes as Class.name; helpers of typing have no counterpart."""
    for node in body:
        match node:
            case ast.ClassDef(name=name, bases=[ast.Name(id="TypedDict" | "Protocol")]):
                continue
            case ast.ClassDef(name=name, body=inner):
                yield name
                yield from (f"{name}.{member}" for member in members(inner))
            case ast.FunctionDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)):
                yield name


def public(owner):
    for name, value in vars(owner).items():
        if not name.startswith("_"):
            yield name
            if isinstance(value, type):
                yield from (f"{name}.{member}" for member in public(value))


@pytest.mark.parametrize("module", STUBS)
def test_the_stub_names_what_the_module_has(module):
    body = ast.parse(STUBS[module].read_text(encoding="utf-8")).body
    assert {name for name in members(body) if "._" not in name} == set(public(module))


@pytest.mark.parametrize("module", STUBS)
def test_build_info_says_how_it_was_compiled(module):
    info = module.build_info()
    assert info["standard"] >= 202002
    assert info["optimised"]
    assert info["compiler"].startswith(("gcc", "clang"))
    assert bool(info["sanitizers"]) <= info["assertions"]
