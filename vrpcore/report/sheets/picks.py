"""The loader's paper: what to fetch from the shelves, and in which order it goes into the vehicle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vrpcore.language import option, say
from vrpcore.models.product import CargoClass
from vrpcore.report.figures import Cargo, cargo_of
from vrpcore.report.html.places import title
from vrpcore.report.sheets.content import Column, Grid, Sheet
from vrpcore.report.sheets.texts import Desk
from vrpcore.report.sheets.trips import PlannedTrip

TICK = "□"
_CLASSES: tuple[CargoClass, ...] = ("heavy", "light")
"""Heavy goods are fetched first: they lie at the bottom."""


def pick_lists_of(desk: Desk, trips: list[PlannedTrip]) -> Iterator[Sheet]:
    """A sheet for each trip that brings something."""
    return (pick_list(desk, trip) for trip in trips if trip.deliveries)


def pick_list(desk: Desk, trip: PlannedTrip) -> Sheet:
    """For each class of products the totals to fetch, then the loading order: last stop first in."""
    words, language = desk.words, desk.words.language
    of_class = {p.id: p.cargo_class for p in desk.problem.products}
    classes = [c for c in _CLASSES if any(of_class[p] == c for v in trip.deliveries for _, p, _ in v.goods)]
    cargo = trip.cargo(desk.problem)
    first = trip.stops[0]
    facts = [
        (words("vehicle"), desk.vehicle(trip)),
        (words("date"), desk.date(trip.schedule.date)),
        (words("trip"), f"{trip.number}/{trip.num_trips}"),
        (words("loads at"), desk.depot(trip.depot.id)),
        (words("loading begins"), desk.time(first.start_s, trip.schedule.date)),
        (words("in all (cases / kg)"), f"{cargo.cases:,} / {desk.kilograms(cargo.grams)}"),
    ]
    products = {c: {p for p, own in of_class.items() if own == c} for c in classes}
    cases_of = desk.by_product(trip.deliveries)
    grids = [
        goods_grid(
            desk,
            {p: cases for p, cases in cases_of.items() if p in products[c]},
            f"{words('to pick')} · {option(c, language)}",
        )
        for c in classes
    ]
    grids += [_loading(desk, trip, products[c], option(c, language)) for c in classes]
    blanks = [words(name) for name in ("picked by", "checked by", "loaded by")]
    return Sheet("pick", words("pick list"), trip.mark, facts, grids, blanks)


def goods_grid(desk: Desk, cases_of: Mapping[str, int], name: str) -> Grid:
    """Cases and weight of products, with a box to tick."""
    words = desk.words
    columns = (
        Column(words("product"), 50),
        Column(words("cases"), 12, figures=True),
        Column(say("kg", words.language), 14, figures=True),
        Column(words("picked"), 10),
    )
    rows, total = [], Cargo()
    for product_id, cases in cases_of.items():
        cargo = cargo_of(desk.problem, [(product_id, cases)])
        total += cargo
        rows.append([desk.product(product_id), f"{cases:,}", desk.kilograms(cargo.grams), TICK])
    last = [words("total"), f"{total.cases:,}", desk.kilograms(total.grams), ""]
    return Grid(name, columns, rows, last)


def _loading(desk: Desk, trip: PlannedTrip, products: set[str], name: str) -> Grid:
    words = desk.words
    columns = (
        Column(words("loading"), 10, figures=True),
        Column(words("stop"), 7, figures=True),
        Column(words("customer"), 34),
        Column(words("product"), 36),
        Column(words("cases"), 9, figures=True),
        Column(say("kg", words.language), 11, figures=True),
        Column(words("loaded"), 9),
    )
    rows: list[list[str]] = []
    turn = 0
    for visit in reversed(trip.deliveries):
        own: dict[str, int] = {}
        for _, product_id, cases in visit.goods:
            if product_id in products:
                own[product_id] = own.get(product_id, 0) + cases
        turn += bool(own)
        for nth, (product_id, cases) in enumerate(own.items()):
            who = title(visit.customer.id, visit.customer.name)
            head = [f"{turn}", f"{visit.number}", who] if nth == 0 else ["", "", ""]
            grams = cargo_of(desk.problem, [(product_id, cases)]).grams
            rows.append([*head, desk.product(product_id), f"{cases:,}", desk.kilograms(grams), TICK])
    return Grid(f"{words('loading order: last stop first in')} · {name}", columns, rows)
