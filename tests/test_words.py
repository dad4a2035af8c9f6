"""What bufferscope says stands in one file a language, by ids: the same in each, none missing, none in vain."""

import ast
import re
import sys
from functools import cache
from importlib import import_module
from string import Formatter
from types import ModuleType

import pytest

from book import LANGUAGES, ROOT
from bufferscope import language, words
from bufferscope.cases import games, load
from bufferscope.exercises import Each

PACKAGE = ROOT / "bufferscope"
OTHERS = [code for code in words.LANGUAGES if code != "en"]
# The same in every language, or in some: names and units.
ALIKE = {"figures.times", "figures.units", "figures.point", "figures.group", "needs.numpy"}
# Sections whose sentences have blanks to be filled in; the sentences of cases have braces of their own.
FILLED = {
    "figures",
    "picture",
    "state",
    "measure",
    "verdict",
    "misdeed",
    "check",
    "notebook",
    "game",
}

pytestmark = pytest.mark.once


@cache
def file_of(code):
    return import_module(f"bufferscope.words.{code}")


def blanks(text):
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def test_languages_are_those_of_the_book():
    assert set(words.LANGUAGES) == set(LANGUAGES)
    assert words.LANGUAGES[0] == "en"


@pytest.mark.parametrize("code", OTHERS)
def test_each_language_says_the_same_things(code):
    english, other = file_of("en").WORDS, file_of(code).WORDS
    assert list(other) == list(english)
    for id, text in other.items():
        assert text, id
        assert id in ALIKE or text != english[id], id
        if id.partition(".")[0] in FILLED:
            assert blanks(text) == blanks(english[id]), id


@pytest.mark.parametrize("code", words.LANGUAGES)
def test_every_number_finds_its_form_of_a_word(code):
    forms = file_of(code).WORDS["figures.byte"].split()
    used = {file_of(code).form(n) for n in range(200)}
    assert used == set(range(len(forms)))


def test_an_id_is_written_once_in_a_file():
    for code in words.LANGUAGES:
        tree = ast.parse((PACKAGE / "words" / f"{code}.py").read_text("utf-8"))
        [table] = [node.value for node in tree.body if isinstance(node, ast.Assign)]
        ids = [key.value for key in table.keys]
        assert len(ids) == len(set(ids)), code


# What the modules say


@cache
def written():
    """Return all strings of the modules, split at blanks, and patterns for those with places to fill."""
    plain, patterns = set(), set()
    for path in PACKAGE.rglob("*.py"):
        if path.parent.name == "words":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                plain.update(node.value.split())
            elif isinstance(node, ast.JoinedStr):
                parts = [
                    re.escape(part.value) if isinstance(part, ast.Constant) else "[a-z]+"
                    for part in node.values
                ]
                if re.fullmatch(r"[a-z]+\\\.", parts[0]):  # such as f"state.{lane.state}"
                    patterns.add("".join(parts))
    return plain, patterns


def test_no_sentence_is_there_in_vain():
    plain, patterns = written()
    unused = [
        id
        for id in file_of("en").WORDS
        if id not in plain and not any(re.fullmatch(pattern, id) for pattern in patterns)
    ]
    assert unused == []


def test_whatever_is_said_is_there():
    known = file_of("en").WORDS
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or ast.unparse(node.func) != "say" or not node.args:
                continue
            if isinstance(node.args[0], ast.Constant):
                assert node.args[0].value in known, f"{path.name}:{node.lineno}"


def test_every_case_and_question_has_its_sentences():
    known = file_of("en").WORDS
    for exercise in load().values():
        for case in exercise.cases():
            for trial in case.trials() if isinstance(case, Each) else [case]:
                assert trial.why.split() and set(trial.why.split()) <= known.keys(), trial
        if exercise.needs:
            assert exercise.needs.name in known
    for game in games.GAMES.values():
        for question in game.questions.values():
            assert question.why in known, question


def test_no_language_is_named_outside_of_its_file():
    """A new language is one file: no module asks which language is in force to say something in it."""
    for path in PACKAGE.rglob("*.py"):
        if path.parent.name == "words":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant):
                assert node.value not in OTHERS, f"{path.name}:{node.lineno}"


def test_a_language_more_is_a_file_more(monkeypatch):
    """A file that is found beside the others is a language that can be chosen, and speaks."""
    made_up = ModuleType("bufferscope.words.qq")
    made_up.WORDS = dict.fromkeys(file_of("en").WORDS, "¡{bytes}!")
    made_up.WORDS |= {"figures.byte": "b bb", "figures.group": "'"}
    made_up.form = lambda n: int(n > 2)
    monkeypatch.setitem(sys.modules, made_up.__name__, made_up)
    monkeypatch.setattr(words, "LANGUAGES", (*words.LANGUAGES, "qq"))
    try:
        assert language("qq") == "qq"
        assert words.say("picture.changed", bytes="2 b") == "¡2 b!"
        assert [words.counted(n, "figures.byte") for n in (2, -3)] == ["b", "bb"]
    finally:
        language("en")
