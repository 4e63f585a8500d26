"""VROOM's input as records, for checking its fields; what vrpcore makes of them is in `read`."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import ConfigDict, Field

from vrpcore.models.base import Record

Whole = Annotated[int, Field(ge=0, le=2**53)]
Amounts = Annotated[list[Whole], Field(max_length=20)]
Window = Annotated[list[Whole], Field(min_length=2, max_length=2)]
Coordinates = Annotated[list[float], Field(min_length=2, max_length=2)]
Rows = list[list[Whole]]


class _Record(Record):
    """A record whose validator is built when it is first used: most programs never read VROOM's JSON."""

    model_config = ConfigDict(defer_build=True)


class VroomJob(_Record):
    """A place to visit once."""

    id: Whole
    description: str = ""
    location: Coordinates | None = None
    location_index: Whole | None = None
    setup: Whole = 0
    service: Whole = 0
    setup_per_type: dict[str, Whole] = Field(default_factory=dict)
    service_per_type: dict[str, Whole] = Field(default_factory=dict)
    delivery: Amounts = Field(default_factory=list)
    amount: Amounts = Field(default_factory=list)
    """The former name of `delivery`."""
    pickup: Amounts = Field(default_factory=list)
    skills: list[Whole] = Field(default_factory=list)
    priority: Annotated[int, Field(ge=0, le=100)] = 0
    time_windows: list[Window] = Field(default_factory=list)


class VroomBreak(_Record):
    """A rest of a vehicle."""

    id: Whole
    description: str = ""
    time_windows: list[Window] = Field(default_factory=list)
    service: Whole = 0
    max_load: Amounts | None = None


class VroomCosts(_Record):
    """What a vehicle costs; in 1/3600 of a unit per second of travel by default."""

    fixed: Whole = 0
    per_hour: Whole = 3600
    per_km: Whole = 0
    per_task_hour: Whole = 0


class VroomVehicle(_Record):
    """One vehicle."""

    id: Whole
    profile: str = "car"
    description: str = ""
    type: str = ""
    start: Coordinates | None = None
    start_index: Whole | None = None
    end: Coordinates | None = None
    end_index: Whole | None = None
    capacity: Amounts = Field(default_factory=list)
    costs: VroomCosts = VroomCosts()
    skills: list[Whole] = Field(default_factory=list)
    time_window: Window | None = None
    breaks: list[VroomBreak] = Field(default_factory=list)
    speed_factor: Annotated[float, Field(gt=0, le=5)] = 1.0
    max_tasks: Whole | None = None
    max_travel_time: Whole | None = None
    max_distance: Whole | None = None
    steps: list[dict[str, Any]] = Field(default_factory=list)  # Any: refused where there is anything


class VroomMatrices(_Record):
    """Given figures of one profile."""

    durations: Rows | None = None
    distances: Rows | None = None
    costs: Rows | None = None


class VroomInput(_Record):
    """The whole input."""

    jobs: list[VroomJob] = Field(default_factory=list)
    shipments: list[dict[str, Any]] = Field(default_factory=list)  # Any: refused where there are any
    vehicles: Annotated[list[VroomVehicle], Field(min_length=1)]
    matrices: dict[str, VroomMatrices] = Field(default_factory=dict)
    matrix: Rows | None = None
    """The former way of giving the durations of profile car."""
    options: dict[str, Any] = Field(
        default_factory=dict
    )  # Any: of the server around VROOM, nothing about the problem
