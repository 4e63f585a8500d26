"""What Sphinx would only tell when the pages are built, and what it cannot know."""

import re
import sys
from pathlib import Path

import pytest
from pydantic import BaseModel

from vrpcore import models

DOCS = Path(__file__).parents[2] / "docs"
TOCTREE = re.compile(r"^```\{toctree\}\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def model_reference(monkeypatch):
    monkeypatch.syspath_prepend(str(DOCS / "extensions"))
    import model_reference

    yield model_reference
    sys.modules.pop("model_reference")


def test_every_page_is_in_the_contents():
    listed = {DOCS / "index.md"}
    for page in DOCS.rglob("*.md"):
        for entries in TOCTREE.findall(page.read_text(encoding="utf-8")):
            for entry in entries.split():
                if not entry.startswith(":"):
                    listed |= set(page.parent.glob(f"{entry}.md"))
    assert {page.relative_to(DOCS) for page in DOCS.rglob("*.md")} == {p.relative_to(DOCS) for p in listed}


def test_every_record_and_field_is_in_the_reference(model_reference):
    page = model_reference.reference()
    public = [getattr(models, name) for name in models.__all__]
    records = [thing for thing in public if isinstance(thing, type) and issubclass(thing, BaseModel)]
    assert len(records) > 40
    for record in records:
        assert f"# {record.__name__}\n" in page
        for name, field in record.model_fields.items():
            row = re.search(
                rf"^\| `{name}` \|.*{re.escape(_start(field.description))}.*$", page, re.MULTILINE
            )
            assert row, f"{record.__name__}.{name}"


def test_the_reference_says_units_bounds_and_defaults(model_reference):
    page = model_reference.reference()
    assert "| `case_weight_kg` | number ≥ 0, ≤ 1e9 | `0.0` | Gross weight of one case. |" in page
    assert "| `days` | whole number ≥ 1, ≤ 366 | `1` |" in page
    assert "| `horizon` | [Horizon](#horizon) | required |" in page
    assert "| `cargo_class` | `light`, `heavy` | `heavy` |" in page


def test_every_link_of_the_reference_has_its_heading(model_reference):
    page = model_reference.reference()
    headings = {heading.lower() for heading in re.findall(r"^##+ (\w+)$", page, re.MULTILINE)}
    links = set(re.findall(r"\]\(#(\w+)\)", page))
    assert "message" in links
    assert links <= headings


def _start(description):
    """The first words of a description, as they stand in a table."""
    return " ".join((description or "").replace("``", "`").replace("|", "\\|").split())[:40]
