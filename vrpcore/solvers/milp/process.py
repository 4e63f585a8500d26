"""Running a back end on a PuLP model as a child process that can be stopped at any moment.

PuLP writes the model and reads the answer; its own call would wait for the program, deaf to cancelling.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from vrpcore.errors import SolverUnavailableError
from vrpcore.solvers.milp.backend import BackEnd
from vrpcore.solvers.milp.safe_pulp import pulp

_POLL_S = 0.02
_GRACE_S = 0.5
"""Programs look at their clock now and then only; they may take this much longer than asked."""
_SEEDS = 2**31 - 1
"""Programs take seeds below this number."""
_SHORTEST_S = 0.05
"""With less time than this no program is started."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a back end may go."""

    seconds: float
    """Wall-clock seconds, possibly infinite."""
    nodes: int
    relative_gap: float
    seed: int
    threads: int
    must_stop: Callable[[], bool]
    """Polled while the program runs."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a back end found."""

    values: dict[str, float]
    """Value of each variable by name; empty where no solution was found."""
    bound: float | None
    """Lower bound of the model, where the program gave one."""


def run(problem: pulp.LpProblem, back_end: BackEnd, limits: Limits) -> Answer:
    """Solve a model that is to be minimised; its variables may have initial values to start from.

    Raises
    ------
    SolverUnavailableError
        If the program cannot be started or fails.
    """
    if limits.seconds < _SHORTEST_S or limits.must_stop():
        return Answer({}, None)
    with tempfile.TemporaryDirectory(prefix="vrpcore-milp-") as folder:
        solve = _run_cbc if back_end.kind == "cbc" else _run_highs
        try:
            return solve(problem, back_end, limits, Path(folder))
        except pulp.PulpSolverError as error:
            raise SolverUnavailableError(
                f"PuLP cannot read the answer of {back_end.name}: {error}"
            ) from error


def _run_cbc(problem: pulp.LpProblem, back_end: BackEnd, limits: Limits, folder: Path) -> Answer:
    model, start, solution = folder / "model.mps", folder / "start.mst", folder / "model.sol"
    reader = pulp.COIN_CMD(path=str(back_end.path), msg=False)
    variables, names, constraint_names, _ = problem.writeMPS(str(model), rename=1)
    seed = str(limits.seed % _SEEDS)
    command = [str(model), "-randomSeed", seed, "-randomCbcSeed", seed]
    if any(variable.varValue is not None for variable in variables):
        reader.writesol(str(start), problem, variables, names, constraint_names)
        command += ["-mips", str(start)]
    if limits.seconds < float("inf"):
        command += ["-timeMode", "elapsed", "-sec", f"{limits.seconds:.2f}"]
    if limits.threads > 1:
        command += ["-threads", str(limits.threads)]
    command += ["-ratio", str(limits.relative_gap), "-maxNodes", str(limits.nodes)]
    log = _execute(back_end, [*command, "-solve", "-solution", str(solution)], limits, folder)
    if log is None or not solution.exists():
        return Answer({}, None)
    _, values, _, _, _, status = reader.readsol_MPS(
        str(solution), problem, variables, names, constraint_names
    )
    has_solution = status in (pulp.LpSolutionOptimal, pulp.LpSolutionIntegerFeasible)
    return Answer(values if has_solution else {}, _figure(log, r"Lower bound:", r"Objective value:"))


def _run_highs(problem: pulp.LpProblem, back_end: BackEnd, limits: Limits, folder: Path) -> Answer:
    model, start, solution = folder / "model.mps", folder / "start.mst", folder / "model.sol"
    settings = folder / "settings"
    reader = pulp.HiGHS_CMD(path=str(back_end.path), msg=False)
    variables = problem.writeMPS(str(model), with_objsense=True)
    settings.write_text(
        f"mip_rel_gap={limits.relative_gap}\nmip_max_nodes={limits.nodes}\nthreads={limits.threads}\n"
        "write_solution_style=0\n"
    )
    command = [str(model), f"--options_file={settings}", f"--random_seed={limits.seed % _SEEDS}"]
    command += [f"--solution_file={solution}"]
    if any(variable.varValue is not None for variable in variables):
        reader.writesol(str(start), problem)
        command += [f"--read_solution_file={start}"]
    if limits.seconds < float("inf"):
        command += [f"--time_limit={limits.seconds:.2f}"]
    log = _execute(back_end, command, limits, folder)
    if log is None or not solution.exists():
        return Answer({}, None)
    has_solution = re.search(r"Solution status\s+feasible|Status\s+Optimal", log) is not None
    return Answer(reader.readsol(str(solution)) if has_solution else {}, _figure(log, r"Dual bound"))


def _execute(back_end: BackEnd, arguments: list[str], limits: Limits, folder: Path) -> str | None:
    """Run the program to its end and return what it printed; None where it had to be stopped."""
    log = folder / "log"
    environment = {**os.environ, **back_end.environment}
    with log.open("wb") as output:
        try:
            process = subprocess.Popen(
                [str(back_end.path), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=folder,
                env=environment,
                start_new_session=True,  # Ctrl-C is for us; a program that it ends looks like a broken one
            )
        except OSError as error:
            raise SolverUnavailableError(
                f"the MILP program {back_end.name} cannot be started: {error}; "
                "remedy: choose another by the option back_end, or another solver"
            ) from error
        with process:
            try:
                code = _wait(process, limits)
            finally:
                _kill(process)  # leaving the block would wait for a runaway
    if code is None:
        return None
    text = log.read_text(errors="replace")
    if code != 0:
        last = text.strip().splitlines()[-1:] or ["it printed nothing"]
        raise SolverUnavailableError(
            f"the MILP program {back_end.name} failed with code {code}: {last[0]}; "
            "remedy: choose another by the option back_end, or another solver"
        )
    return text


def _wait(process: subprocess.Popen[bytes], limits: Limits) -> int | None:
    """Return the exit code; None where the program had to be stopped."""
    begin = time.perf_counter()
    while True:
        try:
            return process.wait(timeout=_POLL_S)
        except subprocess.TimeoutExpired:
            if limits.must_stop() or time.perf_counter() - begin > limits.seconds + _GRACE_S:
                return None


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a program that still runs, with all that it started: what is found on the path may be a script."""
    if process.poll() is None:
        if sys.platform == "win32":
            process.kill()
        else:
            with suppress(ProcessLookupError, PermissionError):  # it has ended meanwhile
                os.killpg(process.pid, signal.SIGKILL)


def _figure(log: str, *labels: str) -> float | None:
    """Return the number after the first of some labels that the program printed."""
    for label in labels:
        found = re.search(label + r"\s*([-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?)", log)
        if found:
            return float(found.group(1))
    return None
