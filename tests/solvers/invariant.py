"""The promise that nothing stays behind which the evaluator can insert for less than it costs to leave it."""

from vrpcore.evaluation import evaluate
from vrpcore.evaluation.reasons import codes
from vrpcore.models import Feature

SCARCE = {Feature.STOCK, Feature.CONSOLIDATION, Feature.OPTIONAL_ORDERS, Feature.SPLIT_DELIVERIES}
"""Features of problems where the promise is put to the test."""


def left_behind(problem, plan):
    """What the evaluator says of orders that stay behind though they could be served for less."""
    verdict = evaluate(problem, plan)
    return [
        f"{outcome.order_id}: {reason.text}"
        for outcome in verdict.orders
        for reason in outcome.reasons
        if reason.code == codes.COULD_BE_SERVED
    ]
