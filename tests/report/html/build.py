"""Plans for the page: names that attack it, and a whole county."""

from functools import cache

from tests.report.build import deliver, make_problem, make_route
from vrpcore import MaxIterations, solve
from vrpcore.datasets import reference_county
from vrpcore.models import (
    Customer,
    Depot,
    GeodesicTravel,
    Location,
    MatrixProfile,
    MatrixTravel,
    Plan,
    Township,
)
from vrpcore.report import html_report

HOSTILE = (
    "<script>window.hacked = 1</script>",
    "</script><script>window.hacked = 2</script>",
    "<img src=x onerror='window.hacked = 3'>",
    "\"'><svg onload=window.hacked=4>",
    "<!--<script>",
    "{{data}} ${window.hacked = 5} \u2028\u2029 \\u003c",
    "constructor",
    "__proto__",
    "javascript:window.hacked=6",
)

CENTER, STORE = f"{HOSTILE[2]} centre", f"{HOSTILE[0]} store"


def hostile_problem():
    """The small county with an attack in every id and name."""
    base = make_problem()
    ids = dict(zip([c.id for c in base.customers], HOSTILE, strict=False))
    customers = tuple(
        c.model_copy(
            update={"id": ids[c.id], "name": HOSTILE[(n + 1) % len(HOSTILE)], "township_id": HOSTILE[6]}
        )
        for n, c in enumerate(base.customers)
    )
    orders = tuple(
        o.model_copy(
            update={
                "id": f"{HOSTILE[n]} order",
                "customer_id": ids[o.customer_id],
                "lines": tuple(line.model_copy(update={"product_id": HOSTILE[0]}) for line in o.lines),
            }
        )
        for n, o in enumerate(base.orders)
    )
    center, store = base.depots
    truck, clerk = base.vehicle_types
    problem = make_problem(
        name=HOSTILE[1],
        townships=(Township(id=HOSTILE[6], name=HOSTILE[2], polygon=base.townships[0].polygon),),
        products=(base.products[0].model_copy(update={"id": HOSTILE[0], "name": HOSTILE[2]}),),
        customers=customers,
        orders=orders,
        depots=(
            center.model_copy(update={"id": CENTER, "name": HOSTILE[3], "township_id": HOSTILE[6]}),
            store.model_copy(
                update={
                    "id": STORE,
                    "name": HOSTILE[1],
                    "township_id": HOSTILE[6],
                    "reach": store.reach.model_copy(update={"townships": (HOSTILE[6],)}),
                    "stock": (store.stock[0].model_copy(update={"product_id": HOSTILE[0]}),),
                }
            ),
        ),
        vehicle_types=(
            truck.model_copy(update={"id": HOSTILE[4], "depot_id": CENTER, "vehicle_ids": (HOSTILE[3],)}),
            clerk.model_copy(update={"id": HOSTILE[5], "depot_id": STORE, "vehicle_ids": (HOSTILE[7],)}),
        ),
    )
    plan = Plan(
        routes=(
            make_route(HOSTILE[3], CENTER, deliver(HOSTILE[0], f"{HOSTILE[0]} order")),
            make_route(HOSTILE[7], STORE, deliver(HOSTILE[2], f"{HOSTILE[2]} order")),
        ),
        held_order_ids=(f"{HOSTILE[3]} order",),
    )
    return problem, plan


def nowhere_problem():
    """A travel matrix and no location at all."""
    profile = MatrixProfile(distances_m=[[0, 5], [5, 0]], durations_s=[[0, 5], [5, 0]])
    base = make_problem()
    problem = make_problem(
        travel=MatrixTravel(place_ids=("C", "a"), profiles=(profile,)),
        depots=(Depot(id="C"),),
        customers=(Customer(id="a"),),
        townships=(),
        orders=base.orders[:1],
        vehicle_types=base.vehicle_types[:1],
    )
    return problem, Plan(routes=(make_route("truck", "C", deliver("a")),))


def geographic_problem():
    """The small county somewhere on the globe, as tiles need it."""
    base = make_problem()

    def moved(thing):
        degrees = Location(x=112 + thing.location.x / 1e5, y=30 + thing.location.y / 1e5)
        return thing.model_copy(update={"location": degrees})

    return base.model_copy(
        update={
            "coordinate_system": "wgs84",
            "townships": (Township(id="west"), Township(id="east")),
            "customers": tuple(map(moved, base.customers)),
            "depots": tuple(map(moved, base.depots)),
            "travel": GeodesicTravel(),
        }
    )


@cache
def county():
    """The reference county in a cycle, with a quick plan."""
    return _quickly_planned(reference_county(period="cycle"))


@cache
def small_county():
    """A small county in a cycle, with a quick plan."""
    return _quickly_planned(reference_county(period="cycle", customers=60, townships=4))


@cache
def county_page():
    """The page of the whole county."""
    return html_report(*county())


def _quickly_planned(problem):
    result = solve(problem, "greedy", time_limit=None, stop=MaxIterations(1))
    return problem, result.plan
