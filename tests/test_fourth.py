"""A language is a folder and a word list: a fourth edition, which a script makes of the English, is a whole one.

Each letter of the English becomes one that looks like it. What the edition says in plain letters all the same does
not come from its word list.
"""

import csv
import gettext
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import sphinx
import sphinx_book_theme
import yaml
from bs4 import BeautifulSoup

from book import ROOT, translation
from book.notebooks import alternative, path_of, read, stems, tags, write
from book.wording import CUSTOMS, customs_of, words_of
from bufferscope.words import en
from tests.conftest import copy_project

pytestmark = pytest.mark.once

CODE = "xx"
WHOLE = ("index", "01-slices")  # all others are headings
PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
ALIKE = str.maketrans({letter: chr(ord(letter) + 0xFEE0) for letter in PLAIN})  # of full width
# What is the same in every language: code, mark-up, places that are filled in, addresses.
SAME = re.compile(
    r"```.*?```|`[^`]*`|<[^>]*>|\{[^}]*\}|%\(\w+\)[sd]|%[sd]|\]\([^)]*\)|https?://\S+|&\w+;",
    re.DOTALL,
)
CATALOGUES = (
    (sphinx, "sphinx", "locale"),
    (sphinx_book_theme, "booktheme", "theme/sphinx_book_theme/static/locales"),
)


def alike(text: str) -> str:
    """Return a text with each letter that belongs to English replaced by one that looks like it."""
    same = SAME.findall(text)
    pieces = [piece.translate(ALIKE) for piece in SAME.split(text)]
    return "".join(a + b for a, b in zip(pieces, [*same, ""], strict=True))


def of_sphinx() -> set[str]:
    """Return what Sphinx and its themes say, which they have in Turkish."""
    found = set()
    for package, name, folder in CATALOGUES:
        place = Path(package.__file__).parent / folder
        found |= set(gettext.translation(name, place, ["tr"])._catalog)
    return {text for text in found if isinstance(text, str) and text}


def word_list() -> dict:
    english = words_of("en")
    texts = of_sphinx() | {*english, *words_of("tr")}
    said = {text: alike(english.get(text, text)) for text in sorted(texts)}
    said[CUSTOMS] = customs_of("en") | {
        "search": {"endings": alike("ing|ed|s"), "stems": "", "synonyms": {}},
    }
    return said


def translated(notebook):
    """Make an English notebook one of the fourth edition."""
    for cell in notebook.cells:
        stamped = translation.digest(cell.source)
        if cell.cell_type == "markdown":
            cell.source = alike(cell.source)
        elif "words" in tags(cell):
            cell.source = cell.source.replace('language("en")', f'language("{CODE}")')
        if translation.is_worded(cell):
            read_as = translation.digest(cell.source)
            cell.metadata["i18n"] = {"en": stamped, "read": read_as}
        for choice, text in cell.metadata.get("guess", {}).get("words", {}).items():
            cell.metadata.guess.words[choice] = alike(text)
        if text := alternative(cell):
            cell.metadata.mystnb.image["alt"] = alike(text)
    return notebook


def add(root: Path) -> None:
    """Add the edition to a project: its folder, its word lists, and one line."""
    (root / "notebooks" / CODE).mkdir()
    for stem in stems(root):
        write(path_of(stem, CODE, root), translated(read(path_of(stem, "en", root))))
    (root / f"book/words/{CODE}.yml").write_text(
        yaml.safe_dump(word_list(), allow_unicode=True), "utf-8"
    )
    words = {id: alike(text) for id, text in en.WORDS.items()}
    source = f"def form(n):\n    return int(n != 1)\n\n\nWORDS = {words!r}\n"
    (root / f"bufferscope/words/{CODE}.py").write_text(source, "utf-8")
    glossary = root / "book/words/glossary.csv"
    with glossary.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with glossary.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0], CODE])
        writer.writeheader()
        writer.writerows(row | {CODE: alike(row["en"])} for row in rows)
    door = root / "book/__init__.py"
    text = door.read_text("utf-8")
    line = '    "en": "English",\n'
    assert line in text
    door.write_text(text.replace(line, f'{line}    "{CODE}": "{alike("English")}",\n'), "utf-8")


PROGRAM = f"""
import contextlib, io, json, sys
from pathlib import Path
from book import ROOT, archive, commands, pages
from book.site.editions import build
made = Path(sys.argv[1])
with contextlib.redirect_stdout(io.StringIO()) as said:
    commands.run(["status"])
failed = build("{CODE}", ROOT, made, True, False, builder="html", warningiserror=True, keep_going=True, quiet=True)
pages.write(made, "", ["01-slices"], {{code: [] for code in ("en", "tr", "ru", "{CODE}")}})
import bufferscope
bufferscope.language("{CODE}")
print(json.dumps({{
    "root": str(ROOT), "said": said.getvalue(), "failed": failed,
    "archive": archive.contents(ROOT, "{CODE}"), "picture": bufferscope.show(data=bytearray(b"memory")).__repr__(),
}}))
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Return the folder of the edition's site, and what the project's own commands say of it."""
    root = copy_project(tmp_path_factory.mktemp("fourth"), WHOLE)
    ignored = shutil.ignore_patterns("__pycache__", "node_modules")
    shutil.copytree(ROOT / "book", root / "book", ignore=ignored)
    for name in ("light", "live"):
        parts = ROOT / "book" / name / "node_modules"
        if parts.exists():
            (root / "book" / name / "node_modules").symlink_to(parts)
    add(root)
    result = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(root / "site")],
        cwd=root, capture_output=True, text=True, encoding="utf-8", env={**os.environ, "PYTHONPATH": str(root)},
    )  # fmt: skip
    assert result.returncode == 0, result.stderr[-3000:]
    told = json.loads(result.stdout.splitlines()[-1])
    assert told["root"] == str(root)
    return root / "site", told | {"warnings": result.stderr}


def test_it_builds_strictly(made):
    site, told = made
    assert not told["failed"], told["warnings"]
    assert {path.stem for path in (site / CODE).glob("*.html")} >= set(stems())


def test_status_knows_it(made):
    """Pages that were cut are stale in Turkish and in Russian, which are not asked about."""
    said = made[1]["said"].splitlines()
    assert len([line for line in said if re.match(rf"\S+ +{CODE} ", line)]) == len(stems())
    assert [line for line in said if line.startswith(f"{CODE}/")] == []


def test_its_archive_is_its_own(made):
    _, told = made
    assert told["archive"]["README.txt"].startswith(alike("memoryview by example"))
    assert f"bufferscope/words/{CODE}.py" in told["archive"]
    assert alike("slice") in told["archive"]["01-slices.ipynb"]


def test_its_pictures_speak_it(made):
    assert alike("byte") in made[1]["picture"]


def test_the_pages_above_the_editions_propose_it(made):
    for name in ("index.html", "404.html"):
        page = BeautifulSoup((made[0] / name).read_text("utf-8"), "html.parser")
        card = page.select_one(f'li[lang="{CODE}"]')
        assert english(card.decode_contents()) == [] and card.get_text(strip=True)


NAMES = "memoryview Python en tr ru English Ctrl ipynb pdf CC BY".split()
WORD = re.compile(r"[A-Za-z]{2,}")


def english(part) -> list[str]:
    """Return what a part of a page says in plain letters, to eyes and to ears, but for code and names."""
    part = BeautifulSoup(str(part), "html.parser")
    for code in part.select("script, style, code, pre, svg, .output, .toy, [lang]"):
        code.extract()
    names = ("aria-label", "title", "placeholder", "alt")
    texts = [tag.get(name, "") for tag in part.find_all(True) for name in names]
    texts.append(part.get_text(" "))
    return [word for text in texts for word in WORD.findall(text) if word not in NAMES]


@pytest.mark.parametrize("name", ["index", "01-slices", "search", "offline", "genindex"])
def test_its_interface_has_no_english_left(made, name):
    page = BeautifulSoup((made[0] / CODE / f"{name}.html").read_text("utf-8"), "html.parser")
    assert page.html["lang"] == CODE
    assert english(page.body) == []
    assert WORD.findall(page.title.string.replace("memoryview", "")) == []


def test_its_scripts_and_its_search_speak_it(made):
    folder = made[0] / CODE
    texts = re.findall(
        r'\b_\(\s*"((?:[^"\\]|\\.)*)"',
        "".join(p.read_text("utf-8") for p in folder.glob("_static/*.js")),
    )
    assert len(texts) > 50 and [text for text in texts if WORD.search(SAME.sub("", text))] == []
    index = (folder / "_search/index.js").read_text("utf-8")
    assert alike("slice") in index and alike("ing|ed|s") in index
