"""The codes of everything that can be wrong with a document, and how a rule states a fault.

`docs/errors.md` lists the same codes with what to do about each; a test keeps the two equal.
"""

from __future__ import annotations

from typing import Literal

from pydantic_core import PydanticCustomError

from vrpcore.errors import Fault

FaultCode = Literal[
    # the document and its fields
    "duplicate_key",
    "invalid_value",
    "missing_field",
    "not_a_clock_time",
    "not_a_date",
    "not_a_matrix",
    "not_a_moment",
    "not_an_option",
    "not_finite",
    "out_of_range",
    "schema_version",
    "too_few",
    "too_long",
    "unknown_field",
    "wrong_type",
    # within one object
    "reversed_band",
    "reversed_window",
    # ids
    "duplicate_id",
    "unknown_id",
    "vehicle_count",
    # horizon and windows
    "due_before_horizon",
    "due_before_release",
    "empty_horizon",
    "release_after_horizon",
    "shift_overlap",
    "window_never_applies",
    # orders
    "duplicate_line",
    "emergency_restricted",
    "order_destination",
    # depots
    "duplicate_stock",
    "empty_reach",
    "receipts_without_stock",
    "store_without_reach",
    # fleet
    "break_order",
    "break_outside_shift",
    "fleet_carries_nothing",
    "fleet_never_works",
    "no_vehicles",
    "reserve_only",
    # places and travel
    "coordinate_system",
    "coordinates",
    "matrix_size",
    "missing_location",
    "missing_place",
    "polygon",
    "unreachable_location",
    # size of figures
    "magnitude",
]


_TEMPLATE = "{what}; allowed: {allowed}; remedy: {remedy}"


def fault(code: FaultCode, where: str, what: str, allowed: str, remedy: str) -> Fault:
    """A fault with a code of the list above."""
    return Fault(code=code, where=where, what=what, allowed=allowed, remedy=remedy)


def rule_error(code: FaultCode, what: str, allowed: str, remedy: str) -> PydanticCustomError:
    """What a field's own rule raises; pydantic adds the place."""
    return PydanticCustomError(code, _TEMPLATE, {"what": what, "allowed": allowed, "remedy": remedy})


def as_rule_error(fault: Fault) -> PydanticCustomError:
    """A fault of a rule across objects in pydantic's terms; its parts can be read back from `ctx`."""
    parts = {"where": fault.where, "what": fault.what, "allowed": fault.allowed, "remedy": fault.remedy}
    return PydanticCustomError(fault.code, _TEMPLATE, parts)


Path = tuple[str | int, ...]
"""Field names and list positions that lead to a value."""


def path_of(where: str) -> Path:
    """The path that a dotted text such as ``orders.3.due`` stands for."""
    return tuple(int(part) if part.isdigit() else part for part in where.split("."))


def value_at(thing: object, path: Path) -> object:
    """What stands at a path of records and tuples, or None where the path ends early."""
    for part in path:
        if isinstance(part, str):
            thing = getattr(thing, part, None)
        elif isinstance(thing, tuple) and part < len(thing):
            thing = thing[part]
        else:
            return None
    return thing
