"""Ten thousand orders from Excel, CSV and frames, and back."""

import pytest

from vrpcore import io
from vrpcore.datasets import random_vrptw
from vrpcore.models import Problem

NUM_ORDERS = 10_000


@pytest.fixture(scope="module")
def problem() -> Problem:
    return random_vrptw(NUM_ORDERS, seed=1)


def test_write_excel(benchmark, problem, tmp_path):
    benchmark.pedantic(io.write_excel, (problem, tmp_path / "book.xlsx"), rounds=3)


def test_read_excel(benchmark, problem, tmp_path):
    io.write_excel(problem, tmp_path / "book.xlsx")
    assert benchmark.pedantic(io.read_excel, (tmp_path / "book.xlsx",), rounds=3) == problem


def test_read_csv(benchmark, problem, tmp_path):
    io.write_csv(problem, tmp_path)
    assert benchmark.pedantic(io.read_csv, (tmp_path,), rounds=3) == problem


@pytest.mark.parametrize("backend", ["pandas", "polars"])
def test_frames(benchmark, problem, backend):
    frames = io.to_frames(problem, backend)
    assert benchmark.pedantic(io.from_frames, (frames,), rounds=3) == problem
