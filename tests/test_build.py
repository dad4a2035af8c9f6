"""The book is built, whole, by the Python that runs this: every page is there, and what is offered for download."""

import pytest

from book import LANGUAGES, ROOT, archive
from book.notebooks import path_of, stems
from book.site.errors import FOLDER, LIST
from tests.messages import cards

PAGES = [
    f"{language}/{name}.html"
    for language in LANGUAGES
    for name in (*stems(), "search", "genindex", "offline")
]
OUTER = ["index.html", "404.html"]
EXTRA = [
    f"{language}/extra/{name}.html"
    for language in LANGUAGES
    for name in (
        *("ask", "feedback", "status"),
        *(f"ask-{stem}" for stem in stems() if stem[0].isdigit() or stem == "myths"),
    )
]
CARDS = [f"{x}/{FOLDER}/{one}.html" for x in LANGUAGES for one in (LIST, *(c.id for c in cards()))]


def test_every_edition_has_the_same_pages(site):
    found = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    fence = {name for name in found if name.startswith("live/")}  # no page for readers
    assert len(fence) == 1 and found - fence == {*PAGES, *CARDS, *EXTRA, *OUTER}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_very_notebook_is_offered(language, site):
    for stem in stems():
        served = site / language / "_sources" / f"{stem}.ipynb"
        assert served.read_bytes() == path_of(stem, language).read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_archive_is_offered(language, site, tmp_path):
    """What it holds is looked at in test_archive.py."""
    offered = (site / language / archive.name(language)).read_bytes()
    assert offered == archive.write(ROOT, language, tmp_path).read_bytes()
