"""Every code block in README and docs runs; a ```text block after it is its exact output."""

import re
import shlex
from pathlib import Path

import pytest

from vrpcore.cli import main

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES = [
    page
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    if re.search(r"^```(python|sh)$", page.read_text(encoding="utf-8"), re.MULTILINE)
]


def blocks(page):
    """(language, code, output expected or None) of a page, in order."""
    found = BLOCK.findall(page.read_text(encoding="utf-8"))
    followers = [*found[1:], ("", "")]
    return [
        (language, code, after if kind == "text" else None)
        for (language, code), (kind, after) in zip(found, followers, strict=False)
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_code_of_a_page_runs(page, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    namespace = {"__name__": page.stem}
    for language, code, expected in blocks(page):
        if language == "python":
            exec(compile(code, str(page), "exec"), namespace)
        elif language == "sh":
            for line in code.splitlines():
                words = shlex.split(line, comments=True)
                if words[:1] == ["vrpcore"]:
                    assert main(words[1:]) == 0, line
        else:
            continue
        printed = capsys.readouterr().out
        if expected is not None:
            assert printed == expected


def test_pages_with_code_are_found():
    assert sum(language == "python" for page in PAGES for language, _, _ in blocks(page)) >= 8
