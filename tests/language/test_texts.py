"""Every text that may be said has a Chinese one with the same fields, and none stands there in vain."""

import ast
import re
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

import vrpcore
from vrpcore.language import LANGUAGES, TEXTS, counted, fields_of, label, note, option, say
from vrpcore.language.faults_zh import FAULTS
from vrpcore.language.options_zh import OPTIONS
from vrpcore.language.page_zh import PAGE
from vrpcore.language.reasons_zh import REASONS
from vrpcore.language.report_zh import REPORT
from vrpcore.language.rules_zh import RULES
from vrpcore.models.evaluation import Rule

SOURCES = sorted(Path(vrpcore.__file__).parent.rglob("*.py"))
SCRIPTS = sorted(Path(vrpcore.__file__).parent.glob("report/html/*.js"))
SAYING = {"say": 0, "message": 0, "counted": 1, "told": 0, "_header": 0, "finish": 2}
"""Functions that say something, and which of their arguments it is."""
PASSING_ON = {"_header", "_in_tables", "_of_the_column", "finish", "text"}
"""Functions that say what they are given."""
LETTERS = re.compile(r"[A-Za-z]{2,}")
UNITS = {"JavaScript", "GPS", "Excel", "WPS", "LibreOffice"}
"""Words that Chinese texts write in Latin letters."""


def strings(node, constants):
    """Every text that an expression may have the value of."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    if isinstance(node, ast.Name):
        return constants.get(node.id, [])
    if isinstance(node, ast.Subscript | ast.Attribute):
        return strings(node.value, constants)
    if isinstance(node, ast.Call):  # a table's get, with its default
        return [*strings(node.func, constants), *(s for a in node.args for s in strings(a, constants))]
    if isinstance(node, ast.IfExp):
        return strings(node.body, constants) + strings(node.orelse, constants)
    if isinstance(node, ast.Dict):
        return [s for value in node.values for s in strings(value, constants)]
    if isinstance(node, ast.Tuple | ast.List):
        return [s for value in node.elts for s in strings(value, constants)]
    return []


@cache
def calls():
    """All calls that say something: where, with which function, texts, and named fields."""
    found = []
    for path in SOURCES:
        if path.name in ("say.py", "told.py"):  # say what they are given
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        constants = {}
        for node in ast.walk(tree):
            targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
            if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(targets[0], ast.Name):
                constants.setdefault(targets[0].id, []).extend(strings(node.value, {}))
        passing_on = {
            call
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef) and node.name in PASSING_ON
            for call in ast.walk(node)
        }
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            name, where = node.func.id, f"{path.name}:{node.lineno}"
            if name not in SAYING:
                continue
            texts = strings(node.args[SAYING[name]], constants)
            if not texts and node in passing_on:
                continue
            assert texts, f"{where} says something that cannot be found out"
            if name == "counted":
                texts = [f"{{number}} {noun}s" for noun in texts]
            names = None if any(k.arg is None for k in node.keywords) else {k.arg for k in node.keywords}
            found.append((where, name, texts, names))
    return found


def test_every_text_that_is_said_is_in_the_table():
    assert len(calls()) > 100
    missing = {(where, text) for where, _, texts, _ in calls() for text in texts if text not in TEXTS}
    assert not missing


def test_every_call_gives_the_fields_of_its_texts():
    for where, function, texts, names in calls():
        for text in texts if function in ("say", "message") and names is not None else ():
            assert fields_of(text) <= names, (where, text)


@pytest.mark.parametrize("english", TEXTS)
def test_a_chinese_text_has_the_fields_of_the_english_one_and_no_english_word(english):
    chinese = TEXTS[english]
    assert fields_of(chinese) == fields_of(english)
    assert "!r" not in chinese
    assert set(LETTERS.findall(re.sub(r"\{\w+\}|`[^`]*`", "", chinese))) <= UNITS
    assert chinese != english
    chinese.encode("gb2312")  # what the font that comes along can show


def test_every_rule_has_a_name():
    words = [option(f"rule_{rule}", "zh") for rule in get_args(Rule)]
    assert not [word for word in words if word.startswith("rule_")]
    assert len(set(words)) == len(words)


def test_a_choice_is_called_the_same_in_texts_and_in_tables():
    both = [word for word in TEXTS if word in OPTIONS and word != "township"]  # a place, and an item of costs
    assert len(both) > 5
    assert {word: TEXTS[word] for word in both} == {word: OPTIONS[word][0] for word in both}


def test_no_text_stands_in_two_tables():
    assert len(TEXTS) == sum(map(len, (FAULTS, PAGE, REASONS, REPORT, RULES)))


def test_no_text_stands_there_in_vain():
    said = {text for _, _, texts, _ in calls() for text in texts}
    said |= {"{number} case", "delivered"}  # counted, or an outcome
    scripts = "".join(path.read_text(encoding="utf-8") for path in SCRIPTS)
    assert not [text for text in TEXTS if text not in said and f'"{text}"' not in scripts]


def test_fields_are_filled_in():
    text = "depot {depot!r} does not carry product {product!r}"
    assert say(text, depot="d'", product="p") == "depot \"d'\" does not carry product 'p'"
    assert say(text, "zh", depot="d", product="p") == "网点 d 没有商品 p"
    assert say("{a!r} {b}", a=("x", "y"), b=3) == "'x', 'y' 3"
    assert say("{a!r}", "zh", a=("x", "y")) == "x、y"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_in_a_field_is_no_template(language):
    assert say("{a}{b}{c}", language, a="{b}", b="{0.__class__}") == "{b}{0.__class__}{c}"


def test_things_are_counted():
    assert [counted(n, "case") for n in (0, 1, 1234)] == ["0 cases", "1 case", "1,234 cases"]
    assert [counted(n, "case", "zh") for n in (1, 1234)] == ["1箱", "1,234箱"]


def test_a_language_that_is_none_is_refused():
    for function in (say, label, note, option, counted):
        arguments = (
            (2, "case") if function is counted else ("store", "")[: 2 if function in (label, note) else 1]
        )
        with pytest.raises(ValueError, match="allowed: 'en' or 'zh'"):
            function(*arguments, "fr")
