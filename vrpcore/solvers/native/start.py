"""A solution to start from: which of its stops are taken over, and its routes in the engine's numbers."""

from __future__ import annotations

from vrpcore.lowering.instance import Instance
from vrpcore.lowering.solution import RestStop, Solution, Stop
from vrpcore.lowering.visit import make_visit
from vrpcore.solvers.native.engine import Routes, Trips
from vrpcore.solvers.native.nodes import first_stops
from vrpcore.solvers.native.split import fits_somewhere


def start_from(instance: Instance, initial: Solution | None) -> tuple[list[Stop], Routes]:
    """Stops for all orders, grouped like those of a solution, and its routes as positions among them.

    Stops against the rules are left out: orders brought twice, in forbidden parts, or in company that no
    vehicle can carry. Whether a route keeps its windows is for the engine to find.
    """
    stops: list[Stop] = []
    routes: Routes = []
    left = _Left(instance)
    for plan in () if initial is None else initial.routes:
        trips: Trips = []
        for trip in plan.trips:
            found: list[int] = []
            for stop in trip.stops:
                if isinstance(stop, RestStop):
                    found.append(~stop.rest)
                elif left.take(stop):
                    found.append(len(stops))
                    stops.append(left.simplified(stop))
            trips.append((trip.depot, found))
        routes.append((plan.slot, trips))
    return [*stops, *left.parts(), *first_stops(instance, left.whole())], routes


class _Left:
    """What no stop of the solution has brought yet."""

    def __init__(self, instance: Instance) -> None:
        self._instance = instance
        self._cases: dict[int, list[int]] = {}
        """Per order that some stop brings, cases left of each line."""

    def take(self, stop: Stop) -> bool:
        """Take what a stop brings, if it may bring that: False, and nothing taken, otherwise."""
        instance, orders = self._instance, self._instance.orders
        numbers = stop.orders
        if not numbers or len(set(numbers)) < len(numbers):
            return False
        if not all(0 <= order < instance.num_orders for order in numbers):
            return False
        if len(numbers) > 1 and not (
            instance.consolidates
            and len({(int(orders.customer[order]), bool(orders.is_pickup[order])) for order in numbers}) == 1
        ):
            return False
        wanted = stop.quantities or tuple(self._lines(order) for order in numbers)
        if len(wanted) != len(numbers):
            return False
        after: dict[int, list[int]] = {}
        for order, cases in zip(numbers, wanted, strict=True):
            lines = self._lines(order)
            left = self._cases.get(order, list(lines))
            if len(cases) != len(left) or not any(cases):
                return False
            if not all(0 <= some <= most for some, most in zip(cases, left, strict=True)):
                return False
            if tuple(cases) != lines and not (orders.is_splittable[order] and len(numbers) == 1):
                return False
            after[order] = [most - some for some, most in zip(cases, left, strict=True)]
        if len(numbers) > 1 and not fits_somewhere(instance, make_visit(instance, stop)):
            return False
        self._cases |= after
        return True

    def simplified(self, stop: Stop) -> Stop:
        """The stop without quantities where it brings its orders whole."""
        if stop.quantities == tuple(self._lines(order) for order in stop.orders):
            return Stop(stop.orders)
        return stop

    def whole(self) -> list[int]:
        """Orders of which nothing is taken."""
        return [order for order in range(self._instance.num_orders) if order not in self._cases]

    def parts(self) -> list[Stop]:
        """What is left of the others."""
        return [Stop((order,), (tuple(left),)) for order, left in self._cases.items() if any(left)]

    def _lines(self, order: int) -> tuple[int, ...]:
        orders = self._instance.orders
        begin, end = int(orders.line_begin[order]), int(orders.line_begin[order + 1])
        return tuple(orders.line_cases[begin:end].tolist())
