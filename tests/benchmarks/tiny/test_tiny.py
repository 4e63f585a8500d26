"""The harness as a whole, on a dozen problems."""

import pytest

import vrpcore
from benchmarks.tiny.__main__ import main
from benchmarks.tiny.optima import COMMITTED, Optimum, append, read, repack
from benchmarks.tiny.problems import digest, tiny_problem
from benchmarks.tiny.prove import ContradictionError, cross_check

NUMBERS = range(12)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("tiny") / "optima.jsonl.gz"
    assert main(["prove", "--numbers", "0", "12", "--seconds", "5", "--optima", str(path)]) == 0
    return path


def test_a_number_is_always_the_same_problem():
    assert [digest(tiny_problem(number)) for number in NUMBERS] == [
        digest(tiny_problem(number)) for number in NUMBERS
    ]
    assert len({digest(tiny_problem(number)) for number in range(200)}) == 200


def test_all_rules_are_mixed():
    features = [vrpcore.models.features.features_of(tiny_problem(number)) for number in range(200)]
    for feature in vrpcore.testing.strategies.SUPPORTED:
        assert sum(feature in found for found in features) >= 10, feature
    sizes = {len(tiny_problem(number).orders) for number in range(200)}
    assert sizes == set(range(1, 10))


def test_proven_optima_are_feasible_plans(path):
    optima = read(path)
    assert set(optima) == {digest(tiny_problem(number)) for number in NUMBERS}
    proven = [optimum for optimum in optima.values() if optimum.outcome == "optimal"]
    assert len(proven) >= 5
    for optimum in proven:
        plan = vrpcore.Plan.model_validate(optimum.plan)
        verdict = vrpcore.evaluate(tiny_problem(optimum.number), plan, explain=False)
        assert (verdict.is_feasible, verdict.cost) == (True, optimum.cost)


def test_proving_again_changes_nothing(path, capsys):
    before = path.read_bytes()
    main(["prove", "--numbers", "0", "12", "--seconds", "1", "--optima", str(path)])
    proven = {key: optimum for key, optimum in read(path).items() if optimum.outcome != "refused"}
    assert path.read_bytes().startswith(before)
    assert "optimal" in capsys.readouterr().out
    assert all(read(path)[key] == optimum for key, optimum in proven.items())


def test_enumeration_agrees_and_objects(path, tmp_path):
    assert cross_check(NUMBERS, path, max_orders=3) > 0
    wrong = tmp_path / "wrong.gz"
    append(wrong, [_cheaper(optimum) for optimum in read(path).values() if optimum.cost is not None])
    with pytest.raises(ContradictionError, match="enumeration says"):
        cross_check(NUMBERS, wrong, max_orders=3)


def test_measure_finds_what_is_missed(path, capsys, tmp_path):
    table = tmp_path / "table.md"
    command = ["measure", "--numbers", "0", "12", "--optima", str(path), "--iterations", "2000"]
    assert main([*command, "--out", str(table)]) == 0
    assert table.read_text().strip() == capsys.readouterr().out.strip()
    cheaper = tmp_path / "cheaper.gz"
    append(cheaper, [_cheaper(optimum) for optimum in read(path).values() if optimum.cost is not None])
    command[5] = str(cheaper)
    num_proven = sum(optimum.cost is not None for optimum in read(path).values())
    assert main(command) == 0
    assert f"the optimum of 0 of {num_proven} problems (0.00 %)" in capsys.readouterr().out


def test_a_plan_below_the_optimum_is_an_error(path, capsys, tmp_path):
    dearer = tmp_path / "dearer.gz"
    proven = [optimum for optimum in read(path).values() if optimum.cost is not None]
    append(dearer, [_cheaper(optimum, by=-1_000_000) for optimum in proven])
    command = ["measure", "--numbers", "0", "12", "--optima", str(dearer), "--iterations", "2000"]
    assert main(command) == 1
    assert "below the optimum" in capsys.readouterr().out


def _cheaper(optimum: Optimum, by: int = 1) -> Optimum:
    return Optimum(optimum.digest, optimum.number, "optimal", (optimum.cost or 0) - by, optimum.plan)


def test_a_torn_member_is_replaced(tmp_path):
    path = tmp_path / "optima.gz"
    first, second = Optimum("a", 1, "optimal", 5, {}), Optimum("b", 2, "open", seconds=3.0)
    append(path, [first])
    whole = path.read_bytes()
    append(path, [second])
    path.write_bytes(path.read_bytes()[:-9])
    assert read(path) == {"a": first}
    append(path, [second])
    assert read(path) == {"a": first, "b": second}
    assert path.read_bytes().startswith(whole)
    repack(path, tmp_path / "packed.gz")
    assert read(tmp_path / "packed.gz") == read(path)


def test_the_optima_of_the_repository_are_of_these_problems():
    known = read(COMMITTED)
    assert len(known) == 2000
    for number in range(0, 2000, 20):
        problem = tiny_problem(number)
        assert digest(problem) in known, "the problems have changed: prove and repack as the README says"
        optimum = known[digest(problem)]
        if optimum.outcome == "optimal":
            verdict = vrpcore.evaluate(problem, vrpcore.Plan.model_validate(optimum.plan), explain=False)
            assert (verdict.is_feasible, verdict.cost) == (True, optimum.cost)
