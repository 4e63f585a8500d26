"""What notebooks show: the figures that matter, and no name as markup."""

from html.parser import HTMLParser

import pytest

import vrpcore
from tests.report.build import make_plan, make_problem
from tests.report.html.build import HOSTILE, hostile_problem, nowhere_problem
from vrpcore.datasets import reference_county
from vrpcore.models import Evaluation, Problem
from vrpcore.report.sketch import sketch


class Reader(HTMLParser):
    """Tags and texts; fails where tags are not closed in order."""

    def __init__(self, markup):
        super().__init__()
        self.tags, self.texts, self._open = set(), [], []
        self.feed(markup)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self._open.append(tag)
        if tag in PLAIN_TAGS:
            assert {name for name, _ in attrs} <= {"style"}

    def handle_startendtag(self, tag, attrs):
        self.tags.add(tag)

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)


PLAIN_TAGS = {"div", "strong", "table", "thead", "tr", "th", "td"}
PICTURE_TAGS = {"svg", "polygon", "polyline", "circle", "rect"}


def read(thing):
    reader = Reader(thing._repr_html_())
    assert reader.tags <= PLAIN_TAGS | PICTURE_TAGS
    return reader.texts


def test_a_problem():
    texts = read(make_problem())
    assert texts[0] == "Problem: by hand"
    assert texts[texts.index("customers") + 1] == "6"
    assert "5,000 kg" in texts
    assert [texts[i] for i in (texts.index("S"), texts.index("S") + 1)] == ["S", "store"]


def test_an_evaluation():
    texts = read(vrpcore.evaluate(make_problem(), make_plan()))
    assert texts[0] == "Evaluation: 147.96 CNY, all rules kept"
    assert texts[texts.index("wages") + 1] == "88.46 CNY"
    assert texts[texts.index("held") + 1] == "4.50 CNY"


def test_an_evaluation_knows_its_currency():
    problem = make_problem(currency={"code": "EUR", "scale": 100})
    verdict = vrpcore.evaluate(problem, make_plan())
    assert verdict.currency == problem.currency
    assert read(verdict)[0].startswith(f"Evaluation: {verdict.cost / 100:.2f} EUR")
    assert Evaluation.model_validate_json(verdict.model_dump_json()) == verdict


def test_broken_rules():
    problem = make_problem()
    van = problem.vehicle_types[0].model_copy(update={"capacity_kg": 100.0})
    problem = problem.model_copy(update={"vehicle_types": (van, problem.vehicle_types[1])})
    texts = read(vrpcore.evaluate(problem, make_plan()))
    assert "1 broken rule" in texts[0]
    assert "capacity" in texts


@pytest.mark.parametrize("period", ["day", "cycle"])
def test_a_result(period):
    result = vrpcore.solve(reference_county(period=period, customers=60, townships=4), "greedy")
    texts = read(result)
    assert "evaluation" not in vars(result)  # its reasons may take longer than a cell should
    assert texts[0] == str(result)
    assert "by centre" in texts
    assert {schedule.vehicle_id for schedule in result.evaluation.schedule} <= set(texts)


def test_no_name_is_markup():
    problem, plan = hostile_problem()
    for thing in (problem, vrpcore.evaluate(problem, plan), vrpcore.solve(problem, "greedy")):
        texts = read(thing)
    assert any(HOSTILE[3] in text for text in texts)


def test_what_nobody_validated_is_shown_all_the_same():
    assert "name" in "".join(read(Problem.model_construct(name="<b>")))
    assert read(Evaluation.model_construct(cost=3))


def test_a_small_map_where_there_are_places():
    markup = sketch(make_problem(), make_plan(), vrpcore.evaluate(make_problem(), make_plan()))
    assert markup.count("<circle") == 3 + 2  # visits; held and unserved
    assert markup.count("<rect") == 2  # depots
    assert "#0072B2" in markup
    problem, plan = nowhere_problem()
    assert sketch(problem, plan, vrpcore.evaluate(problem, plan)) == ""
    assert "<svg" not in vrpcore.solve(problem, "greedy")._repr_html_()
