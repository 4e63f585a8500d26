"""The tables of a summary: channels, money, routes, days, vehicles, stock, key figures."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from vrpcore.language import Language, choice, say, weekday
from vrpcore.models.evaluation import Evaluation, StockUse
from vrpcore.models.order import Order
from vrpcore.models.plan import Plan
from vrpcore.models.problem import Problem
from vrpcore.report.figures import (
    Cargo,
    RouteFigures,
    cargo_of,
    clock,
    delivered_cargo,
    hours,
    kilometres,
    money,
    share,
    tonnes,
)
from vrpcore.report.text import Table


def channels(problem: Problem, plan: Plan, evaluation: Evaluation, language: Language = "en") -> Table:
    """Who delivers how much at what cost: centres, each store, held and unserved orders.

    The cost of a route counts for the home depot of its vehicle.
    """
    currency, outcomes = problem.currency, evaluation.orders
    num_orders = Counter(o.depot_id for o in outcomes if o.depot_id is not None)
    cargos: dict[str, Cargo] = defaultdict(Cargo)
    for route in plan.routes:
        for trip in route.trips:
            cargos[trip.depot_id] += delivered_cargo(problem, trip)
    costs: Counter[str] = Counter()
    for schedule in evaluation.schedule:
        costs[problem.vehicle_type_of[schedule.vehicle_type_id].depot_id] += schedule.cost.total

    def row(label: str, orders: int, cargo: Cargo, cost: int) -> list[str]:
        each = money(currency, round(cost / orders)) if orders else "-"
        part = share(orders, len(outcomes))
        return [
            label,
            f"{orders:,}",
            part,
            f"{cargo.cases:,}",
            tonnes(cargo.grams),
            money(currency, cost),
            each,
        ]

    rows, total = [], Cargo()
    for kind, title in (("center", say("by centre", language)), ("store", say("by store", language))):
        depots = [depot.id for depot in problem.depots if depot.kind == kind]
        cargo = sum((cargos[id_] for id_ in depots), Cargo())
        total += cargo
        if depots:
            rows.append(row(title, sum(num_orders[i] for i in depots), cargo, sum(costs[i] for i in depots)))
        if len(depots) > 1:
            used = [id_ for id_ in depots if num_orders[id_]]
            rows += [row(f"  {id_}", num_orders[id_], cargos[id_], costs[id_]) for id_ in used]
    for outcome, cost in (("held", evaluation.breakdown.held), ("unserved", evaluation.breakdown.unserved)):
        orders = [problem.order_of[o.order_id] for o in outcomes if o.outcome == outcome]
        if orders or cost:
            cargo = _ordered(problem, orders)
            total += cargo
            rows.append(row(choice(outcome, language), len(orders), cargo, cost))
    rows.append(row(say("all", language), len(outcomes), total, evaluation.cost))
    unit = currency.code or say("cost", language)
    each = say("{unit}/order", language, unit=unit)
    header = [*_header(("channel", "orders", "share", "cases", "tonnes"), language), unit, each]
    return Table(header, rows, total=True)


def _header(names: Sequence[str], language: Language) -> list[str]:
    return [say(name, language) for name in names]


def _ordered(problem: Problem, orders: Sequence[Order]) -> Cargo:
    return cargo_of(problem, ((line.product_id, line.cases) for o in orders for line in o.lines))


def costs(problem: Problem, evaluation: Evaluation, language: Language = "en") -> Table:
    """Cost by item; items that cost nothing are left out."""
    currency = problem.currency
    rows = [
        [choice(name, language), money(currency, cost), share(cost, evaluation.cost)]
        for name, cost in evaluation.breakdown.model_dump().items()
        if cost
    ]
    rows.append(
        [say("total", language), money(currency, evaluation.cost), share(evaluation.cost, evaluation.cost)]
    )
    unit = currency.code or say("cost", language)
    return Table([say("item", language), unit, say("share", language)], rows, total=True)


def routes(problem: Problem, figures: Sequence[RouteFigures], language: Language = "en") -> Table:
    """Every route on a line."""
    rows = [
        [
            f.schedule.vehicle_id,
            f"{weekday(f.schedule.date, language)} {f.schedule.date:%m-%d}",
            f"{len(f.route.trips)}",
            f"{f.num_visits}",
            kilometres(f.schedule.distance_m),
            f"{f.cargo.grams / 1000:,.0f}",
            "-" if f.fullest is None else share(f.fullest, 1),
            clock(problem, f.schedule.start_s, f.schedule.date),
            clock(problem, f.schedule.end_s, f.schedule.date),
            money(problem.currency, f.schedule.cost.total),
        ]
        for f in figures
    ]
    unit = problem.currency.code or say("cost", language)
    header = ("vehicle", "date", "trips", "visits", "km", "kg", "fullest", "start", "end")
    return Table([*_header(header, language), unit], rows, words=2)


def days(
    problem: Problem, evaluation: Evaluation, figures: Sequence[RouteFigures], language: Language = "en"
) -> Table:
    """Each working day on a line, with its orders by channel."""
    channel: Counter[tuple[str, str]] = Counter()
    date_of = {date: f"{weekday(date, language)} {date:%m-%d}" for date in problem.horizon.working_days}
    kind_of = {depot.id: depot.kind for depot in problem.depots}
    shift_of = {
        (s.vehicle_id, order_id): s.date
        for s in evaluation.schedule
        for t in s.stops
        for order_id in t.order_ids
    }
    for outcome in evaluation.orders:
        if outcome.depot_id is not None and outcome.vehicle_id is not None:
            date = shift_of[outcome.vehicle_id, outcome.order_id]
            channel[date_of[date], kind_of[outcome.depot_id]] += 1
    rows = []
    for date, label in date_of.items():
        today = [f for f in figures if f.schedule.date == date]
        rows.append(
            [label, f"{channel[label, 'center']}", f"{channel[label, 'store']}", *_sums(problem, today)]
        )
    rows.append(
        [
            say("all", language),
            f"{evaluation.kpis.num_by_center}",
            f"{evaluation.kpis.num_by_store}",
            *_sums(problem, figures),
        ]
    )
    unit = problem.currency.code or say("cost", language)
    header = ("day", "by centre", "by store", "routes", "trips", "visits", "km", "hours", "tonnes")
    return Table([*_header(header, language), unit], rows, total=True)


def vehicles(problem: Problem, figures: Sequence[RouteFigures], language: Language = "en") -> Table:
    """Each used vehicle on a line."""
    ids = dict.fromkeys(slot.vehicle_id for slot in problem.slots)
    used = {f.schedule.vehicle_id for f in figures}
    rows = [
        [id_, *_sums(problem, [f for f in figures if f.schedule.vehicle_id == id_])]
        for id_ in ids
        if id_ in used
    ]
    rows.append([say("all", language), *_sums(problem, figures)])
    unit = problem.currency.code or say("cost", language)
    header = ("vehicle", "days used", "trips", "visits", "km", "hours", "tonnes")
    return Table([*_header(header, language), unit], rows, total=True)


def _sums(problem: Problem, figures: Sequence[RouteFigures]) -> list[str]:
    cargo = sum((f.cargo for f in figures), Cargo())
    return [
        f"{len(figures)}",
        f"{sum(len(f.route.trips) for f in figures)}",
        f"{sum(f.num_visits for f in figures):,}",
        kilometres(sum(f.schedule.distance_m for f in figures)),
        hours(sum(f.schedule.duration_s for f in figures)),
        tonnes(cargo.grams),
        money(problem.currency, sum(f.schedule.cost.total for f in figures)),
    ]


def stock(problem: Problem, evaluation: Evaluation, language: Language = "en") -> Table | None:
    """What leaves each depot with limited stock, and the product that it uses up most."""
    rows = []
    for depot in problem.depots:
        uses = [
            use
            for use in evaluation.stock_use
            if use.depot_id == depot.id and use.available_cases is not None
        ]
        if not uses:
            continue
        used = cargo_of(problem, ((use.product_id, use.used_cases) for use in uses))
        available = cargo_of(problem, ((use.product_id, use.available_cases or 0) for use in uses))
        tightest = max(uses, key=_used_up)
        available_cases = f"{tightest.available_cases:,}"
        used_cases = f"{tightest.used_cases:,}"
        part = say("{part} of {whole}", language, part=used_cases, whole=available_cases)
        rows.append(
            [
                depot.id,
                tightest.product_id if tightest.used_cases else "-",
                part if tightest.used_cases else "-",
                tonnes(available.grams),
                tonnes(used.grams),
                share(used.grams, available.grams),
            ]
        )
    if not rows:
        return None
    header = ("depot", "most used product", "cases", "available t", "delivered t", "share")
    return Table(_header(header, language), rows, words=2)


def _used_up(use: StockUse) -> tuple[float, int]:
    available = use.available_cases or 0
    return (use.used_cases / available if available else float(use.used_cases > 0), use.used_cases)


def key_figures(problem: Problem, evaluation: Evaluation, language: Language = "en") -> list[tuple[str, str]]:
    """What planners judge a plan by: label and figure."""
    kpis, currency = evaluation.kpis, problem.currency
    rows = [
        (say("fill rate (cases)", language), share(kpis.fill_rate, 1)),
        (say("mean load of trips", language), share(kpis.mean_load_rate, 1)),
        (
            say("routes / trips / visits", language),
            f"{kpis.num_routes:,} / {kpis.num_trips:,} / {kpis.num_visits:,}",
        ),
        (say("driven", language), say("{number} km", language, number=kilometres(kpis.distance_m))),
        (
            say("on the way", language),
            say(
                "{total} h, of which {waiting} h waiting",
                language,
                total=hours(kpis.duration_s),
                waiting=hours(kpis.wait_duration_s),
            ),
        ),
    ]
    if kpis.num_visits:
        rows.append(
            (
                say("per visit", language),
                say("{number} km", language, number=kilometres(kpis.distance_m // kpis.num_visits)),
            )
        )
    if kpis.delivered_g:
        per_tonne = round(evaluation.cost * 10**6 / kpis.delivered_g)
        rows.append((say("per delivered tonne", language), currency.text(per_tonne)))
        rows.append((say("weight by store", language), share(kpis.delivered_by_store_g, kpis.delivered_g)))
    return rows
