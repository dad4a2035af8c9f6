"""What other sites take from the book: the inventory for other Sphinx projects, structured data for search engines."""

import json
import subprocess
import sys

import pytest
from bs4 import BeautifulSoup

from book import LANGUAGES
from book.course import lessons
from book.glossary import terms
from book.inventory import role
from book.policy import inline_scripts
from book.search.records import OF_ERRORS
from tests.messages import cards
from tests.page_rules import read_page

pytestmark = pytest.mark.once

ELSEWHERE = "https://book.example/{}/"  # nobody asks it: the inventory is a file
LINKS = {
    ":external+mbe:py:class:`memoryview`": "reference.html#memoryview",
    ":external+mbe:py:meth:`memoryview.cast`": "reference.html#memoryview.cast",
    ":external+mbe:py:attr:`memoryview.nbytes`": "reference.html#memoryview.nbytes",
    ":external+mbe:py:meth:`object.__buffer__`": "protocol.html#object.__buffer__",
    ":external+mbe:py:class:`collections.abc.Buffer`": "protocol.html#collections.abc.Buffer",
    ":external+mbe:c:type:`Py_buffer`": "protocol.html#Py_buffer",
    ":external+mbe:c:member:`Py_buffer.strides`": "protocol.html#Py_buffer.strides",
    ":external+mbe:c:func:`PyBuffer_IsContiguous`": "protocol.html#PyBuffer_IsContiguous",
    ":external+mbe:c:macro:`PyBUF_F_CONTIGUOUS`": "protocol.html#PyBUF_C_CONTIGUOUS",
    ":external+mbe:term:`stride`": "glossary.html#stride",
    ":external+mbe:ref:`protocol#PyBuffer_Release`": "protocol.html#PyBuffer_Release",
    ":external+mbe:doc:`01-slices`": "01-slices.html",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_project_links_to_the_book(language, site, tmp_path):
    """To names, terms and every card of an error."""
    here = ELSEWHERE.format(language)
    inventory = site / language / "objects.inv"
    (tmp_path / "conf.py").write_text(
        f"extensions = ['sphinx.ext.intersphinx']\nhtml_theme = 'basic'\n"
        f"intersphinx_mapping = {{'mbe': ({here!r}, {str(inventory)!r})}}\n",
        "utf-8",
    )
    links = LINKS | {f":external+mbe:term:`{t.slug}`": f"glossary.html#{t.slug}" for t in terms()}
    links |= {
        f":external+mbe:ref:`{OF_ERRORS}#{card.id}`": f"{OF_ERRORS}.html#{card.id}"
        for card in cards()
    }
    text = "Links\n=====\n\n" + "\n\n".join(links)
    (tmp_path / "index.rst").write_text(text, "utf-8")
    command = [sys.executable, "-m", "sphinx", "-n", "-W", "--keep-going", "-q", ".", "built"]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", timeout=120
    )
    assert done.returncode == 0, done.stderr[-2000:]
    page = BeautifulSoup((tmp_path / "built/index.html").read_text("utf-8"), "html.parser")
    assert [a["href"] for a in page.select("a.reference.external")] == [
        here + uri for uri in links.values()
    ]


def test_a_name_has_its_role():
    assert role("memoryview.index", "memoryview.index(value)") == "py:method"
    assert role("memoryview.shape", "memoryview.shape") == "py:attribute"
    assert role("PyBUF_ND", "PyBUF_ND") == "c:macro"


def structured(site, name):
    page = read_page(site / name)
    found = page.select('script[type="application/ld+json"]')
    assert not {one.string for one in found} & set(inline_scripts(page))  # nothing that runs
    return [json.loads(one.string) for one in found]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_course_and_its_lessons_are_described(language, site):
    [course] = structured(site, f"{language}/index.html")
    assert course["@context"] == "https://schema.org"
    assert "Course" in course["@type"]
    assert course["name"]
    assert course["description"]
    assert course["inLanguage"] == language
    editions = {one["inLanguage"]: one["@id"] for one in course["workTranslation"]}
    assert editions == {code: f"../{code}/index.html" for code in LANGUAGES if code != language}
    assert [part["url"] for part in course["hasPart"]] == [f"{stem}.html" for stem in lessons()]
    for part, one in zip(course["hasPart"], lessons().values(), strict=True):
        [own] = structured(site, f"{language}/{one.stem}.html")
        assert own["isPartOf"]["@id"] == "index.html"
        assert {name: own[name] for name in part} == part
        page = read_page(site / language / f"{one.stem}.html")
        assert part["name"] == page.select_one("meta[property='og:title']")["content"]
        assert part["position"] == one.number
        assert part.get("timeRequired") == (f"PT{one.minutes}M" if one.minutes else None)
