"""PuLP, imported in an order that harms no other package of the process."""

from importlib import import_module
from importlib.util import find_spec

# PuLP preloads highspy, where that is installed, with global symbols. The HiGHS inside OR-Tools would then
# bind to them and return wrong results, unless OR-Tools is loaded first.
if find_spec("highspy") is not None and find_spec("ortools") is not None:
    import_module("ortools.linear_solver.pywraplp")

import pulp

__all__ = ["pulp"]
