"""What the signs on a map mean, with the figures that belong to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from vrpcore.language import Language, colon, comma, counted, say
from vrpcore.report import colours
from vrpcore.report.canvas import printable
from vrpcore.report.figures import kilometres
from vrpcore.report.scene import Scene

if TYPE_CHECKING:
    from matplotlib.lines import Line2D

_MAX_VEHICLES = 12


def legend_entries(
    scene: Scene, colour_of: Mapping[str, str], language: Language = "en"
) -> tuple[list[Line2D], list[str]]:
    """Handles and labels: vehicles of centres, stores, and every kind of mark that occurs."""
    from matplotlib.lines import Line2D

    entries: list[tuple[Line2D, str]] = []

    def mark(label: str, marker: str, colour: str, edge: str = "white", size: float = 8) -> None:
        line = Line2D(
            [], [], linestyle="none", marker=marker, markersize=size, color=colour, markeredgecolor=edge
        )
        entries.append((line, label))

    num_trips = Counter(tour.vehicle_id for tour in scene.tours)
    num_visits: Counter[str] = Counter()
    for tour in scene.tours:
        num_visits[tour.vehicle_id] += len(tour.line) - 2
    metres: Counter[str] = Counter()
    for schedule in scene.schedules:
        metres[schedule.vehicle_id] += schedule.distance_m
    store_vehicles = {tour.vehicle_id for tour in scene.tours if tour.home.kind == "store"}
    others = [id_ for id_ in scene.vehicle_ids if id_ not in store_vehicles]
    shown = others if len(others) <= _MAX_VEHICLES else others[: _MAX_VEHICLES - 1]
    for id_ in shown:
        facts = [counted(num_trips[id_], "trip", language)] if num_trips[id_] > 1 else []
        facts.append(counted(num_visits[id_], "visit", language))
        if scene.plane.in_metres:
            facts.append(say("{number} km", language, number=kilometres(metres[id_])))
        else:
            facts.append(say("length {number}", language, number=f"{metres[id_]:,}"))
        label = f"{printable(id_, say('vehicle', language))}{colon(language)}{comma(language).join(facts)}"
        line = Line2D([], [], color=colour_of[id_], linewidth=2, marker="o", markersize=4)
        # matplotlib hides labels that begin with an underscore
        entries.append((line, f" {label}" if label.startswith("_") else label))
    if len(shown) < len(others):
        rest = counted(len(others) - len(shown), "more vehicle", language)
        entries.append((Line2D([], [], linestyle="none"), say("and {rest}", language, rest=rest)))
    if store_vehicles:
        visits = sum(num_visits[id_] for id_ in store_vehicles)
        num_stores = len({tour.home.id for tour in scene.tours if tour.home.kind == "store"})
        line = Line2D([], [], color=colours.STORE, linewidth=1.2, marker="o", markersize=4)
        label = say(
            "by store: {visits} from {stores}",
            language,
            visits=counted(visits, "visit", language),
            stores=counted(num_stores, "store", language),
        )
        entries.append((line, label))
    kinds = {depot.kind for depot in scene.problem.depots}
    if "center" in kinds:
        mark(say("centre", language), "s", colours.INK)
    if "store" in kinds:
        store = say("store and its reach" if _has_radius(scene) else "store", language)
        mark(store, "^", colours.STORE, size=9)
    if len(scene.held):
        number = counted(len(scene.held), "customer", language)
        label = say("held orders ({customers})", language, customers=number)
        mark(label, "D", colours.HELD, colours.INK, 6)
    if len(scene.unserved):
        number = counted(len(scene.unserved), "customer", language)
        mark(say("unserved orders ({customers})", language, customers=number), "X", colours.UNSERVED)
    if len(scene.idle):
        mark(say("other customers", language), "o", colours.IDLE, size=4)
    return [handle for handle, _ in entries], [label for _, label in entries]


def _has_radius(scene: Scene) -> bool:
    return any(depot.reach is not None and depot.reach.radius_m for depot in scene.problem.depots)
