"""The reasons of every order that a plan holds or does not serve in full, all of them tested."""

from __future__ import annotations

from collections.abc import Iterator

from vrpcore.evaluation.facts import PlanFacts
from vrpcore.evaluation.outcomes import Outcome
from vrpcore.evaluation.reasons import codes
from vrpcore.evaluation.reasons.alone import alone
from vrpcore.evaluation.reasons.books import Books
from vrpcore.evaluation.reasons.cheapest import Best, Tries, best_part, cheapest_insertion
from vrpcore.evaluation.reasons.depots import admission, supply
from vrpcore.evaluation.reasons.fitting import Budget
from vrpcore.evaluation.reasons.insertions import Positions
from vrpcore.evaluation.reasons.missing import Missing, missing_of
from vrpcore.evaluation.reasons.parts import may_come_in_parts
from vrpcore.evaluation.reasons.vehicles import loads_at, obstacles
from vrpcore.evaluation.texts import cases
from vrpcore.evaluation.texts import positions as number_of_positions
from vrpcore.models.evaluation import Reason
from vrpcore.models.message import Message, message

TOTAL_SCHEDULES = 20_000
"""Schedules that are tried for all orders together; each order gets its share within `SCHEDULES`."""
SCHEDULES = (50, 2_000)
TOTAL_INSERTIONS = 400_000
"""Positions that are tried for all orders together; each order gets its share within `INSERTIONS`."""
INSERTIONS = (100, 2_000)

_OBSTACLES = {
    codes.NO_STOCK_LEFT: "too little stock is left for that shift",
    codes.NO_TONNAGE_LEFT: "too little of the depot's daily tonnage is left",
    codes.NO_CAPACITY_LEFT: "too little room is left in the vehicle",
    codes.NO_BACKHAUL_LEFT: "a delivery would follow a pickup, or a trip would only collect",
    codes.NO_WAY: "there is no way from the stop before or to the stop after",
    codes.NO_DISTANCE_LEFT: "the route would become too long",
    codes.NO_TIME_LEFT: "a window, due time, opening hour, shift, duration or break would be broken",
}
_NOT_ADMITTED = "the depot would not admit the joint visit"
_PRICES = {
    (True, True): "holding it only costs {price}",
    (True, False): "holding it costs {price}",
    (False, True): "not serving it only costs {price}",
    (False, False): "not serving it costs {price}",
}
"""By whether the order is held, and whether that is cheaper than the best way found."""


def reasons_of(plan: PlanFacts, outcomes: dict[str, Outcome]) -> dict[str, tuple[Reason, ...]]:
    """Reasons by order id, for the orders that are held or not served in full."""
    problem = plan.tables.problem
    missing = [
        missing_of(plan, problem.order_of[order_id], outcome)
        for order_id, outcome in outcomes.items()
        if outcome.missing_cases > 0
    ]
    if not missing:
        return {}
    books = Books(plan)
    positions = Positions(books)
    num_schedules = _share(TOTAL_SCHEDULES, len(missing), SCHEDULES)
    num_insertions = _share(TOTAL_INSERTIONS, len(missing), INSERTIONS)
    return {
        one.order.id: tuple(_explain(books, positions, one, Budget(num_schedules), num_insertions))
        for one in missing
    }


def _share(total: int, number: int, bounds: tuple[int, int]) -> int:
    return min(max(total // number, bounds[0]), bounds[1])


def _explain(
    books: Books, positions: Positions, missing: Missing, budget: Budget, num_insertions: int
) -> Iterator[Reason]:
    """First each depot and vehicle type for itself, then whatever they leave open, by trying."""
    tables = books.tables
    pairs = set()
    only_through_others = False
    if not tables.problem.depots:
        yield Reason.of(codes.NO_VEHICLE, message("there is no depot, so no vehicle"))
    for depot in tables.problem.depots:
        against = [*admission(tables, depot, missing.visit), *supply(books, depot, missing)]
        yield from against
        if against:
            continue
        types = [one for one in tables.problem.vehicle_types if loads_at(one, depot)]
        if not types:
            text = message("no vehicle loads at depot {depot!r}", depot=depot.id)
            yield Reason.of(codes.NO_VEHICLE, text, depot.id)
        for vehicle_type in types:
            against = list(obstacles(tables, vehicle_type, depot, missing.visit))
            if not against:
                reason = alone(books, missing, depot, vehicle_type, Budget(budget.left))
                against = [] if reason is None else [reason]
            yield from against
            # A route may lead through another customer where there is no direct way.
            no_way = [reason.code for reason in against] == [codes.UNREACHABLE]
            only_through_others |= no_way
            if no_way or not against:
                pairs.add((depot.id, vehicle_type.id))
    tries = cheapest_insertion(books, positions, missing, pairs, budget, num_insertions)
    said_already = only_through_others and tries.failures.keys() == {codes.NO_WAY}
    if tries.best is not None:
        yield _fits(books, tries, tries.best)
    elif not said_already and (pairs or tries.num_insertions):
        yield from _nothing_fits(missing, tries)
    if not tries.pays and may_come_in_parts(missing):
        parts = best_part(books, positions, missing, budget, num_insertions)
        if parts.best is not None and parts.pays:
            yield _part_fits(books, missing, parts, parts.best)


def _fits(books: Books, tries: Tries, best: Best) -> Reason:
    currency = books.tables.problem.currency
    missing, insertion = best.missing, best.insertion
    dearer = not tries.pays
    if missing.price is None:
        price = message("holding it has no price" if missing.held else "not serving it has no price")
    else:
        price = message(_PRICES[missing.held, dearer], price=currency.text(missing.price))
    text = message(
        "the cheapest way found{limited}, {insertion}, costs {extra} more; {price}",
        limited=_limited(tries),
        insertion=insertion.text(),
        extra=currency.text(best.extra),
        price=price,
    )
    code = codes.COSTS_MORE if dearer else codes.COULD_BE_SERVED
    return Reason.of(code, text, insertion.depot.id, insertion.base.route.slot.vehicle_id)


def _part_fits(books: Books, missing: Missing, tries: Tries, best: Best) -> Reason:
    currency = books.tables.problem.currency
    insertion = best.insertion
    text = message(
        "{part} of the {missing} missing could be served: the best way found{limited}, {insertion}, "
        "costs {extra} more and saves {saved}, a gain of {gain}",
        part=cases(best.missing.visit.cargo.cases),
        missing=cases(missing.visit.cargo.cases),
        limited=_limited(tries),
        insertion=insertion.text(),
        extra=currency.text(best.extra),
        saved=currency.text(best.missing.price or 0),
        gain=currency.text(best.gain or 0),
    )
    vehicle_id = insertion.base.route.slot.vehicle_id
    return Reason.of(codes.COULD_BE_SERVED, text, insertion.depot.id, vehicle_id)


def _limited(tries: Tries) -> Message | str:
    """Said where positions were left out."""
    if not tries.untried:
        return ""
    return message(" (best of {number} positions tried)", number=tries.num_insertions)


def _nothing_fits(missing: Missing, tries: Tries) -> Iterator[Reason]:
    if not tries.num_insertions:
        text = message(
            "every vehicle that could bring it already makes as many trips as it may, none from its depot"
        )
        yield Reason.of(codes.NO_TRIP_LEFT, text)
    for code, number in tries.failures.most_common():
        everywhere = number == tries.num_insertions
        text = message(
            "tried{whole} at {positions}{untried}; at {share} of them {obstacle}",
            whole=message(" as a whole") if missing.order.splittable else "",
            positions=number_of_positions(tries.num_insertions),
            untried=message(", {number} more not tried", number=tries.untried) if tries.untried else "",
            share=message("each") if everywhere else message("{number}", number=number),
            obstacle=message(_OBSTACLES.get(code, _NOT_ADMITTED)),
        )
        yield Reason.of(code, text)
    if not tries.failures and tries.untried:
        text = message(
            "the limit of trying was reached before any of {number} positions was found to fit",
            number=tries.untried,
        )
        yield Reason.of(codes.NOT_ALL_TRIED, text)
