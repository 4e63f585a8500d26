"""The one door to optional packages: imported when used, and missed with a remedy."""

from __future__ import annotations

from importlib import import_module
from typing import Any, TypeAlias

from vrpcore.errors import MissingPackageError

Foreign: TypeAlias = Any
"""A thing of an optional package: what may be missing has no types here."""


def optional(module: str, what: str, extra: str | None = "tables") -> Foreign:
    """Import an optional package.

    Parameters
    ----------
    module
        Name of the package or of a module in it.
    what
        What needs it, for the message.
    extra
        The extra of vrpcore that brings it; None where none does.

    Raises
    ------
    MissingPackageError
        If it is not installed.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        package = module.partition(".")[0]
        if error.name != package:
            raise
        wanted = package if extra is None else f"'vrpcore[{extra}]'"
        raise MissingPackageError(
            f"{what} needs {package}, which is not installed; remedy: pip install {wanted}"
        ) from None
