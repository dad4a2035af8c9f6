"""What other sites take from the book: its inventory, its structured data, the pages of its cards of errors."""

import json
import re
import subprocess
import sys

import pytest
from bs4 import BeautifulSoup

from book import LANGUAGES, ROOT
from book.course import lessons
from book.glossary import terms
from book.notebooks import path_of, read
from book.policy import inline_scripts
from book.search.records import OF_ERRORS
from book.site.errors import FOLDER, LIST, VARIES, imports
from book.site.found import LONGEST
from book.site.inventory import role
from tests import page_rules as rules
from tests.messages import cards
from tests.test_pages import KB

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


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_roles_that_the_teacher_is_told_are_links(language):
    told = next(
        cell.source for cell in read(path_of("teaching", language)).cells if cell.id == "links"
    )
    cards_of_errors = {f":external+mbe:ref:`{OF_ERRORS}#{card.id}`" for card in cards()}
    roles = re.findall(r"`` (\S+) ``", told)
    assert len(roles) == 4
    assert set(roles) <= LINKS.keys() | cards_of_errors


def test_a_name_has_its_role():
    assert role("memoryview.index", "memoryview.index(value)") == "py:method"
    assert role("memoryview.shape", "memoryview.shape") == "py:attribute"
    assert role("PyBUF_ND", "PyBUF_ND") == "c:macro"


def head(site, name):
    """Return the head of a page, which is read much faster than the page."""
    text = (site / name).read_text("utf-8")
    return BeautifulSoup(text.partition("</head>")[0], "html.parser")


def structured(site, name):
    page = head(site, name)
    found = page.select('script[type="application/ld+json"]')
    assert not {one.string for one in found} & set(inline_scripts(str(page)))  # nothing that runs
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
        page = head(site, f"{language}/{one.stem}.html")
        assert part["name"] == page.select_one("meta[property='og:title']")["content"]
        assert part["position"] == one.number
        assert part.get("timeRequired") == (f"PT{one.minutes}M" if one.minutes else None)


# A page for each card.

FOR_A_CARD, FOR_THE_LIST = 6 * KB, 28 * KB  # as they lie there


@pytest.fixture(scope="module", params=LANGUAGES)
def alone(request, site):
    """Return an edition and {name: page}, of all its cards and of their list."""
    folder = site / request.param / FOLDER
    return request.param, {path.stem: rules.read_page(path) for path in folder.glob("*.html")}


def flat(element):
    return " ".join(element.get_text().split())


def test_each_card_has_a_page_of_its_own(alone, site):
    language, pages = alone
    assert set(pages) == {LIST, *(card.id for card in cards())}
    links = [link["href"] for link in pages[LIST].select("main li a")]
    assert links == [f"{card.id}.html" for card in cards()]
    whole = (site / language / "errors.html").read_text("utf-8")
    assert whole.count(f'href="{FOLDER}/{LIST}.html"') == 1


def test_a_page_has_its_card_whole(alone, site):
    language, pages = alone
    whole = rules.read_page(site / language / "errors.html")
    sections = {section["id"]: section for section in whole.find_all("section")}
    for card in cards():
        section, page = sections[card.id], pages[card.id].main
        assert flat(page.h1) == card.heading
        said = [flat(p) for p in section.find_all("p") if not p.find_parent(class_="cell")]
        assert [flat(p) for p in page.find_all("p")[:-1]] == said
        assert page.find_all("p")[-1].a["href"] == f"../errors.html#{card.id}"
        code = [pre.get_text().rstrip() for pre in section.select(".cell_input pre")]
        shown = [pre.get_text() for pre in page.select("pre:not(.output)")]
        assert shown[0].endswith(code[0]), card.id
        assert shown[1:] == code[1:]
        printed = [pre.get_text().rstrip() for pre in section.select(".cell_output pre")]
        ends = [pre.get_text() for pre in page.select("pre.output")]
        for full, end in zip(printed, ends, strict=True):
            assert end == full or (
                "Traceback" in full and full.endswith(f"\n{end}") and ": " in end
            )


def test_a_page_of_a_card_says_what_people_look_for(alone):
    _, pages = alone
    titles = {name: page.title.string for name, page in pages.items()}
    assert len(set(titles.values())) == len(titles)
    for card in cards():
        assert titles[card.id].startswith(VARIES.sub("…", card.heading))
    for page in pages.values():
        description = page.select_one("meta[name=description]")["content"]
        assert 15 <= len(description) <= LONGEST + 2
        assert page.select_one("meta[property='og:title']")["content"] == page.title.string


def test_pages_of_cards_obey_the_rules_of_pages(alone, site):
    language, pages = alone
    ids = re.compile(r'\bid="([^"]+)"')
    around = [*(site / language).glob("*.html")]
    known = {path: set(ids.findall(path.read_text("utf-8"))) for path in around}
    for name, page in pages.items():
        path = site / language / FOLDER / f"{name}.html"
        assert path.stat().st_size <= (FOR_THE_LIST if name == LIST else FOR_A_CARD), name
        assert list(rules.own_language(page, language)) == []
        assert list(rules.unique_ids(page)) == []
        assert list(rules.asks_elsewhere(page)) == []
        assert list(rules.dead_links(path, site, page, known)) == [], name
        assert page.find_all(["script", "button"]) == []  # a button would do nothing
        others = [link["href"] for link in page.select("nav.languages a")]
        assert others == [f"../../{code}/{FOLDER}/{name}.html" for code in LANGUAGES]


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_no_word_around_a_card_is_english(language, site):
    one = f"{FOLDER}/cannot-delete-memory.html"
    texts = [
        {flat(e) for e in rules.read_page(site / code / one).select("title, nav a, h2, main > p")}
        | {e["aria-label"] for e in rules.read_page(site / code / one).select("[aria-label]")}
        for code in ("en", language)
    ]
    assert texts[0] & texts[1] == {f"{code} {name}" for code, name in LANGUAGES.items()}


RUN = """
import json, sys, warnings
from tests.raising import raised
warnings.simplefilter("ignore")
found = {}
for card, (first, *others) in json.load(sys.stdin).items():
    space = {}
    found[card] = raised(first, space), [raised(code, space) for code in others]
json.dump(found, sys.stdout)
"""


def test_the_code_of_a_page_runs_as_it_stands_there(site):
    """Copied from its page it needs nothing else."""
    code = {}
    for card in cards():
        page = rules.read_page(site / f"en/{FOLDER}/{card.id}.html")
        code[card.id] = [pre.get_text() for pre in page.select("pre:not(.output)")]
    command = [sys.executable, "-X", "utf8", "-c", RUN]
    done = subprocess.run(
        command,
        cwd=ROOT,
        input=json.dumps(code),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    for id, (first, others) in json.loads(done.stdout).items():
        for said in (first, *others):
            assert "NameError" not in said, id
        assert not any(re.match(r"[\w.]+Error: ", said) for said in others), (id, others)


def test_what_a_page_imports():
    setup = "import io\nimport re\nfrom array import array\n\nfrom bufferscope import language"
    assert imports(setup, "io.BytesIO(array('h'))") == "import io\nfrom array import array"
    assert imports(setup, "fire.require()") == ""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("which", ["list", "longest"])
def test_a_page_of_a_card_is_open_to_all(open_page, npm_parts, language, which):
    longest = max(cards(), key=lambda card: len(card.heading)).id
    name = LIST if which == "list" else longest
    dark = (which == "list") == (language == "tr")
    page = open_page(f"{language}/{FOLDER}/{name}.html", language, width=390, dark=dark)
    page.evaluate((npm_parts / "axe-core" / "axe.min.js").read_text("utf-8"))
    violations = page.evaluate("axe.run({ resultTypes: ['violations'] })")["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in violations] == []
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert {kind for kind, _ in page.asked} <= {
        "document",
        "other",
    }  # itself, and the sign of its tab
    assert page.elsewhere == []
    assert page.faults == []
