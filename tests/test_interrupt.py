import signal
import subprocess
import sys
import textwrap

SCRIPT = textwrap.dedent(
    """
    import os, signal, threading
    import vrpcore
    problem = vrpcore.datasets.random_cvrp(300, seed=1)
    threading.Timer(1.0, os.kill, (os.getpid(), signal.SIGINT)).start()
    result = vrpcore.solve(problem, time_limit=60)
    print(result.status, result.evaluation.is_feasible)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    """
)


def test_first_ctrl_c_returns_the_best_plan():
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    status, feasible = done.stdout.split()
    assert status in ("interrupted", "feasible")
    assert feasible == "True"


def test_a_foreign_handler_is_left_alone():
    from vrpcore.interrupt import cancelled_by_ctrl_c
    from vrpcore.solvers.cancel import CancelToken

    def foreign(_signal, _frame):
        pass

    before = signal.signal(signal.SIGINT, foreign)
    try:
        with cancelled_by_ctrl_c(CancelToken()):
            assert signal.getsignal(signal.SIGINT) is foreign
    finally:
        signal.signal(signal.SIGINT, before)
