"""The page put together: template, style, scripts and data in one file."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from functools import cache
from importlib.resources import files
from os import PathLike
from pathlib import Path

from vrpcore.errors import Fault, InvalidInputError
from vrpcore.evaluation import evaluate, explain_served
from vrpcore.language import LANGUAGES, TEXTS, Language, colon, say
from vrpcore.models.evaluation import Evaluation
from vrpcore.models.plan import Plan
from vrpcore.models.problem import Problem
from vrpcore.report.html.document import document
from vrpcore.report.ways import Roads
from vrpcore.version import __version__

_STYLES = ("leaflet/leaflet.css", "page.css", "stage.css", "map.css", "figures.css", "media.css")
_SCRIPTS = ("dom.js", "state.js", "map.js", "timeline.js", "vehicles.js", "detail.js", "tables.js", "main.js")
"""In the order in which they use each other; together they are one function."""


def html_report(
    problem: Problem,
    plan: Plan,
    *,
    evaluation: Evaluation | None = None,
    tiles: str | None = None,
    attribution: str = "",
    language: Language = "en",
    roads: Roads | None = None,
) -> str:
    """Tell a plan as one HTML page: map, timeline, tables, and why each customer is served as it is.

    The page asks no network for anything, unless `tiles` is given.

    Parameters
    ----------
    problem, plan
        What was planned, and how. Places without location are missing on the map.
    evaluation
        The verdict on the plan, with reasons; worked out here if not given.
    tiles
        Address of map tiles with ``{z}``, ``{x}`` and ``{y}``, in the coordinate system of the problem; None
        draws the townships alone.
    attribution
        Whom the tiles' terms of use ask to name.
    language
        ``"en"`` or ``"zh"``.
    roads
        Draw routes along roads (see `vrpcore.travel.roads`), one source for all vehicles or one for each
        travel profile; None draws straight lines.

    Returns
    -------
    str
        The page.

    Raises
    ------
    InvalidInputError
        If the address of the tiles or the language is none.
    InvalidPlanError
        If the plan refers to things that the problem does not have.
    """
    _check(problem, tiles, language)
    verdict = evaluation or evaluate(problem, plan)
    data = document(problem, plan, verdict, explain_served(problem, plan), roads, language)
    words = _words(language)
    data |= {
        "words": words,
        "language": language,
        "tiles": tiles,
        "attribution": attribution,
        "version": __version__,
    }
    leaflet = _source("leaflet/leaflet.js").partition("//# sourceMappingURL")[0]
    script = "(() => {\n'use strict';\n" + "\n".join(map(_source, _SCRIPTS)) + "\n})();\n"
    # The rule for browsers: run these two scripts and no other, and ask nobody for anything but tiles.
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_hash(leaflet)}' '{_hash(script)}'",
            "style-src 'unsafe-inline'",
            "img-src data:" + ("" if tiles is None else " https: http:"),
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    parts = {
        "language": "zh-CN" if language == "zh" else "en",
        "title": html.escape(_title(problem, verdict, language)),
        "policy": html.escape(policy),
        "style": re.sub(r"url\(images/[^)]*\)", "none", "\n".join(map(_source, _STYLES))),
        "needs_script": html.escape(say("This page needs JavaScript.", language)),
        "data": _embedded(data),
        "leaflet": leaflet,
        "script": script,
    }
    # One pass, so that nothing that is put in is taken for a place to put something.
    return re.sub(r"\{\{(\w+)\}\}", lambda match: parts[match[1]], _source("template.html"))


def save_html_report(
    problem: Problem,
    plan: Plan,
    path: str | PathLike[str],
    *,
    evaluation: Evaluation | None = None,
    tiles: str | None = None,
    attribution: str = "",
    language: Language = "en",
    roads: Roads | None = None,
) -> None:
    """Write the page of `html_report` to a file.

    Parameters
    ----------
    problem, plan, evaluation, tiles, attribution, language, roads
        As for `html_report`.
    path
        File to write.
    """
    page = html_report(
        problem,
        plan,
        evaluation=evaluation,
        tiles=tiles,
        attribution=attribution,
        language=language,
        roads=roads,
    )
    Path(path).write_text(page, encoding="utf-8", newline="\n")


def _title(problem: Problem, evaluation: Evaluation, language: Language) -> str:
    """The problem's name; for a plan that breaks rules also its cost, with what that leaves out."""
    name = problem.name or say("plan", language)
    return name if evaluation.is_feasible else f"{name}{colon(language)}{evaluation.cost_text(language)}"


def _check(problem: Problem, tiles: str | None, language: str) -> None:
    faults = []
    if language not in LANGUAGES:
        faults.append(
            Fault(
                "unknown_language",
                "language",
                f"{language!r} is not a language of the report",
                " or ".join(map(repr, LANGUAGES)),
                "choose one of them",
            )
        )
    if tiles is not None:
        allowed = "an address such as 'https://tile.example.org/{z}/{x}/{y}.png'"
        if problem.coordinate_system == "planar":
            fault = "planar coordinates have no place on the globe, so there are no tiles for them"
            faults.append(Fault("no_tiles", "tiles", fault, "None", "leave the tiles out"))
        elif not re.match(r"https?://", tiles) or not all(mark in tiles for mark in ("{z}", "{x}", "{y}")):
            remedy = "write the address with {z}, {x} and {y} in place of numbers"
            faults.append(Fault("no_tiles", "tiles", f"{tiles!r} is no address of tiles", allowed, remedy))
    if faults:
        raise InvalidInputError("the report cannot be made", faults)


@cache
def _source(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _words(language: Language) -> dict[str, str]:
    """What stands for each English text that the scripts may say; empty for English."""
    if language == "en":
        return {}
    scripts = "".join(map(_source, _SCRIPTS))
    return {text: chinese for text, chinese in TEXTS.items() if f'"{text}"' in scripts}


def _embedded(data: object) -> str:
    """JSON that can stand in a script element: nothing in it can end the element, or a line of JavaScript."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    # A lone surrogate cannot be written as UTF-8; in JSON it can be written as an escape.
    return re.sub(r"[\ud800-\udfff]", lambda match: f"\\u{ord(match[0]):04x}", text)


def _hash(script: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
