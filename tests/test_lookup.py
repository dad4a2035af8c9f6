"""The pages that are looked up: a card for every name, a definition for every term, sections that stand alone."""

import json
import re
import subprocess
import sys

import pytest
from bs4 import BeautifulSoup, SoupStrainer

from book import LANGUAGES, ROOT, glossary
from book.notebooks import path_of, read, stems, tags
from tests import page_rules as rules
from tests import prose

NAME = re.compile(r"### `(?P<name>[\w.]+)")
# Operators and built-ins that a view answers to: the names of dir() that say something of views.
OPERATORS = """
    __buffer__ __release_buffer__ __class_getitem__ __delitem__ __enter__ __eq__ __exit__ __getitem__
    __hash__ __iter__ __len__ __setitem__ _from_flags
""".split()


def cards(stem, language="en"):
    """Return {name: the code cells of its card}."""
    found, current = {}, None
    for cell in read(path_of(stem, language)).cells:
        if cell.cell_type == "markdown":
            heading = NAME.match(cell.source)
            if cell.source.startswith("#"):
                current = found.setdefault(heading["name"], []) if heading else None
        elif current is not None:
            current.append(cell)
    return found


# Names of memoryview, by the Python that has them: those of this Python, and those of newer ones.
NEWER = {"count": (3, 14), "index": (3, 14), "__class_getitem__": (3, 14)}
NEWER |= dict.fromkeys(("__buffer__", "__release_buffer__", "_from_flags"), (3, 12))


def names_of(dir_of_memoryview):
    inherited = set(dir(object))
    return {
        name
        for name in dir_of_memoryview
        if not name.startswith("_") or (name in OPERATORS) or name not in inherited
    }


def test_every_name_has_its_card():
    documented = {name.partition(".")[2] for name in cards("reference") if "." in name}
    assert names_of(dir(memoryview)) - documented == set()
    expected = {name for name, since in NEWER.items() if sys.version_info >= since}
    assert expected <= set(dir(memoryview))
    assert set(NEWER) <= documented


def test_every_card_has_run():
    """Each card has a cell, and the cell has shown something, on this Python or on the one that it needs."""
    for name, cells in cards("reference").items():
        assert cells, name
        for cell in cells:
            needs = next((tag for tag in tags(cell) if tag.startswith("since-")), None)
            quiet = needs or "claim" in tags(cell)
            assert cell.outputs or quiet, (name, cell.id)


def test_a_missing_card_is_noticed():
    assert names_of([*dir(memoryview), "new_in_4"]) - names_of(dir(memoryview)) == {"new_in_4"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_is_addressed_by_its_name(site, language):
    for stem in ("reference", "protocol"):
        page = rules.read_page(site / language / f"{stem}.html")
        addresses = {section["id"] for section in page.select("article section")}
        assert {name for name in cards(stem) if "." in name} <= addresses


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_and_terms_in_lessons_are_links(site, language):
    page = rules.read_page(site / language / "03-anatomy.html")
    links = {link["href"] for link in page.select("article a[href]")}
    assert "reference.html#memoryview.itemsize" in links
    assert "glossary.html#contiguous" in links
    for link in page.select("article a.term"):
        assert link.find("em"), link


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_leads_to_its_own_card(site, language):
    """The text of a link in the lessons to a card is the card's name, whole or its last part."""
    seen = 0
    for stem in stems():
        text = (site / language / f"{stem}.html").read_text("utf-8")
        page = BeautifulSoup(text, "html.parser", parse_only=SoupStrainer("a"))
        for link in page.select("a[href^='reference.html#'] > code"):
            name = link.parent["href"].partition("#")[2]
            text = link.get_text().removesuffix("()").removeprefix(".")
            # A call is written with its arguments, an operator as it is used.
            if re.fullmatch(r"[\w.]+", text) and "__" not in name:
                seen += 1
                assert text in (name, name.rpartition(".")[2]), f"{stem}: {text} → {name}"
    assert seen > 50


# The glossary.


def items(language):
    """Return the entries of the glossary: (term, {language: other name}, definition)."""
    cell = next(cell for cell in read(path_of("glossary", language)).cells if cell.id == "terms")
    for line in cell.source.splitlines():
        term, others, definition = re.fullmatch(r"- \*\*(.+?)\*\* \((.*?)\): (.+)", line).groups()
        spans = BeautifulSoup(others, "html.parser").find_all("span")
        yield term, {span["lang"]: span.get_text() for span in spans}, definition


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_term_has_its_three_languages_and_a_definition(language):
    wanted = {
        term.names[language]: {c: name for c, name in term.names.items() if c != language}
        for term in glossary.terms()
    }
    found = {term: others for term, others, _ in items(language)}
    assert found == wanted
    assert min(len(definition) for _, _, definition in items(language)) > 40


def by_term(language):
    """Return {the English name of a term: its definition}."""
    return {
        term if language == "en" else others["en"]: definition
        for term, others, definition in items(language)
    }


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
@pytest.mark.parametrize("rule", [prose.inline_code, prose.targets], ids=lambda rule: rule.__name__)
def test_a_definition_has_the_same_code_and_links_in_each_language(language, rule):
    english, translated = by_term("en"), by_term(language)
    apart = {name: sorted(rule(english[name]) ^ rule(translated[name])) for name in english}
    assert {name: found for name, found in apart.items() if found} == {}


ALPHABETS = {
    "en": "abcdefghijklmnopqrstuvwxyz",
    "tr": "abcçdefgğhıijklmnoöpqrsştuüvwxyz",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
}


def place(term, language):
    """Return what a term is sorted by in a dictionary of the language: no code marks, no case."""
    text = term.replace("`", "")
    text = text.replace("I", "ı").replace("İ", "i") if language == "tr" else text
    alphabet = " " + ALPHABETS[language]
    return [alphabet.find(letter) if letter in alphabet else -2 for letter in text.lower()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_glossary_is_sorted_as_the_language_sorts(language):
    terms = [term for term, _, _ in items(language)]
    of_letters = [t for t in terms if t[0].lower() in ALPHABETS[language]]
    assert [place(t, language) for t in of_letters] == sorted(
        place(t, language) for t in of_letters
    )
    assert len(of_letters) > 80


def test_the_order_of_letters():
    assert place("çöp", "tr") > place("cüce", "tr")
    assert place("ısı", "tr") < place("iş", "tr")
    assert place("ёлка", "ru") > place("ель", "ru")


@pytest.mark.parametrize("language", LANGUAGES)
def test_terms_have_addresses(site, language):
    page = rules.read_page(site / language / "glossary.html")
    for term in glossary.terms():
        assert page.find(id=term.slug), term


@pytest.mark.parametrize("stem", ["reference", "protocol", "glossary"])
def test_turkish_pages_are_found_under_the_other_word_for_a_buffer(site, stem):
    assert "arabellek" in rules.read_page(site / "tr" / f"{stem}.html").article.get_text()


# Sections stand by themselves, so that a reader can run one card without the others.

RUN = """
import ast, contextlib, io, json, sys
printed = {}
for section in json.load(sys.stdin):
    space = {"__name__": "__main__"}
    for name, source in section:
        out = io.StringIO()
        body = ast.parse(source).body
        last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
        try:
            with contextlib.redirect_stdout(out):
                exec(compile(ast.Module(body, []), name, "exec"), space)
                if last:
                    space["_"] = eval(compile(ast.Expression(last.value), name, "eval"), space)
        except BaseException as error:
            out.write(type(error).__name__)
        printed[name] = out.getvalue()
json.dump(printed, sys.stdout)
"""


def runs_here(cell):
    since = next((tag for tag in tags(cell) if tag.startswith("since-3.")), "since-3.0")
    return sys.version_info >= (3, int(since.partition(".")[2])) and "native" not in tags(cell)


def said(cell):
    return "".join(
        output.get("text", "") or output.get("ename", "")
        for output in cell.outputs
        if output.output_type in ("stream", "error")
    )


@pytest.mark.parametrize(
    "stem", [s for s in stems() if s in ("questions", "errors", "myths", "reference", "protocol")]
)
def test_each_section_stands_by_itself(stem):
    cells = [
        cell
        for cell in read(path_of(stem, "en")).cells
        if cell.cell_type == "markdown" or runs_here(cell)
    ]
    setup = [cell for cell in cells if "setup" in tags(cell)]
    sections = [[]]
    for cell in cells:
        if cell.cell_type == "markdown" and cell.source.startswith("##"):
            sections.append([])
        elif cell.cell_type == "code" and cell not in setup:
            sections[-1].append(cell)
    assert setup
    program = [[(c.id, c.source) for c in (*setup, *section)] for section in sections if section]
    done = subprocess.run(
        [sys.executable, "-c", RUN], input=json.dumps(program), capture_output=True, text=True,
        cwd=ROOT, timeout=120, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    printed = json.loads(done.stdout)
    for section in sections:
        for cell in section:
            if "nbval-ignore-output" not in tags(cell):
                assert printed[cell.id].strip() == said(cell).strip(), cell.id


# What the pages warn of, and no cell can show: Python itself ends.

COMPARE = """
import ctypes, pickle
from array import array
view, numbers = memoryview(array("h", [1, 2])), (ctypes.c_short * 2)(1, 2)
"""


def ends(script):
    """Whether a Python that runs the script ends by a signal or a fault, neither well nor by an exception."""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True)
    return done.returncode not in (0, 1)


@pytest.mark.parametrize(
    "expression",
    [
        "view == numbers",
        "numbers == view",
        "view != numbers",
        "view in [numbers]",
        "[view].index(numbers)",
        "view == pickle.PickleBuffer(numbers)",
    ],
)
def test_comparing_with_a_ctypes_array_ends_python(expression):
    """Questions and `__eq__` say so of 3.11 to 3.15: where it no longer does, they must say since when."""
    assert ends(COMPARE + expression)
    assert not ends(COMPARE + expression.replace("numbers", "memoryview(numbers)"))


def test_a_format_of_null_ends_python():
    call = "import ctypes; ctypes.pythonapi.PyBuffer_SizeFromFormat(ctypes.c_char_p({}))"
    assert ends(call.format(None)) and not ends(call.format(b"h"))


def test_a_view_of_dates_is_a_value_error():
    numpy = pytest.importorskip("numpy")
    with pytest.raises(ValueError):
        memoryview(numpy.zeros(1, "M8[s]"))
    assert memoryview(numpy.zeros(1, "i8")).nbytes == 8
