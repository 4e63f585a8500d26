"""Random solutions of an instance: for the most part feasible, and never far from it."""

from __future__ import annotations

from hypothesis import note
from hypothesis import strategies as st

from vrpcore.lowering import NO_PRICE, Instance, RestStop, RoutePlan, Solution, Stop, TripPlan


@st.composite
def solutions(draw: st.DrawFn, instance: Instance) -> Solution:
    """Random solutions, in indices; `vrpcore.lowering.lift` turns them into plans.

    Stops go to slots, trips and positions by chance, rests where a route has some, a part of a splittable
    order now and then to a second stop. Many break rules: that is what they are for.
    """
    stops, held = _stops(draw, instance)
    routes: dict[int, list[tuple[int, list[Stop | RestStop]]]] = {}
    for stop in stops:
        if not instance.num_slots:
            break
        slot = draw(st.integers(0, instance.num_slots - 1))
        trips = routes.setdefault(slot, [(_home(instance, slot), [])])
        trip = draw(st.integers(0, len(trips)))
        if trip == len(trips):
            trip = _open_trip(draw, instance, slot, trips)
        position = draw(st.integers(0, len(trips[trip][1])))
        trips[trip][1].insert(position, stop)
    for slot, trips in routes.items():
        _rest(draw, instance, slot, trips)
    solution = Solution(
        tuple(
            RoutePlan(slot, tuple(TripPlan(depot, tuple(activities)) for depot, activities in trips))
            for slot, trips in sorted(routes.items())
        ),
        tuple(sorted(held)),
    )
    note(solution)  # tests lift it, and the repr of a plan tells sizes only
    return solution


def _stops(draw: st.DrawFn, instance: Instance) -> tuple[list[Stop], list[int]]:
    """Some orders held or left, the others as stops, a customer's orders together by chance."""
    orders = instance.orders
    held: list[int] = []
    groups: dict[tuple[int, bool], list[list[int]]] = {}
    for order in range(instance.num_orders):
        outcome = draw(st.sampled_from(("stop", "stop", "stop", "stop", "held", "unserved")))
        if outcome == "held" and orders.hold_cost[order] != NO_PRICE:
            held.append(order)
        elif outcome != "unserved" or orders.unserved_cost[order] == NO_PRICE:
            mine = groups.setdefault((int(orders.customer[order]), bool(orders.is_pickup[order])), [])
            if mine and instance.consolidates and draw(st.booleans()):
                mine[draw(st.integers(0, len(mine) - 1))].append(order)
            else:
                mine.append([order])
    stops: list[Stop] = []
    for group in (group for mine in groups.values() for group in mine):
        if orders.is_splittable[group[0]] and draw(st.booleans()):
            stops += _parts(draw, instance, group)
        else:
            stops.append(Stop(tuple(group)))
    return stops, held


def _parts(draw: st.DrawFn, instance: Instance, group: list[int]) -> list[Stop]:
    """One or two stops that bring the first order of a group in parts, perhaps not all of it."""
    orders = instance.orders

    def lines(order: int) -> tuple[int, ...]:
        begin, end = int(orders.line_begin[order]), int(orders.line_begin[order + 1])
        return tuple(int(cases) for cases in orders.line_cases[begin:end])

    whole = lines(group[0])
    part = tuple(draw(st.integers(0, cases)) for cases in whole)
    rest = tuple(cases - brought for cases, brought in zip(whole, part, strict=True))
    found = []
    if any(part):
        found.append(Stop(tuple(group), (part, *(lines(order) for order in group[1:]))))
    elif group[1:]:
        found.append(Stop(tuple(group[1:])))
    if any(rest) and draw(st.booleans()):
        found.append(Stop((group[0],), (rest,)))
    return found


def _home(instance: Instance, slot: int) -> int:
    return instance.vehicle_types[int(instance.slots.vehicle_type[slot])].depot


def _open_trip(
    draw: st.DrawFn, instance: Instance, slot: int, trips: list[tuple[int, list[Stop | RestStop]]]
) -> int:
    """Add a trip where the vehicle may run one more, else take the last."""
    vehicle_type = instance.vehicle_types[int(instance.slots.vehicle_type[slot])]
    if len(trips) < vehicle_type.max_trips:
        trips.append((draw(st.sampled_from(vehicle_type.load_depots)), []))
    return len(trips) - 1


def _rest(
    draw: st.DrawFn, instance: Instance, slot: int, trips: list[tuple[int, list[Stop | RestStop]]]
) -> None:
    vehicle_type = instance.vehicle_types[int(instance.slots.vehicle_type[slot])]
    least = (0, 0)
    for rest in range(len(vehicle_type.rests)):
        if draw(st.sampled_from((True, True, False))):
            places = [
                (trip, position)
                for trip, (_, activities) in enumerate(trips)
                for position in range(len(activities) + 1)
                if (trip, position) >= least
            ]
            trip, position = draw(st.sampled_from(places))
            trips[trip][1].insert(position, RestStop(rest))
            least = (trip, position + 1)
