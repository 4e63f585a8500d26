"""Papers of the county by hand, of the reference county, and of names that mean harm."""

import datetime as dt
import html
import re
import sys
from html.parser import HTMLParser
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath

import vrpcore
from tests.report.build import MONDAY, deliver, make_plan, make_problem, make_route, order
from vrpcore import datasets, report
from vrpcore.errors import FileFormatError, InvalidInputError, MissingPackageError
from vrpcore.evaluation import evaluate
from vrpcore.lowering import lift, lower
from vrpcore.models import DeliveredLine, Delivery, Order, OrderLine, Pickup, Plan, Product, Route, Trip
from vrpcore.report.sheets import fonts, layout, make
from vrpcore.report.sheets.pen import Pen
from vrpcore.testing.strategies import problems, solutions

ALL = ("delivery", "store", "pick", "receipt")


def papers(problem, plan, kind=None, language="en", **fields):
    options = {"dates": None, "vehicle_ids": None, "amounts": {}, "contacts": {}} | fields
    _, found = make._papers(
        problem, plan, None, language, ALL if kind is None else (kind,), *options.values()
    )
    return found


class Reader(HTMLParser):
    """Collects tags and the texts of cells."""

    def __init__(self):
        super().__init__()
        self.tags, self.texts = [], []

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)

    def handle_data(self, data):
        self.texts.append(data)


def read(page):
    reader = Reader()
    reader.feed(page)
    return reader


def pdf_pages(path):
    return len(re.findall(rb"/Type\s*/Page\b", path.read_bytes()))


def test_the_drivers_sheet():
    truck, clerk = papers(make_problem(), make_plan(), "delivery")
    assert truck.mark == "truck · 2026-03-02 · 1/1"
    grid = truck.grids[0]
    stops = [row for row in grid.rows if row[0]]
    assert [row[3].splitlines()[0] for row in stops] == ["a", "b"]
    assert [row[5] for row in stops] == ["6", "8"]
    # 14 cases of 20 kg.
    assert grid.total[5:7] == ["14", "280.0"]
    assert dict(truck.facts)["distance (km)"] == "12.0"
    # 3 km at 10 m/s: five minutes between the customers.
    first, second = (dt.datetime.strptime(row[1], "%H:%M") for row in stops)
    assert second - first == dt.timedelta(minutes=5)
    assert "王记副食店" in clerk.grids[0].rows[1][3]


def test_the_last_stop_is_loaded_first():
    problem = make_problem(
        products=(
            Product(id="salt", case_weight_kg=20.0),
            Product(id="tissue", name="抽纸", case_weight_kg=2.0, cargo_class="light"),
        ),
        orders=(
            order("a", 6),
            Order(
                id="o-b",
                customer_id="b",
                lines=(OrderLine(product_id="salt", cases=8), OrderLine(product_id="tissue", cases=3)),
            ),
        ),
    )
    plan = Plan(routes=(make_route("truck", "C", deliver("a"), deliver("b")),))
    (sheet,) = papers(problem, plan, "pick")
    heavy, light, heavy_order, light_order = sheet.grids
    assert heavy.rows == [["salt", "14", "280.0", "□"]]
    assert light.rows == [["tissue 抽纸", "3", "6.0", "□"]]
    assert heavy.title.endswith("heavy")
    assert light.title.endswith("light")
    assert [row[:3] for row in heavy_order.rows] == [["1", "2", "b"], ["2", "1", "a"]]
    assert [row[:3] for row in light_order.rows] == [["1", "2", "b"]]


def test_the_stores_sheet():
    (sheet,) = papers(make_problem(), make_plan(), "store")
    assert dict(sheet.facts)["store"] == "S"
    visits, goods = sheet.grids
    assert [row[0] for row in visits.rows] == ["clerk"]
    assert goods.rows == [["salt", "3", "60.0", "□"]]
    # 60 kg at 35 per tonne.
    assert dict(sheet.facts)["delivery fee"] == "2.10 CNY"


def test_two_slips_for_each_visit():
    slips = papers(
        make_problem(), make_plan(), "receipt", amounts={"o-a": 350.0}, contacts={"a": "Tel. 5550"}
    )
    assert len(slips) == 6
    signed, kept = slips[:2]
    assert "hand in" in signed.title
    assert "customer" in kept.title
    assert dict(signed.facts)["amount due"] == "350.00"
    assert dict(signed.facts)["contact"] == "Tel. 5550"
    assert dict(slips[2].facts)["amount due"] == ""
    assert {"cash received", "signature"} <= set(signed.blanks)
    numbers = [dict(slip.facts)["number"] for slip in slips]
    assert len(set(numbers)) == 3


def test_money_and_contacts_reach_the_driver():
    truck = papers(
        make_problem(),
        make_plan(),
        "delivery",
        amounts={"o-a": 350.0, "o-b": 1000.5},
        contacts={"a": "南街1号"},
    )[0]
    stops = [row for row in truck.grids[0].rows if row[0]]
    assert [row[7] for row in stops] == ["350.00", "1,000.50"]
    assert truck.grids[0].total[7] == "1,350.50"
    assert "南街1号" in stops[0][3]


def test_a_part_of_an_order_brings_its_part_of_the_money():
    orders = tuple(o.model_copy(update={"splittable": True}) for o in make_problem().orders)
    problem = make_problem(orders=orders)
    parts = [
        Delivery(
            customer_id="b",
            order_ids=("o-b",),
            quantities=(DeliveredLine(order_id="o-b", product_id="salt", cases=cases),),
        )
        for cases in (6, 2)
    ]
    plan = Plan(routes=(make_route("truck", "C", parts[0], deliver("a"), parts[1]),))
    (sheet,) = papers(problem, plan, "delivery", amounts={"o-b": 80.0})
    stops = [row for row in sheet.grids[0].rows if row[0]]
    assert [row[7] for row in stops] == ["60.00", "", "20.00"]
    assert sheet.grids[0].total[7] == "80.00"
    assert "part of the order" in stops[0][11]


def test_pickups_are_told_and_not_loaded():
    problem = make_problem(orders=(order("a", 6), order("b", 8, direction="pickup")))
    route = Route(
        vehicle_id="truck",
        date=MONDAY,
        trips=(Trip(depot_id="C", activities=(deliver("a"), Pickup(customer_id="b", order_ids=("o-b",)))),),
    )
    plan = Plan(routes=(route,))
    (sheet,) = papers(problem, plan, "delivery")
    assert sheet.grids[0].total[5] == "6"
    assert "pickup: 8" in sheet.grids[0].total[4]
    (pick,) = papers(problem, plan, "pick")
    assert [row[1] for row in pick.grids[0].rows] == ["6"]
    assert papers(problem, plan, "receipt")[2].title.startswith("pickup receipt")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("period", ["day", "cycle"])
def test_the_reference_county(language, period, tmp_path):
    problem = datasets.reference_county(period=period)
    plan = vrpcore.solve(problem, "greedy", time_limit=20).plan
    page = report.delivery_sheets(problem, plan, language=language, papers=("delivery", "pick", "store"))
    reader = read(page)
    assert "script" not in reader.tags
    trips = [trip for route in plan.routes for trip in route.trips if trip.activities]
    title = "配送单" if language == "zh" else "delivery sheet"
    assert reader.texts.count(title) == len(trips)
    text = "\n".join(reader.texts)
    for id_ in {id_ for trip in trips for a in trip.activities for id_ in getattr(a, "order_ids", ())}:
        assert id_ in text
    path = tmp_path / "sheets.pdf"
    report.save_delivery_sheets(problem, plan, path, language=language, papers=("delivery", "pick"))
    assert pdf_pages(path) >= 2 * len(trips)


def test_nothing_in_a_plan_is_lost_in_chinese():
    """Every phrase has its Chinese word: a missing one would show in English."""
    problem, plan = make_problem(), make_plan()
    for english, chinese in zip(papers(problem, plan), papers(problem, plan, language="zh"), strict=True):
        pairs = [(english.title, chinese.title), *zip(english.blanks, chinese.blanks, strict=True)]
        pairs += [(e[0], c[0]) for e, c in zip(english.facts, chinese.facts, strict=True)]
        for one, other in zip(english.grids, chinese.grids, strict=True):
            pairs += [(e.title, c.title) for e, c in zip(one.columns, other.columns, strict=True)]
        assert not [pair for pair in pairs if pair[0] == pair[1]]


@pytest.mark.parametrize("suffix", ["html", "pdf"])
def test_an_empty_plan(suffix, tmp_path):
    path = tmp_path / f"empty.{suffix}"
    report.save_delivery_sheets(make_problem(), Plan(), path)
    if suffix == "pdf":
        assert pdf_pages(path) == 1
    else:
        assert "nothing to print" in path.read_text(encoding="utf-8")


HOSTILE = "</td><script>alert(1)</script>&\"'\u202e\x07\U0001f600ж\n\t" + "很长" * 200


def test_hostile_names(tmp_path):
    problem = make_problem()
    customers = tuple(c.model_copy(update={"name": HOSTILE}) for c in problem.customers)
    problem = problem.model_copy(update={"customers": customers, "name": HOSTILE})
    page = report.delivery_sheets(problem, make_plan())
    assert set(read(page).tags) == set(read(report.delivery_sheets(make_problem(), make_plan())).tags)
    assert html.escape("</td><script>") in page
    report.save_delivery_sheets(problem, make_plan(), tmp_path / "s.pdf")
    report.save_delivery_sheets(problem, make_plan(), tmp_path / "s.html")


def test_a_row_taller_than_a_page_goes_on_with_nothing_lost(tmp_path):
    products = tuple(Product(id=f"p{n:03}", case_weight_kg=1.0) for n in range(200))
    lines = tuple(OrderLine(product_id=p.id, cases=1) for p in products)
    problem = make_problem(
        products=products,
        orders=(Order(id="o-a", customer_id="a", lines=lines),),
        depots=(make_problem().depots[0],),
        vehicle_types=make_problem().vehicle_types[:1],
    )
    drawn = []

    class Recorder(Pen):
        def __init__(self):
            self.is_silent = False
            self._known = frozenset()
            self.pages = 0

        width, height = 297.0, 210.0

        def new_page(self, *, wide):
            self.pages += 1

        def measure(self, text, size):
            return len(text) * size * 0.2

        def _em(self, character):
            return 0.5

        def line(self, x, y, text, size):
            assert 0 <= y <= self.height
            drawn.append(text)

        def rule(self, *_):
            pass

        def shade(self, *_):
            pass

    pen = Recorder()
    (sheet,) = papers(problem, Plan(routes=(make_route("truck", "C", deliver("a")),)), "delivery")
    layout.draw_sheet(pen, sheet)
    assert pen.pages > 3
    assert [text for text in drawn if text.startswith("1 × p")] == [f"1 × {p.id}" for p in products]
    report.save_delivery_sheets(
        problem, Plan(routes=(make_route("truck", "C", deliver("a")),)), tmp_path / "s.pdf"
    )


def test_filters():
    problem, plan = make_problem(), make_plan()
    assert len(papers(problem, plan, "delivery", vehicle_ids=("clerk",))) == 1
    assert len(papers(problem, plan, "delivery", dates=(MONDAY,))) == 2
    with pytest.raises(InvalidInputError) as raised:
        report.delivery_sheets(
            problem,
            plan,
            language="fr",
            papers=("menu",),
            dates=(dt.date(2026, 3, 3),),
            vehicle_ids=("tank",),
            amounts={"o-z": 1.0},
            contacts={"z": ""},
        )
    places = ["language", "papers", "dates", "vehicle_ids", "amounts", "contacts"]
    assert [fault.where for fault in raised.value.faults] == places
    with pytest.raises(FileFormatError):
        report.save_delivery_sheets(problem, plan, "sheets.docx")


def test_a_result_writes_its_papers(tmp_path):
    result = vrpcore.solve(make_problem(), "greedy")
    result.to_sheets(tmp_path / "sheets.html", language="zh")
    assert "配送单" in (tmp_path / "sheets.html").read_text(encoding="utf-8")


def test_without_fpdf2_pdf_is_refused_with_the_remedy(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "fpdf", None)
    with pytest.raises(MissingPackageError, match=r"vrpcore\[sheets\]"):
        report.save_delivery_sheets(make_problem(), make_plan(), tmp_path / "sheets.pdf")
    report.save_delivery_sheets(make_problem(), make_plan(), tmp_path / "sheets.html")


def test_the_font_is_truetype_and_has_what_is_asked_for():
    font = TTFont(BytesIO(fonts.truetype("配送单配")))
    assert "glyf" in font
    assert sorted(font.getBestCmap()) == sorted(map(ord, "配送单"))
    assert font["glyf"][font.getBestCmap()[ord("配")]].numberOfContours > 3
    assert fonts.drawable("配A\U0001f600") == {"配"}


@given(st.data())
@settings(max_examples=25, deadline=None)
def test_every_case_of_any_plan_is_on_its_papers(data):
    problem = data.draw(problems())
    plan = lift(problem, data.draw(solutions(lower(problem))))
    kpis = evaluate(problem, plan, explain=False).kpis
    sheets = papers(problem, plan, "delivery")
    whole = sum(int(sheet.grids[0].total[5].replace(",", "")) for sheet in sheets)
    assert whole == kpis.delivered_cases
    picked = papers(problem, plan, "pick")
    classes = [grid for sheet in picked for grid in sheet.grids if len(grid.columns) == 4]
    loading = [grid for sheet in picked for grid in sheet.grids if len(grid.columns) == 7]
    assert sum(int(grid.total[1].replace(",", "")) for grid in classes) == kpis.delivered_cases
    assert sum(int(row[4].replace(",", "")) for grid in loading for row in grid.rows) == kpis.delivered_cases
    assert len(papers(problem, plan, "receipt")) == 2 * kpis.num_visits


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_heading_of_a_table_breaks_within_a_word(language):
    font = FontProperties(family="DejaVu Sans", weight="bold", size=8.5)  # among the widest that are common
    problem, plan = make_problem(), make_plan()
    for kind in make.PAPERS:
        for sheet in papers(problem, plan, kind, language):
            paper_mm = 277 if sheet.is_wide else 84 if sheet.is_slip else 188
            for grid in sheet.grids:
                whole = sum(column.share for column in grid.columns)
                for column in grid.columns:
                    words = column.title.split() if language == "en" else list(column.title)
                    points = max(TextPath((0, 0), word, prop=font).get_extents().width for word in words)
                    room_mm = paper_mm * column.share / whole - 2.4
                    assert points * 25.4 / 72 <= room_mm, (kind, column)
