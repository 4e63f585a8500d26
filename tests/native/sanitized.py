"""Pytest plugin of `make sanitize`: the sanitized extension module takes the place of the optimised one."""

import importlib.util
import sys
from pathlib import Path

NAME = "vrpcore.solvers.native._core"
(PATH,) = (Path(__file__).parents[2] / "build" / "sanitize" / "cpp").glob("_core.*.so")


def load():
    spec = importlib.util.spec_from_file_location(NAME, PATH)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.build_info()["sanitizers"], f"{PATH} is not sanitized"
    sys.modules[NAME] = module
    importlib.import_module("vrpcore.solvers.native")._core = module


load()
