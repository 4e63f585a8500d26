"""The store's paper: what it delivers on a day, and what leaves its shelves."""

from __future__ import annotations

from collections.abc import Iterator

from vrpcore.language import say
from vrpcore.models.depot import Depot
from vrpcore.models.rates import depot_fee_per_gram
from vrpcore.report.figures import Cargo
from vrpcore.report.sheets.content import Column, Grid, Sheet
from vrpcore.report.sheets.picks import goods_grid
from vrpcore.report.sheets.texts import Desk
from vrpcore.report.sheets.trips import PlannedTrip


def store_sheets_of(desk: Desk, trips: list[PlannedTrip]) -> Iterator[Sheet]:
    """A sheet for each store and day on which it has something to do."""
    for day in sorted({trip.schedule.date for trip in trips}):
        today = [trip for trip in trips if trip.schedule.date == day]
        for depot in desk.problem.depots:
            own = [trip for trip in today if depot.id in (trip.depot.id, trip.vehicle_type.depot_id)]
            if depot.kind == "store" and own:
                yield _store_sheet(desk, depot, own)


def _store_sheet(desk: Desk, store: Depot, trips: list[PlannedTrip]) -> Sheet:
    words = desk.words
    day = trips[0].schedule.date
    leaving = [visit for trip in trips if trip.depot.id == store.id for visit in trip.deliveries]
    cargo = sum((visit.cargo(desk.problem) for visit in leaving), Cargo())
    fee = depot_fee_per_gram(store, desk.problem.currency) * cargo.grams
    facts = [
        (words("store"), desk.depot(store.id)),
        (words("date"), desk.date(day)),
        (words("township"), desk.township(store.township_id)),
        (words("leaves the store (cases / kg)"), f"{cargo.cases:,} / {desk.kilograms(cargo.grams)}"),
        (words("delivery fee"), desk.problem.currency.text(fee)),
    ]
    grids = [_visits(desk, trips)]
    if leaving:
        grids.append(goods_grid(desk, desk.by_product(leaving), words("leaves the store")))
    blanks = [
        words(name) for name in ("store keeper", "receipts handed in", "money handed in", "reported back at")
    ]
    return Sheet("store", words("store delivery sheet"), f"{store.id} · {day:%Y-%m-%d}", facts, grids, blanks)


def _visits(desk: Desk, trips: list[PlannedTrip]) -> Grid:
    words = desk.words
    columns = (
        Column(words("vehicle"), 12),
        Column(words("trip"), 6, figures=True),
        Column(words("stop"), 6, figures=True),
        Column(words("planned"), 9),
        Column(words("window"), 11),
        Column(words("customer"), 20),
        Column(words("goods"), 20),
        Column(words("cases"), 7, figures=True),
        Column(say("kg", words.language), 8, figures=True),
        Column(words("to collect"), 9, figures=True),
        Column(words("arrived"), 8),
        Column(words("collected"), 10),
        Column(words("signature"), 12),
    )
    rows, total = [], Cargo()
    for trip in trips:
        day = trip.schedule.date
        total += trip.cargo(desk.problem)
        for visit in trip.visits:
            cargo = visit.cargo(desk.problem)
            rows.append(
                [
                    trip.schedule.vehicle_id,
                    f"{trip.number}",
                    f"{visit.number}",
                    desk.time(visit.stop.arrival_s, day),
                    desk.window(visit.stop, day),
                    desk.customer(visit),
                    "\n".join(filter(None, (desk.goods(visit), desk.remarks(visit, day)))),
                    f"{cargo.cases:,}",
                    desk.kilograms(cargo.grams),
                    desk.due(visit),
                    *[""] * 3,
                ]
            )
    last = [""] * 5 + [words("total"), "", f"{total.cases:,}", desk.kilograms(total.grams)] + [""] * 4
    return Grid(words("deliveries"), columns, rows, last, to_sign=True)
