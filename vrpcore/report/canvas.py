"""The way to matplotlib, which is an optional extra, and text that its fonts can show."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache, wraps
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from vrpcore.errors import MissingPackageError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

P = ParamSpec("P")
R = TypeVar("R")

CHINESE_FONT = Path(__file__).with_name("fonts") / "NotoSansSC-GB2312.otf"
"""Chinese for machines without: the characters of GB 2312."""
_RICHER_FONTS = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "SimHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Arial Unicode MS",
)
"""Asked for what is still missing, where the machine has them."""


def require_matplotlib() -> None:
    """Raise `MissingPackageError`, which says what to install, unless matplotlib is there."""
    if find_spec("matplotlib") is None:
        raise MissingPackageError(
            "drawing needs matplotlib, which is not installed; remedy: pip install 'vrpcore[plot]'"
        )


def drawing(function: Callable[P, R]) -> Callable[P, R]:
    """Let a function draw: matplotlib must be there, and every text that it makes can be Chinese."""

    @wraps(function)
    def with_fonts(*args: P.args, **kwargs: P.kwargs) -> R:
        require_matplotlib()
        with chinese_fonts():
            return function(*args, **kwargs)

    return with_fonts


@contextmanager
def chinese_fonts() -> Iterator[None]:
    """Texts made within have the user's font first and Chinese ones for what it lacks."""
    import matplotlib as mpl

    chosen = list(mpl.rcParams["font.family"])
    # No rc_context, which puts back all settings: pyplot, first imported within, makes a notebook
    # interactive, and without that no later figure shows.
    mpl.rcParams["font.family"] = [*chosen, *(f for f in _chinese_families() if f not in chosen)]
    try:
        yield
    finally:
        mpl.rcParams["font.family"] = chosen


@cache
def _chinese_families() -> tuple[str, ...]:
    """Names of the Chinese fonts that are there, our own first."""
    from matplotlib.font_manager import fontManager

    installed = {entry.name for entry in fontManager.ttflist}
    fontManager.addfont(CHINESE_FONT)
    own = fontManager.ttflist[-1]
    fontManager.ttflist.append(replace(own, weight="bold"))  # what is asked for in bold: no warning
    return own.name, *(name for name in _RICHER_FONTS if name in installed)


def new_figure(width: float, height: float) -> Figure:
    """A figure of a size in inches that needs no display and leaves no global state behind."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), facecolor="white")
    FigureCanvasAgg(figure)
    return figure


def axes_or_new(ax: Axes | None, width: float, height: float) -> Axes:
    """The given axes, or those of a new figure of pyplot of a size in inches."""
    if ax is not None:
        return ax
    import matplotlib.pyplot as plt

    return plt.subplots(figsize=(width, height), facecolor="white", layout="constrained")[1]


def printable(text: str, fallback: str = "") -> str:
    """A text without characters that the fonts lack, so that no boxes appear; they become ``?``.

    A text of which less than half can be shown gives way to the fallback.
    """
    import matplotlib as mpl

    with chinese_fonts():
        glyphs = _glyphs(tuple(mpl.rcParams["font.family"]), tuple(mpl.rcParams["font.sans-serif"]))
    shown = "".join(c if ord(c) in glyphs and c.isprintable() else "?" for c in text)
    if fallback and 2 * shown.count("?") > len(shown):
        return fallback
    return shown


@cache
def _glyphs(families: tuple[str, ...], _sans_serif: tuple[str, ...]) -> frozenset[int]:
    """Code points of the fonts in use; the second argument is what the first may refer to."""
    from matplotlib.font_manager import FontProperties, findfont, get_font

    found: set[int] = set()
    for family in families:
        found |= get_font(findfont(FontProperties(family=[family]))).get_charmap().keys()
    return frozenset(found)
