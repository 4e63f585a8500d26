"""Arcs of one profile, with places as further nodes on the links that they touch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from vrpcore.travel.protocol import FloatArray, IntArray
from vrpcore.travel.roads import native
from vrpcore.travel.roads.network import Int32Array, RoadNetwork
from vrpcore.travel.roads.profiles import RoadProfile
from vrpcore.travel.roads.snapping import BoolArray, Snapped

if TYPE_CHECKING:
    from vrpcore.travel.roads import _paths

_MOST = 2**31 - 1
_SMALL_SHARE = 0.01
"""A part of the network is an island when it has less than this share of the junctions."""


@dataclass(frozen=True)
class RoadGraph:
    """What shortest paths run on, and the piece of road behind each arc."""

    graph: _paths.Graph
    places: Int32Array
    """Node of each place."""
    link: IntArray
    """Per arc."""
    begin: FloatArray
    """Per arc, the share of the link where it begins; arcs against the drawing have ``begin > end``."""
    end: FloatArray


def road_graph(
    network: RoadNetwork, profile: RoadProfile, closed: BoolArray, snapped: Snapped | None = None
) -> RoadGraph:
    """Cut links where places touch them, and keep the directions in which a profile may drive."""
    link, begin, end, tail, head, places = _pieces(network, snapped)
    forward, backward = network.may_drive(profile)
    is_forward, is_backward = (forward & ~closed)[link], (backward & ~closed)[link]
    speed = network.speeds_kmh(profile)[link]
    length = network.length_m[link] * (end - begin)
    seconds = np.divide(length * 3.6, speed, out=np.zeros_like(length), where=speed > 0)
    millimetres = np.minimum(np.rint(length * 1000), _MOST).astype(np.int32)
    milliseconds = np.minimum(np.rint(seconds * 1000), _MOST).astype(np.int32)

    origins = np.concatenate((tail[is_forward], head[is_backward]))
    order = np.argsort(origins, kind="stable")

    def both(along: npt.NDArray[np.generic], against: npt.NDArray[np.generic]) -> npt.NDArray[np.generic]:
        return np.concatenate((along[is_forward], against[is_backward]))[order]

    num_nodes = network.num_junctions + len(places)
    offsets = np.concatenate(([0], np.cumsum(np.bincount(origins, minlength=num_nodes)))).astype(np.int64)
    return RoadGraph(
        native.load().Graph(
            offsets,
            both(head, tail).astype(np.int32),
            both(milliseconds, milliseconds).astype(np.int32),
            both(millimetres, millimetres).astype(np.int32),
        ),
        places,
        both(link, link).astype(np.int64),
        both(begin, end).astype(np.float64),
        both(end, begin).astype(np.float64),
    )


def usable_links(network: RoadNetwork, profile: RoadProfile, closed: BoolArray) -> BoolArray:
    """Links on which a profile can come and go: of parts of the network that are not islands.

    Parking areas and yards that lead nowhere in the data would make every place beside them unreachable.
    """
    forward, backward = network.may_drive(profile)
    is_open = (forward | backward) & ~closed
    if not is_open.any():
        return is_open
    component = native.load().components(road_graph(network, profile, closed).graph)
    sizes = np.bincount(component)
    is_large = sizes >= min(int(sizes.max()), max(2, int(_SMALL_SHARE * network.num_junctions)))
    within = (component[network.tail] == component[network.head]) & is_large[component[network.tail]]
    return np.asarray(is_open & within) if (is_open & within).any() else is_open


def _pieces(
    network: RoadNetwork, snapped: Snapped | None
) -> tuple[IntArray, FloatArray, FloatArray, Int32Array, Int32Array, Int32Array]:
    """Link, begin, end, tail and head of each piece of road, and the node of each place."""
    whole = np.arange(network.num_links)
    if snapped is None:
        begin, end = np.zeros(network.num_links), np.ones(network.num_links)
        return whole, begin, end, network.tail, network.head, np.zeros(0, dtype=np.int32)
    places = (network.num_junctions + np.arange(len(snapped.link))).astype(np.int32)
    uncut = np.setdiff1d(whole, snapped.link)
    order = np.lexsort((snapped.share, snapped.link))
    cuts: list[tuple[int, float, float, int, int]] = []
    for position, place in enumerate(order.tolist()):
        link, share = int(snapped.link[place]), float(snapped.share[place])
        before = order[position - 1] if position else None
        is_first = before is None or snapped.link[before] != link
        at, node = (0.0, int(network.tail[link])) if is_first else (cuts[-1][2], cuts[-1][4])
        cuts.append((link, at, share, node, int(places[place])))
        is_last = position + 1 == len(order) or snapped.link[order[position + 1]] != link
        if is_last:
            cuts.append((link, share, 1.0, int(places[place]), int(network.head[link])))
    return (
        np.concatenate((uncut, [cut[0] for cut in cuts])).astype(np.int64),
        np.concatenate((np.zeros(len(uncut)), [cut[1] for cut in cuts])),
        np.concatenate((np.ones(len(uncut)), [cut[2] for cut in cuts])),
        np.concatenate((network.tail[uncut], [cut[3] for cut in cuts])).astype(np.int32),
        np.concatenate((network.head[uncut], [cut[4] for cut in cuts])).astype(np.int32),
        places,
    )
