"""Short ways to the parts of the solver cpsat."""

import math

from vrpcore.lowering import lower
from vrpcore.solvers.cancel import CancelToken
from vrpcore.solvers.control import RunControl
from vrpcore.solvers.cpsat.bound import proven_bound
from vrpcore.solvers.cpsat.networks import make_networks
from vrpcore.solvers.cpsat.options import CpsatOptions
from vrpcore.solvers.stop import Stop


def control(cancel=None, runtime_s=None):
    """The control of a run without a listener."""
    return RunControl("cpsat", Stop(runtime_s=runtime_s), cancel or CancelToken(), None)


def networks_of(problem):
    """The maker and the networks of all slots."""
    return make_networks(lower(problem), CpsatOptions(), math.inf)


def bound_of(problem, upper, work=2.0, run=None):
    """The bound by linear programming, given the cost of a plan."""
    maker, networks = networks_of(problem)
    found = proven_bound(maker, networks, run or control(), upper=upper, seconds=math.inf, work=work)
    return found.bound
