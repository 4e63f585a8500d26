"""Every code is documented, and every rule across objects is seen to work."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import get_args

from tests.models.planted_faults import ACROSS, FIELDS
from vrpcore import errors
from vrpcore.io.tables.faults import TableFaultCode
from vrpcore.models.faults import FaultCode

ROOT = Path(__file__).parents[3]
CODES = set(get_args(FaultCode))


def test_every_code_has_a_planted_fault():
    # A repeated key does not survive in a parsed document, see tests/io/test_json.py; an invalid value is
    # what pydantic may find beyond all kinds that we know.
    assert CODES - {planted.code for planted in (*FIELDS, *ACROSS)} == {"duplicate_key", "invalid_value"}


def test_the_page_of_errors_lists_exactly_the_codes_that_exist():
    page = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    stated = set()
    for source in (ROOT / "vrpcore").rglob("*.py"):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                stated |= _codes(node)
    assert {"no_history", "bad_cell", "closed_day", "no_slot", "option"} <= stated
    listed = re.findall(r"^\| `([a-z_]+)` \|", page, flags=re.MULTILINE)
    assert set(listed) == CODES | stated | set(get_args(TableFaultCode)) | {"vroom_unsupported"}


def _codes(call):
    """The literal code of a call that states a fault."""
    maker = getattr(call.func, "attr", getattr(call.func, "id", ""))
    given = [*call.args[:1], *(word.value for word in call.keywords if word.arg == "code")]
    found = {value.value for value in given if isinstance(value, ast.Constant)}
    if maker in ("Fault", "BadCell", "rule_error"):
        return found
    if maker == "_fault":  # what some modules call it; others begin with the place
        return {code for code in found if "_" in str(code)}
    return set()


def test_the_page_of_errors_lists_every_exception():
    page = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| `([A-Z]\w+)` \| `(\w+)` \|", page, flags=re.MULTILINE))
    raised = {
        name: thing
        for name, thing in vars(errors).items()
        if isinstance(thing, type) and issubclass(thing, errors.VrpcoreError)
    }
    assert set(listed) == set(raised) - {"VrpcoreError", "InvalidInputError"}  # those are bases
    for name, builtin in listed.items():
        assert builtin in {base.__name__ for base in raised[name].__mro__}
