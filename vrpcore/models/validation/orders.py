"""What an order may say about its goods, its receiver and its times."""

from __future__ import annotations

from collections.abc import Iterator

from vrpcore.errors import Fault
from vrpcore.language import told
from vrpcore.models.calendar import DAY
from vrpcore.models.faults import fault
from vrpcore.models.validation.draft import Draft


def destinations(draft: Draft) -> Iterator[Fault]:
    """An order is for one customer or for one depot."""
    for idx, order in draft.orders:
        if (order.customer_id is None) == (order.destination_depot_id is None):
            given = "neither is given" if order.customer_id is None else "both are given"
            yield fault(
                "order_destination",
                f"orders.{idx}.customer_id",
                f"of customer_id and destination_depot_id, {given}",
                "exactly one of them",
                "name the customer; destination_depot_id is for replenishments only",
            )


def lines(draft: Draft) -> Iterator[Fault]:
    """Each product stands in one line, and emergency orders bring no restricted goods."""
    restricted = {product.id for _, product in draft.products if product.restricted}
    for idx, order in draft.orders:
        if len(order.lines) > 1:
            seen: dict[str, int] = {}
            for line_idx, line in enumerate(order.lines):
                if seen.setdefault(line.product_id, line_idx) != line_idx:
                    yield fault(
                        "duplicate_line",
                        f"orders.{idx}.lines.{line_idx}.product_id",
                        told(
                            "product {product!r} already stands in line {line}",
                            product=line.product_id,
                            line=seen[line.product_id],
                        ),
                        told("each product once per order"),
                        told("add the cases up in one line"),
                    )
        if restricted and order.nature == "emergency":
            for line_idx, line in enumerate(order.lines):
                if line.product_id in restricted:
                    yield fault(
                        "emergency_restricted",
                        f"orders.{idx}.lines.{line_idx}.product_id",
                        told(
                            "product {product!r} is restricted and order {order!r} is an emergency",
                            product=line.product_id,
                            order=order.id,
                        ),
                        told("restricted goods in cycle and on-demand orders only"),
                        told("take the line out, or change the order's nature"),
                    )


def times(draft: Draft) -> Iterator[Fault]:
    """Release, due time and horizon leave room for service."""
    problem = draft.problem
    horizon = problem.horizon
    overtime = max((t.shift.latest - DAY for _, t in draft.vehicle_types if t.shift is not None), default=0)
    end_s = horizon.end_s + max(0, overtime)  # night shifts work on after the last midnight
    for idx, order in draft.orders:
        if order.release is None and order.due is None and order.service_level == "standard":
            continue
        where = f"orders.{idx}"
        if order.release is not None and order.due is not None and order.due < order.release:
            yield fault(
                "due_before_release",
                f"{where}.due",
                told("due {due} is before release {release}", due=str(order.due), release=str(order.release)),
                told("release <= due"),
                told("swap them, or correct one"),
            )
        release_s, due_s = problem.release_s(order), problem.due_s(order)
        if release_s is not None and release_s >= end_s and draft.is_whole("vehicle_types"):
            yield fault(
                "release_after_horizon",
                f"{where}.release",
                told(
                    "release {release} is after the last shift of the horizon, which ends at {end}",
                    release=str(order.release),
                    end=str(horizon.moment(end_s)),
                ),
                told("a release within the horizon"),
                told("add days to the horizon, or leave the order to the next one"),
            )
        if due_s is not None and due_s < 0:
            by_express = order.due is None or horizon.seconds(order.due) >= 0
            yield fault(
                "due_before_horizon",
                f"{where}.release" if by_express else f"{where}.due",
                told(
                    "the order fell due at {due}, {hours} h after its release"
                    if by_express
                    else "the order fell due at {due}",
                    due=str(horizon.moment(due_s)),
                    hours=str(problem.policy.express_hours),
                ),
                told(
                    "a due time at or after the start of the horizon, {start}", start=str(horizon.moment(0))
                ),
                told("agree on a new due time, or make an overdue express order a standard one"),
            )
