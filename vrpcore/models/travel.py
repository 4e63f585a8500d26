"""Where distances and durations come from, as data. The arithmetic is in `vrpcore.travel`."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

import numpy as np
import numpy.typing as npt
from pydantic import BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from vrpcore.models.base import MAX_METRES, Id, Many, Record
from vrpcore.models.calendar import TimeWindow
from vrpcore.models.faults import rule_error

UNREACHABLE = -1
"""Matrix entry that says: there is no way from here to there."""

Speed = Annotated[float, Field(gt=0, le=2_000)]
"""Kilometres per hour."""


class AreaSpeed(Record):
    """The speed inside one township."""

    township_id: Id
    speed_kmh: Speed


class TimeSlice(Record):
    """A span of the day with slower travel. In the schema; no solver of this version honours it."""

    window: TimeWindow
    factor: Annotated[float, Field(gt=0, le=100)]
    """Durations are multiplied by this when departing within the window."""


class TravelProfile(Record):
    """How a class of vehicles moves."""

    id: Id = "default"
    speed_kmh: Speed = 40.0
    """Speed where no area speed applies."""
    detour: Annotated[float, Field(ge=1, le=10)] = 1.0
    """Road length divided by straight-line length."""
    area_speeds: Many[AreaSpeed] = ()
    """Other speeds by township; half of each leg is driven at the speed of either end."""
    time_slices: Many[TimeSlice] = ()
    """Slower times of the day. In the schema; no solver of this version honours them."""


_PROFILES = Annotated[tuple[TravelProfile, ...], Field(strict=False, min_length=1)]


class PlanarTravel(Record):
    """Euclidean distances between planar coordinates.

    ``distance = rounding(scale * hypot(dx, dy) * detour)`` in metres, and
    ``duration = round(distance * 3.6 / speed_kmh)`` in seconds. At 3.6 km/h both are the same integer,
    which is the convention of benchmark instances.
    """

    kind: Literal["planar"] = "planar"
    profiles: _PROFILES = (TravelProfile(),)
    scale: Annotated[int, Field(ge=1, le=10**6)] = 1
    """Metres per coordinate unit."""
    rounding: Literal["nearest", "down"] = "nearest"
    """How the scaled distance becomes an integer: half to even, or truncated."""


class GeodesicTravel(Record):
    """Great-circle (haversine) distances between degrees, times the profile's detour factor."""

    kind: Literal["geodesic"] = "geodesic"
    profiles: _PROFILES = (TravelProfile(detour=1.3),)


def _matrix_error(what: str, remedy: str) -> PydanticCustomError:
    return rule_error(
        "not_a_matrix",
        what,
        f"a square matrix of integers from 0 to {MAX_METRES}, or {UNREACHABLE} where there is no way",
        remedy,
    )


def _as_matrix(value: object) -> object:
    if isinstance(value, list | tuple):
        try:
            value = np.asarray(value)
        except ValueError as error:
            raise _matrix_error("rows differ in length", "give every row one entry per place") from error
    if not isinstance(value, np.ndarray):
        raise _matrix_error(
            f"{type(value).__name__} is not a matrix", "give a numpy array or a list of rows of integers"
        )
    if value.size and not np.issubdtype(value.dtype, np.integer):
        raise _matrix_error(
            f"some entries are not integers (read as {value.dtype})", "round to whole metres or seconds first"
        )
    if value.ndim != 2 or value.shape[0] != value.shape[1]:
        raise _matrix_error(f"the shape is {value.shape}", "give one row and one column per place")
    if value.size and (value.min() < UNREACHABLE or value.max() > MAX_METRES):
        raise _matrix_error(
            f"entries go from {value.min()} to {value.max()}",
            f"check the unit, and write {UNREACHABLE} for pairs without a way",
        )
    frozen = np.array(value, dtype=np.int64)
    frozen.setflags(write=False)
    return frozen


def _as_rows(matrix: npt.NDArray[np.int64]) -> list[list[int]]:
    rows: list[list[int]] = matrix.tolist()
    return rows


_ENTRY = {"type": "integer", "minimum": UNREACHABLE, "maximum": MAX_METRES}
Matrix = Annotated[
    np.ndarray,
    BeforeValidator(_as_matrix),
    PlainSerializer(_as_rows, return_type=list[list[int]]),
    WithJsonSchema({"type": "array", "items": {"type": "array", "items": _ENTRY}}),
]


class MatrixProfile(Record):
    """Distances and durations of one profile, from each place (row) to each place (column)."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    id: Id = "default"
    distances_m: Matrix
    """Metres; -1 means unreachable."""
    durations_s: Matrix
    """Seconds; -1 means unreachable."""

    @model_validator(mode="after")
    def _same_shape(self) -> Self:
        if self.distances_m.shape != self.durations_s.shape:
            raise rule_error(
                "matrix_size",
                f"distances are {self.distances_m.shape} but durations are {self.durations_s.shape}",
                "equal shapes",
                "give both matrices a row and a column for each place",
            )
        return self

    # Any: the signatures are pydantic's.
    def __setstate__(self, state: dict[Any, Any]) -> None:
        """Restore from a pickle, in which numpy does not note that arrays are read-only."""
        super().__setstate__(state)
        self.distances_m.setflags(write=False)
        self.durations_s.setflags(write=False)

    def __deepcopy__(self, memo: dict[int, Any] | None = None) -> Self:
        """Itself: what cannot change need not be copied, and numpy's copies could be written to."""
        return self

    def __eq__(self, other: object) -> bool:
        """Equal when id and all entries are."""
        return (
            isinstance(other, MatrixProfile)
            and self.id == other.id
            and np.array_equal(self.distances_m, other.distances_m)
            and np.array_equal(self.durations_s, other.durations_s)
        )

    def __hash__(self) -> int:
        """Agrees with equality; cheap, since matrices are large."""
        return hash((self.id, self.distances_m.shape))


class MatrixTravel(Record):
    """Given distances and durations, asymmetric if need be."""

    kind: Literal["matrix"] = "matrix"
    place_ids: Many[Id]
    """Customer and depot ids in the order of rows and columns."""
    profiles: Annotated[tuple[MatrixProfile, ...], Field(strict=False, min_length=1)]


Travel = Annotated[PlanarTravel | GeodesicTravel | MatrixTravel, Field(discriminator="kind")]
