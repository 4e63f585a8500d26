"""The extension module and its hand-written stub."""

import ast
from pathlib import Path

import pytest

from vrpcore.solvers import native

_core = pytest.importorskip("vrpcore.solvers.native._core", reason="not built: make build")
STUB = Path(native.__file__).with_name("_core.pyi")


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


def test_the_stub_names_what_the_module_has():
    stub = {name for name in members(ast.parse(STUB.read_text(encoding="utf-8")).body) if "._" not in name}
    assert stub == set(public(_core))


def test_build_info_says_how_it_was_compiled():
    info = _core.build_info()
    assert info["standard"] >= 202002
    assert info["optimised"]
    assert info["compiler"].startswith(("gcc", "clang"))
    assert bool(info["sanitizers"]) <= info["assertions"]
