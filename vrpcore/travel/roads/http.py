"""Questions to a routing server, and answers that can be trusted."""

from __future__ import annotations

import http.client
import json
import urllib.error
import urllib.request
from typing import Any

from vrpcore.errors import TravelError

_MOST_BYTES = 500_000_000
_SHOWN = 300


def ask(url: str, body: object = None, *, timeout_s: float, server: str) -> dict[str, Any]:
    """Get a JSON object from a server.

    Parameters
    ----------
    url
        Where to ask.
    body
        Sent as JSON by POST; None: GET.
    timeout_s
        Seconds without an answer until it is given up.
    server
        What the server is called in errors.

    Raises
    ------
    TravelError
        If the server cannot be reached, refuses, or answers anything else.
    """
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"})
    where = f"{server} at {url[:100]}"
    try:
        with urllib.request.urlopen(request, timeout=timeout_s) as answer:
            text = answer.read(_MOST_BYTES)
    except urllib.error.HTTPError as error:
        said = error.read(_MOST_BYTES).decode(errors="replace")[:_SHOWN]
        raise TravelError(
            f"{where} refuses (HTTP {error.code}): {said}; remedy: see what it says; a limit of the "
            "number of places is raised in the server's configuration, or lowered here by max_places"
        ) from error
    except (OSError, http.client.HTTPException) as error:
        raise TravelError(
            f"{where} cannot be reached: {error}; remedy: start it, check the address, or raise timeout_s"
        ) from error
    try:
        found = json.loads(text)
    except ValueError as error:
        raise TravelError(f"{where} does not answer in JSON: {text[:_SHOWN]!r}") from error
    if not isinstance(found, dict):
        raise TravelError(f"{where} does not answer with a JSON object: {text[:_SHOWN]!r}")
    return found
