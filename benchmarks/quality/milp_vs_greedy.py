"""What `milp` saves over `greedy` on counties where stock binds, as a Markdown table.

    python benchmarks/quality/milp_vs_greedy.py --seeds 10 --time-limit 20

`greedy` runs until it has converged, `milp` within the time limit. Each answer has passed the independent
evaluator, as every answer of `vrpcore.solve` does.
"""

from __future__ import annotations

import argparse
import platform
from statistics import fmean

import vrpcore


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=10, help="counties 0, 1, … so many (default: 10)")
    parser.add_argument("--first-seed", type=int, default=0, help="number of the first county (default: 0)")
    parser.add_argument("--time-limit", type=float, default=20.0, help="seconds for milp (default: 20)")
    parser.add_argument("--period", choices=("day", "cycle"), default="day")
    arguments = parser.parse_args()
    print(f"vrpcore {vrpcore.__version__}, Python {platform.python_version()}, {platform.machine()}\n")
    print("| seed | orders | greedy (CNY) | time | milp (CNY) | time | rounds | saving | status, ended by |")
    print("|---|---|---|---|---|---|---|---|---|")
    savings = []
    for seed in range(arguments.first_seed, arguments.first_seed + arguments.seeds):
        problem = vrpcore.datasets.reference_county(seed=seed, period=arguments.period, stock="binding")
        greedy = vrpcore.solve(problem, "greedy", time_limit=None)
        milp = vrpcore.solve(problem, "milp", time_limit=arguments.time_limit)
        saving = 100 * (1 - milp.cost / greedy.cost)
        savings.append(saving)
        amount = problem.currency.amount
        print(
            f"| {seed} | {len(problem.orders)} | {amount(greedy.cost):,.2f} | {greedy.runtime_s:.1f} s "
            f"| {amount(milp.cost):,.2f} | {milp.runtime_s:.1f} s | {milp.iterations} | {saving:.2f} % "
            f"| {milp.status}, {milp.stopped_by} |",
            flush=True,
        )
    print(f"| mean | | | | | | | {fmean(savings):.2f} % | least {min(savings):.2f} % |")


if __name__ == "__main__":
    main()
