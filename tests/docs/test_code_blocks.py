"""Every code block of README, docs and tutorials runs; a ```text block after it is its exact output."""

import re
import shlex
from pathlib import Path

import pytest

from vrpcore.cli import main

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```(\{[\w-]+\}|\w*)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RUNS = re.compile(r"^```(python|sh|\{code-cell\})$", re.MULTILINE)
PYTHON = ("python", "{code-cell}")
PAGES = [
    page
    for page in [*sorted(ROOT.glob("README*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
    if RUNS.search(page.read_text(encoding="utf-8"))
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
    pyplot = pytest.importorskip("matplotlib.pyplot")
    monkeypatch.chdir(tmp_path)
    namespace = {"__name__": page.stem}
    for language, code, expected in blocks(page):
        if language in PYTHON:
            code = re.sub(r"^:\w+:.*\n", "", code)  # the tags of a notebook's cell
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
    pyplot.close("all")


def test_pages_with_code_are_found():
    assert sum(language in PYTHON for page in PAGES for language, _, _ in blocks(page)) >= 8
    assert sum("{code-cell}" in {language for language, _, _ in blocks(page)} for page in PAGES) >= 5
