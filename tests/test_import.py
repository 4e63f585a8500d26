import json
import subprocess
import sys

HEAVY = (
    "hypothesis",
    "matplotlib",
    "ortools",
    "osrm",
    "pandas",
    "pulp",
    "pytest",
    "shapely",
    "tqdm",
    "vrplib",
)
SCRIPT = """
import json, sys
import vrpcore
vrpcore.Model, vrpcore.solve, vrpcore.solver_names(), vrpcore.io, vrpcore.datasets, vrpcore.report
print(json.dumps(sorted(sys.modules)))
"""


def test_importing_vrpcore_is_light():
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    loaded = set(json.loads(done.stdout))
    assert "vrpcore" in loaded
    assert not loaded & set(HEAVY)


def test_public_names_exist():
    import vrpcore

    for name in vrpcore.__all__:
        assert getattr(vrpcore, name) is not None
