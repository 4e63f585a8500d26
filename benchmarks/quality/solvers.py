"""How the solvers differ on the same counties: cost, time, bound, as a Markdown table.

    python benchmarks/quality/solvers.py --seeds 3 --time-limit 10

Each answer has passed the independent evaluator, as every answer of `vrpcore.solve` does.
"""

from __future__ import annotations

import argparse
import platform
from collections.abc import Iterator

import vrpcore
from vrpcore.errors import ProblemTooLargeError, UnsupportedFeatureError

CASES = {
    "15 orders": {"customers": 60, "townships": 3, "stores": 2, "orders": 15},
    "day": {"period": "day"},
    "cycle": {"period": "cycle"},
}


def rows(case: str, seed: int, time_limit: float) -> Iterator[str]:
    """One row per solver for a county."""
    problem = vrpcore.datasets.reference_county(seed=seed, **CASES[case])
    for name in vrpcore.solver_names():
        head = f"| {case} | {seed} | {len(problem.orders)} | {name} |"
        try:
            result = vrpcore.solve(problem, name, time_limit)
        except (ProblemTooLargeError, UnsupportedFeatureError) as error:
            yield f"{head} refuses: {str(error)[:60]}… | | | | |"
            continue
        kpis = result.evaluation.kpis
        bound = "-" if result.bound is None else f"{problem.currency.amount(result.bound):,.2f}"
        yield (
            f"{head} {problem.currency.amount(result.cost):,.2f} | {result.runtime_s:.2f} s | {bound} "
            f"| {kpis.num_by_store} | {kpis.num_held + kpis.num_unserved} |"
        )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--time-limit", type=float, default=10.0)
    parser.add_argument("--case", choices=CASES, action="append")
    arguments = parser.parse_args()
    print(f"vrpcore {vrpcore.__version__}, Python {platform.python_version()}, {platform.machine()}\n")
    print("| county | seed | orders | solver | cost (CNY) | time | bound | by store | not delivered |")
    print("|---|---|---|---|---|---|---|---|---|")
    for case in arguments.case or CASES:
        for seed in range(arguments.seeds):
            for row in rows(case, seed, arguments.time_limit):
                print(row, flush=True)


if __name__ == "__main__":
    main()
