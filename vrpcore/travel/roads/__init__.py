"""Travel along roads: networks from OpenStreetMap or tables, routing engines, and matrices for problems."""

from vrpcore.travel.roads.cache import cache_folder
from vrpcore.travel.roads.edges import network_from_edges, read_edges
from vrpcore.travel.roads.local import NetworkRoads
from vrpcore.travel.roads.network import RoadNetwork
from vrpcore.travel.roads.osm import read_osm
from vrpcore.travel.roads.osrm import OsrmServer
from vrpcore.travel.roads.osrm_library import OsrmRoads
from vrpcore.travel.roads.profiles import EBIKE, ROAD_CLASSES, TRUCK, VAN, RoadProfile
from vrpcore.travel.roads.source import RoadMatrices, RoadSource
from vrpcore.travel.roads.travel import RoadTravel, Snap, road_lines, road_travel
from vrpcore.travel.roads.valhalla import ValhallaServer

__all__ = [
    "EBIKE",
    "ROAD_CLASSES",
    "TRUCK",
    "VAN",
    "NetworkRoads",
    "OsrmRoads",
    "OsrmServer",
    "RoadMatrices",
    "RoadNetwork",
    "RoadProfile",
    "RoadSource",
    "RoadTravel",
    "Snap",
    "ValhallaServer",
    "cache_folder",
    "network_from_edges",
    "read_edges",
    "read_osm",
    "road_lines",
    "road_travel",
]
