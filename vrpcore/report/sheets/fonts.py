"""The Chinese font as a PDF reader wants it: TrueType, and no more characters than are used.

The font of the pictures has PostScript outlines without character ids, which PDF writers embed wrongly.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from vrpcore.io.extras import Foreign, optional
from vrpcore.report.canvas import CHINESE_FONT

FAMILY = "vrpcore-sheets"
_TOLERANCE = 1.0
"""Units of 1/1000 em by which a curve may differ."""


def drawable(characters: Iterable[str]) -> frozenset[str]:
    """Those of some characters that the font has."""
    font = optional("fontTools.ttLib", "writing PDF", "sheets").TTFont(
        BytesIO(CHINESE_FONT.read_bytes()), lazy=True
    )
    points = font.getBestCmap()
    return frozenset(c for c in characters if ord(c) in points)


def truetype(characters: Iterable[str]) -> bytes:
    """A TrueType font of some characters; those that the font lacks are left out."""
    tools = optional("fontTools.ttLib", "writing PDF", "sheets")
    font = tools.TTFont(BytesIO(CHINESE_FONT.read_bytes()), lazy=True)
    names = font.getBestCmap()
    chosen = {ord(c): names[ord(c)] for c in sorted(set(characters)) if ord(c) in names}
    order = [".notdef", *dict.fromkeys(name for name in chosen.values() if name != ".notdef")]
    source = font.getGlyphSet()
    build = optional("fontTools.fontBuilder", "writing PDF", "sheets").FontBuilder(
        font["head"].unitsPerEm, isTTF=True
    )
    build.setupGlyphOrder(order)
    build.setupCharacterMap(chosen)
    build.setupGlyf({name: _outline(source[name]) for name in order})
    build.setupHorizontalMetrics({name: font["hmtx"][name] for name in order})
    head = font["hhea"]
    build.setupHorizontalHeader(ascent=head.ascent, descent=head.descent)
    build.setupNameTable({"familyName": FAMILY, "styleName": "Regular"})
    build.setupOS2(sTypoAscender=head.ascent, sTypoDescender=head.descent)
    build.setupPost()
    buffer = BytesIO()
    build.save(buffer)
    return buffer.getvalue()


def _outline(glyph: Foreign) -> Foreign:
    """A glyph with quadratic curves."""
    pen = optional("fontTools.pens.ttGlyphPen", "writing PDF", "sheets").TTGlyphPen(None)
    glyph.draw(
        optional("fontTools.pens.cu2quPen", "writing PDF", "sheets").Cu2QuPen(
            pen, _TOLERANCE, reverse_direction=True
        )
    )
    return pen.glyph()
