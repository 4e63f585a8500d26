"""The customer's paper: a slip to sign and hand in, and the copy that the customer keeps."""

from __future__ import annotations

from collections.abc import Iterator

from vrpcore.language import option
from vrpcore.report.html.places import title
from vrpcore.report.sheets.content import Column, Grid, Sheet
from vrpcore.report.sheets.texts import Desk
from vrpcore.report.sheets.trips import PlannedTrip, Visit

COPIES = ("copy to hand in", "copy of the customer")


def receipts_of(desk: Desk, trips: list[PlannedTrip]) -> Iterator[Sheet]:
    """Two slips for each visit, beside each other: one goes back signed, one stays with the customer."""
    for trip in trips:
        for visit in trip.visits:
            for copy in COPIES:
                yield _slip(desk, trip, visit, copy)


def _slip(desk: Desk, trip: PlannedTrip, visit: Visit, copy: str) -> Sheet:
    words, customer = desk.words, visit.customer
    number = f"{trip.schedule.vehicle_id}-{trip.schedule.date:%Y%m%d}-{trip.number}-{visit.number}"
    facts = [
        (words("number"), number),
        (words("date"), desk.date(trip.schedule.date)),
        (words("from"), desk.depot(trip.depot.id)),
        (words("customer"), title(customer.id, customer.name)),
        (words("township"), desk.township(customer.township_id)),
        (words("contact"), desk.contacts.get(customer.id, "")),
        (words("order"), words.list_of(visit.stop.order_ids)),
        (words("amount due"), desk.due(visit)),
    ]
    columns = (
        Column(words("product"), 50),
        Column(words("cases"), 14, figures=True),
        Column(words("received"), 16),
    )
    rows = [[desk.product(p), f"{cases:,}", ""] for p, cases in desk.by_product([visit]).items()]
    total = [words("total"), f"{sum(cases for _, _, cases in visit.goods):,}", ""]
    heading = words("pickup receipt") if visit.is_pickup else words("delivery receipt")
    return Sheet(
        "receipt",
        f"{heading} ({words(copy)})",
        option(trip.depot.kind, words.language),
        # What is not known stays on the customer's slip only where it can be written by hand.
        [(name, text) for name, text in facts if text or name == words("amount due")],
        [Grid("", columns, rows, total)],
        [words(name) for name in ("cash received", "date and time", "signature", "remarks")],
    )
