"""The search: what it finds first, for whom, at what cost, and how it is used by keys, by touch and by ear."""

import json
import re
from urllib.parse import urlsplit

import pytest
import yaml

from book import LANGUAGES, ROOT
from book.glossary import PAGE as GLOSSARY
from book.notebooks import stems
from book.search import index, records
from book.search.table import PASTED, messages, tally
from book.search.words import language as rules
from book.wording import words_of
from tests.test_pages import KB

pytestmark = pytest.mark.once

FOR_ONE_SEARCH = 250 * KB  # of files as they lie there
BOX = "#pst-search-dialog"
FOUND = ".search-found li a"
SAID = ".search-status"


def say(language, english, **values):
    return words_of(language).get(english, english).format(**values)


@pytest.fixture(scope="module")
def searching(windows, address):
    """Return a function that gives the page of an edition's search, with its index loaded."""
    pages = {}

    def searching(language):
        if language not in pages:
            page = pages[language] = windows.take(locale=language)
            page.goto(f"{address}/{language}/search.html?q=memoryview")
            page.locator(FOUND).first.wait_for()
        return pages[language]

    yield searching
    for page in pages.values():
        windows.give_back(page)


def found(page, question):
    """Return what a question finds, in order, as page.html#id."""
    return page.evaluate(
        """(question) => bookSearch.find(question).found.map(bookSearch.section)
            .map(({ page, id }) => `${page}.html#${id}`)""",
        question,
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_sections_are_found_by_the_words_of_their_headings(searching, language):
    """Nineteen of twenty come first, and ninety-nine of a hundred among the first three, of each kind."""
    kinds = tally(searching(language))
    assert {"error message", "glossary term", "lesson heading", "name"} < set(kinds)
    for kind, count in kinds.items():
        assert count["first"] >= 0.95 * count["asked"], (kind, count)
        assert count["asked"] - count["three"] <= max(1, 0.01 * count["asked"]), (kind, count)
    asked, three = (sum(count[name] for count in kinds.values()) for name in ("asked", "three"))
    assert three >= 0.99 * asked


# (language, what a person types, a section that must be among the first three)
QUESTIONS = [
    ("en", "stride", "glossary.html#stride"),
    ("en", "exporters", "glossary.html#exporter"),
    ("en", "memoryview.cast", "reference.html#memoryview.cast"),
    ("en", "memoryview.ca", "reference.html#memoryview.cast"),  # half a name
    ("en", "MEMORYVIEW.CAST", "reference.html#memoryview.cast"),
    ("en", "__buffer__", "protocol.html#object.__buffer__"),
    ("en", "PyBuffer_IsCont", "protocol.html#PyBuffer_IsContiguous"),
    ("en", "memroyview", "glossary.html#memoryview"),  # mistyped
    ("en", "zero-copy", "glossary.html#zero-copy"),
    ("en", "contig", "glossary.html#contiguous"),
    ("en", "existing exports of", "errors.html#existing-exports-of-data-object-cannot-be-re-sized"),
    (
        "tr",
        "object cannot be re-sized",
        "errors.html#existing-exports-of-data-object-cannot-be-re-sized",
    ),
    ("tr", "tampon", "glossary.html#buffer"),
    ("tr", "tamponlardan", "glossary.html#buffer"),
    ("tr", "arabellek", "glossary.html#buffer"),  # as others call it
    ("tr", "sağlayıcılardan", "glossary.html#exporter"),
    ("tr", "saglayici", "glossary.html#exporter"),
    ("tr", "bayt adımı", "glossary.html#stride"),
    ("tr", "GÖRÜNÜMÜN", "glossary.html#view"),
    ("tr", "görünü", "glossary.html#view"),
    ("tr", "dilımı", "glossary.html#slice"),  # a keyboard or a phone that guessed wrong
    ("tr", "DİLİM", "glossary.html#slice"),
    ("tr", "Python'da sınıf", "questions.html#own-class"),
    ("ru", "представлений", "glossary.html#view"),
    ("ru", "экспортеров", "glossary.html#exporter"),  # the page has экспортёр
    ("ru", "байтового шага", "glossary.html#stride"),
    ("ru", "срезами", "glossary.html#slice"),
    ("ru", "буфером", "glossary.html#buffer"),
    ("ru", "БУФ", "glossary.html#buffer"),
    ("ru", "tampon", "glossary.html#buffer"),  # another language's word
]


@pytest.mark.parametrize(("language", "question", "section"), QUESTIONS)
def test_a_question_finds(searching, language, question, section):
    assert section in found(searching(language), question)[:3]


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("tr", ["kilit", "kilidi", "KİLİDİN", "kilidı"]),  # a consonant that softens
        ("tr", ["ders", "dersi"]),
        ("tr", ["sınıf", "SINIF", "sinif"]),
        ("tr", ["bellek", "belleği", "bellegi"]),
        ("ru", ["ещё", "еще", "ЕЩЕ"]),
        ("ru", ["буфер ", "буфера ", "буферами "]),
    ],
)
def test_forms_of_a_word_find_the_same(searching, language, forms):
    answers = [sorted(found(searching(language), form)) for form in forms]
    assert answers[0]
    assert all(answer == answers[0] for answer in answers)


def test_a_version_is_a_word(searching):
    page = searching("en")
    assert 5 < len(found(page, "3.12")) < 60
    assert len(found(page, "since 3.12")) > 5


def test_whole_words_come_before_longer_ones(searching):
    titles = searching("en").evaluate(
        "bookSearch.find('size').found.slice(0, 3).map((one) => bookSearch.section(one).title)"
    )
    assert [title for title in titles if not re.search(r"\bsize\b", title)] == []  # not re-sized


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_browser_folds_words_as_the_index_does(searching, site, language):
    """Every word of the edition, and what people may type."""
    texts = [path.read_text("utf-8") for path in sorted((site / language / "_search").glob("*.js"))]
    every = dict.fromkeys("\n".join(texts).split())
    text = "\n".join(every) + " İSTANBUL Iğdır Ёлка ёй Йод e\u0301 a_b.c3 x.y. Python’da don't 𝒙 ſß"
    asked = searching(language).evaluate("(text) => bookSearch.words(text, true)", text)
    assert asked == rules(language).words(text, parts=True)


# What a search costs.


def test_nothing_is_loaded_before_somebody_searches(open_page, site):
    """In the edition whose index is the largest."""
    sizes = {
        language: sum(path.stat().st_size for path in (site / language / index.FOLDER).iterdir())
        for language in LANGUAGES
    }
    language = max(sizes, key=sizes.get)
    page = open_page(f"{language}/11-messages.html", language)
    page.wait_for_load_state("networkidle")
    assert [url for _, url in page.asked if "search" in url or "find.js" in url] == []
    before = len(page.asked)
    page.keyboard.press("Control+K")
    page.keyboard.insert_text("memoryview bytearray")
    page.locator(f"{BOX} .search-text mark").first.wait_for()
    page.wait_for_load_state("networkidle")
    asked = [site / urlsplit(url).path.lstrip("/") for _, url in page.asked[before:]]
    assert sum(path.stat().st_size for path in asked) <= FOR_ONE_SEARCH
    assert page.elsewhere == []
    assert page.faults == []


# The box.


def ask(page, question):
    """Write a question into the field of the search's page; return what is said of the answer."""
    page.evaluate(
        """(question) => {
            const field = document.querySelector(".bd-search-container input");
            field.value = question;
            field.dispatchEvent(new Event("input"));
        }""",
        question,
    )
    page.wait_for_timeout(50)
    return page.locator(f".bd-search-container {SAID}").inner_text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_much_is_found_is_said(searching, language):
    page = searching(language)
    count = len(found(page, "memoryview.cast"))
    due = say(language, "Sections found: {number}", number=count)
    assert ask(page, "memoryview.cast") == due


def test_the_box_by_keys(open_page):
    language = "tr"
    page = open_page(f"{language}/teaching.html", language)
    page.keyboard.press("Control+K")
    page.keyboard.insert_text("memoryview.cast")
    page.locator(f"{BOX} {FOUND}").first.wait_for()
    said = page.locator(f"{BOX} {SAID}")
    assert said.get_attribute("role") == "status"
    count = len(found(page, "memoryview.cast"))
    assert said.inner_text() == say(language, "Sections found: {number}", number=count)
    focused = "document.activeElement.closest('li')?.matches(':nth-child(%d)') ?? false"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(focused % 2)
    page.keyboard.press("ArrowUp")
    assert page.evaluate(focused % 1)
    for _ in range(25):  # round the box, and not out of it to the page
        page.keyboard.press("Tab")
        inside = "!document.activeElement || document.activeElement === document.body"
        assert page.evaluate(f"{inside} || !!document.activeElement.closest('{BOX}')")
    page.keyboard.press("Escape")
    assert not page.locator(BOX).is_visible()
    page.keyboard.press("Control+K")
    page.keyboard.press("Enter")  # the first
    page.wait_for_url(f"**/{language}/reference.html#memoryview.cast")


def test_the_box_by_touch(open_page):
    page = open_page("tr/07-lifetimes.html", "tr", width=390, height=800, has_touch=True)
    page.locator(".search-button__button:visible").first.tap()
    page.keyboard.insert_text("kilit")
    link = page.locator(f"{BOX} {FOUND}").first
    link.wait_for()
    assert link.bounding_box()["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator(".search-close").tap()
    assert not page.locator(BOX).is_visible()


CARD = "memoryview-cannot-cast-between-two-non-byte"


def test_a_result_opens_at_its_section_and_is_marked_there_only(open_page):
    page = open_page("en/teaching.html")
    page.keyboard.press("Control+K")
    page.keyboard.insert_text("cannot cast between two format")
    page.locator(f"{BOX} {FOUND}").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/en/errors.html#{CARD}")
    page.locator("mark.search-mark").first.wait_for()
    assert page.locator("mark.search-mark").count() == page.locator(f"#{CARD} mark").count()
    words = {word.lower() for word in page.locator("mark.search-mark").all_inner_texts()}
    assert {"cast", "formats"} <= words
    top = page.evaluate(f"document.querySelector('#{CARD}').getBoundingClientRect().top")
    assert -5 < top < 200


def test_a_result_on_the_page_itself_leaves_what_runs(open_page):
    page = open_page("en/errors.html")
    page.evaluate("window.kept = true")
    page.keyboard.press("Control+K")
    page.keyboard.insert_text("cannot cast between two formats")
    page.locator(f"{BOX} {FOUND}").first.wait_for()
    page.keyboard.press("Enter")
    page.locator(f"#{CARD} mark.search-mark").first.wait_for()
    assert page.url.endswith(f"errors.html#{CARD}")
    assert page.evaluate("window.kept")
    assert not page.locator(BOX).is_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pasted_message_finds_its_card(searching, language):
    """Each wording of each card: whole, with other values, without its type, and as a whole traceback."""
    for way, (count, missed) in messages(searching(language)).items():
        assert count > 120
        assert missed == [], way


KINDS = yaml.safe_load((ROOT / "tests/pasted.yml").read_text("utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_stands_around_a_message_its_card_is_found(searching, language):
    first = searching(language).evaluate(PASTED, [one["text"] for one in KINDS])
    missed = [
        one["kind"]
        for one, found in zip(KINDS, first, strict=True)
        if found != f"errors.html#{one['card']}"
    ]
    assert missed == []


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("chained: the cause has the card", "BufferError: Existing exports of data: object cannot be re-sized"),
        ("exception group of asyncio, 3.15", "TypeError: memoryview: a bytes-like object is required, not 'str'"),
        ("IPython in colour", "ValueError: memoryview assignment: lvalue and rvalue have different structures"),
        ("PyCharm on Windows", "BufferError: Existing exports of data: object cannot be re-sized"),
    ],
)  # fmt: skip
def test_the_field_shows_the_message(searching, kind, line):
    page = searching("en")
    page.evaluate(PASTED, [one["text"] for one in KINDS if one["kind"] == kind])
    assert page.locator(".bd-search-container input").input_value() == line


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_question_about_a_message_comes_next(searching, language):
    message = "BufferError: Existing exports of data: object cannot be re-sized"
    sections = found(searching(language), message)
    assert [one.partition("#")[0] for one in sections[:2]] == ["errors.html", "questions.html"]


@pytest.mark.parametrize(
    ("language", "question"), [("en", "zeppelin"), ("tr", "zeplin"), ("ru", "дирижабль")]
)
def test_nothing_is_found_and_the_nearest_are_offered(open_page, language, question):
    page = open_page(f"{language}/search.html?q={question}", language)
    page.locator(FOUND).first.wait_for()
    said = page.locator(f".bd-search-container {SAID}").inner_text()
    assert said == say(language, "Nothing found. The terms spelled most like it:")
    links = page.locator(FOUND).evaluate_all("links => links.map((link) => link.pathname)")
    assert len(links) == 3
    assert all(link.endswith("/glossary.html") for link in links)


def test_words_that_no_section_has_together(open_page):
    page = open_page("ru/search.html?q=буфер дирижабль", "ru")
    page.locator(FOUND).first.wait_for()
    said = page.locator(f".bd-search-container {SAID}").inner_text()
    begin = say(
        "ru", "No section has all of these words. Sections that come near: {number}", number=""
    )
    assert said.startswith(begin)


@pytest.mark.parametrize(
    "question",
    ["x" * 10_000, "слово " * 2000, "!?()[]{}<>*+\\", "<img src=x onerror=alert(1)>", "$& $1 {number}",
     "constructor", "__proto__ toString", "日本語 العربية", "\0", "((((((((((a+)+)+"],
    ids=lambda question: question[:8],
)  # fmt: skip
def test_bad_questions_are_answered(searching, question):
    page = searching("tr")
    assert ask(page, question)
    page.evaluate(PASTED, [f"{question}\r\n\x1b[1m{question}"])
    assert page.locator(f".bd-search-container {SAID}").inner_text()
    assert page.locator(".bd-search-container :is(img, script)").count() == 0
    assert page.faults == []


def test_it_works_on_pages_of_a_folder(open_page, site):
    page = open_page("index.html", "tr")
    page.goto((site / "tr" / "search.html").as_uri() + "?q=memoryview.cast")
    page.locator(".search-text mark").first.wait_for()
    page.locator(FOUND).first.click()
    page.locator("mark.search-mark").first.wait_for()
    assert page.url.endswith("reference.html#memoryview.cast")


# The index.


def test_numbers_are_written_so_that_the_script_reads_them():
    def read(text):
        number, numbers = 0, []
        for sign in text:
            digit = index.DIGITS.index(sign)
            number = number * index.BASE + digit % index.BASE
            if digit < index.BASE:
                numbers.append(number)
                number = 0
        return numbers

    numbers = [0, 1, 44, 45, 46, 2024, 2025, 2026, 100_000]
    assert read("".join(map(index.digits, numbers))) == numbers
    assert len(set(index.DIGITS)) == 2 * index.BASE
    assert json.loads(f'"{index.DIGITS}"') == index.DIGITS
    assert "," not in index.DIGITS


def indexed(site, language):
    """Return (page, id) of each section in an edition's index, in its order."""
    text = (site / language / "_search/index.js").read_text("utf-8")
    said = json.loads(text[text.index("(") + 1 : text.rindex(")")])
    names = [name for name, _ in said["pages"]]
    return [(names[page], id) for page, id, _ in said["sections"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_section_and_term_is_in_the_index(site, language):
    due = {(stem, "") for stem in stems()}
    for stem in stems():
        page = (site / language / f"{stem}.html").read_text("utf-8")
        article = page.partition("<article")[2].partition("</article>")[0]
        sections = re.findall(
            r'<section id="([^"]+)"', article
        )  # that of the page has a class first
        terms = re.findall(r'<li id="([^"]+)"', article) if stem == GLOSSARY else []
        assert len(sections) == len(re.findall(r"<h[2-6]\b", article)), stem
        due |= {(stem, id) for id in sections + terms}
    assert sum(page == GLOSSARY for page, _ in due) > 100
    assert set(indexed(site, language)) == due


def test_a_section_has_its_own_text_and_no_other(site):
    places = indexed(site, "en")
    assert len(places) == len(set(places))
    number = places.index(("questions", "two-formats"))
    own = (site / f"en/_search/{number}.js").read_text("utf-8")
    assert "cannot cast between two non-byte formats" in own
    assert "cast must be 1D" not in own  # of the next section
    assert "<svg" not in own
    assert records.Record("a", "", "", "").address == "a.html"


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_every_word_of_the_search_is_translated(language):
    script = (ROOT / "book/static/search.js").read_text("utf-8")
    said = re.findall(r'\b_\("((?:[^"\\]|\\.)*)"', script)
    assert len(said) > 5
    for text in said:
        assert re.findall(r"{\w+}", text) == re.findall(r"{\w+}", words_of(language)[text])
