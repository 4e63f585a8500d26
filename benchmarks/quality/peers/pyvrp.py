"""PyVRP: iterated local search over everything but stock and breaks.

Stores are depots of their own vehicle types. What a visit costs or takes by type (fees, waivers, handling)
is part of the arcs of the type's profile, and an arc to a customer that a type may not visit is as dear as
PyVRP allows, or, where all may be left out, much dearer than that. A visit with several windows is a group
of clients of which one is visited. Days are folded onto one: each day has its own vehicle types, and a
client that a day does not suit uses up a load dimension of which that day's vehicles have none. Of that
one unit counts, so that PyVRP may break it and the repair mends it: heavier penalties, or profiles by day
whose arcs forbid it, gave plans of a cycle half as dear again as the repaired one. Costs per
second are folded into the arcs but for waiting, whose price is rounded. Held and unserved orders are
uncollected prizes.
"""

from __future__ import annotations

import time
import warnings
from collections import defaultdict

import numpy as np

from benchmarks.quality.peers.contract import Answer, CannotStateError, Solve
from benchmarks.quality.peers.statement import FORBIDDEN, SlotKind, Statement
from vrpcore.lowering import NO_LIMIT, Instance, lower
from vrpcore.models.calendar import DAY
from vrpcore.models.features import Feature
from vrpcore.models.problem import Problem

DISTRIBUTION = "pyvrp"
TAKES_SEED = True

_FINE_SCALE = 100
"""Cost units per unit of PyVRP's cost where there are micro-units: its penalties have a fixed range."""


def state(problem: Problem) -> Solve:
    """The problem as PyVRP's data."""
    import pyvrp
    from pyvrp.exceptions import ScalingWarning

    builder = _Builder(lower(problem))
    data = builder.data()

    def solve(budget: float, seed: int) -> Answer:
        begin = time.perf_counter()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ScalingWarning)
            result = pyvrp.solve(
                data, lambda _: time.perf_counter() - begin > budget, seed=seed, collect_stats=False
            )
        runtime_s = time.perf_counter() - begin
        routes = [builder.route(route) for route in result.best.routes()]
        return Answer(builder.statement.solution(routes), runtime_s)

    return solve


_MOST_PENALTY = 100_000
"""Most that PyVRP makes a unit of load too many cost; loads are multiplied until that is enough."""


class _Builder:
    """Puts the data together, and remembers what stands for what."""

    def __init__(self, instance: Instance) -> None:
        from pyvrp.constants import MAX_VALUE

        self.instance = instance
        self.statement = Statement(instance)
        self.is_folded = instance.num_days > 1
        largest = max((job.price or 0 for job in self.statement.jobs), default=0)
        self.scale = _FINE_SCALE if largest > 10**7 else 1
        saving = self._largest_saving(largest)
        self.load_factor = -(-saving // _MOST_PENALTY)
        are_optional = all(job.price is not None for job in self.statement.jobs)
        self.no_way = 10 * saving if are_optional else MAX_VALUE
        self.alternatives = [self._windows(nth) for nth in range(len(self.statement.jobs))]
        every = {kind.day for kind in self.statement.kinds}
        limited = any(days != every for windows in self.alternatives for days in windows.values())
        self.day_dimensions = sorted(every) if limited else []
        self.client_jobs: list[int] = []
        self.depots: dict[tuple[int, int], int] = {}
        self.profiles: dict[int, tuple[int, int, int]] = {}
        self.matrices: list[tuple[np.ndarray, np.ndarray]] = []
        services = [self.statement.service(kind.type_idx) for kind in self.statement.kinds]
        self.least_service = np.min(services, axis=0)

    def _largest_saving(self, largest_price: int) -> int:
        """The most that a stop too many could save: its price, or a way there and back."""
        ways = [
            2
            * int(self.statement.travel(type_idx)[0].max())
            * self.instance.vehicle_types[type_idx].cost_per_metre
            for type_idx in {kind.type_idx for kind in self.statement.kinds}
        ]
        return max(1, largest_price, *ways) // self.scale or 1

    def data(self) -> object:
        import pyvrp

        locations = [pyvrp.Location(0, 0) for _ in self.statement.places]
        clients, groups = self._clients()
        types = [self._vehicle_type(kind) for kind in self.statement.kinds]
        by_number = sorted(self.depots, key=self.depots.__getitem__)
        return pyvrp.ProblemData(
            locations,
            clients,
            [self._depot(*key) for key in by_number],
            types,
            [distances for distances, _ in self.matrices],
            [durations for _, durations in self.matrices],
            groups,
        )

    def _midnight(self, kind: SlotKind) -> int:
        return kind.midnight if self.is_folded else 0

    def _windows(self, nth: int) -> dict[tuple[int, int, int], set[int]]:
        """(earliest, latest, release) by the clock, with the days on which they hold."""
        visit = self.statement.jobs[nth].visit
        found: dict[tuple[int, int, int], set[int]] = defaultdict(set)
        shifts: dict[int, list[SlotKind]] = defaultdict(list)
        for kind in self.statement.kinds:
            shifts[kind.day].append(kind)
        for day, kinds in shifts.items():
            midnight = self._midnight(kinds[0])
            first, last = min(kind.start for kind in kinds), max(kind.end for kind in kinds)
            release = max(0, visit.release - midnight)
            release = 0 if release <= first - midnight else release
            for earliest, latest in visit.spans:
                window = max(earliest, first) - midnight, min(latest, last) - midnight, release
                if max(window[0], release) <= window[1]:
                    found[window].add(day)
        return dict(found)

    def _clients(self) -> tuple[list[object], list[object]]:
        import pyvrp

        clients, groups = [], []
        limited = len(self.statement.dimensions)
        for nth, job in enumerate(self.statement.jobs):
            windows = self.alternatives[nth]
            if not windows and job.price is None:
                raise CannotStateError("a required order fits into no shift")
            group = None
            if len(windows) > 1:
                group = len(groups)
                numbers = list(range(len(clients), len(clients) + len(windows)))
                groups.append(pyvrp.ClientGroup(numbers, required=job.price is None))
            load = [self.load_factor * load for load in self.statement.load(job)]
            for (earliest, latest, release), days in windows.items():
                unfit = [int(day not in days) for day in self.day_dimensions]
                clients.append(
                    pyvrp.Client(
                        self.instance.num_depots + nth,
                        delivery=[0] * limited + unfit if job.visit.is_pickup else load + unfit,
                        pickup=load + [0] * len(unfit) if job.visit.is_pickup else [],
                        service_duration=int(self.least_service[nth]),
                        tw_early=earliest,
                        tw_late=latest,
                        release_time=release,
                        prize=0 if job.price is None else -(-job.price // self.scale),
                        required=job.price is None and group is None,
                        group=group,
                    )
                )
                self.client_jobs.append(nth)
        return clients, groups

    def _depot_idx(self, depot: int, loading_duration: int) -> int:
        return self.depots.setdefault((depot, loading_duration), len(self.depots))

    def _depot(self, depot: int, loading_duration: int) -> object:
        import pyvrp

        midnights = {self._midnight(kind) for kind in self.statement.kinds}
        hours = {
            (begin - midnight, end - midnight)
            for begin, end in self.instance.depots[depot].opening
            for midnight in midnights
            if midnight <= begin < midnight + DAY
        }
        # Hours that differ by day, or a break at noon, are left to the repair.
        window = hours.pop() if len(hours) == 1 else ()
        return pyvrp.Depot(depot, *window, service_duration=loading_duration)

    def _vehicle_type(self, kind: SlotKind) -> object:
        import pyvrp

        vehicle_type = self.instance.vehicle_types[kind.type_idx]
        if kind.type_idx not in self.profiles:
            self.profiles[kind.type_idx] = self._profile(kind.type_idx)
        profile, unit_distance, unit_duration = self.profiles[kind.type_idx]
        midnight = self._midnight(kind)
        capacity = [self.load_factor * limit for limit in self.statement.capacity(kind.type_idx)]
        unfit = [0 if day == kind.day else len(self.statement.jobs) for day in self.day_dimensions]
        loading = vehicle_type.loading_duration
        home = self._depot_idx(vehicle_type.depot, loading)
        limits = {}
        if vehicle_type.max_duration < NO_LIMIT:
            limits["shift_duration"] = vehicle_type.max_duration
        if vehicle_type.max_distance < NO_LIMIT:
            limits["max_distance"] = vehicle_type.max_distance
        if vehicle_type.max_trips > 1:
            limits["reload_depots"] = [self._depot_idx(d, loading) for d in vehicle_type.load_depots]
            if vehicle_type.max_trips < NO_LIMIT:
                limits["max_reloads"] = vehicle_type.max_trips - 1
        return pyvrp.VehicleType(
            num_available=len(kind.slots),
            capacity=capacity + unfit,
            start_depot=home,
            end_depot=home,
            fixed_cost=vehicle_type.day_cost // self.scale,
            tw_early=kind.start - midnight,
            tw_late=kind.end - midnight,
            unit_distance_cost=unit_distance,
            unit_duration_cost=unit_duration,
            profile=profile,
            **limits,
        )

    def _profile(self, type_idx: int) -> tuple[int, int, int]:
        """Number of the profile, price of its distances, price of its durations."""
        statement, vehicle_type = self.statement, self.instance.vehicle_types[type_idx]
        depots = self.instance.num_depots
        distances, durations = statement.travel(type_idx)
        no_way = (distances < 0) | (durations < 0)
        durations[depots:] += (statement.service(type_idx) - self.least_service)[:, None]
        costs = statement.delivery_costs(type_idx)
        unit_duration = vehicle_type.cost_per_second // self.scale
        unit = vehicle_type.cost_per_metre
        if vehicle_type.cost_per_second or self.scale > 1 or unit == 0 or (costs > 0).any():
            if vehicle_type.max_distance < NO_LIMIT:
                raise CannotStateError("a maximum distance with costs by visit or second")
            whole = durations.copy()
            whole[depots:] += self.least_service[:, None]
            distances = unit * distances + (vehicle_type.cost_per_second - unit_duration * self.scale) * whole
            distances[:, depots:] += np.maximum(costs, 0)
            distances, unit = distances // self.scale, 1
        no_way[:, depots:] |= costs == FORBIDDEN
        no_way[depots:] |= (costs == FORBIDDEN)[:, None]
        if self.instance.backhaul_last and Feature.PICKUPS in self.instance.features:
            pickups = np.array([False] * depots + [job.visit.is_pickup for job in statement.jobs])
            no_way[:depots] |= pickups  # a trip begins with a delivery
            no_way[np.ix_(pickups, ~pickups & (np.arange(len(pickups)) >= depots))] = True
        distances[no_way] = self.no_way // unit  # times the unit it must not overflow
        durations[no_way] = np.maximum(durations[no_way], 0)
        np.fill_diagonal(distances, 0)
        np.fill_diagonal(durations, 0)
        for profile, (known, known_durations) in enumerate(self.matrices):
            if np.array_equal(known, distances) and np.array_equal(known_durations, durations):
                return profile, unit, unit_duration
        self.matrices.append((distances, durations))
        return len(self.matrices) - 1, unit, unit_duration

    def route(self, route: object) -> tuple[SlotKind, list[tuple[int, list[int]]]]:
        """A route as a kind of slot and trips."""
        kind = self.statement.kinds[route.vehicle_type()]
        by_number = sorted(self.depots, key=self.depots.__getitem__)
        trips: list[tuple[int, list[int]]] = []
        for activity in route.schedule():
            if activity.is_depot():
                trips.append((by_number[activity.idx][0], []))
            else:
                trips[-1][1].append(self.client_jobs[activity.idx])
        return kind, trips[:-1]
