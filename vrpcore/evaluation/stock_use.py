"""How much of each product leaves each depot."""

from __future__ import annotations

from vrpcore.evaluation.constraints.stock import available_cases, used_cases
from vrpcore.evaluation.facts import PlanFacts
from vrpcore.models.evaluation import StockUse


def stock_use(plan: PlanFacts) -> tuple[StockUse, ...]:
    """One entry per depot and product that it stocks or delivers, in the order of the problem."""
    tables = plan.tables
    used = {key: by_start.total() for key, by_start in used_cases(plan).items()}
    found = []
    for depot in tables.problem.depots:
        shelves = tables.stock[depot.id] or {}
        for product in tables.problem.products:
            cases = used.get((depot.id, product.id), 0)
            if cases or product.id in shelves:
                available = available_cases(tables, depot.id, product.id)
                found.append(
                    StockUse(
                        depot_id=depot.id,
                        product_id=product.id,
                        available_cases=available,
                        used_cases=cases,
                    )
                )
    return tuple(found)
