"""The page in Chromium with the network off: no error, all marks there, clicks work, names stay names."""

import os
import re
import shutil

import pytest

from tests.report.build import make_plan, make_problem
from tests.report.html.build import (
    HOSTILE,
    county,
    geographic_problem,
    hostile_problem,
    nowhere_problem,
    small_county,
)
from vrpcore.models import Plan
from vrpcore.report import save_html_report

CHROMIUM = next(
    filter(
        None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"))
    ),
    None,
)


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright  # starts a process: only where there is a browser

    rights = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium's sandbox refuses root
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*rights, "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


@pytest.fixture
def open_page(request, tmp_path):
    """Open the page of a plan; at the end nothing may have gone wrong or asked the network."""
    if CHROMIUM is None:
        pytest.skip(f"{request.node.name}: there is no Chromium (make browser, or Debian's package chromium)")
    context = request.getfixturevalue("browser").new_context(
        offline=True, viewport={"width": 1440, "height": 900}
    )
    context.set_default_timeout(20_000)
    wrong, requests = [], []

    def opened(problem, plan, **options):
        path = tmp_path / "plan.html"
        save_html_report(problem, plan, path, **options)
        page = context.new_page()
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda request: requests.append(request.url))
        page.goto(path.as_uri())
        page.wait_for_selector("html[data-ready]", state="attached")
        return page

    opened.wrong = wrong
    opened.requests = requests
    yield opened
    context.close()
    assert not wrong
    assert [url for url in requests if not url.startswith("file:")] == []
    assert len(requests) <= 1


def marks(page):
    return page.locator("path.customer").count()


def click_customer(page, number):
    """Click where the mark is, as long as nothing else lies above it."""
    page.locator(f"path.customer[data-customer='{number}']").dispatch_event("click")


def test_a_cycle_has_a_mark_for_every_customer(open_page):
    problem, plan = county()
    page = open_page(problem, plan)
    assert marks(page) == len(problem.customers)
    assert page.locator("path.township").count() == len(problem.townships)
    assert page.locator("path.reach").count() == 6
    assert page.locator("#map .sign.store").count() == 7  # six, and one in the legend
    assert page.locator("#day option").count() == 14
    assert "800" in page.locator("#head .cards").inner_text()
    cut = "tables => tables.filter(table => table.scrollWidth > table.parentElement.clientWidth).length"
    assert page.locator("#tables table").evaluate_all(cut) == 0


def test_a_click_on_a_customer_tells_why(open_page):
    page = open_page(make_problem(), make_plan())
    click_customer(page, 1)
    told = page.locator("#detail").inner_text()
    assert "this visit adds 16.80 CNY" in told
    assert "outside the reach of 1 depot" in told
    assert "visit 2 / 2" in told
    assert "08:10" in told
    assert page.locator("path.highlight").count() == 1
    page.locator(".sign.held").first.click()  # d, whose order is held
    assert "Why it is not served in full" in page.locator("#detail").inner_text()
    page.keyboard.press("Escape")
    assert "Click a customer" in page.locator("#detail").inner_text()
    assert page.locator("path.highlight").count() == 0


def test_a_real_click_on_the_map_hits_the_customer(open_page):
    page = open_page(make_problem(), make_plan())
    box = page.locator("path.customer[data-customer='5']").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert page.locator("#detail h2").inner_text() == "idle"


def test_vehicles_are_switched_off_and_on(open_page):
    page = open_page(make_problem(), make_plan())
    colours = "paths => paths.map(path => path.getAttribute('stroke'))"
    assert "#0072B2" in page.locator("path.route").evaluate_all(colours)
    page.get_by_label("show truck").uncheck()
    assert set(page.locator("path.route").evaluate_all(colours)) == {"#009E73"}
    assert page.locator("#timeline .vehicle.faded").count() == 1
    assert marks(page) == 6  # customers stay
    page.get_by_role("button", name="none").click()
    assert page.locator("path.route").count() == 0
    page.get_by_role("button", name="all", exact=True).click()
    assert "#0072B2" in page.locator("path.route").evaluate_all(colours)


def test_a_vehicle_shows_order_and_times(open_page):
    page = open_page(make_problem(), make_plan())
    page.get_by_role("button", name="truck").click()
    rows = page.locator("#detail .stops tbody tr").all_inner_texts()
    assert [row.split("\t")[:3] for row in rows] == [
        ["", "load C", "08:00"],
        ["1", "a", "08:05"],
        ["2", "b 王记副食店"[:1], "08:10"],
        ["", "end C", "08:20"],
    ]
    assert page.locator("#map .number").all_inner_texts() == ["1", "2"]


def test_the_map_goes_near_a_small_route_and_back(open_page):
    problem, plan = small_county()
    page = open_page(problem, plan)
    scale = page.locator(".leaflet-control-scale-line")
    far = scale.inner_text()
    page.get_by_role("button", name="clerk").first.click()
    near = scale.inner_text()
    assert far.endswith(" km")
    assert near.endswith(" m")
    click_customer(page, 0)  # to look at a customer moves nothing that is in sight
    page.keyboard.press("Escape")
    assert scale.inner_text() == far


def test_one_day_of_several(open_page):
    problem, plan = small_county()
    page = open_page(problem, plan)
    all_days = page.locator("#timeline rect.service").count()
    assert all_days == sum(len(trip.activities) for r in plan.routes for trip in r.trips) - sum(
        activity.kind != "delivery" for r in plan.routes for trip in r.trips for activity in trip.activities
    )
    page.locator("#day").select_option("0")
    day = problem.horizon.working_days[0]
    visits = [
        activity
        for route in plan.routes
        if route.date == day
        for trip in route.trips
        for activity in trip.activities
        if activity.kind == "delivery"
    ]
    assert page.locator("#timeline rect.service").count() == len(visits) < all_days
    assert marks(page) == len(problem.customers)


def test_a_customer_is_found_by_name(open_page):
    page = open_page(make_problem(), make_plan())
    page.locator("#find").fill("王记")
    page.keyboard.press("Enter")
    assert page.locator("#detail h2").inner_text() == "c 王记副食店"


def test_orders_left_behind_lead_to_the_map(open_page):
    page = open_page(make_problem(), make_plan())
    text = page.locator("#left-behind").inner_text()
    assert "o-e" in text
    assert "o-d" in text
    page.locator("#left-behind button", has_text="d").last.click()
    assert page.locator("#detail h2").inner_text() in ("d", "e")


def test_names_cannot_attack(open_page):
    problem, plan = hostile_problem()
    page = open_page(problem, plan)
    assert marks(page) == 6
    for number in range(6):
        page.locator(f"path.customer[data-customer='{number}']").dispatch_event("mouseover")
        click_customer(page, number)
        assert HOSTILE[number].split("\u2028")[0] in page.locator("#detail h2").text_content()
    for button in page.locator("#vehicles li button").all():
        button.click()
    assert page.locator("h1").text_content() == HOSTILE[1]
    assert page.title() == HOSTILE[1]
    assert page.evaluate("window.hacked") is None
    assert page.locator("script").count() == 3
    assert page.locator("img").count() == 0
    assert page.locator("body [onerror], body [onload]").count() == 0


def test_without_places_there_is_no_map(open_page):
    page = open_page(*nowhere_problem())
    assert page.locator("#map").count() == 0
    page.locator("#timeline rect.service").dispatch_event("click")
    assert page.locator("#detail h2").inner_text() == "a"


def test_without_routes(open_page):
    page = open_page(make_problem(), Plan())
    assert "No routes." in page.locator("#vehicles").inner_text()
    assert page.locator("#timeline svg").count() == 0
    assert marks(page) == 6


def test_chinese(open_page):
    page = open_page(*small_county(), language="zh")
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    assert page.locator("#vehicles h2").inner_text().startswith("车辆")
    assert "周一 2026-11-23" in page.locator("#day").inner_text()
    assert "配送中心" in page.locator("#tables").inner_text()


TEXTS_ON_PAGE = """() => [
  document.body.innerText,
  ...[...document.querySelectorAll("[title]")].map(e => e.title ?? ""),
  ...[...document.querySelectorAll("[aria-label]")].map(e => e.ariaLabel),
  ...[...document.querySelectorAll("svg title, option")].map(e => e.textContent),
].join(" ")"""


def words_of(page, problem, plan):
    """Latin words on the page that are no ids or names of the plan."""
    text = page.evaluate(TEXTS_ON_PAGE)
    things = problem.depots + problem.vehicle_types + problem.customers + problem.orders + problem.products
    ids = {problem.name, *(thing.id for thing in things), *(slot.vehicle_id for slot in problem.slots)}
    ids |= {getattr(thing, "name", "") for thing in things + problem.townships} - {""}
    for id_ in sorted(ids | {township.id for township in problem.townships}, key=len, reverse=True):
        text = re.sub(rf"(?<![A-Za-z0-9]){re.escape(id_)}(?![A-Za-z0-9])", " ", text)
    return set(re.findall("[A-Za-z]{2,}", text)) - {"CNY", "vrpcore"}


def test_nothing_on_a_chinese_page_is_english(open_page):
    problem, plan = small_county()
    page = open_page(problem, plan, language="zh")
    assert words_of(page, problem, plan) == set()
    numbers = {customer.id: number for number, customer in enumerate(problem.customers)}
    for number in [numbers[order.customer_id] for order in problem.orders[::8]]:
        click_customer(page, number)
        assert page.locator("#detail .reasons").count()
        assert words_of(page, problem, plan) == set()
    for vehicle in page.locator("#vehicles button.link").all():
        vehicle.click()
        page.evaluate("document.querySelectorAll('#detail details').forEach(e => { e.open = true; })")
        assert words_of(page, problem, plan) == set()


def test_broken_rules_and_orders_left_behind_are_chinese(open_page):
    problem = make_problem(name="小县")
    van = problem.vehicle_types[0].model_copy(update={"capacity_kg": 100.0})
    problem = problem.model_copy(update={"vehicle_types": (van, problem.vehicle_types[1])})
    plan = make_plan()
    page = open_page(problem, plan, language="zh")
    told = page.locator("#violations").inner_text()
    assert "超载：车辆 truck 最多时装了" in told
    assert "第1条线路第1趟" in told
    assert "暂缓" in page.locator("#left-behind").inner_text()
    assert words_of(page, problem, plan) == set()


def test_broken_rules_are_shown(open_page):
    problem = make_problem()
    van = problem.vehicle_types[0].model_copy(update={"capacity_kg": 100.0})
    problem = problem.model_copy(update={"vehicle_types": (van, problem.vehicle_types[1])})
    page = open_page(problem, make_plan())
    assert "capacity" in page.locator("#violations").inner_text()
    assert page.locator("#head .bad").count() == 1


def test_tiles_are_asked_for_only_where_an_address_is_given(open_page):
    page = open_page(
        geographic_problem(),
        make_plan(),
        tiles="http://127.0.0.1:9/{z}/{x}/{y}.png",
        attribution="<b>map</b>",
    )
    page.wait_for_timeout(200)
    assert any("127.0.0.1:9" in url for url in open_page.requests)
    assert page.locator(".leaflet-control-attribution").inner_text() == "<b>map</b>"
    open_page.requests.clear()
    open_page.wrong.clear()  # nobody answers there


def test_the_rule_for_browsers_forbids_the_network(open_page):
    page = open_page(make_problem(), make_plan())
    outcome = page.evaluate("fetch('http://127.0.0.1:9/').then(() => 'asked', (error) => 'refused')")
    assert outcome == "refused"
    assert any("Content Security Policy" in text for text in open_page.wrong)
    open_page.wrong.clear()
    open_page.requests.clear()
