"""The figures of a VRPLIB file, checked and rounded; whatever is not understood is refused by name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
import numpy.typing as npt

from vrpcore.errors import FileFormatError
from vrpcore.io.vrplib_rounding import UNSCALED, IntArray, Rounding, rounding_of
from vrpcore.io.vrplib_weights import COMPUTED, computed_weights, cut_weights, given_weights
from vrpcore.models.base import MAX_CASES, MAX_METRES, MAX_SECONDS

MAX_AMOUNT = 10**9
"""Most that a price or a load may be, as in the model."""
MAX_COORDINATE = 1e9

_ONLY_INFORMATION = ("comment", "node_coord_type", "display_data_type", "display_data")
_UNNUMBERED = ("DEPOT_SECTION",)
_Rows = list[tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class VrplibFile:
    """One figure per node (depots first) or per vehicle, in the units of the rounding.

    None stands for a section that the file does not have where its absence means *no limit*.
    """

    name: str
    type: str
    rounding: Rounding
    num_nodes: int
    num_depots: int
    num_vehicles: int
    coordinates: npt.NDArray[np.float64] | None
    edge_weights: IntArray | None
    demands: IntArray
    backhauls: IntArray
    service_durations: IntArray
    windows: IntArray | None
    release_times: IntArray
    prizes: IntArray
    capacities: IntArray | None
    vehicle_depots: IntArray
    fixed_costs: IntArray
    unit_distance_costs: IntArray
    max_durations: IntArray | None
    max_distances: IntArray | None
    max_reloads: IntArray | None
    reload_depots: _Rows
    allowed_customers: _Rows | None


def read_file(path: Path, rounding: str | None) -> VrplibFile:
    """Read and check a file.

    Raises
    ------
    FileFormatError
        If it is not VRPLIB, contradicts itself, or has sections that are not understood.
    """
    rounding_of(rounding, "")  # a wrong name is told before a large file is read
    text = path.read_text(encoding="utf-8", errors="replace")
    try:
        rest, weights = cut_weights(text)
        found = _parsed(rest)
        _require_numbered_rows(rest)
        return _Sections(found, weights, rounding).checked()
    except FileFormatError as error:
        raise FileFormatError(f"{path}: {error}") from error


def _parsed(text: str) -> dict[str, object]:
    from vrplib.parse import parse_vrplib  # most starts read no such file

    try:
        found: dict[str, object] = parse_vrplib(text, compute_edge_weights=False)
    except (ValueError, TypeError, KeyError, IndexError, RuntimeError) as error:
        # What the package lets through when a text is something else, or torn off.
        raise FileFormatError(
            f"not a VRPLIB file: {error}; allowed: 'KEY: value' lines, then sections of numbered rows"
        ) from error
    return found


def _require_numbered_rows(text: str) -> None:
    """Refuse rows out of order: the package drops their numbers, and would mix up nodes or vehicles."""
    section, number = "", None
    for line in text.splitlines():
        words = line.split()
        if "EOF" in line:
            return
        if "_SECTION" in line:
            section, number = words[0].rstrip(":"), None
        elif words and not words[0].startswith("#") and section not in ("", *_UNNUMBERED):
            if not words[0].isdecimal() or (number is not None and int(words[0]) != number + 1):
                raise FileFormatError(
                    f"{section}: a row starts with {words[0]!r}; allowed: rows numbered in order"
                )
            number = int(words[0])


class _Sections:
    """Takes one section after the other, so that what is left over was not understood."""

    def __init__(self, found: dict[str, object], weights: list[str] | None, rounding: str | None) -> None:
        self.found = dict(found)
        self.weights = weights
        self.type = str(self.found.pop("type", ""))
        self.rounding = rounding_of(rounding, self.type)
        self.num_nodes = self._count("dimension")
        self.num_depots = self._num_depots()
        num_customers = self.num_nodes - self.num_depots
        self.num_vehicles = self._count("vehicles") if "vehicles" in self.found else num_customers

    def checked(self) -> VrplibFile:
        for key in _ONLY_INFORMATION:
            self.found.pop(key, None)
        if "linehaul" in self.found and "demand" in self.found:
            raise FileFormatError("both DEMAND_SECTION and LINEHAUL_SECTION; allowed: one of them")
        coordinates, edge_weights = self._places()
        file = VrplibFile(
            name=str(self.found.pop("name", "")),
            type=self.type,
            rounding=self.rounding,
            num_nodes=self.num_nodes,
            num_depots=self.num_depots,
            num_vehicles=self.num_vehicles,
            coordinates=coordinates,
            edge_weights=edge_weights,
            demands=self._per_node("linehaul" if "linehaul" in self.found else "demand", MAX_CASES),
            backhauls=self._per_node("backhaul", MAX_CASES),
            service_durations=self._per_node("service_time", MAX_SECONDS),
            windows=self._windows(),
            release_times=self._per_node("release_time", MAX_SECONDS),
            prizes=self._per_node("prize", MAX_AMOUNT),
            capacities=self._limit("capacity", MAX_AMOUNT),
            vehicle_depots=self._vehicle_depots(),
            fixed_costs=self._per_vehicle("vehicles_fixed_cost", MAX_AMOUNT, default=0),
            unit_distance_costs=self._per_vehicle(
                "vehicles_unit_distance_cost", MAX_AMOUNT // 1000, default=1, scaled=False
            ),
            max_durations=self._limit("vehicles_max_duration", MAX_SECONDS),
            max_distances=self._limit("vehicles_max_distance", MAX_METRES),
            max_reloads=self._limit("vehicles_max_reloads", MAX_AMOUNT, scaled=False),
            reload_depots=self._nodes("vehicles_reload_depot", range(self.num_depots)) or [],
            allowed_customers=self._nodes("vehicles_allowed_clients", range(self.num_depots, self.num_nodes)),
        )
        if self.found:
            unknown = ", ".join(sorted(key.upper() for key in self.found))
            raise FileFormatError(
                f"not understood: {unknown}; allowed: what the documentation of read_vrplib names; "
                "nothing is ignored, since that would change the problem"
            )
        return file

    def _count(self, key: str) -> int:
        value = self.found.pop(key, None)
        if not isinstance(value, int) or not 1 <= value <= 10**6:
            raise FileFormatError(f"{key.upper()} is {value!r}; allowed: a whole number from 1 to 1,000,000")
        return value

    def _num_depots(self) -> int:
        depots = np.ravel(np.asarray(self.found.pop("depot", [0])))
        if not depots.size or not np.array_equal(depots, np.arange(depots.size)):
            raise FileFormatError(
                "DEPOT_SECTION names other nodes; allowed: the first ones, 1 or 1, 2, … in order"
            )
        if depots.size >= self.num_nodes:
            raise FileFormatError(f"{depots.size} depots among {self.num_nodes} nodes leave no customer")
        return int(depots.size)

    def _places(self) -> tuple[npt.NDArray[np.float64] | None, IntArray | None]:
        kind = self.found.pop("edge_weight_type", None)
        weight_format = self.found.pop("edge_weight_format", None)
        if kind not in ("EUC_2D", *COMPUTED, "EXPLICIT") or (kind == "EXPLICIT") != (
            self.weights is not None
        ):
            raise FileFormatError(
                f"EDGE_WEIGHT_TYPE is {kind!r} with{'out' if self.weights is None else ''} "
                f"EDGE_WEIGHT_SECTION; allowed: EUC_2D, {', '.join(COMPUTED)} without, EXPLICIT with it"
            )
        coordinates = None
        if kind != "EXPLICIT" or "node_coord" in self.found:
            coordinates = _floats(self.found.pop("node_coord", ()), "NODE_COORD_SECTION")
            _require_shape("NODE_COORD_SECTION", coordinates, (self.num_nodes, 2))
        if self.weights is not None:
            given = given_weights(self.weights, weight_format, self.num_nodes)
            return coordinates, self.rounding.whole(given, "EDGE_WEIGHT_SECTION", MAX_METRES)
        assert coordinates is not None  # as the type is not EXPLICIT
        if kind == "EUC_2D":
            return coordinates, None
        computed = computed_weights(str(kind), coordinates)
        return coordinates, self.rounding.whole(computed, f"distances of type {kind}", MAX_METRES)

    def _per_node(self, key: str, most: int) -> IntArray:
        """A figure of each node: none at depots; a single value holds for every customer."""
        where = _spoken(key, self.found)
        figures = self.rounding.whole(cast(npt.ArrayLike, self.found.pop(key, 0)), where, most)
        if not figures.ndim:
            figures = np.full(self.num_nodes, figures)
            figures[: self.num_depots] = 0
        _require_shape(where, figures, (self.num_nodes,))
        if figures[: self.num_depots].any():
            raise FileFormatError(f"{where}: a depot has {figures[: self.num_depots].max()}; allowed: 0")
        return figures

    def _windows(self) -> IntArray | None:
        if "time_window" not in self.found:
            return None
        given = cast(npt.ArrayLike, self.found.pop("time_window"))
        windows = self.rounding.whole(given, "TIME_WINDOW_SECTION", MAX_SECONDS)
        _require_shape("TIME_WINDOW_SECTION", windows, (self.num_nodes, 2))
        reversed_ = np.flatnonzero(windows[:, 0] > windows[:, 1])
        if reversed_.size:
            raise FileFormatError(f"TIME_WINDOW_SECTION: the window of node {reversed_[0] + 1} is reversed")
        return windows

    def _per_vehicle(self, key: str, most: int, default: int, scaled: bool = True) -> IntArray:
        """A figure of each vehicle; a single value holds for all of them."""
        figures = self._limit(key, most, scaled)
        return np.full(self.num_vehicles, default) if figures is None else figures

    def _limit(self, key: str, most: int, scaled: bool = True) -> IntArray | None:
        """A figure of each vehicle, or None where the file does not limit it."""
        if key not in self.found:
            return None
        where = _spoken(key, self.found)
        given = cast(npt.ArrayLike, self.found.pop(key))
        figures = (self.rounding if scaled else UNSCALED).whole(given, where, most)
        if not figures.ndim:
            figures = np.full(self.num_vehicles, figures)
        _require_shape(where, figures, (self.num_vehicles,))
        return figures

    def _vehicle_depots(self) -> IntArray:
        """Home of each vehicle, counted from 0; the first depot unless stated."""
        nodes = self._per_vehicle("vehicles_depot", self.num_nodes, default=1, scaled=False)
        if ((nodes < 1) | (nodes > self.num_depots)).any():
            raise FileFormatError(f"VEHICLES_DEPOT_SECTION: allowed: depots 1 to {self.num_depots}")
        return nodes - 1

    def _nodes(self, key: str, allowed: range) -> _Rows | None:
        """The nodes that a section lists for each vehicle, counted from 0."""
        if key not in self.found:
            return None
        where = _spoken(key, self.found)
        given = self.found.pop(key)
        if not isinstance(given, list | np.ndarray):
            raise FileFormatError(
                f"{where} is a single value; allowed: a section with one row for each vehicle"
            )
        # A section with one node in every row arrives without its second dimension.
        rows = [
            np.atleast_1d(UNSCALED.whole(cast(npt.ArrayLike, row), where, self.num_nodes)) for row in given
        ]
        if len(rows) != self.num_vehicles:
            raise FileFormatError(
                f"{where} has {len(rows)} rows; allowed: one for each of {self.num_vehicles} vehicles"
            )
        for row in rows:
            if row.size and (row.min() <= allowed.start or row.max() > allowed.stop):
                raise FileFormatError(
                    f"{where} names nodes {row.min()} to {row.max()}; "
                    f"allowed: {allowed.start + 1} to {allowed.stop}"
                )
        return [tuple(sorted(set((row - 1).tolist()))) for row in rows]


def _spoken(key: str, found: dict[str, object]) -> str:
    """How the file writes a key."""
    return key.upper() if np.isscalar(found.get(key)) else f"{key.upper()}_SECTION"


def _floats(given: object, where: str) -> npt.NDArray[np.float64]:
    try:
        figures = np.asarray(cast(npt.ArrayLike, given), dtype=np.float64)
    except (TypeError, ValueError, OverflowError) as error:
        raise FileFormatError(f"{where}: not all are numbers, or rows differ in length") from error
    if not (np.abs(figures) <= MAX_COORDINATE).all():
        raise FileFormatError(f"{where}: a coordinate is too large; allowed: -1e9 to 1e9")
    return figures


def _require_shape(where: str, figures: npt.NDArray[np.generic], shape: tuple[int, ...]) -> None:
    if figures.shape != shape:
        raise FileFormatError(f"{where} has the shape {figures.shape}; allowed: {shape}")
