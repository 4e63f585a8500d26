"""Many customers in the plane."""

import numpy as np

from vrpcore.io import read_vrplib


def random_customers(number, path):
    """A CVRP over a square, as a file states it."""
    random = np.random.default_rng(0)
    lines = [
        "NAME : random",
        "TYPE : CVRP",
        f"DIMENSION : {number + 1}",
        "EDGE_WEIGHT_TYPE : EUC_2D",
        "CAPACITY : 60",
    ]
    lines.append("NODE_COORD_SECTION")
    lines += [
        f"{k} {x} {y}" for k, (x, y) in enumerate(random.integers(0, 2_000, (number + 1, 2)).tolist(), 1)
    ]
    lines += ["DEMAND_SECTION", "1 0"]
    lines += [f"{k} {load}" for k, load in enumerate(random.integers(1, 10, number).tolist(), 2)]
    lines += ["DEPOT_SECTION", "1", "-1", "EOF"]
    path.write_text("\n".join(lines))
    return read_vrplib(path)
