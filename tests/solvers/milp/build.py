"""Problems for the tests of the solver milp, and short ways to run it."""

import datetime as dt

from vrpcore.lowering import lower
from vrpcore.models import (
    Customer,
    Depot,
    Location,
    Order,
    OrderBand,
    OrderLine,
    PlanarTravel,
    Problem,
    Product,
    Reach,
    Stock,
    Township,
    TravelProfile,
    VehicleType,
)
from vrpcore.models.calendar import Horizon
from vrpcore.solvers.cancel import CancelToken
from vrpcore.solvers.milp import MilpOptions, MilpSolver
from vrpcore.solvers.registry import get_solver
from vrpcore.solvers.stop import Stop

CNY = 10**6


def scarce_stock():
    """A store with six cases of salt for neighbours who want twelve: big wants six, ada and bob three each.

    All live at the store, so that nothing is ever driven. From the centre, loaders get 0.1 CNY per kilogram
    and a visit of fewer than five cases costs a waiver of 2 CNY; from the store everything is free:

    ==============  ==============================  =============================
    who has stock   from the centre                 cost
    ==============  ==============================  =============================
    big             ada and bob, 30 kg and waiver   2 × (30 × 0.1 + 2) = 10 CNY
    ada and bob     big, 60 kg                      60 × 0.1 = 6 CNY
    ==============  ==============================  =============================

    Whoever gives the stock to the one for whom it saves most, gives it to big (6 CNY against 5); exchanging
    big for ada alone makes things worse by 1 CNY.
    """
    here = Location(x=0.0, y=0.0)
    return Problem(
        coordinate_system="planar",
        horizon=Horizon(start=dt.date(2026, 3, 2)),
        townships=(Township(id="east"),),
        products=(Product(id="salt", case_weight_kg=10.0),),
        customers=tuple(Customer(id=id_, location=here, township_id="east") for id_ in ("big", "ada", "bob")),
        orders=tuple(
            Order(id=f"o-{id_}", customer_id=id_, lines=(OrderLine(product_id="salt", cases=cases),))
            for id_, cases in (("big", 6), ("ada", 3), ("bob", 3))
        ),
        depots=(
            Depot(id="centre", location=here, order_band=OrderBand(min_cases=5, waiver_below=2.0)),
            Depot(
                id="store",
                kind="store",
                location=here,
                township_id="east",
                reach=Reach(townships=("east",)),
                stock=(Stock(product_id="salt", cases=6),),
            ),
        ),
        vehicle_types=(
            VehicleType(id="truck", depot_id="centre", loader_fee_per_tonne=100.0),
            VehicleType(id="clerk", depot_id="store"),
        ),
        travel=PlanarTravel(profiles=(TravelProfile(speed_kmh=36.0),)),
    )


def solve(problem_or_instance, solver="milp", *, stop=None, initial=None, cancel=None, seed=0, **options):
    """The answer of a solver, in indices."""
    instance = lower(problem_or_instance) if isinstance(problem_or_instance, Problem) else problem_or_instance
    chosen = MilpSolver() if solver == "milp" else get_solver(solver)
    return chosen.solve(
        instance,
        stop=stop or Stop(),
        options=MilpOptions(**options) if solver == "milp" else chosen.options_type(**options),
        seed=seed,
        threads=1,
        initial=initial,
        progress=None,
        cancel=cancel or CancelToken(),
    )
