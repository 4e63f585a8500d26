"""``vrpcore roads``: distances and durations of a problem along roads."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from vrpcore import io
from vrpcore.cli import exit_codes
from vrpcore.cli.files import add_problem_argument, read_problem, require_writable
from vrpcore.models.problem import Problem

if TYPE_CHECKING:
    from vrpcore.cli.files import Commands
    from vrpcore.travel.roads import RoadSource

_VEHICLES = ("truck", "van", "ebike")


def add_to(commands: Commands) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "roads",
        help="give a problem distances and durations along roads",
        description="Read a problem, work out travel along roads, and write the problem with it.",
    )
    add_problem_argument(parser)
    parser.add_argument("-o", "--output", type=Path, required=True, help="JSON file to write")
    add_road_arguments(parser, required=True)
    parser.add_argument(
        "--max-snap",
        type=float,
        default=1000.0,
        metavar="METRES",
        help="farthest from a road (default: 1000)",
    )
    parser.add_argument("--no-cache", action="store_true", help="compute even what was computed before")
    parser.set_defaults(run=run)


def add_road_arguments(parser: argparse.ArgumentParser, *, required: bool) -> None:
    """Add where roads come from, and who drives on them."""
    source = parser.add_mutually_exclusive_group(required=required)
    source.add_argument(
        "--osm", type=Path, metavar="FILE", help="extract of OpenStreetMap (.osm.pbf, .osm; needs osmium)"
    )
    source.add_argument(
        "--edges",
        type=Path,
        nargs=2,
        metavar=("JUNCTIONS", "EDGES"),
        help="two CSV files: id,x,y and from,to with further columns",
    )
    source.add_argument(
        "--osrm",
        metavar="URL|FILE",
        help="address of an OSRM server, or an extract of OpenStreetMap (needs osrm-bindings)",
    )
    source.add_argument("--valhalla", metavar="URL", help="address of a Valhalla server")
    parser.add_argument(
        "--vehicle",
        action="append",
        default=[],
        metavar="[PROFILE=]KIND",
        help=f"who drives, for all travel profiles or one: {', '.join(_VEHICLES)} (default: truck)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Work out travel, report it, and write the problem."""
    from vrpcore.travel.roads import road_travel

    require_writable(arguments.output)
    problem = read_problem(arguments)
    sources = road_sources(arguments, problem)
    assert sources is not None, "the parser asks for one of them"
    found = road_travel(
        problem,
        sources,
        max_snap_m=arguments.max_snap,
        cache=not arguments.no_cache,
    )
    io.write_json(found.applied_to(problem), arguments.output)
    print(f"{arguments.output}: {found}")
    return exit_codes.OK


def road_sources(arguments: argparse.Namespace, problem: Problem) -> dict[str, RoadSource] | None:
    """The roads that the command line names, by travel profile; None if it names none."""
    if not any((arguments.osm, arguments.edges, arguments.osrm, arguments.valhalla)):
        return None
    from vrpcore.travel import roads

    kinds = _kinds(arguments.vehicle, problem)
    profiles = {"truck": roads.TRUCK, "van": roads.VAN, "ebike": roads.EBIKE}
    if arguments.osrm is not None and arguments.osrm.startswith(("http://", "https://")):
        return dict.fromkeys(kinds, roads.OsrmServer(arguments.osrm))
    if arguments.osrm is not None:
        if not Path(arguments.osrm).is_file():
            raise ValueError(
                f"--osrm {arguments.osrm}: neither a file nor an address; allowed: an extract of "
                "OpenStreetMap, or the address of a server with http:// or https://"
            )
        prepared = {kind: roads.OsrmRoads(arguments.osrm, profiles[kind]) for kind in kinds.values()}
        return {profile_id: prepared[kind] for profile_id, kind in kinds.items()}
    if arguments.valhalla is not None:
        costing = {"truck": "truck", "van": "auto", "ebike": "bicycle"}
        by_kind = {kind: roads.ValhallaServer(arguments.valhalla, costing[kind]) for kind in _VEHICLES}
        return {profile_id: by_kind[kind] for profile_id, kind in kinds.items()}
    if arguments.osm is not None:
        network = roads.read_osm(arguments.osm)
    else:
        planar = problem.coordinate_system == "planar"
        network = roads.read_edges(*arguments.edges, coordinate_system="planar" if planar else "wgs84")
    by_profile = {kind: roads.NetworkRoads(network, profiles[kind]) for kind in _VEHICLES}
    return {profile_id: by_profile[kind] for profile_id, kind in kinds.items()}


def _kinds(given: list[str], problem: Problem) -> dict[str, str]:
    """The kind of vehicle of each travel profile."""
    profile_ids = list(dict.fromkeys(vehicle.profile for vehicle in problem.vehicle_types)) or ["default"]
    kinds = dict.fromkeys(profile_ids, "truck")
    for text in given:
        profile_id, _, kind = text.rpartition("=")
        if kind not in _VEHICLES or (profile_id and profile_id not in kinds):
            raise ValueError(
                f"--vehicle {text}: allowed: {', '.join(_VEHICLES)}, alone or behind a travel profile of the "
                f"problem and '=': {', '.join(profile_ids)}"
            )
        kinds |= dict.fromkeys([profile_id] if profile_id else profile_ids, kind)
    return kinds
