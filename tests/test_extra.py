"""What stands beside the pages: questions for a room and for Moodle, the feedback form, the state of an edition."""

import gzip
import json
import subprocess
from html import unescape

import pytest

from book import LANGUAGES, ROOT, commands, npm, release, reviews
from book.classroom import bank
from book.guesses import TAG, guess_of
from book.notebooks import path_of, read, stems, tags, write
from book.site import extra
from book.wording import words_of
from tests import page_rules as rules
from tests.conftest import copy_project
from tests.notebook_rules import cell_of

pytestmark = pytest.mark.once
ASKING = [stem for stem in stems() if stem[0].isdigit() or stem == bank.MYTHS]
NAMES = ["ask", *(f"ask-{stem}" for stem in ASKING), "feedback", "status"]
HEAVIEST = 30_000  # bytes of a leaflet, packed


def asked(language):
    return {
        stem: ones for (stem, _), ones in bank.questions(language, lambda address: None).items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_guess_is_in_the_bank(language):
    for stem, ones in asked(language).items():
        cells = read(path_of(stem, language)).cells
        guesses = [c for c in cells if TAG in tags(c) and "answer" in guess_of(c)]
        assert [one.id for one in ones if one.answer] == [cell.id for cell in guesses]
        for one in ones:
            assert "<p>" in one.question and one.told
            assert not one.choices or one.answer in one.choices
        folded = sum(c.source.count("<details>") for c in cells if c.id == bank.OPEN)
        assert sum(not one.answer for one in ones) == folded


# GIFT, read by a parser that is not ours.


def parsed(text, folder, npm_parts):
    path = folder / "gift.txt"
    path.write_text(text, "utf-8")
    command = [npm.node(), "gift.mjs", str(path)]
    done = subprocess.run(command, cwd=npm_parts.parent, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("language", LANGUAGES)
def test_moodle_is_told_the_same(language, npm_parts, tmp_path):
    found = parsed(bank.gift(bank.questions(language, lambda address: None)), tmp_path, npm_parts)
    categories = [one["title"] for one in found if one["type"] == "Category"]
    assert categories == [f"memoryview/{stem}" for stem in ASKING]
    due = {f"{stem} {one.id}": one for stem, ones in asked(language).items() for one in ones}
    read_back = {one["title"]: one for one in found if one["type"] != "Category"}
    assert list(read_back) == list(due)
    for name, one in read_back.items():
        assert one["stem"]["format"] == "html"
        assert as_text(one["stem"]["text"]) == as_text(due[name].question), name
        assert as_text(one["globalFeedback"]["text"]) == as_text(due[name].told), name
        if due[name].choices:
            right = [choice["text"]["text"] for choice in one["choices"] if choice["isCorrect"]]
            assert [as_text(choice["text"]["text"]) for choice in one["choices"]] == [
                as_text(text) for text in due[name].choices.values()
            ]
            assert list(map(as_text, right)) == [as_text(due[name].choices[due[name].answer])]
        elif due[name].answer:
            assert one["type"] == "Numerical"
            assert str(one["choices"]["number"]) == due[name].answer
        else:
            assert one["type"] == "Essay"


def as_text(html):
    text = unescape(rules.BeautifulSoup(html.replace("<br>", "\n"), "html.parser").get_text())
    return "".join(text.split())


def test_what_means_something_in_gift_is_told(npm_parts, tmp_path):
    hostile = r"a ~ = # { } : \ b" + "\n\n::x:: {=no}\n\n// no"
    one = bank.Asked("x", f"<pre>{hostile}</pre>", {"a": hostile, "b": "b"}, "a", hostile)
    [question] = parsed(bank._gift("y", one), tmp_path, npm_parts)
    said = (question["stem"], question["choices"][0]["text"], question["globalFeedback"])
    assert {as_text(part["text"]) for part in said} == {"".join(hostile.split())}


# The pages.


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_leaflet_is_light_and_in_its_language(name, language, site):
    path = site / language / "extra" / f"{name}.html"
    page = rules.read_page(path)
    assert list(rules.own_language(page, language)) == []
    assert list(rules.unique_ids(page)) == list(rules.asks_elsewhere(page)) == []
    assert page.select("link[rel=stylesheet], script[src]") == []
    assert list(rules.dead_links(path, site, page, {})) == []
    assert len(gzip.compress(path.read_bytes())) < HEAVIEST
    if language != "en" and not name.startswith("ask-"):
        english = rules.read_page(site / "en" / "extra" / f"{name}.html")
        assert rules.left_in_english(page, english) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_teacher_is_led_there(language, site):
    page = rules.read_page(site / language / "teaching.html")
    links = {link["href"] for link in page.select("article a")}
    assert {"extra/ask.html", "extra/feedback.html"} <= links
    offered = rules.read_page(site / language / "extra" / "ask.html").select_one("a[download]")
    file = site / language / "extra" / offered["href"]
    assert file.read_text("utf-8") == bank.gift(bank.questions(language, lambda address: None))


def test_one_question_at_a_time(open_page):
    page = open_page("ru/extra/ask-02-exporters.html", "ru")
    assert page.locator("article:visible").count() == 1
    assert page.locator("article:visible li").count() == 2
    assert page.locator("article:visible details[open]").count() == 0
    page.keyboard.press("ArrowRight")
    assert page.locator("article:visible details[open]").count() == 1
    page.keyboard.press("PageDown")
    assert (
        page.url.endswith("#refusals")
        and page.locator("article:visible details[open]").count() == 0
    )
    page.keyboard.press("ArrowLeft")
    assert page.url.endswith("#nested") and page.locator("article:visible details[open]").count()
    assert page.locator(".ways span").inner_text() == "1/8"
    page.goto(page.url.replace("#nested", "#questions-3"))
    page.locator(".ways button").last.click()
    page.locator(".ways button").last.click()  # there is none behind the last
    assert page.url.endswith("#questions-3")
    assert page.faults == page.elsewhere == []


def test_the_form_fits_a_sheet(browser, address):
    page = browser.new_page()
    for language in LANGUAGES:
        page.goto(f"{address}/{language}/extra/feedback.html")
        printed = page.pdf(prefer_css_page_size=True)
        assert printed.count(b"/Type /Page\n") == 1
    page.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_says_its_version_and_licence(language, site):
    said = words_of(language).get("Version {number}", "Version {number}")
    said = said.format(number=release.VERSION)
    for name in ("01-slices", "search", "offline", "errors/index", "extra/status"):
        page = rules.read_page(site / language / f"{name}.html")
        [link] = page.select("p.edition a[href$='extra/status.html']")
        assert link.get_text() == said
        assert page.select("p.edition a[href*='creativecommons.org/licenses/by/']")
    for name in ("index.html", "404.html"):
        assert release.VERSION in rules.read_page(site / name).get_text()


def test_paper_says_them_too(open_page):
    page = open_page("tr/01-slices.html", "tr")
    page.emulate_media(media="print")
    assert page.locator("p.edition").is_visible()
    page.emulate_media(media="screen")


# The state of an edition.


def test_the_state_follows_the_notebooks(tmp_path):
    root = copy_project(tmp_path, whole=())
    state = {one.stem: one for one in extra.states("tr", root)}
    assert state["01-slices"].parts == state["01-slices"].translated > 5
    english, turkish = (
        read(path_of("01-slices", "en", root)),
        read(path_of("01-slices", "tr", root)),
    )
    for notebook, name in ((english, "views"), (turkish, "think")):
        cell_of(notebook, name).source += " changed"
    turkish.cells = [cell for cell in turkish.cells if cell.id != "questions"]
    reviews.review(turkish, "Ada")
    write(path_of("01-slices", "en", root), english)
    write(path_of("01-slices", "tr", root), turkish)
    before = state["01-slices"]
    after = next(one for one in extra.states("tr", root) if one.stem == "01-slices")
    assert after.translated == before.translated - 1
    assert after.stale >= 1 and after.review.by == "Ada" and after.review.current
    cell_of(turkish, "think").source += " again"
    assert reviews.reviewed(turkish) == after.review._replace(current=False)
    assert extra.states("en", root)[1].stale == 0


def test_a_review_is_noted(tmp_path, monkeypatch, capsys):
    root = copy_project(tmp_path, whole=())
    monkeypatch.setattr(commands, "path_of", lambda stem, language: path_of(stem, language, root))
    for language in LANGUAGES:
        assert commands.run(["stamp", language, "glossary", "--reviewed-by", "Ada"]) == 0
        assert reviews.reviewed(read(path_of("glossary", language, root))).by == "Ada"
    capsys.readouterr()
    assert commands.run(["stamp", "tr", "glossary"]) == 1
    assert "Nothing to stamp" in capsys.readouterr().err
    assert commands.run(["stamp", "en", "glossary", "title"]) == 1
    assert "is not stamped" in capsys.readouterr().err
    assert reviews.reviewed(read(ROOT / "notebooks" / "en" / "glossary.ipynb")) is None
