"""Charts: what is drawn where, for every kind of plan; no missing glyphs (warnings are errors)."""

import datetime as dt
import re

import matplotlib.pyplot as plt
import pytest
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_hex
from matplotlib.text import Text

import vrpcore
from tests.report.build import MONDAY, deliver, make_plan, make_problem, make_route
from vrpcore import report
from vrpcore.datasets import random_cvrp
from vrpcore.errors import InvalidInputError, MissingPackageError
from vrpcore.models import (
    Break,
    BreakRule,
    Currency,
    Horizon,
    MatrixProfile,
    MatrixTravel,
    Plan,
    Route,
    TimeWindow,
    Trip,
)
from vrpcore.report import canvas
from vrpcore.solvers.progress import Progress

WORD = re.compile("[A-Za-z]{2,}")
OF_A_PLAN = (
    report.plot_channels,
    report.plot_costs,
    report.plot_loads,
    report.plot_plan,
    report.plot_timeline,
)


@pytest.fixture(autouse=True)
def _close_figures():
    yield
    plt.close("all")


def texts(ax):
    return [
        text.get_text() for text in (*ax.texts, *(ax.get_legend().get_texts() if ax.get_legend() else ()))
    ]


def bars(ax, colour):
    """(begin, end) of all bars of a colour, in seconds."""
    found = []
    for bar in ax.collections:
        if len(bar.get_facecolor()) and to_hex(bar.get_facecolor()[0]) == colour.lower():
            for path in bar.get_paths():
                box = path.get_extents()
                found.append((float(box.x0), float(box.x1)))
    return found


@pytest.mark.parametrize("plot", OF_A_PLAN)
def test_given_axes_are_used_and_returned(plot):
    figure, ax = plt.subplots()
    assert plot(make_problem(), make_plan(), ax=ax) is ax
    assert figure.axes == [ax]
    figure.canvas.draw()


@pytest.mark.parametrize("plot", OF_A_PLAN)
@pytest.mark.parametrize("days", [1, 3])
def test_a_plan_without_routes_can_be_drawn(plot, days):
    ax = plot(make_problem(horizon=Horizon(start=MONDAY, days=days)), Plan())
    ax.figure.canvas.draw()


@pytest.mark.parametrize("plot", [report.plot_channels, report.plot_loads, report.plot_timeline])
def test_a_date_that_is_no_working_day_is_refused(plot):
    with pytest.raises(InvalidInputError, match="2026-03-09 is not a working day"):
        plot(make_problem(), make_plan(), date=dt.date(2026, 3, 9))


@pytest.mark.parametrize("plot", OF_A_PLAN)
def test_without_matplotlib_the_error_says_what_to_install(plot, monkeypatch):
    monkeypatch.setattr(canvas, "find_spec", lambda name: None)
    with pytest.raises(MissingPackageError, match=r"pip install 'vrpcore\[plot\]'"):
        plot(make_problem(), make_plan())


def day_with_everything():
    """The truck waits at b, whose window opens at 09:00, and rests from 10:00 for half an hour, before d.

    Out to a at 08:00, 300 s; on to b, 300 s, 600 s of service there; the way to d is 2,828 m, 283 s.
    """
    base = make_problem()
    a, b, *others = base.customers
    b = b.model_copy(
        update={"service_windows": (TimeWindow(earliest="09:00", latest="11:00"),), "service_duration_s": 600}
    )
    truck = base.vehicle_types[0].model_copy(
        update={"breaks": (BreakRule(earliest="10:00", latest="11:00", duration_s=1_800),)}
    )
    problem = make_problem(customers=(a, b, *others), vehicle_types=(truck, base.vehicle_types[1]))
    activities = (deliver("a"), deliver("b"), Break(), deliver("d"))
    return problem, Plan(
        routes=(Route(vehicle_id="truck", date=MONDAY, trips=(Trip(depot_id="C", activities=activities),)),)
    )


def test_the_timeline_shows_service_break_and_window():
    problem, plan = day_with_everything()
    schedule = vrpcore.evaluate(problem, plan).schedule[0]
    ax = report.plot_timeline(problem, plan)
    service = next(s for s in schedule.stops if s.place_id == "b")
    assert bars(ax, "#0072B2") == [(service.start_s, service.departure_s)]
    rest = next(s for s in schedule.stops if s.kind == "break")
    assert (rest.start_s, rest.departure_s) in bars(ax, "#CFC9BB")
    lines = [tuple(path.vertices[:, 0] / 3600) for c in ax.collections for path in c.get_paths()]
    assert (9.0, 11.0) in lines  # the service window, whole
    assert {"driving", "service", "break", "service window"} <= set(texts(ax))
    assert "loading" not in texts(ax)  # it takes no time here
    assert [label.get_text() for label in ax.get_yticklabels()] == ["truck"]


def test_waiting_is_shown():
    problem, plan = day_with_everything()
    late = TimeWindow(earliest="12:00", latest="13:00")
    d = problem.customer_of["d"].model_copy(update={"service_windows": (late,)})
    customers = tuple(d if c.id == "d" else c for c in problem.customers)
    problem = problem.model_copy(update={"customers": customers})
    stop = next(s for s in vrpcore.evaluate(problem, plan).schedule[0].stops if s.place_id == "d")
    assert stop.wait_duration_s > 0
    ax = report.plot_timeline(problem, plan)
    assert "waiting" in texts(ax)
    hatched = [path.get_extents() for c in ax.collections if c.get_hatch() for path in c.get_paths()]
    assert (stop.arrival_s, stop.start_s) in [(box.x0, box.x1) for box in hatched]


def test_days_stand_side_by_side():
    tuesday = MONDAY + dt.timedelta(days=1)
    problem = make_problem(horizon=Horizon(start=MONDAY, days=2))
    plan = Plan(
        routes=(
            make_route("truck", "C", deliver("a")),
            make_route("truck", "C", deliver("b"), day=tuesday),
        )
    )
    for plot in (report.plot_timeline, report.plot_loads):
        ax = plot(problem, plan)
        assert {"Mon 03-02", "Tue 03-03"} <= set(texts(ax))
        assert [label.get_text() for label in ax.get_yticklabels()] == ["truck"]
        ax = plot(problem, plan, date=tuesday)
        assert "Tue 2026-03-03" in ax.get_title(loc="left")


def test_loads_are_shares_of_capacity():
    # The truck leaves with 14 cases of 20 kg for 5 t: 5.6 %; the clerk with 3 for 120 kg: 50 %.
    ax = report.plot_loads(make_problem(), make_plan())
    assert texts(ax) == ["6 %", "50 %"]
    filled = [c for c in ax.collections if isinstance(c, PolyCollection)]
    heights = [c.get_paths()[0].get_extents().height for c in filled]
    assert heights == pytest.approx([0.8 * 280 / 5_000, 0.8 * 60 / 120])


def test_loads_without_limits_are_shares_of_the_heaviest():
    vehicle_types = [t.model_copy(update={"capacity_kg": None}) for t in make_problem().vehicle_types]
    ax = report.plot_loads(make_problem(vehicle_types=vehicle_types), make_plan())
    assert texts(ax) == ["100 %", "21 %"]
    assert "heaviest" in ax.get_title(loc="left")


def test_costs_by_item_and_channel():
    ax = report.plot_costs(make_problem(), make_plan())
    labels = [label.get_text() for label in ax.get_yticklabels()]
    assert labels == ["wages", "distance", "unserved", "loaders", "held", "depot fees"]
    assert "88.46  (60 %)" in texts(ax)
    widths = {bar.get_label(): [patch.get_width() for patch in bar] for bar in ax.containers}
    assert widths["by centre"] == pytest.approx([88.461538, 24.0, 0, 8.4, 0, 0])
    assert widths["by store"] == pytest.approx([0, 0.5, 0, 0, 0, 2.1])
    assert ax.get_xlabel() == "CNY"


def test_channels_count_visits():
    ax = report.plot_channels(make_problem(), make_plan())
    assert {"by centre (2 visits)", "by store (1 visit)", "held (1)", "unserved (1)"} <= set(texts(ax))
    (circle,) = [patch for patch in ax.patches if hasattr(patch, "radius")]
    assert circle.radius == 1_000


def test_charts_of_time_need_no_locations():
    profile = MatrixProfile(distances_m=[[0, 5], [5, 0]], durations_s=[[0, 5], [5, 0]])
    base = make_problem()
    problem = make_problem(
        travel=MatrixTravel(place_ids=("C", "a"), profiles=(profile,)),
        depots=(base.depots[0].model_copy(update={"location": None, "township_id": None}),),
        customers=(base.customers[0].model_copy(update={"location": None, "township_id": None}),),
        townships=(),
        orders=base.orders[:1],
        vehicle_types=base.vehicle_types[:1],
    )
    plan = Plan(routes=(make_route("truck", "C", deliver("a")),))
    for plot in (report.plot_timeline, report.plot_loads, report.plot_costs):
        plot(problem, plan).figure.canvas.draw()
    with pytest.raises(InvalidInputError, match="cannot be put on a map"):
        report.plot_channels(problem, plan)


def test_many_vehicles_are_counted():
    problem = random_cvrp(70, seed=1)
    visits = [deliver(o.customer_id, o.id) for o in problem.orders]
    day = problem.horizon.start
    count = problem.vehicle_types[0].model_copy(update={"count": 70})
    problem = problem.model_copy(update={"vehicle_types": (count,)})
    plan = Plan(routes=[make_route(f"vehicle-{n}", "depot", v, day=day) for n, v in enumerate(visits, 1)])
    ax = report.plot_timeline(problem, plan)
    assert len(ax.get_yticklabels()) == 60
    assert ax.get_title(loc="left").endswith("vehicles (and 10 more vehicles)")


@pytest.mark.parametrize("suffix", ["png", "pdf", "svg"])
def test_chinese_is_drawn_without_chinese_fonts(suffix, tmp_path):
    base = make_problem()
    truck = base.vehicle_types[0].model_copy(update={"vehicle_ids": ("货车一号",)})
    problem = make_problem(name="含山县盐业公司", vehicle_types=(truck, base.vehicle_types[1]))
    plan = Plan(routes=(make_route("货车一号", "C", deliver("a")),))
    for number, plot in enumerate(OF_A_PLAN):
        figure = plot(problem, plan, language="zh").figure
        figure.savefig(tmp_path / f"{number}.{suffix}")  # a missing glyph would warn
    ax = report.plot_timeline(problem, plan)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["货车一号"]
    assert "含山县盐业公司" in ax.get_title(loc="left")


def all_texts(figure):
    figure.canvas.draw()  # ticks get their labels
    return {text.get_text() for text in figure.findobj(Text) if text.get_text()}


@pytest.mark.parametrize("num_days", [1, 3])
@pytest.mark.parametrize("plot", OF_A_PLAN)
def test_nothing_on_a_chinese_picture_is_english(plot, num_days):
    horizon = Horizon(start=MONDAY, days=num_days)
    problem = make_problem(name="小县", horizon=horizon)
    figure = plot(problem, make_plan(), language="zh").figure
    words = {word for text in all_texts(figure) for word in WORD.findall(text)}
    assert words <= {"truck", "clerk", "CNY", "west", "east"}
    english = all_texts(plot(problem, make_plan()).figure)
    assert words < {word for text in english for word in WORD.findall(text)}


@pytest.mark.parametrize("plot", [report.plot_plan, report.plot_channels])
def test_townships_bear_names_that_readers_can_read(plot):
    base = make_problem()
    named = tuple(
        t.model_copy(update={"name": name})
        for t, name in zip(base.townships, ("西镇", "Eastham"), strict=True)
    )
    problem, plan = make_problem(townships=named), make_plan()
    west, east = (township.id for township in base.townships)
    assert {west, "Eastham"} <= set(all_texts(plot(problem, plan).figure))
    assert {"西镇", "Eastham"} <= set(all_texts(plot(problem, plan, language="zh").figure))
    assert east not in all_texts(plot(problem, plan).figure)


def test_nothing_on_a_chinese_convergence_chart_is_english():
    result = vrpcore.solve(make_problem(name="小县"), "cpsat", time_limit=2)
    told = all_texts(report.plot_convergence(result, language="zh").figure)
    assert {word for text in told for word in WORD.findall(text)} <= {"cpsat", "CNY"}
    assert any("下界" in text for text in told)


def test_an_empty_plan_is_said_to_be_empty_in_chinese():
    problem = make_problem()
    assert "没有线路" in texts(report.plot_timeline(problem, Plan(), language="zh"))
    free = make_problem(orders=())
    assert "没有费用" in texts(report.plot_costs(free, Plan(), language="zh"))


def test_odd_names_are_no_formulas():
    odd = r"_$\frac{1}{0}$ 🚚 & # <script>"
    base = make_problem()
    truck = base.vehicle_types[0].model_copy(update={"vehicle_ids": (odd,)})
    problem = make_problem(
        name=odd, currency=Currency(code="元$x_1^$"), vehicle_types=(truck, base.vehicle_types[1])
    )
    plan = Plan(routes=(make_route(odd, "C", deliver("a")),))
    for plot in OF_A_PLAN:
        plot(problem, plan).figure.canvas.draw()
    report.plot_convergence(vrpcore.solve(problem, "greedy")).figure.canvas.draw()
    labels = report.plot_timeline(problem, plan).get_yticklabels()
    assert [label.get_text() for label in labels] == [odd.replace("🚚", "?")]


def test_chinese_characters_are_not_boxes():
    def drawn(text):
        figure, ax = plt.subplots(figsize=(1, 1))
        with canvas.chinese_fonts():
            ax.text(0.1, 0.3, text, fontsize=40)
        ax.set_axis_off()
        figure.canvas.draw()
        return bytes(figure.canvas.buffer_rgba())

    assert len({drawn(character) for character in "盐货车店镇县喆囍"[:7]}) == 7  # tofu looks always the same


def test_the_font_has_all_of_gb_2312():
    wanted = {
        bytes([row, cell]).decode("gb2312", errors="ignore")
        for row in range(0xB0, 0xF8)
        for cell in range(0xA1, 0xFF)
    } - {""}
    assert len(wanted) == 6763
    assert canvas.printable("".join(sorted(wanted))) == "".join(sorted(wanted))


def test_the_users_font_stays_first():
    with plt.rc_context({"font.family": ["DejaVu Serif"]}):
        ax = report.plot_costs(make_problem(), make_plan())
    assert ax.title.get_fontfamily() == ax.texts[0].get_fontfamily()
    assert ax.texts[0].get_fontfamily()[:2] == ["DejaVu Serif", "vrpcore Noto Sans SC"]
    assert plt.rcParams["font.family"] == ["sans-serif"]


def test_convergence_follows_the_history():
    result = vrpcore.solve(random_cvrp(7, seed=1), "cpsat", time_limit=20)
    assert result.bound is not None
    costs = [event.cost for event in result.history if event.cost is not None]
    assert costs
    assert all(isinstance(event, Progress) for event in result.history)
    ax = report.plot_convergence(result)
    cost, bound = ax.lines[:2]
    assert list(cost.get_ydata()) == [*costs, result.cost]
    assert bound.get_ydata()[-1] == result.bound
    assert cost.get_xdata()[-1] == result.runtime_s
    assert report.plot_convergence(result, ax=ax) is ax


def test_convergence_of_a_plan_is_refused():
    with pytest.raises(InvalidInputError, match=r"what `vrpcore\.solve` returned"):
        report.plot_convergence(make_plan())


def test_what_pyplot_sets_within_a_drawing_stays(monkeypatch):
    """In a notebook pyplot, first imported by a drawing, turns on what shows figures from then on."""
    family = plt.rcParams["font.family"]
    monkeypatch.setitem(plt.rcParams, "interactive", False)
    with canvas.chinese_fonts():
        plt.rcParams["interactive"] = True
    assert plt.isinteractive()
    assert plt.rcParams["font.family"] == family
