"""The built site, read as files: languages, words, links, and nothing from elsewhere."""

import json
import re

import pytest
from bs4 import BeautifulSoup

from book import LANGUAGES, freshness
from book.interface import words_of
from book.notebooks import path_of, read, stems, write
from tests import page_rules as rules
from tests.conftest import build, copy_project
from tests.test_build import OUTER, PAGES

pytestmark = pytest.mark.once


@pytest.fixture(scope="session")
def pages(site):
    return {path: rules.read_page(path) for path in site.rglob("*.html")}


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
def test_no_dead_link(name, site, pages):
    assert list(rules.dead_links(site / name, site, pages)) == []


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
    kinds = ("source", "output", "content")
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
    """Build a copy of the project that has the addresses of a repository and of a site."""
    root = copy_project(tmp_path_factory.mktemp("published"))
    config = (root / "_config.yml").read_text("utf-8")
    config = config.replace('  url: ""', '  url: "https://github.com/someone/book"')
    config = config.replace('  baseurl: ""', '  baseurl: "https://someone.github.io/book/"')
    (root / "_config.yml").write_text(config, "utf-8")
    result = build(root, root)
    assert result.returncode == 0, result.stdout[-3000:] + result.stderr[-3000:]
    return root / "_build" / "html"


@pytest.mark.parametrize("language", LANGUAGES)
def test_buttons_lead_to_this_edition(language, published):
    page = rules.read_page(published / language / "01-slices.html")
    links = [link["href"] for link in page.select(".article-header-buttons a")]
    here = f"notebooks/{language}/01-slices.ipynb"
    assert f"https://mybinder.org/v2/gh/someone/book/main?urlpath=lab/tree/{here}" in links
    assert f"https://github.com/someone/book/edit/main/{here}" in links


@pytest.mark.parametrize("language", LANGUAGES)
def test_published_words_are_translated_too(language, published):
    page = rules.read_page(published / language / "01-slices.html")
    if language != "en":
        assert rules.left_in_english(page, rules.read_page(published / "en/01-slices.html")) == []
    assert list(rules.asks_elsewhere(page)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_search_engines_learn_of_the_translations(language, published):
    page = rules.read_page(published / language / "01-slices.html")
    alternates = {
        link["hreflang"]: link["href"] for link in page.select("link[rel=alternate][hreflang]")
    }
    expected = {code: f"https://someone.github.io/book/{code}/01-slices.html" for code in LANGUAGES}
    assert alternates == {**expected, "x-default": expected["en"]}
    assert page.select_one("link[rel=canonical]")["href"] == expected[language]


def test_wrong_address_page_knows_the_path_of_the_site(published):
    page = rules.read_page(published / "404.html")
    assert [link["href"] for link in page.select("li a")] == [
        f"/book/{code}/index.html" for code in LANGUAGES
    ]


def test_without_an_address_there_are_no_dead_buttons(site, pages):
    for code in LANGUAGES:
        page = pages[site / f"{code}/01-slices.html"]
        assert "mybinder" not in str(page)
        assert page.select("link[hreflang]") == []


# Each check has teeth.


def test_build_refuses_a_dead_link(tmp_path):
    root = copy_project(tmp_path)
    notebook = read(path_of("01-slices", "ru", root))
    notebook.cells[-1].source += "\n\n[x](no-such-lesson.ipynb)"
    write(path_of("01-slices", "ru", root), notebook)
    result = build(root, root)
    assert result.returncode != 0
    assert "no-such-lesson" in result.stdout + result.stderr


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
def test_a_dead_link_is_caught(address, site, pages):
    path = site / "tr/01-slices.html"
    broken = BeautifulSoup(str(pages[path]), "html.parser")
    broken.article.append(broken.new_tag("a", href=address))
    assert list(rules.dead_links(path, site, {**pages, path: broken})) == [address]


def test_a_stale_page_tells_its_reader(tmp_path):
    root = copy_project(tmp_path)
    path = path_of("01-slices", "en", root)
    notebook = json.loads(path.read_text("utf-8"))
    next(cell for cell in notebook["cells"] if cell["id"] == "views")["source"] += (
        "\n\nOne more sentence."
    )
    path.write_text(json.dumps(notebook), "utf-8")
    result = build(root, root)
    assert result.returncode == 0, result.stderr[-3000:]
    for code in ("tr", "ru"):
        page = rules.read_page(root / f"_build/html/{code}/01-slices.html")
        box = page.select_one(".stale-translation")
        assert words_of(code)[freshness.NOTICE] in box.get_text()
        assert box.a["href"] == "../en/01-slices.html"
    assert not rules.read_page(root / "_build/html/tr/teaching.html").select(".stale-translation")
