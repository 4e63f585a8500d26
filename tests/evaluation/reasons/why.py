"""What the evaluator says about one order."""

from tests.evaluation.build import plan
from vrpcore.evaluation import evaluate


def why(problem, order_id, given=None):
    """(code, depot id, text) of each reason."""
    result = evaluate(problem, plan() if given is None else given)
    (reasons,) = (found.reasons for found in result.orders if found.order_id == order_id)
    return [(reason.code, reason.depot_id, reason.text) for reason in reasons]


def the_code(problem, order_id="o", given=None):
    """The only reason's code."""
    (reason,) = why(problem, order_id, given)
    return reason[0]
