"""Pytest plugin of `make sanitize`: the sanitized extension modules take the place of the optimised ones."""

import importlib.util
import sys
from pathlib import Path

BUILD = Path(__file__).parents[2] / "build" / "sanitize" / "cpp"


def load(package, name):
    (path,) = BUILD.glob(f"{name}.*.so")
    spec = importlib.util.spec_from_file_location(f"{package}.{name}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.build_info()["sanitizers"], f"{path} is not sanitized"
    sys.modules[f"{package}.{name}"] = module
    setattr(importlib.import_module(package), name, module)


load("vrpcore.solvers.native", "_core")
load("vrpcore.travel.roads", "_paths")
