"""The way to matplotlib, which is an optional extra, and text that its fonts can show."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from vrpcore.errors import MissingPackageError

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def require_matplotlib() -> None:
    """Raise `MissingPackageError`, which says what to install, unless matplotlib is there."""
    if find_spec("matplotlib") is None:
        raise MissingPackageError(
            "drawing needs matplotlib, which is not installed; remedy: pip install 'vrpcore[plot]'"
        )


def new_figure(width: float, height: float) -> Figure:
    """A figure of a size in inches that needs no display and leaves no global state behind."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), facecolor="white")
    FigureCanvasAgg(figure)
    return figure


def printable(text: str, fallback: str = "") -> str:
    """A text without characters that the font lacks, so that no boxes appear; they become ``?``.

    A text of which less than half can be shown gives way to the fallback.
    """
    glyphs = _glyphs()
    shown = "".join(c if ord(c) in glyphs and c.isprintable() else "?" for c in text)
    if fallback and 2 * shown.count("?") > len(shown):
        return fallback
    return shown


@cache
def _glyphs() -> frozenset[int]:
    """Code points of the font in use."""
    from matplotlib.font_manager import FontProperties, findfont, get_font

    return frozenset(get_font(findfont(FontProperties())).get_charmap())
