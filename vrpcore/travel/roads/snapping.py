"""The nearest road of each place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vrpcore.travel.protocol import FloatArray, IntArray
from vrpcore.travel.roads.network import RoadNetwork

BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Snapped:
    """Where places touch the network: a link each, and how far along it."""

    link: IntArray
    share: FloatArray
    """0 at the link's tail, 1 at its head."""
    distance_m: FloatArray
    """Straight line from the place to that point."""
    x: FloatArray
    """Coordinates of that point, in those of the network."""
    y: FloatArray


def snap(network: RoadNetwork, usable: BoolArray, x: FloatArray, y: FloatArray) -> Snapped:
    """Find the nearest usable link of each place, and the nearest point on it.

    Parameters
    ----------
    network
        The roads.
    usable
        Per link, whether places may be joined to it. At least one is.
    x, y
        Places, in the coordinates of the network.
    """
    import shapely  # takes a tenth of a second, and most problems have no roads

    links = np.flatnonzero(usable)
    sizes = np.diff(network.shape_begin)[links]
    owner = np.repeat(np.arange(len(links)), sizes)
    points = _ranges(network.shape_begin[links], sizes)
    shape_x, shape_y = network.metres(network.shape_x[points], network.shape_y[points])
    lines = shapely.linestrings(np.stack((shape_x, shape_y), axis=1), indices=owner)
    place_x, place_y = network.metres(x, y)
    places = shapely.points(np.stack((place_x, place_y), axis=1))
    where, line = shapely.STRtree(lines).query_nearest(places, all_matches=True)
    # Equally near links: the first, so that the order of the tree does not decide.
    nearest = np.full(len(places), len(links), dtype=np.int64)
    np.minimum.at(nearest, where, line)
    chosen = lines[nearest]
    along = shapely.line_locate_point(chosen, places)
    total = shapely.length(chosen)
    share = np.divide(along, total, out=np.zeros_like(total), where=total > 0)
    share = np.clip(np.nan_to_num(share), 0.0, 1.0)
    link = links[nearest]
    at_x, at_y = points_at(network, link, share)
    return Snapped(link, share, np.asarray(shapely.distance(chosen, places)), at_x, at_y)


def points_at(network: RoadNetwork, link: IntArray, share: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Coordinates of points some share of the way along links."""
    at_x, at_y = np.empty(len(link)), np.empty(len(link))
    for k, (one, part) in enumerate(zip(link.tolist(), share.tolist(), strict=True)):
        xs, ys = piece(network, one, part, part)
        at_x[k], at_y[k] = xs[0], ys[0]
    return at_x, at_y


def piece(network: RoadNetwork, link: int, begin: float, end: float) -> tuple[FloatArray, FloatArray]:
    """Points of a link from one share of its length to another, backwards if that is less."""
    span = slice(int(network.shape_begin[link]), int(network.shape_begin[link + 1]))
    xs, ys = network.shape_x[span], network.shape_y[span]
    plane_x, plane_y = network.metres(xs, ys)
    along = np.concatenate(([0.0], np.cumsum(np.hypot(np.diff(plane_x), np.diff(plane_y)))))
    low, high = sorted((begin, end))
    inside = along[(along > low * along[-1]) & (along < high * along[-1])]
    wanted = np.concatenate(([low * along[-1]], inside, [high * along[-1]]))
    found = np.interp(wanted, along, xs), np.interp(wanted, along, ys)
    return (found[0][::-1], found[1][::-1]) if begin > end else found


def _ranges(begin: IntArray, sizes: IntArray) -> IntArray:
    """All positions ``begin[k] … begin[k] + sizes[k] - 1``, one range behind the other."""
    offsets = np.concatenate(([0], np.cumsum(sizes)[:-1])) if len(sizes) else np.zeros(0, dtype=np.int64)
    return np.asarray(np.repeat(begin - offsets, sizes) + np.arange(int(sizes.sum())))
