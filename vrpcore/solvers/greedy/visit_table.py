"""All visits of a run as parallel arrays, so that hundreds of them can be checked in one stroke."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vrpcore.lowering.instance import NO_LIMIT, NO_PRICE, BoolArray, Instance, IntArray
from vrpcore.lowering.solution import Stop
from vrpcore.lowering.visit import Visit, make_visit
from vrpcore.solvers.greedy.gaps import FAR
from vrpcore.solvers.greedy.prices import outcome_price

INFINITE = 2**61
"""Cost of what is not possible; larger than any real cost, small enough to be added to one."""


class VisitTable:
    """Visits by number, with what they cost and need per vehicle type, depot and shift.

    A *pair* is a vehicle type with one of its loading depots; a *shift* is a distinct (start, end) of
    slots. Row and column numbers of both are fixed for the run; visits are added at the end.
    """

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.visits: list[Visit] = []
        self._number_of: dict[Stop, int] = {}
        slots = instance.slots
        spans = sorted(set(zip(slots.start.tolist(), slots.end.tolist(), strict=True)))
        self.shifts: list[tuple[int, int]] = spans
        shift_idx = {span: idx for idx, span in enumerate(spans)}
        self.shift_of_slot = [
            shift_idx[span] for span in zip(slots.start.tolist(), slots.end.tolist(), strict=True)
        ]
        self.pairs: dict[tuple[int, int], int] = {}
        for type_idx, vehicle_type in enumerate(instance.vehicle_types):
            for depot in vehicle_type.load_depots:
                self.pairs[type_idx, depot] = len(self.pairs)
        self.depot_of_pair: list[int] = [depot for _, depot in self.pairs]
        limits = np.array([t.capacity for t in instance.vehicle_types], dtype=np.int64).reshape(-1, 3)
        self.dimensions: list[int] = [k for k in range(3) if (limits[:, k] < NO_LIMIT).any()]
        """Which of grams, cubic centimetres and cases any vehicle limits."""
        num_types = len(instance.vehicle_types)
        self.place: IntArray = np.zeros(0, dtype=np.int64)
        self.is_pickup: BoolArray = np.zeros(0, dtype=np.bool_)
        self.load: IntArray = np.zeros((len(self.dimensions), 0), dtype=np.int64)
        self.release: IntArray = np.zeros(0, dtype=np.int64)
        self.price: IntArray = np.zeros(0, dtype=np.int64)
        """What it costs not to serve the visit (see `outcome_price`)."""
        self.service: IntArray = np.zeros((num_types, 0), dtype=np.int64)
        """Seconds at the customer, per vehicle type."""
        self.serving: IntArray = np.zeros((len(self.pairs), 0), dtype=np.int64)
        """Fees and surcharges per pair; `INFINITE` where the pair may not serve the visit."""
        self.windows: list[tuple[IntArray, IntArray]] = []
        """Per rank, earliest and latest start of the window of that rank within each shift (rows)."""
        self._first_start = min((start for start, _ in spans), default=0)
        self._last_release = -NO_LIMIT
        self.is_servable: BoolArray = np.zeros((len(self.pairs), 0), dtype=np.bool_)
        """Per pair, whether it may serve the visit."""
        self.is_open: BoolArray = np.zeros((len(spans), 0), dtype=np.bool_)
        """Per shift, whether the visit has a window and its goods are there in time."""
        self.spans: list[list[list[tuple[int, int]]]] = []
        """Per visit and shift, the same windows as a list."""
        self._spans_cache: dict[tuple[tuple[int, int], ...], list[list[tuple[int, int]]]] = {}

    def __len__(self) -> int:
        """Number of visits so far."""
        return len(self.visits)

    def add(self, stops: Sequence[Stop]) -> list[int]:
        """Return the numbers of the visits of some stops.

        Stops of whole orders are known by their orders; each stop of parts is a new visit, since two equal
        parts of an order are two visits.
        """
        numbers: list[int] = []
        made: list[Visit] = []
        for stop in stops:
            number = self._number_of.get(stop) if stop.quantities is None else None
            if number is None:
                number = len(self.visits) + len(made)
                made.append(make_visit(self.instance, stop))
                self._number_of[stop] = number
            numbers.append(number)
        if made:
            self.visits += made
            self._extend(made)
        return numbers

    @property
    def has_late_releases(self) -> bool:
        """Whether any release falls after the begin of a shift."""
        return self._last_release > self._first_start

    def visit_of(self, stop: Stop) -> Visit:
        """Return the visit of a stop that is in the table."""
        return self.visits[self._number_of[stop]]

    def _extend(self, made: list[Visit]) -> None:
        instance = self.instance
        customers = np.array([visit.customer for visit in made], dtype=np.int64)
        load = np.array([visit.load for visit in made], dtype=np.int64).T
        is_pickup = np.array([visit.is_pickup for visit in made], dtype=np.bool_)
        fixed = np.array([visit.fixed_service for visit in made], dtype=np.int64)
        light = np.array([visit.light_cases for visit in made], dtype=np.int64)
        heavy = np.array([visit.heavy_cases for visit in made], dtype=np.int64)
        self.place = np.concatenate([self.place, customers + instance.num_depots])
        self.is_pickup = np.concatenate([self.is_pickup, is_pickup])
        self.load = np.concatenate([self.load, load[self.dimensions]], axis=1)
        self.release = np.concatenate([self.release, [visit.release for visit in made]])
        self._last_release = int(self.release.max())
        self.price = np.concatenate([self.price, [outcome_price(instance, visit.stop) for visit in made]])
        service = [
            fixed + t.visit_duration + light * t.light_case_duration + heavy * t.heavy_case_duration
            for t in instance.vehicle_types
        ]
        self.service = np.concatenate(
            [self.service, np.array(service, dtype=np.int64).reshape(-1, len(made))], axis=1
        )
        surcharges = np.array([visit.surcharges for visit in made], dtype=np.int64).T
        serving = np.empty((len(self.pairs), len(made)), dtype=np.int64)
        for (type_idx, depot), pair in self.pairs.items():
            vehicle_type = instance.vehicle_types[type_idx]
            rate = instance.depots[depot].fee_per_gram + vehicle_type.loader_per_gram
            cost = np.where(is_pickup, 0, load[0] * rate + surcharges[depot])
            allowed = (surcharges[depot] != NO_PRICE) & vehicle_type.area[customers]
            for k in self.dimensions:
                allowed &= load[k] <= vehicle_type.capacity[k]
            serving[pair] = np.where(allowed & vehicle_type.is_usable, cost, INFINITE)
        self.serving = np.concatenate([self.serving, serving], axis=1)
        self.is_servable = self.serving < INFINITE
        self._extend_windows(made)
        ends = np.array([end for _, end in self.shifts], dtype=np.int64)
        self.is_open = (self.windows[0][1] > -FAR) & (self.release <= ends[:, None])

    def _extend_windows(self, made: list[Visit]) -> None:
        found = [self._in_shifts(visit) for visit in made]
        self.spans += found
        ranks = max((len(shift) for visit in found for shift in visit), default=0)
        old = len(self.place) - len(made)
        none = (0, -FAR)  # a window that nothing fits
        while len(self.windows) < max(ranks, 1):
            never = np.zeros((len(self.shifts), old), dtype=np.int64)
            self.windows.append((never, never - FAR))
        for rank, (earliest, latest) in enumerate(self.windows):
            spans = np.array(
                [[shift[rank] if rank < len(shift) else none for shift in visit] for visit in found],
                dtype=np.int64,
            ).reshape(len(made), len(self.shifts), 2)
            self.windows[rank] = (
                np.concatenate([earliest, spans[:, :, 0].T], axis=1),
                np.concatenate([latest, spans[:, :, 1].T], axis=1),
            )

    def _in_shifts(self, visit: Visit) -> list[list[tuple[int, int]]]:
        """Windows of a visit within each shift, clipped to it."""
        known = self._spans_cache.get(visit.spans)
        if known is None:
            known = [
                [
                    (max(earliest, start), min(latest, end))
                    for earliest, latest in visit.spans
                    if earliest <= end and latest >= start
                ]
                for start, end in self.shifts
            ]
            self._spans_cache[visit.spans] = known
        return known
