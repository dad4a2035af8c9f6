"""The site for a class holds no solution, answer or note for the teacher, in whichever file."""

import io
import re
import subprocess
import sys
import zipfile
import zlib
from functools import cache
from html import unescape

import pytest

from book import LANGUAGES, ROOT, archive, reviews, translation
from book.classroom import site
from book.notebooks import path_of, read, stems, tags, write
from tests.conftest import copy_project
from tests.notebook_rules import cell_of

pytestmark = pytest.mark.once
BUILT = ("01-slices", "02-exporters")  # the pages that are built whole
DEFINITION = re.compile(r"^(?:def|class) .*?:\n((?:[ \t]+.*\n|\n)+)", re.MULTILINE)
ANSWER = re.compile(r"</summary>(.*?)</details>", re.DOTALL)
MARKED = re.compile(r"\]\([^)\s]*\)")  # where a link leads: a page does not show it


def squeezed(text):
    """Return the letters and digits of a text, which stay the same however it is written down."""
    return re.sub(r"[\W_]", "", text.replace(r"\n", " "))


@cache
def secrets(stem, language):
    """Return {what must be nowhere, squeezed: the cell that has it}: bodies of solutions, answers, notes."""
    found = {}
    for cell in read(path_of(stem, language)).cells:
        if "solution" in tags(cell):
            for body in DEFINITION.findall(cell.source + "\n"):
                found[squeezed(body)] = cell.id
        elif cell.cell_type == "markdown" and not cell.id.endswith("-hints"):
            for answer in ANSWER.findall(cell.source):
                found[squeezed(MARKED.sub("", answer))[:60]] = cell.id
    return found


def texts(path, content=None):
    """Yield (name, text) of a file and, if it is an archive, of all that is in it."""
    content = path.read_bytes() if content is None else content
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield f"{path.name}: {name}", archive.read(name).decode("utf-8", "replace")
    elif path.name == "objects.inv":
        yield path.name, zlib.decompress(content.split(b"\n", 4)[4]).decode("utf-8")
    else:
        yield path.as_posix(), content.decode("utf-8", "replace")


def told(folder, sought):
    """Return (cell, file) of all secrets that the files of a folder tell."""
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        for name, text in texts(path):
            if "bufferscope" in name:  # has the right answers of all exercises, to compare with
                continue
            text = MARKED.sub("", text)
            shown = squeezed(unescape(re.sub(r"<[^>]*>", "", text))) + squeezed(text)
            found += [(cell, name) for secret, cell in sought.items() if secret in shown]
    return found


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("class")
    site.copy_project(folder)
    return folder


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_built_holds_no_solution_answer_or_note(project, language):
    sought = {}
    for stem in stems():
        sought |= secrets(stem, language)
    assert len(sought) > 120  # in fourteen lessons
    assert told(project, sought) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_hints_guesses_and_outputs_stay(project, language):
    theirs, ours = (read(path_of("01-slices", language, *root)) for root in ([project], []))
    for name in ("chunk-sums", "chunk-sums-hints", "second-name", "second-name-seen", "slicing"):
        assert cell_of(theirs, name).source == cell_of(ours, name).source
    for name in ("second-name", "slicing"):
        assert cell_of(theirs, name).outputs == cell_of(ours, name).outputs
        assert cell_of(theirs, name).metadata == cell_of(ours, name).metadata


def test_a_translation_is_as_stale_as_before(project, tmp_path):
    for language in translation.translations():
        assert translation.findings("01-slices", language, project) == []
    root = copy_project(tmp_path)
    path = path_of("01-slices", "en", root)
    changed = read(path)
    cell_of(changed, "think").source += " New words."
    write(path, changed)
    made = site.editions("01-slices", root)
    found = translation.compare(made["en"], made["tr"])
    assert found == [translation.Finding(translation.STALE, "think")]


def test_a_page_is_as_read_as_before(tmp_path):
    root = copy_project(tmp_path)
    path = path_of("01-slices", "tr", root)
    notebook = read(path)
    cell_of(notebook, "think").source += " New words."
    reviews.review(notebook, "Ada")
    write(path, notebook)
    made = site.editions("01-slices", root)
    found = translation.compare(made["en"], made["tr"])
    assert found == [translation.Finding(translation.UNREAD, "think")]
    assert reviews.reviewed(made["tr"]).current
    cell_of(notebook, "think").source += " And more."
    write(path, notebook)
    assert not reviews.reviewed(site.editions("01-slices", root)["tr"]).current


def test_no_file_of_an_edition_holds_any(tmp_path):
    """Two lessons are built, of all other pages the headings only: that takes seconds."""
    for name in ("book", "class"):
        (tmp_path / name).mkdir()
    root, made = tmp_path / "class", tmp_path / "made"
    site.copy_project(root, copy_project(tmp_path / "book", whole=BUILT))
    edition = f"build('tr', Path({str(root)!r}), Path({str(made)!r}), True, False, builder='html', quiet=True)"
    program = (
        f"from pathlib import Path; from book.site.editions import build; assert not {edition}"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    archive.write(root, "tr", made / "tr")
    assert "chunk_sums" in (made / "tr" / "01-slices.html").read_text("utf-8")
    sought = {}
    for stem in BUILT:
        sought |= secrets(stem, "tr")
    assert len(sought) > 15
    assert told(made, sought) == []
