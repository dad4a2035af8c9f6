"""The built site, read as files: languages, words, links, and nothing from elsewhere."""

import re
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from bs4 import BeautifulSoup

from book import LANGUAGES, ROOT
from book.notebooks import path_of, read, stems, write
from book.site import freshness
from book.wording import words_of
from tests import page_rules as rules
from tests.conftest import build, copy_project
from tests.notebook_rules import cell_of
from tests.test_build import OUTER, PAGES

pytestmark = pytest.mark.once


@pytest.fixture(scope="session")
def pages(site):
    """Return the pages but those of cards, which test_linked.py looks at."""
    return {site / name: rules.read_page(site / name) for name in PAGES + OUTER}


@pytest.fixture(scope="session")
def places(pages):
    """Return {page: the ids to which links may lead}."""
    return {path: rules.places(page) for path, page in pages.items()}


@pytest.mark.parametrize("name", PAGES)
def test_page(name, site, pages):
    page = pages[site / name]
    language = name[:2]
    assert list(rules.own_language(page, language)) == []
    assert list(rules.unique_ids(page)) == []
    assert list(rules.ascii_addresses(page)) == []


@pytest.mark.parametrize("name", PAGES + OUTER)
def test_nothing_from_elsewhere(name, site, pages):
    assert list(rules.asks_elsewhere(pages[site / name])) == []


def test_no_style_sheet_asks_elsewhere(site):
    for path in site.rglob("*.css"):
        urls = re.findall(r"(?:url\(|@import\s+)['\"]?([^'\")\s]+)", path.read_text("utf-8"))
        assert [url for url in urls if rules.is_elsewhere(url)] == [], path


@pytest.mark.parametrize("name", PAGES + OUTER)
def test_no_dead_link(name, site, pages, places):
    assert list(rules.dead_links(site / name, site, pages[site / name], places)) == []


@pytest.mark.parametrize("name", [name for name in PAGES if not name.startswith("en")])
def test_no_word_of_the_interface_is_english(name, site, pages):
    assert rules.left_in_english(pages[site / name], pages[site / f"en/{name[3:]}"]) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_folds_of_cells_are_worded(language, site, pages):
    """Jupyter Book's “Show code cell content” is said better in English, too."""
    folds = {
        fold.get_text() for fold in pages[site / f"{language}/01-slices.html"].select("p.collapsed")
    }
    words = words_of(language)
    kinds = ("source", "content")  # outputs are folded as answers to guesses
    assert folds == {words[f"Show code cell {kind}"] for kind in kinds}


@pytest.mark.parametrize("stem", stems())
def test_headings_have_the_same_addresses(stem, site, pages):
    editions = [
        [s["id"] for s in pages[site / f"{code}/{stem}.html"].select("article section")]
        for code in LANGUAGES
    ]
    assert editions[0] == editions[1] == editions[2]


def test_claims_are_not_shown(site, pages):
    for code in LANGUAGES:
        for stem in stems():
            for block in pages[site / f"{code}/{stem}.html"].select(".cell_input pre"):
                assert "assert " not in block.get_text()


# Once the book has an address.


@pytest.fixture(scope="session")
def published(tmp_path_factory):
    """Build a copy of the project as it is not here, and return its site and what the build said.

    It has the addresses of a repository and of a site, its machine has no Node.js, and the English of a
    paragraph has changed.
    """
    root = copy_project(tmp_path_factory.mktemp("published"), whole=("index", "01-slices"))
    config = (root / "_config.yml").read_text("utf-8")
    config = config.replace('  url: ""', '  url: "https://github.com/someone/book"')
    config = config.replace('  baseurl: ""', '  baseurl: "https://someone.github.io/book/"')
    (root / "_config.yml").write_text(config, "utf-8")
    ignore = shutil.ignore_patterns("node_modules", "__pycache__")
    shutil.copytree(ROOT / "book", root / "book", ignore=ignore)
    english = path_of("01-slices", "en", root)
    notebook = read(english)
    cell_of(notebook, "views").source += "\n\nOne more sentence."
    write(english, notebook)
    npm = (root / "book" / "npm.py").read_text("utf-8")
    assert "OLDEST = 18" in npm  # beside this Python there may be one that the book has brought
    (root / "book" / "npm.py").write_text(npm.replace("OLDEST = 18", "OLDEST = 999"), "utf-8")
    without_node = {"PATH": str(Path(sys.executable).parent), "PIP_NO_INDEX": "1"}
    result = build(root, root, PYTHONPATH=str(root), **without_node)
    assert result.returncode == 0, result.stdout[-3000:] + result.stderr[-3000:]
    return Published(root / "_build" / "html", result.stdout)


class Published(NamedTuple):
    site: Path
    said: str

    def page(self, path):
        return rules.read_page(self.site / path)


def test_the_site_map_that_is_published_lists_every_page(published):
    text = (published.site / "sitemap.xml").read_text("utf-8")
    places = re.findall(r"<loc>https://someone\.github\.io/book/([^<]+)</loc>", text)
    written = {
        path.relative_to(published.site).as_posix() for path in published.site.rglob("*.html")
    }
    unlisted = {"index.html", "404.html"}
    unlisted |= {
        f"{code}/{name}.html" for code in LANGUAGES for name in ("search", "genindex", "offline")
    }
    unlisted |= {
        name for name in written if "/extra/" in name
    }  # for a room, and for those who write
    assert len(places) == len(set(places))
    assert set(places) == written - unlisted


@pytest.mark.parametrize("language", LANGUAGES)
def test_buttons_lead_to_this_edition(language, published):
    page = published.page(f"{language}/01-slices.html")
    links = [link["href"] for link in page.select(".article-header-buttons a")]
    here = f"notebooks/{language}/01-slices.ipynb"
    assert f"https://mybinder.org/v2/gh/someone/book/main?urlpath=lab/tree/{here}" in links
    assert f"https://github.com/someone/book/edit/main/{here}" in links


@pytest.mark.parametrize("language", LANGUAGES)
def test_published_words_are_translated_too(language, published):
    page = published.page(f"{language}/01-slices.html")
    if language != "en":
        assert rules.left_in_english(page, published.page("en/01-slices.html")) == []
    assert list(rules.asks_elsewhere(page)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_search_engines_learn_of_the_translations(language, published):
    page = published.page(f"{language}/01-slices.html")
    alternates = {
        link["hreflang"]: link["href"] for link in page.select("link[rel=alternate][hreflang]")
    }
    expected = {code: f"https://someone.github.io/book/{code}/01-slices.html" for code in LANGUAGES}
    assert alternates == {**expected, "x-default": expected["en"]}
    assert page.select_one("link[rel=canonical]")["href"] == expected[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_search_engines_keep_a_page_for_each_card(language, published):
    name = "errors/cannot-delete-memory.html"
    page = published.page(f"{language}/{name}")
    expected = {code: f"https://someone.github.io/book/{code}/{name}" for code in LANGUAGES}
    links = page.select("link[rel=alternate][hreflang]")
    assert {link["hreflang"]: link["href"] for link in links} == {
        **expected,
        "x-default": expected["en"],
    }
    assert [link["href"] for link in page.select("link[rel=canonical]")] == [expected[language]]
    assert page.select_one("meta[property='og:url']")["content"] == expected[language]


def test_wrong_address_page_knows_the_path_of_the_site(published):
    page = published.page("404.html")
    assert [link["href"] for link in page.select("li a")] == [
        f"/book/{code}/index.html" for code in LANGUAGES
    ]


def test_without_an_address_there_are_no_dead_buttons(site, pages):
    for code in LANGUAGES:
        page = pages[site / f"{code}/01-slices.html"]
        assert "mybinder" not in str(page)
        assert page.select("link[hreflang]") == []


# Each check has teeth.

TWO_PAGES = """\
format: jb-book
root: index
parts:
  - caption: The course
    chapters:
      - file: 01-slices
"""


def test_build_refuses_a_dead_link(tmp_path):
    root = copy_project(tmp_path, whole=())
    (root / "_toc.yml").write_text(TWO_PAGES, "utf-8")
    for path in (root / "notebooks").glob("??/*.ipynb"):
        if path.stem not in TWO_PAGES:
            path.unlink()
    notebook = read(path_of("01-slices", "ru", root))
    notebook.cells[-1].source += "\n\n[x](no-such-lesson.ipynb)"
    write(path_of("01-slices", "ru", root), notebook)
    result = build(root, root)
    assert result.returncode != 0
    said = result.stdout + result.stderr
    assert "no-such-lesson" in said
    assert [
        line for line in said.splitlines() if "WARNING" in line and "no-such-lesson" not in line
    ] == []


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        ('<script src="https://cdn.example/x.js"></script>', rules.asks_elsewhere),
        ('<link rel="stylesheet" href="//fonts.example/x.css">', rules.asks_elsewhere),
        ("<style>@font-face {src: url(https://fonts.example/x)}</style>", rules.asks_elsewhere),
        ('<p id="a"></p><p id="a"></p>', rules.unique_ids),
        ('<article><section id="id1"></section></article>', rules.ascii_addresses),
        ('<article><section id="представления"></section></article>', rules.ascii_addresses),
    ],
)
def test_page_rule_catches(html, rule):
    page = BeautifulSoup(f"<html><body>{html}</body></html>", "html.parser")
    assert list(rule(page))


def test_another_language_is_caught(site, pages):
    assert list(rules.own_language(pages[site / "en/index.html"], "tr"))


def test_an_english_word_is_caught(site, pages):
    turkish, english = pages[site / "tr/01-slices.html"], pages[site / "en/01-slices.html"]
    broken = BeautifulSoup(
        str(turkish).replace(words_of("tr")["Color mode"], "Color mode"), "html.parser"
    )
    assert rules.left_in_english(broken, english) == ["Color mode"]


@pytest.mark.parametrize(
    "address", ["nowhere.html", "teaching.html#nowhere", "#nowhere", "../../outside.html"]
)
def test_a_dead_link_is_caught(address, site, pages, places):
    path = site / "tr/01-slices.html"
    broken = BeautifulSoup(str(pages[path]), "html.parser")
    broken.article.append(broken.new_tag("a", href=address))
    assert list(rules.dead_links(path, site, broken, places)) == [address]


def test_a_stale_page_tells_its_reader(published):
    for code in ("tr", "ru"):
        box = published.page(f"{code}/01-slices.html").select_one(".stale-translation")
        assert words_of(code)[freshness.NOTICE] in box.get_text()
        assert box.a["href"] == "../en/01-slices.html"
        assert not published.page(f"{code}/index.html").select(".stale-translation")
    assert not published.page("en/01-slices.html").select(".stale-translation")


def test_without_nodejs_the_site_lacks_live_cells_and_says_so(published):
    lines = [line for line in published.said.splitlines() if "live cells" in line]
    assert len(lines) == 1
    assert "no Node.js" in lines[0]
    assert not (published.site / "live").exists()
    assert "live.js" not in (published.site / "tr/01-slices.html").read_text("utf-8")
