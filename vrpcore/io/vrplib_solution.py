"""Published solutions of benchmark instances as plans."""

from __future__ import annotations

from os import PathLike

from vrpcore.errors import FileFormatError
from vrpcore.models.plan import Activity, Delivery, Pickup, Plan, Route, Trip
from vrpcore.models.problem import Problem


def read_vrplib_solution(path: str | PathLike[str], problem: Problem) -> Plan:
    """The plan that a solution file describes, for a problem from `read_vrplib`.

    The k-th route of the file is driven by vehicle k. A depot within a route (``0`` is the first) means that
    the vehicle reloads there. Customers on no route stay unserved. The cost that the file claims is not
    read: evaluate the plan.

    Raises
    ------
    FileFormatError
        If the file is not a solution, or not one of this problem.
    """
    import vrplib  # most starts read no such file

    try:
        routes: list[list[int]] = vrplib.read_solution(path)["routes"]
    except (ValueError, IndexError) as error:
        # What the package lets through when a text is something else.
        raise FileFormatError(
            f"{path}: not a VRPLIB solution: {error}; allowed: 'Route #1: 3 1 2' lines"
        ) from error
    if not routes:
        raise FileFormatError(f"{path}: no routes; allowed: 'Route #1: 3 1 2' lines")
    slots = {slot.vehicle_id: slot for slot in problem.slots}
    found = []
    for number, numbers in enumerate(routes, start=1):
        if not numbers:
            continue
        slot = slots.get(str(number))
        if slot is None:
            raise FileFormatError(f"{path}: route {number} has no vehicle; allowed: {len(slots)} routes")
        trips = _trips(problem, slot.vehicle_type.depot_id, numbers, f"{path}: route {number}")
        found.append(Route(vehicle_id=slot.vehicle_id, date=slot.date, trips=trips))
    return Plan(routes=tuple(found))


def _trips(problem: Problem, home_id: str, numbers: list[int], where: str) -> tuple[Trip, ...]:
    trips: list[tuple[str, list[Activity]]] = [(home_id, [])]
    for number in numbers:
        node_id = str(number)
        if node_id in problem.depot_of:
            trips.append((node_id, []))
        elif (order := problem.order_of.get(node_id)) is None:
            raise FileFormatError(f"{where} visits {number}, which the problem does not have")
        elif order.direction == "pickup":
            trips[-1][1].append(Pickup(customer_id=node_id, order_ids=(node_id,)))
        else:
            trips[-1][1].append(Delivery(customer_id=node_id, order_ids=(node_id,)))
    return tuple(Trip(depot_id=depot_id, activities=tuple(activities)) for depot_id, activities in trips)
