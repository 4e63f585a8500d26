"""What is odd about a problem is said: in notebooks, by `print`, and on the command line."""

import json

import pytest

import vrpcore
from vrpcore.cli.main import main
from vrpcore.language import TEXTS
from vrpcore.models import Wage
from vrpcore.notices import notice_line, notices_of

COSTS = [
    {"cost_per_km": 1.0},
    {"cost_per_hour": 1.0},
    {"fixed_cost_per_day": 1.0},
    {"wage": Wage(per_month=2_000.0)},
    {"loader_fee_per_tonne": 1.0},
]


def problem(**types):
    """Two shops, and vehicle types with given fields."""
    model = vrpcore.Model(coordinate_system="planar")
    centre = model.add_center("centre", (0, 0))
    for number in range(2):
        model.add_order(model.add_customer(f"shop {number}", (1000, 500)), 1, unserved_price=5.0)
    for name, fields in types.items():
        model.add_vehicle_type(name, centre, **fields)
    return model.problem()


def texts(problem):
    return [notice.text() for notice in notices_of(problem)]


@pytest.mark.parametrize("cost", COSTS, ids=lambda cost: next(iter(cost)))
def test_any_cost_will_do(cost):
    assert texts(problem(van=cost)) == []


def test_types_without_cost_are_named():
    (text,) = texts(problem(van={}, truck={"cost_per_km": 1.0}, bike={"capacity_kg": 20.0}))
    assert text.startswith("vehicle types without any cost: 'van', 'bike'; the distances")


def test_vehicles_that_are_not_at_hand_are_not_named():
    assert texts(problem(van={"count": 0}, spare={"reserve": True}, truck={"cost_per_km": 1.0})) == []


def test_of_many_types_a_few_are_named():
    (notice,) = notices_of(problem(**{f"v{number}": {} for number in range(7)}))
    assert "'v4' (and 2 more of this kind);" in notice.text()
    assert "v4（同类原因另有2条）" in notice.text("zh")


@pytest.mark.parametrize(
    "problem",
    [
        vrpcore.datasets.random_cvrp(20, seed=1),
        vrpcore.datasets.random_vrptw(20, seed=1),
        vrpcore.datasets.reference_county(seed=1),
    ],
    ids=["cvrp", "vrptw", "county"],
)
def test_benchmarks_and_counties_have_none(problem):
    assert notices_of(problem) == ()


def test_a_plan_that_costs_nothing_says_why():
    free = vrpcore.solve(problem(van={}), time_limit=2)
    assert free.cost == 0
    assert [notice.template for notice in free.notices] == [
        "vehicle types without any cost: {types!r}{more}; the distances of their routes are not minimised; "
        "remedy: state a cost per km, hour, or day",
        "the plan costs nothing because its vehicles have no cost",
    ]
    assert all(notice.template in TEXTS for notice in free.notices)
    assert str(free) == "\n".join([free.text(), *map(notice_line, free.notices)])
    assert "notice: the plan costs nothing because" in free._repr_html_()
    assert notice_line(free.notices[1], "zh") == "注意：方案费用为零，因为所用车辆没有任何费用"


def test_a_plan_without_routes_is_not_free_for_that_reason():
    nothing = vrpcore.solve(problem(van={"cost_per_km": 1.0}), "greedy", time_limit=2)
    assert nothing.notices == ()
    assert str(nothing) == nothing.text()
    at_home = vrpcore.Model(coordinate_system="planar")
    centre = at_home.add_center("centre", (0, 0))
    at_home.add_order(at_home.add_customer("next door", (0, 0)), 1)
    at_home.add_vehicle_type("van", centre, cost_per_km=1.0)
    found = at_home.solve(time_limit=1)
    assert (found.cost, len(found.plan.routes), found.notices) == (0, 1, ())
    empty = vrpcore.Model(coordinate_system="planar")
    empty.add_center("centre", (0, 0))
    assert empty.solve(time_limit=1).notices == ()


@pytest.mark.parametrize(("language", "word"), [("en", "notice: "), ("zh", "注意：")])
def test_the_command_line_says_it(tmp_path, capsys, language, word):
    path = tmp_path / "problem.json"
    vrpcore.io.write_json(problem(van={}), path)
    assert main(["check", str(path), "--language", language]) == 0
    assert [line[: len(word)] for line in capsys.readouterr().out.splitlines()[1:]] == [word]
    assert main(["solve", str(path), "--solver", "greedy", "--language", language]) == 0
    out, err = capsys.readouterr()
    assert [line[: len(word)] for line in err.splitlines()] == [word, word]
    assert word not in out
    assert main(["solve", str(path), "--solver", "greedy", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["notices"]) == 2
    assert main(["check", str(path), "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["notices"]) == 1
