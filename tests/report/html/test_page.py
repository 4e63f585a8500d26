"""The page as a file: complete, safe, small, in both languages."""

import json
import re

import pytest

import vrpcore
from tests.report.build import make_plan, make_problem
from tests.report.html.build import (
    HOSTILE,
    county_page,
    geographic_problem,
    hostile_problem,
    nowhere_problem,
    small_county,
)
from vrpcore.errors import InvalidInputError, InvalidPlanError
from vrpcore.models import Plan
from vrpcore.report import colours, html_report, save_html_report
from vrpcore.report.html import page as page_module

TILES = "https://tile.example.org/{z}/{x}/{y}.png"


def data_of(page):
    (text,) = re.findall(r'<script type="application/json" id="plan-data">(.*?)</script>', page, re.DOTALL)
    return json.loads(text)


def test_the_data_of_the_plan():
    data = data_of(html_report(make_problem(), make_plan()))
    assert data["cost"] == "147.96 CNY"
    assert data["days"] == ["Mon 2026-03-02"]
    assert [c["id"] for c in data["customers"]] == ["a", "b", "c", "d", "e", "idle"]
    assert data["customers"][0]["at"] == [0, 3_000]  # north, east
    assert {o["id"]: o["outcome"] for o in data["orders"]}["o-d"] == "held"
    truck, clerk = data["routes"]
    assert (truck["vehicle"], truck["km"], truck["visits"]) == ("truck", "12.0", 2)
    assert [stop["kind"] for stop in truck["stops"]] == ["start", "load", "delivery", "delivery", "end"]
    visit = truck["stops"][2]
    assert (visit["customer"], visit["arrival"], visit["load"]) == (0, 8 * 3600 + 300, "160")
    assert data["vehicles"][1]["colour"] == "#009E73"
    assert clerk["stops"][1]["depot"] == 1


def test_every_order_says_why():
    data = data_of(html_report(make_problem(), make_plan()))
    for order in data["orders"]:
        assert bool(order["why_so"]) == (order["outcome"] == "delivered")
        assert bool(order["why"]) == (order["outcome"] != "delivered")
    held = next(order for order in data["orders"] if order["outcome"] == "held")
    assert ["hold price", "4.50 CNY"] in held["facts"]


def test_windows_are_on_the_clock_of_the_day():
    data = data_of(county_page())
    stops = [stop for route in data["routes"] for stop in route["stops"] if "window" in stop]
    assert stops
    assert all(stop["window"][0] <= stop["start"] <= stop["window"][1] for stop in stops)
    assert all(0 <= stop["start"] < 86_400 for stop in stops)


def test_a_county_is_small_enough():
    assert len(data_of(county_page())["customers"]) == 800
    assert len(county_page().encode()) < 2_000_000


def test_no_name_is_markup():
    page = html_report(*hostile_problem())
    data = re.search(r"<script type=\"application/json\".*?>(.*?)</script>", page, re.DOTALL)[1]
    assert not set("<>&\u2028\u2029") & set(data)
    without_data = page.replace(data, "")
    assert without_data.count("<script") == without_data.count("</script>") == 3
    assert "window.hacked" not in without_data.replace(
        "&lt;/script&gt;&lt;script&gt;window.hacked = 2&lt;/script&gt;", ""
    )
    found = data_of(page)
    assert found["name"] == HOSTILE[1]  # nothing is lost
    assert found["customers"][5]["id"] == HOSTILE[5]


def test_nothing_points_to_the_network():
    page = html_report(make_problem(), make_plan())
    own = re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)  # Leaflet's links are in its credits
    own = re.sub(r"/\*.*?\*/", "", own, flags=re.DOTALL)
    assert not re.findall(r"(?:src|href)\s*=|url\((?!#)|@import", own)
    assert "https://" not in own
    assert "img-src data:;" in own


def test_tiles_are_used_only_if_given():
    page = html_report(geographic_problem(), make_plan(), tiles=TILES, attribution="© <b>somebody</b>")
    assert data_of(page)["tiles"] == TILES
    assert "img-src data: https: http:;" in page
    assert "<b>somebody" not in page


@pytest.mark.parametrize(
    ("problem", "given", "complaint"),
    [
        (make_problem, {"tiles": TILES}, "planar coordinates"),
        (geographic_problem, {"tiles": "tiles"}, "no address of tiles"),
        (geographic_problem, {"tiles": "https://x.org/{z}/{x}.png"}, "no address of tiles"),
        (geographic_problem, {"tiles": "javascript:{z}{x}{y}"}, "no address of tiles"),
        (make_problem, {"language": "fr"}, "not a language of the report; allowed|'fr' is not a language"),
    ],
)
def test_bad_arguments_are_explained(problem, given, complaint):
    with pytest.raises(InvalidInputError, match=complaint):
        html_report(problem(), make_plan(), **given)


def test_a_plan_of_another_problem_is_refused():
    with pytest.raises(InvalidPlanError):
        html_report(make_problem(), small_county()[1])


def test_problems_without_places_or_routes():
    assert data_of(html_report(*nowhere_problem()))["customers"][0]["at"] is None
    assert data_of(html_report(make_problem(), Plan()))["routes"] == []


def test_every_word_of_the_page_is_in_the_language_table():
    words = page_module._words("zh")
    sources = "".join(page_module._source(name) for name in page_module._SCRIPTS)
    used = set(re.findall(r'\bt\(\s*"([^"]+)"', sources))
    used |= set(re.findall(r'"(\{[a-z]+\} [^"]+)"', sources))  # things that are counted
    used |= set(re.findall(r'^\s*\["[a-z_]+", "([^"]+)"', sources, re.MULTILINE))  # legends
    used |= set(re.findall(r'^\s*\["([a-z ]+)", ', sources, re.MULTILINE))  # names of facts
    used |= set(re.findall(r'"([a-z ]+)"', re.search(r"const titles = (.*);", sources)[1]))
    used |= {"held", "unserved", "load", "break", "end"}  # of marks and stops
    used -= {"idle", "window", "center"}
    assert len(used) > 65
    assert not {word for word in used if word not in words}


def test_nothing_in_the_data_of_a_chinese_page_is_english():
    problem, plan = small_county()
    data = data_of(html_report(problem, plan, language="zh"))
    ids = {"CNY", problem.name, *(thing.id for thing in problem.vehicle_types + problem.depots)}
    ids |= {slot.vehicle_id for slot in problem.slots} | {product.id for product in problem.products}
    told = [data["days"], data["violations"], data["outcomes"], data["tables"]]
    told += [(o["told"], o["facts"], o["why"], o["why_so"]) for o in data["orders"]]
    told += [(c["kind"], c["windows"]) for c in data["customers"]]
    text = " ".join(strings_of(told))
    for id_ in sorted(ids | {thing.id for thing in problem.orders + problem.customers}, key=len)[::-1]:
        text = text.replace(id_, "")
    assert not re.findall("[A-Za-z]{2,}", text)
    assert len(text) > 2_000


def strings_of(value):
    """Every text in a nested value, names of fields left out."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    return [text for part in value for text in strings_of(part)] if isinstance(value, list | tuple) else []


def test_the_page_has_the_colours_of_the_pictures():
    sources = "".join(map(page_module._source, (*page_module._STYLES, *page_module._SCRIPTS))).upper()
    for name in ("STORE", "INK", "HELD", "IDLE", "LAND", "TOWN", "BORDER", "PLACE_NAME"):
        assert getattr(colours, name) in sources, name


def test_a_result_writes_its_page(tmp_path):
    result = vrpcore.solve(make_problem(), "greedy")
    result.to_html(tmp_path / "plan.html", language="zh")
    page = (tmp_path / "plan.html").read_text(encoding="utf-8")
    assert '<html lang="zh-CN">' in page
    assert data_of(page)["words"]["vehicle"] == "车辆"
    save_html_report(result.problem, result.plan, tmp_path / "same.html", language="zh")
    assert (tmp_path / "same.html").read_text(encoding="utf-8") == page
