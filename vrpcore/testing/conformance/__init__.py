"""The suite that every solver is run through, built in or not.

A solver's author writes, in a test module of their own::

    from vrpcore.testing.conformance import SolverConformance
    from my_package import MySolver


    class TestMySolver(SolverConformance):
        solver = MySolver()

Each promise is also a function of `vrpcore.testing.conformance.checks`, for use without pytest classes.
"""

from vrpcore.testing.conformance.promise import BrokenPromiseError
from vrpcore.testing.conformance.suite import SolverConformance

__all__ = ["BrokenPromiseError", "SolverConformance"]
