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
        self._duties_of_slot: dict[int, list[Duty]] = {}

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
            return Route(self, slot, trips, lines, loads, 0)
        best = lines[0][1]
        distance = sum(best.metres)
        if distance > vehicle_type.max_distance:
            return None
        cost = vehicle_type.day_cost + serving + distance * vehicle_type.cost_per_metre
        cost += best.prefix[-1][0] * vehicle_type.cost_per_second
        return Route(self, slot, trips, lines, loads, cost)

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
        """The ways to run a route with fewest rests, the shortest first."""
        found: list[tuple[Duty, Line]] = []
        base = self._base(slot, vehicle_type, trips)
        if base is None:
            return []
        for duty in self._duties(slot, vehicle_type):
            if found and trips and len(duty.rests) > len(found[0][0].rests):
                break
            line = self._line(slot, vehicle_type, base, duty)
            if line is not None and line.prefix[-1][0] <= vehicle_type.max_duration:
                found.append((duty, line))
        # All drive the same legs; with a cost per second the shortest is the cheapest.
        if len(found) > 1:
            found.sort(key=lambda one: (one[1].prefix[-1][0], one[1].prefix[-1][0] + one[1].prefix[-1][1]))
        return found

    def longest(self, slot: int, trips: Trips) -> list[tuple[Duty, Line]]:
        """The way to run a route with all rests, if there is one: it leaves most time for more visits."""
        vehicle_type = self.workspace.instance.vehicle_types[self.workspace.type_of_slot[slot]]
        duty = self._duties(slot, vehicle_type)[-1]
        base = self._base(slot, vehicle_type, trips)
        line = base and self._line(slot, vehicle_type, base, duty)
        if line is None or line.prefix[-1][0] > vehicle_type.max_duration:
            return []
        return [(duty, line)]

    def _duties(self, slot: int, vehicle_type: VehicleType) -> list[Duty]:
        """Ways to keep the break rules, those with fewest rests first."""
        found = self._duties_of_slot.get(slot)
        if found is None:
            space = self.workspace
            start, end, midnight = (
                times[slot] for times in (space.start_of_slot, space.end_of_slot, space.midnight_of_slot)
            )
            ways = duties(vehicle_type.rests, start, end, midnight)
            found = self._duties_of_slot[slot] = sorted(ways, key=lambda duty: len(duty.rests))
        return found

    def _base(self, slot: int, vehicle_type: VehicleType, trips: Trips) -> Line | None:
        """All events but rests, as far as the hours of work allow; None where a leg is missing."""
        space = self.workspace
        table = space.table
        shift = table.shift_of_slot[slot]
        home = vehicle_type.depot
        whole = [(space.start_of_slot[slot], space.end_of_slot[slot])]
        loading = vehicle_type.loading_duration
        line = Line([GATE], [-1], [home], [0], [whole])
        for trip, (depot, visits) in enumerate(trips):
            numbers = list(visits)
            release = max(table.release[numbers].tolist(), default=-NO_LIMIT)
            starts = [
                (max(opens, release), closes - loading)
                for opens, closes in space.instance.depots[depot].opening
                if max(opens, release) <= closes - loading
            ]
            line.kinds += [LOAD, *numbers]
            line.trips += [trip] * (len(numbers) + 1)
            line.places += [depot, *table.place[numbers].tolist()]
            line.service += [loading, *table.service[space.type_of_slot[slot], numbers].tolist()]
            line.spans.append(within(starts, *whole[0]))
            line.spans += [table.spans[visit][shift] for visit in numbers]
        line.kinds.append(END)
        line.trips.append(max(0, len(trips) - 1))
        line.places.append(home)
        line.service.append(0)
        line.spans.append(whole)
        line.metres, line.travel = space.legs.pairs(vehicle_type.profile, line.places[:-1], line.places[1:])
        return None if min(line.metres) < 0 or min(line.travel) < 0 else line

    def _line(self, slot: int, vehicle_type: VehicleType, base: Line, duty: Duty) -> Line | None:
        """The events within the hours of a duty and with its rests; None where that is impossible."""
        space = self.workspace
        line = base.copy()
        line.spans[0] = line.spans[-1] = [(duty.start, duty.end)]
        if not line.schedule():
            return None
        if len(line.kinds) == 2:  # rests of an empty route have no place yet
            return line
        midnight = space.midnight_of_slot[slot]
        return place_rests(line, duty.rests, vehicle_type.rests, midnight, space.legs, vehicle_type.profile)
