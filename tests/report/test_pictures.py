"""Pictures: written, not empty, every kind of problem, no missing glyphs (warnings are errors)."""

import datetime as dt
import subprocess
import sys
from itertools import combinations

import matplotlib.image
import matplotlib.pyplot as plt
import pytest

from tests.report.build import MONDAY, deliver, make_plan, make_problem, make_route, order
from vrpcore.datasets import random_cvrp, reference_county
from vrpcore.errors import InvalidInputError, MissingPackageError
from vrpcore.models import Currency, Customer, Depot, Horizon, MatrixProfile, MatrixTravel, Plan
from vrpcore.report import canvas, plot_plan, save_plan_picture
from vrpcore.report.canvas import printable


@pytest.fixture(autouse=True)
def _close_figures():
    yield
    plt.close("all")


def pixels(path):
    """Colours of a picture as an array of shape (height, width, 3)."""
    return matplotlib.image.imread(path)[..., :3]


def share_of(picture, colour):
    """Share of pixels that have nearly a colour."""
    wanted = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return float((abs(picture - wanted).max(axis=2) < 0.02).mean())


def test_a_day_shows_land_vehicles_and_marks(tmp_path):
    save_plan_picture(make_problem(), make_plan(), tmp_path / "plan.png")
    picture = pixels(tmp_path / "plan.png")
    assert picture.shape[1] > 1_500
    assert share_of(picture, "#F7F5F0") + share_of(picture, "#EFEADD") > 0.2  # land
    for colour in ("#0072B2", "#009E73", "#F0E442"):  # the truck, the store, the held order
        assert share_of(picture, colour) > 2e-5, colour
    empty = tmp_path / "empty.png"
    save_plan_picture(make_problem(), Plan(), empty)
    assert share_of(pixels(empty), "#0072B2") == 0
    assert abs(pixels(empty).mean() - picture.mean()) > 1e-5


def test_several_days_have_a_map_each(tmp_path):
    problem = make_problem(horizon=Horizon(start=MONDAY, days=4))
    truck, clerk = make_plan().routes
    plan = Plan(routes=(truck, clerk.model_copy(update={"date": MONDAY + dt.timedelta(days=2)})))
    save_plan_picture(problem, plan, tmp_path / "cycle.png")
    picture = pixels(tmp_path / "cycle.png")
    assert picture.std() > 0.02
    assert share_of(picture, "#0072B2") > 2e-5


def test_a_county_enlarges_the_town_and_the_stores():
    problem = reference_county(seed=2)
    township_of = {c.id: c.township_id for c in problem.customers}
    store = problem.depots[1]
    clerk = f"clerk-{store.township_id}-1"

    def route(vehicle_id, depot_id, township_id):
        chosen = {o.customer_id: o.id for o in problem.orders if township_of[o.customer_id] == township_id}
        assert chosen
        visits = map(deliver, chosen, chosen.values())
        return make_route(vehicle_id, depot_id, *visits, day=problem.horizon.start)

    town = route("minivan-1", "center", "chengguan")
    assert len(plot_plan(problem, Plan(routes=(town,))).figure.axes) == 2  # the map and the town
    plan = Plan(routes=(town, route(clerk, store.id, store.township_id)))
    axes = plot_plan(problem, plan).figure.axes
    assert len(axes) == 3  # and the store
    assert axes[2].get_title(loc="left") == store.id
    assert not any(a.get_window_extent().overlaps(b.get_window_extent()) for a, b in combinations(axes, 2))


def test_own_axes_get_a_legend_beside_them_and_nothing_else():
    figure, ax = plt.subplots()
    assert plot_plan(make_problem(), make_plan(), ax=ax) is ax
    assert figure.axes == [ax]
    labels = [text.get_text() for text in ax.get_legend().get_texts()]
    assert labels[0] == "truck: 2 visits, 12.0 km"
    assert labels[1] == "by store: 1 visit from 1 store"
    assert "held orders (1 customer)" in labels
    assert "unserved orders (1 customer)" in labels
    figure.canvas.draw()
    assert ax.get_legend().get_window_extent().x0 >= ax.get_window_extent().x1
    assert "147.96 CNY" in ax.get_title(loc="left")


def test_one_day_of_several():
    problem = make_problem(horizon=Horizon(start=MONDAY, days=2))
    tuesday = MONDAY + dt.timedelta(days=1)
    ax = plot_plan(problem, make_plan(), date=tuesday)
    assert not any("truck" in text.get_text() for text in ax.get_legend().get_texts())
    ax = plot_plan(problem, make_plan(), date=MONDAY)
    assert any("truck" in text.get_text() for text in ax.get_legend().get_texts())


def test_a_date_that_is_no_working_day_is_refused():
    with pytest.raises(InvalidInputError, match="2026-03-09 is not a working day"):
        plot_plan(make_problem(), make_plan(), date=dt.date(2026, 3, 9))


def test_a_benchmark_problem_with_many_vehicles(tmp_path):
    problem = random_cvrp(40, seed=1)
    visits = [deliver(o.customer_id, o.id) for o in problem.orders]
    day = problem.horizon.start
    pairs = [visits[n : n + 2] for n in range(0, 40, 2)]
    plan = Plan(
        routes=[make_route(f"vehicle-{n}", "depot", *pair, day=day) for n, pair in enumerate(pairs, 1)]
    )
    labels = [t.get_text() for t in plot_plan(problem, plan).get_legend().get_texts()]
    assert "and 9 more vehicles" in labels
    save_plan_picture(problem, plan, tmp_path / "cvrp.png")
    assert pixels(tmp_path / "cvrp.png").std() > 0.05


def test_places_without_location_cannot_be_drawn():
    profile = MatrixProfile(distances_m=[[0, 5], [5, 0]], durations_s=[[0, 5], [5, 0]])
    base = make_problem()
    problem = make_problem(
        travel=MatrixTravel(place_ids=("D", "x"), profiles=(profile,)),
        depots=(Depot(id="D"),),
        customers=(Customer(id="x"),),
        townships=(),
        orders=(order("x", 5, unserved_price=1.0),),
        vehicle_types=(base.vehicle_types[0].model_copy(update={"depot_id": "D"}),),
    )
    with pytest.raises(InvalidInputError, match="'x', 'D' cannot be put on a map"):
        plot_plan(problem, Plan())


def test_nothing_cannot_be_drawn():
    nothing = {"customers": (), "orders": (), "townships": (), "depots": (), "vehicle_types": ()}
    with pytest.raises(InvalidInputError, match="neither a customer nor a depot"):
        plot_plan(make_problem(**nothing), Plan())


def test_a_single_place_can_be_drawn(tmp_path):
    base = make_problem()
    depot = base.depots[0].model_copy(update={"township_id": None})
    problem = make_problem(
        customers=(), orders=(), townships=(), depots=(depot,), vehicle_types=base.vehicle_types[:1]
    )
    save_plan_picture(problem, Plan(), tmp_path / "point.png")
    assert share_of(pixels(tmp_path / "point.png"), "#2B2B2B") > 0


def test_odd_names_neither_fail_nor_become_boxes(tmp_path):
    base = make_problem()
    odd = r"_$\frac{1}{0}$ 货车 % & #"
    west = base.townships[0].model_copy(update={"id": "镇$"})
    truck = base.vehicle_types[0].model_copy(update={"vehicle_ids": (odd,)})

    def moved(thing):
        return thing.model_copy(update={"township_id": "镇$"}) if thing.township_id == "west" else thing

    problem = make_problem(
        name="县 $x_1^$ \\alpha",
        currency=Currency(code="元$"),
        townships=(west, base.townships[1]),
        customers=tuple(map(moved, base.customers)),
        depots=tuple(map(moved, base.depots)),
        vehicle_types=(truck, base.vehicle_types[1]),
    )
    plan = Plan(routes=(make_route(odd, "C", deliver("a")),))
    save_plan_picture(problem, plan, tmp_path / "odd.png")  # a missing glyph would warn: an error here
    first = plot_plan(problem, plan).get_legend().get_texts()[0].get_text()
    assert first.strip().startswith(r"_$\frac{1}{0}$ 货车 % & #")


@pytest.mark.parametrize(
    ("text", "fallback", "shown"),
    [
        ("truck-1", "", "truck-1"),
        ("货车-1", "", "货车-1"),
        ("🚚-1", "", "?-1"),
        ("🚚🚚", "vehicle", "vehicle"),
        ("Zürich", "", "Zürich"),
        ("a\nb", "", "a?b"),
    ],
)
def test_printable(text, fallback, shown):
    assert printable(text, fallback) == shown


def test_without_matplotlib_the_error_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setattr(canvas, "find_spec", lambda name: None)
    with pytest.raises(MissingPackageError, match=r"pip install 'vrpcore\[plot\]'"):
        plot_plan(make_problem(), make_plan())
    with pytest.raises(MissingPackageError, match=r"pip install 'vrpcore\[plot\]'"):
        save_plan_picture(make_problem(), make_plan(), tmp_path / "x.png")


def test_the_summary_does_not_need_matplotlib():
    code = "import sys, vrpcore.report; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
