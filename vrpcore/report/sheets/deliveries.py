"""The driver's paper: a sheet for each trip of each vehicle."""

from __future__ import annotations

from collections.abc import Iterator

from vrpcore.language import colon, option, say
from vrpcore.models.evaluation import Stop
from vrpcore.report.figures import has_clock, kilometres
from vrpcore.report.sheets.content import Column, Grid, Sheet
from vrpcore.report.sheets.texts import Desk
from vrpcore.report.sheets.trips import PlannedTrip


def delivery_sheet(desk: Desk, trip: PlannedTrip) -> Sheet:
    """Stops in order with times, goods, money, and room for what happens."""
    words, problem = desk.words, desk.problem
    day = trip.schedule.date
    distance = sum(stop.distance_m for stop in trip.stops)
    last = trip.stops[-1]
    facts = [
        (words("vehicle"), desk.vehicle(trip)),
        (words("date"), desk.date(day)),
        (words("trip"), f"{trip.number}/{trip.num_trips}"),
        (words("loads at"), desk.depot(trip.depot.id)),
        (words("leaves"), desk.time(_left(trip), day)),
        (words("returns"), desk.time(last.arrival_s, day) if last.kind == "end" else words("loads again")),
        (words("distance (km)"), kilometres(distance) if has_clock(problem) else f"{distance:,}"),
        (words("visits"), f"{len(trip.visits)}"),
    ]
    columns = (
        Column(words("stop"), 5, figures=True),
        Column(words("planned"), 8),
        Column(words("window"), 9),
        Column(words("customer"), 21),
        Column(words("goods"), 22),
        Column(words("cases"), 6, figures=True),
        Column(say("kg", words.language), 7, figures=True),
        Column(words("to collect"), 8, figures=True),
        Column(words("arrived"), 7),
        Column(words("collected"), 8),
        Column(words("signature"), 11),
        Column(words("remarks"), 10),
    )
    rows = [row for stop in trip.stops if (row := _row(desk, trip, stop)) is not None]
    return Sheet(
        "delivery",
        words("delivery sheet"),
        trip.mark,
        facts,
        [Grid("", columns, rows, _total(desk, trip), to_sign=True)],
        [
            words(name)
            for name in ("driver", "loader", "receipts handed in", "money handed in", "received by")
        ],
    )


def _left(trip: PlannedTrip) -> int:
    """When the vehicle leaves its depot, loaded."""
    at_depot = [stop for stop in trip.stops if stop.kind in ("start", "load")]
    return at_depot[-1].departure_s if at_depot else trip.stops[0].arrival_s


def _row(desk: Desk, trip: PlannedTrip, stop: Stop) -> list[str] | None:
    day = trip.schedule.date
    visit = trip.visit_of.get(stop.activity_idx) if stop.kind in ("delivery", "pickup") else None
    if visit is not None:
        cargo = visit.cargo(desk.problem)
        return [
            f"{visit.number}",
            desk.time(stop.arrival_s, day),
            desk.window(stop, day),
            desk.customer(visit),
            desk.goods(visit),
            f"{cargo.cases:,}",
            desk.kilograms(cargo.grams),
            desk.due(visit),
            "",
            "",
            "",
            desk.remarks(visit, day),
        ]
    if stop.kind not in ("load", "break", "end"):
        return None
    what = option(stop.kind, desk.words.language)
    place = "" if stop.kind == "break" else desk.depot(stop.place_id)
    if stop.kind != "end":
        what = f"{what} {desk.time(stop.start_s, day)}-{desk.time(stop.departure_s, day)}"
    return ["", desk.time(stop.start_s, day), "", place, what] + [""] * 7


def _total(desk: Desk, trip: PlannedTrip) -> list[str]:
    """Deliveries summed up; pickups, where there are any, are told beside them."""
    words = desk.words
    cargo = trip.cargo(desk.problem)
    pickups = [visit for visit in trip.visits if visit.is_pickup]
    told = ""
    if pickups:
        collected = trip.cargo(desk.problem, pickups)
        weight = f"{desk.kilograms(collected.grams)} {say('kg', words.language)}"
        told = f"{option('pickup', words.language)}{colon(words.language)}{collected.cases:,} / {weight}"
    money = desk.due(*trip.visits)
    return ["", "", "", words("total"), told, f"{cargo.cases:,}", desk.kilograms(cargo.grams), money] + [
        ""
    ] * 4


def delivery_sheets_of(desk: Desk, trips: list[PlannedTrip]) -> Iterator[Sheet]:
    """A sheet for each trip."""
    return (delivery_sheet(desk, trip) for trip in trips)
