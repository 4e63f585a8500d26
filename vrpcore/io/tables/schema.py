"""Which sheets and columns a problem has: read off the models' JSON Schema, so a new field is a new column.

Scalar fields are columns, nested records are columns with a prefix, lists of records are sheets of their own
whose rows name the record they belong to. Only `_SHEETS` is written by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from vrpcore.models.problem import Problem

Kind = Literal["text", "whole", "number", "truth", "option", "clock", "date", "moment"]
Path = tuple[str, ...]
Json = Mapping[str, Any]  # Any: JSON Schema


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a record, or of a record within it."""

    path: Path
    """Field names from the record of the row to the value."""
    kind: Kind
    description: str
    required: bool
    nullable: bool
    """Whether None is allowed."""
    default: object
    """What an empty cell means."""
    options: tuple[str, ...] = ()
    is_list: bool = False
    """Whether a cell holds several values."""
    optional_part: Path = ()
    """Path of the outermost record that may be left out as a whole; empty if there is none."""
    bounds: str = ""
    """What values are allowed, in words."""

    @property
    def name(self) -> str:
        """The English heading: the path with underscores."""
        return "_".join(self.path)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One kind of record: a sheet of a workbook, a CSV file, a data frame."""

    name: str
    path: Path
    """Where its list stands in the problem, or in the record of the parent sheet."""
    columns: tuple[Column, ...]
    parent: str = ""
    """The sheet to whose records the rows belong; empty for records of the problem itself."""
    key: str = ""
    """Heading of the column that names the parent's record."""
    nullable: bool = False
    """Whether a parent without rows has no list (rather than an empty one)."""
    inline: Path = ()
    """A list whose records share the row of their parent: order lines."""

    @property
    def headings(self) -> tuple[str, ...]:
        """English headings of all columns."""
        return (*((self.key,) if self.key else ()), *(column.name for column in self.columns))

    def column(self, name: str) -> Column:
        """The column with an English heading."""
        return next(column for column in self.columns if column.name == name)


SETTINGS = "settings"
"""The sheet of the fields that a problem has once: a name and a value in each row."""
MATRIX = "travel_matrix"
"""The sheet of given distances and durations: a row for each pair of places."""
PROFILES = "travel_profiles"
NEEDED = (SETTINGS, "orders", "customers", "products", "depots", "vehicle_types")
"""Sheets that every problem has, if only with headings."""

_SHEETS: tuple[tuple[str, str, str, str], ...] = (
    # name, definition in the JSON Schema, parent, path in the problem or in the parent
    ("orders", "Order", "", "orders"),
    ("customers", "Customer", "", "customers"),
    ("service_windows", "TimeWindow", "customers", "service_windows"),
    ("products", "Product", "", "products"),
    ("depots", "Depot", "", "depots"),
    ("stock", "Stock", "depots", "stock"),
    ("receipts", "Receipt", "depots", "receipts"),
    ("opening_hours", "TimeWindow", "depots", "opening_hours"),
    ("reach_corners", "Location", "depots", "reach.polygon"),
    ("vehicle_types", "VehicleType", "", "vehicle_types"),
    ("breaks", "BreakRule", "vehicle_types", "breaks"),
    ("area_corners", "Location", "vehicle_types", "area.polygon"),
    ("townships", "Township", "", "townships"),
    ("township_corners", "Location", "townships", "polygon"),
    (PROFILES, "TravelProfile", "", "travel.profiles"),
    ("area_speeds", "AreaSpeed", PROFILES, "area_speeds"),
    ("time_slices", "TimeSlice", PROFILES, "time_slices"),
    ("vehicle_states", "VehicleState", "", "vehicle_states"),
    ("aboard", "OrderLine", "vehicle_states", "aboard"),
)
_KEYS = {
    "customers": "customer_id",
    "depots": "depot_id",
    "vehicle_types": "vehicle_type_id",
    "townships": "township_id",
    PROFILES: "profile_id",
    "vehicle_states": "vehicle_id",
}
_NULLABLE = {"stock", "reach_corners", "area_corners", "township_corners"}
ID_OF = {name: "vehicle_id" if name == "vehicle_states" else "id" for name in _KEYS}
"""The column by which the records of a parent sheet are known."""


@cache
def sheets() -> Mapping[str, Sheet]:
    """All sheets by name, parents before children, without settings and matrix."""
    definitions = Problem.model_json_schema()["$defs"]
    found = {}
    for name, definition, parent, path in _SHEETS:
        columns = list(_columns(definitions[definition], definitions))
        inline: Path = ()
        if name == "orders":
            inline = ("lines",)
            at = next(idx for idx, column in enumerate(columns) if column.path == ("direction",))
            columns[at:at] = _columns(definitions["OrderLine"], definitions)
        found[name] = Sheet(
            name,
            tuple(path.split(".")),
            tuple(columns),
            parent,
            _KEYS[parent] if parent else "",
            name in _NULLABLE,
            inline,
        )
    return found


@cache
def line_columns() -> tuple[Column, ...]:
    """The columns of order lines."""
    definitions = Problem.model_json_schema()["$defs"]
    return tuple(_columns(definitions["OrderLine"], definitions))


@cache
def settings() -> Sheet:
    """The fields that a problem has once; a row of the sheet for each column here."""
    schema = Problem.model_json_schema()
    columns = list(_columns(schema, schema["$defs"]))
    for definition in ("GeodesicTravel", "PlanarTravel"):
        known = {column.path for column in columns}
        columns += [
            column
            for column in _columns(schema["$defs"][definition], schema["$defs"], ("travel",), ("travel",))
            if column.path not in known and column.path != ("travel", "kind")
        ]
    kind = Column(
        ("travel", "kind"),
        "option",
        "Where distances come from: straight lines on a plane, great circles between degrees, or the sheet "
        f"{MATRIX}. Left out, it follows from the coordinate system and from whether there is that sheet.",
        required=False,
        nullable=False,
        default=None,
        options=("planar", "geodesic", "matrix"),
        optional_part=("travel",),
    )
    first = {"name": 0, "horizon_start": 1, "horizon_days": 2}
    ordered = sorted([*columns, kind], key=lambda c: (c.name == "schema_version", first.get(c.name, 3)))
    return Sheet(SETTINGS, (), tuple(ordered))


def _columns(schema: Json, definitions: Json, prefix: Path = (), optional: Path = ()) -> Iterator[Column]:
    """The columns of a record and of the records within it; lists of records are left out."""
    needed = schema.get("required", ())
    for name, field in schema["properties"].items():
        path = (*prefix, name)
        core, nullable = _core(field)
        if "$ref" in core:
            part = definitions[core["$ref"].rpartition("/")[2]]
            part_optional = optional or (path if nullable else ())
            yield from _columns(part, definitions, path, part_optional)
            continue
        is_list = core.get("type") == "array"
        item = core["items"] if is_list else core
        if "$ref" in item or "discriminator" in item or item.get("type") == "array":
            continue
        yield Column(
            path,
            _kind(item),
            " ".join(field.get("description", "").split()),
            name in needed,
            nullable,
            field.get("default"),
            tuple(item.get("enum", ())),
            is_list,
            optional,
            _bounds(item),
        )


def _core(field: Json) -> tuple[Json, bool]:
    """A field's schema without the null that it may be."""
    choices = field.get("anyOf", ())
    rest = [choice for choice in choices if choice.get("type") != "null"]
    if len(rest) == 1:
        return rest[0], True
    return field, len(rest) < len(choices)


def _kind(item: Json) -> Kind:
    if "enum" in item:
        return "option"
    if item.get("format") == "date":
        return "date"
    if "anyOf" in item:
        return "clock"
    match item["type"]:
        case "integer":
            return "whole"
        case "number":
            return "number"
        case "boolean":
            return "truth"
    return "moment" if "[T ]" in item.get("pattern", "") else "text"


def _bounds(item: Json) -> str:
    words = {
        "minimum": "at least",
        "exclusiveMinimum": "more than",
        "maximum": "at most",
        "exclusiveMaximum": "less than",
    }
    return ", ".join(f"{word} {item[key]:,}" for key, word in words.items() if key in item)
