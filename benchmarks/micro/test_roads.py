"""800 x 800 ways on a network of 50,000 junctions are to take less than 5 s."""

import numpy as np

from vrpcore.travel.roads import VAN, NetworkRoads, network_from_edges

SIDE = 224


def _network():
    """A square grid in which one road of seven is missing."""
    rng = np.random.default_rng(0)
    junction = np.arange(SIDE * SIDE)
    column, row = junction % SIDE, junction // SIDE
    ends = [(junction[column < SIDE - 1], 1), (junction[row < SIDE - 1], SIDE)]
    tail = np.concatenate([first for first, _ in ends])
    head = np.concatenate([first + step for first, step in ends])
    kept = rng.random(len(tail)) > 0.15
    tail, head = tail[kept], head[kept]
    return network_from_edges(
        {"id": junction, "x": 250.0 * column, "y": 250.0 * row},
        {"from": tail, "to": head, "length_m": rng.integers(250, 600, len(tail))},
        coordinate_system="planar",
    )


def test_matrix_of_800_places(benchmark):
    network = _network()
    rng = np.random.default_rng(1)
    x, y = rng.uniform(0, 250.0 * SIDE, (2, 800))

    def matrix():
        return NetworkRoads(network, VAN, threads=1).matrices(x, y)

    found = benchmark.pedantic(matrix, rounds=3, warmup_rounds=1)
    assert (found.distances_m >= 0).all()
