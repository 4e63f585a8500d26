"""Whatever becomes of an order, and whichever rule is broken: it can be said in Chinese, wholly."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from vrpcore import io
from vrpcore.evaluation import evaluate, explain_served
from vrpcore.language import TEXTS, fields_of, say
from vrpcore.lowering import lift, lower
from vrpcore.models.message import Message
from vrpcore.testing.strategies import problems, solutions


def without_details(message):
    """The Chinese of a message, ids and figures left out."""
    assert message.template in TEXTS
    assert fields_of(message.template) == message.details.keys()
    parts = {
        name: without_details(value) if isinstance(value, Message) else "0"
        for name, value in message.details.items()
    }
    return say(message.template, "zh", **parts)


@settings(max_examples=200)
@given(st.data())
def test_every_reason_and_every_violation(data):
    problem = data.draw(problems(max_slots=4))
    plan = lift(problem, data.draw(solutions(lower(problem))))
    verdict = evaluate(problem, plan)
    told = [reason for reasons in explain_served(problem, plan).values() for reason in reasons]
    told += [reason for outcome in verdict.orders for reason in outcome.reasons]
    for one in (*told, *verdict.violations):
        assert one.message is not None
        assert one.text_in("en") == one.message.text() == (one.what if hasattr(one, "what") else one.text)
        assert not re.search("[A-Za-z]", without_details(one.message))
    for violation in verdict.violations:
        assert not re.search("[a-z]", violation.rule_in("zh"))
        assert not re.search("routes|trips|activities", violation.where_in("zh"))
    assert io.evaluation_from_json(io.to_json(verdict)) == verdict
