"""Make the font of Chinese text: the characters of GB 2312, cut out of Noto Sans CJK SC.

Run by hand when the font is to change, with fontTools installed and Debian's package ``fonts-noto-cjk``::

    python make_subset.py /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc
"""

from __future__ import annotations

import sys
from pathlib import Path

_FAMILY = "vrpcore Noto Sans SC"
"""A name of its own: matplotlib must not take the part for the whole where that is installed too."""
_SIMPLIFIED_CHINESE = 2
"""Position in the collection."""
_ROWS = range(0xA1, 0xF8)
"""Symbols, 3,755 common and 3,008 less common characters."""
_NAMES = (
    "喆堃镕甯玥昇暐珺犇垚翀頔嫄翾祎祐珅瑄旻禤邨堽墶岽崀嵖崾塬晟昊淼焱鑫栢濛炀烜赟芃槿澔沄洺湉玹璟璠砼碁砻窎"
)
"""Characters of names and places that GB 2312 lacks; those that it has do no harm here."""


def characters() -> str:
    """All characters of the subset."""
    found = set(_NAMES)
    for row in _ROWS:
        for cell in range(0xA1, 0xFF):
            found.update(bytes([row, cell]).decode("gb2312", errors="ignore"))
    return "".join(sorted(found))


def main(source: str) -> None:
    """Write the subset beside this script."""
    from fontTools import subset  # a tool for this script alone

    options = subset.Options()
    options.font_number = _SIMPLIFIED_CHINESE
    options.layout_features = []
    options.hinting = False
    options.glyph_names = False
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "GSUB", "GPOS", "GDEF"]
    font = subset.load_font(source, options)
    cutter = subset.Subsetter(options)
    cutter.populate(text=characters())
    cutter.subset(font)
    for record in font["name"].names:
        if record.nameID in (1, 4, 16):
            record.string = _FAMILY
        elif record.nameID == 6:
            record.string = _FAMILY.replace(" ", "")
    subset.save_font(font, str(Path(__file__).with_name("NotoSansSC-GB2312.otf")), options)


if __name__ == "__main__":
    main(sys.argv[1])
