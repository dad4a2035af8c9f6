"""The edition on paper is whole, its links lead somewhere, answers stand at its end; PDF and EPUB are sound."""

import re
import shutil
import subprocess
import zipfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

from book import LANGUAGES, npm, paper
from book.browser import find
from book.notebooks import path_of, read, stems, tags
from book.pages import write as write_pages
from book.paper import epub, pdf
from book.paper.chapters import ANSWERS, LEFT_OUT, Chapter, chapters
from tests.conftest import absent

pytestmark = pytest.mark.once


@cache
def joined(language):
    return chapters(language, lambda stem, id: f"#{id}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_a_chapter_and_every_link_leads_to_one(language):
    found = joined(language)
    assert [chapter.stem for chapter in found] == [
        *(stem for stem in stems() if stem not in LEFT_OUT), ANSWERS,
    ]  # fmt: skip
    whole = "".join(chapter.html for chapter in found)
    ids = Counter(re.findall(r'\bid="([^"]+)"', whole))
    assert max(ids.values()) == 1
    targets = re.findall(r'href="([^"]+)"', whole)
    assert len(targets) > 1000
    assert [to for to in targets if not to.startswith("http") and to[1:] not in ids] == []
    assert all(chapter.title for chapter in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_stand_at_the_end(language):
    *found, answers = joined(language)
    for chapter in found:
        assert "<details" not in chapter.html and "<summary" not in chapter.html
        for id, section, _, text in chapter.folds:
            assert f"<h3>{section}</h3>" in answers.html
            assert text not in chapter.html and text in answers.html
            assert f'href="#{id}"' in chapter.html and f'href="#to-{id}"' in answers.html
        cells = read(path_of(chapter.stem, language)).cells
        folded = sum(cell.source.count("<details") for cell in cells)
        solved = sum("solution" in tags(cell) for cell in cells)
        assert len(chapter.folds) == folded + solved


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_epub_is_sound(language, tmp_path):
    path = tmp_path / paper.name(language, "epub")
    epub.write(language, path)
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".xhtml", ".opf")):
                ElementTree.fromstring(archive.read(name))
    first = path.read_bytes()
    assert len(first) < 5 * 2**20
    if language != "ru":
        return  # the workflow checks each before it is published: that takes seconds an edition
    epub.write(language, path)
    assert path.read_bytes() == first
    command = shutil.which("epubcheck")
    if not command or not shutil.which("java"):
        pytest.skip("epubcheck is not installed, or no Java")
    is_jar = Path(command).read_bytes()[:2] == b"PK"
    checked = subprocess.run(
        [*(["java", "-jar"] if is_jar else []), command, str(path)], capture_output=True, text=True
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "0 fatals / 0 errors / 0 warnings" in checked.stdout


LONG = {
    "en": "representation characteristics interpretation " * 30,
    "tr": "değiştirilebilirliğinden görünümlerin sağlayıcılarından " * 30,
    "ru": "представление последовательность переинтерпретация " * 30,
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_has_tags_bookmarks_links_and_hyphens(language, tmp_path):
    if find() is None:
        absent("needs Chromium, Chrome or Edge, and none is installed")
    if reason := npm.install(paper.FOLDER):
        absent(reason)
    first, *_, last = joined(language)
    text = f'<h1 id="{first.stem}">{first.title}</h1><p><a href="#{ANSWERS}">1</a> {LONG[language]}</p>'
    found = [Chapter(first.stem, first.title, [text]), Chapter(ANSWERS, last.title, last.text[:1])]
    html = pdf.whole(language, found)
    path = tmp_path / "short.pdf"
    with ThreadPoolExecutor(1) as apart:  # Playwright allows one of itself in a thread
        apart.submit(pdf.print_page, html, language, path).result()
    made = path.read_bytes()
    for sign in (b"/StructTreeRoot", b"/Outlines", b"/Lang", b"/Dest"):
        assert sign in made
    if shutil.which("pdftotext"):
        done = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True)
        lines = done.stdout.decode("utf-8").splitlines()
        hyphened = [line for line in lines if line.endswith(("-", "\u2010", "\u00ad"))]
        assert len(hyphened) > 3  # a word may break at the end of a line, and only there
        assert not re.search("\u00ad(?!\u2010?$)", "\n".join(lines), re.MULTILINE)


def test_the_first_page_offers_what_has_been_made(tmp_path):
    offered = {"en": ["memoryview-en.pdf", "memoryview-en.epub"], "tr": [], "ru": []}
    write_pages(tmp_path, "", ["01-slices"], offered)
    page = (tmp_path / "index.html").read_text("utf-8")
    assert '<a href="en/memoryview-en.pdf" download>PDF</a>' in page
    assert '<a href="en/memoryview-en.epub" download>EPUB</a>' in page
    assert page.count('class="paper"') == 1


def test_what_has_been_made_is_found(tmp_path):
    assert paper.made(tmp_path, "ru") == []
    file = tmp_path / "_build" / "paper" / "memoryview-ru.pdf"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"")
    assert paper.made(tmp_path, "ru") == [file]
