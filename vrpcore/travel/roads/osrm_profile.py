"""Profiles in the language of OSRM."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from vrpcore.travel.roads.profiles import RoadProfile
from vrpcore.travel.roads.tags import ACCESS_KEYS, CLASS_OF, FORBIDDING

OSRM_PROFILES = ("car", "bicycle", "foot")
"""Those that come with OSRM."""


def lua_of(profile: RoadProfile | str | Path) -> str:
    """A profile as Lua.

    Parameters
    ----------
    profile
        One of ours, the name of one of `OSRM_PROFILES`, or a file in Lua.

    Raises
    ------
    FileNotFoundError
        If it is neither a known name nor a file.
    """
    if isinstance(profile, RoadProfile):
        return _lua_of_ours(profile)
    if str(profile) in OSRM_PROFILES:
        return f'return require("{profile}")\n'
    path = Path(profile)
    if not path.is_file():
        raise FileNotFoundError(
            2, f"no such profile; allowed: a RoadProfile, {', '.join(OSRM_PROFILES)}, a Lua file", str(path)
        )
    return path.read_text(encoding="utf-8")


def _lua_of_ours(profile: RoadProfile) -> str:
    speeds = {
        highway: profile.speeds_kmh[road_class]
        for highway, road_class in CLASS_OF.items()
        if road_class in profile.speeds_kmh
    }
    base = "bicycle" if profile.vehicle == "ebike" else "car"
    head = (
        f'local BASE, MAX_SPEED = "{base}", {float(profile.max_speed_kmh)!r}\n'
        f"local SPEEDS = {_table(speeds)}\n"
        f"local ACCESS = {_sequence(ACCESS_KEYS[profile.vehicle])}\n"
        f"local FORBIDDING = {_sequence(sorted(FORBIDDING))}\n"
    )
    return head + Path(__file__).with_suffix(".lua").read_text(encoding="utf-8")


def _table(values: Mapping[str, float]) -> str:
    return "{" + ", ".join(f'["{key}"] = {float(value)!r}' for key, value in values.items()) + "}"


def _sequence(values: Iterable[str]) -> str:
    return "{" + ", ".join(f'"{value}"' for value in values) + "}"
