"""From a slot and the visits of its trips to a route that keeps every rule of its own, or to None."""

from __future__ import annotations

from vrpcore.lowering.instance import NO_LIMIT, VehicleType
from vrpcore.solvers.greedy.breaks import Duty, duties, place_rests
from vrpcore.solvers.greedy.line import END, GATE, LOAD, Line, within
from vrpcore.solvers.greedy.loads import TripLoads
from vrpcore.solvers.greedy.route import Route, Trips
from vrpcore.solvers.greedy.visit_table import INFINITE
from vrpcore.solvers.greedy.workspace import Workspace


class RouteBuilder:
    """Makes routes."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def build(self, slot: int, trips: Trips) -> Route | None:
        """Make a route, or return None where it would break a rule of its own."""
        space = self.workspace
        type_idx = space.type_of_slot[slot]
        vehicle_type = space.instance.vehicle_types[type_idx]
        if not vehicle_type.is_usable or len(trips) > vehicle_type.max_trips:
            return None
        loads = self._loads(vehicle_type, trips)
        serving = self._serving(vehicle_type, type_idx, trips)
        if loads is None or serving is None:
            return None
        lines = self._lines(slot, vehicle_type, trips)
        if not lines:
            return None
        if not trips:
            return Route(space, slot, trips, lines, loads, 0)
        best = lines[0][1]
        distance = sum(best.metres)
        if distance > vehicle_type.max_distance:
            return None
        cost = vehicle_type.day_cost + serving + distance * vehicle_type.cost_per_metre
        cost += best.prefix[-1][0] * vehicle_type.cost_per_second
        return Route(space, slot, trips, lines, loads, cost)

    def _loads(self, vehicle_type: VehicleType, trips: Trips) -> list[TripLoads] | None:
        table = self.workspace.table
        last = self.workspace.instance.backhaul_last
        capacity = [vehicle_type.capacity[k] for k in table.dimensions]
        loads = [TripLoads(table, capacity, visits, backhaul_last=last) for _, visits in trips]
        return loads if all(load.is_allowed for load in loads) else None

    def _serving(self, vehicle_type: VehicleType, type_idx: int, trips: Trips) -> int | None:
        """Fees and surcharges, or None where a depot may not load or serve."""
        table = self.workspace.table
        total = 0
        for nth, (depot, visits) in enumerate(trips):
            pair = table.pairs.get((type_idx, depot))
            if pair is None or (nth == 0 and depot != vehicle_type.depot):
                return None
            costs: list[int] = table.serving[pair, list(visits)].tolist()
            if costs and max(costs) >= INFINITE:
                return None
            total += sum(costs)
        return total

    def _lines(self, slot: int, vehicle_type: VehicleType, trips: Trips) -> list[tuple[Duty, Line]]:
        """Ways to run a route, the best first; beside it the one with most rests, which can last longest."""
        space = self.workspace
        midnight = space.midnight_of_slot[slot]
        start, end = space.start_of_slot[slot], space.end_of_slot[slot]
        found: list[tuple[Duty, Line]] = []
        for duty in duties(vehicle_type.rests, start, end, midnight):
            line = self._line(slot, vehicle_type, trips, duty)
            if line is not None and line.prefix[-1][0] <= vehicle_type.max_duration:
                found.append((duty, line))
        if len(found) < 2 or not trips:
            return found
        # All drive the same legs; with a cost per second the shortest is the cheapest.
        found.sort(key=lambda one: (one[1].prefix[-1][0], one[1].prefix[-1][0] + one[1].prefix[-1][1]))
        longest = max(range(len(found)), key=lambda nth: (len(found[nth][0].rests), -nth))
        return found[:1] if longest == 0 else [found[0], found[longest]]

    def _line(self, slot: int, vehicle_type: VehicleType, trips: Trips, duty: Duty) -> Line | None:
        space = self.workspace
        table = space.table
        shift = table.shift_of_slot[slot]
        home = vehicle_type.depot
        line = Line()
        line.add(GATE, -1, home, 0, [(duty.start, duty.end)])
        loading = vehicle_type.loading_duration
        for trip, (depot, visits) in enumerate(trips):
            numbers = list(visits)
            release = max(table.release[numbers].tolist(), default=-NO_LIMIT)
            starts = [
                (max(opens, release), closes - loading)
                for opens, closes in space.instance.depots[depot].opening
                if max(opens, release) <= closes - loading
            ]
            line.add(LOAD, trip, depot, loading, within(starts, duty.start, duty.end))
            places = table.place[numbers].tolist()
            services = table.service[space.type_of_slot[slot], numbers].tolist()
            for visit, place, service in zip(numbers, places, services, strict=True):
                line.add(visit, trip, place, service, table.spans[visit][shift])
        line.add(END, max(0, len(trips) - 1), home, 0, [(duty.start, duty.end)])
        line.metres, line.travel = space.legs.pairs(vehicle_type.profile, line.places[:-1], line.places[1:])
        if min(line.metres) < 0 or min(line.travel) < 0 or not line.schedule():
            return None
        if not trips:
            return line
        midnight = space.midnight_of_slot[slot]
        return place_rests(line, duty.rests, vehicle_type.rests, midnight, space.legs, vehicle_type.profile)
