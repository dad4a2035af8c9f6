"""Slides: their order follows from the cells, they fit, they ask for nothing, and the speaker has notes."""

import re

import pytest

from book import LANGUAGES, commands, npm, slides
from book.guesses import TAG
from book.notebooks import lesson_stems, path_of, read, tags
from book.wording import words_of
from tests.conftest import absent

pytestmark = pytest.mark.once
SHOWN = {"en": "06-comparing", "tr": "07-lifetimes", "ru": "09-dimensions"}  # the fullest slides
TOO_LOW = """() => {
  const found = [];
  for (let i = 0; i < Reveal.getTotalSlides(); i++) {
    Reveal.slide(i);
    const slide = Reveal.getCurrentSlide();
    const parts = [...slide.querySelectorAll(":scope > :not(aside), :scope > :not(aside) *")];
    const boxes = parts.map((part) => part.getBoundingClientRect());
    if (boxes.some((box) => box.bottom > innerHeight || box.right > innerWidth)) found.push(i);
  }
  return found;
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return the folder with slides of one lesson for each language, or skip where there is no npm."""
    if reason := npm.install(slides.FOLDER):
        absent(reason)
    folder = tmp_path_factory.mktemp("slides")
    for language, stem in SHOWN.items():
        made = str(folder / language)
        assert commands.run(["slides", language, stem, "--output", made]) == 0
    return folder


@pytest.mark.parametrize("stem", lesson_stems())
def test_what_is_shown_follows_the_cells(stem):
    """Guess, then code, then output, then picture; what answers is for the speaker."""
    notebook = read(path_of(stem, "tr"))
    made = slides.slides(notebook)
    shown = "".join(one.heading + one.text + one.code + one.output + one.picture for one in made)
    later = iter(one for one in made if one.later)
    for cell in notebook.cells:
        if TAG in tags(cell):
            slide = next(later)
            assert slide.text and len(slide.choices) == len(cell.metadata.guess.get("choices", []))
            following = made[made.index(slide) + 1]
            assert slide.output or following.picture
    assert next(later, None) is None
    assert "_solution" not in shown and "<details" not in shown and "check(" not in made[-1].code
    headings = [c.source.splitlines()[0].strip("# ") for c in notebook.cells if c.source[:1] == "#"]
    assert sum(bool(one.heading) for one in made) == len(headings)
    minutes = re.search(r"<strong>Süre[^<]*:</strong>", made[0].notes)
    assert minutes and all(minutes[0] in one.notes for one in made if one.heading)
    answers = "".join(one.notes for one in made)
    solved = [cell for cell in notebook.cells if "solution" in tags(cell)]
    assert answers.count("_solution") >= len(solved) >= 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_is_shown_without_any_other(folder, browser, language):
    path = folder / language / f"{SHOWN[language]}.html"
    context = browser.new_context(viewport={"width": 1280, "height": 720}, offline=True)
    page = context.new_page()
    asked, faults = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(path.as_uri())
    page.wait_for_function("Reveal.isReady()")
    assert page.evaluate(TOO_LOW) == []
    page.evaluate("Reveal.slide(0)")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("Reveal.getIndices().h") == 1
    assert page.get_attribute("html", "lang") == language
    words = words_of(language)
    label = page.get_attribute(".navigate-right", "aria-label")
    assert label == words.get("next slide", "next slide")
    with context.expect_page() as opened:
        page.keyboard.press("s")
    speaker = opened.value
    speaker.wait_for_selector(".speaker-controls-notes .value strong")
    said = speaker.inner_text(".speaker-controls-notes .label")
    assert said.strip().lower() == words.get("Notes", "Notes").lower()
    assert {url.partition("?")[0] for url in asked} <= {path.as_uri(), "about:blank"}
    assert faults == []
    context.close()


def test_they_are_printed_a_slide_a_page(folder, browser, tmp_path):
    page = browser.new_page()
    page.goto((folder / "tr" / f"{SHOWN['tr']}.html").as_uri() + "?print-pdf")
    page.wait_for_selector(".pdf-page")
    count = page.evaluate("Reveal.getTotalSlides()")
    page.wait_for_function(f"document.querySelectorAll('.pdf-page').length === {count}")
    page.evaluate("new Promise((done) => setTimeout(done, 500))")  # it makes what is too large fit
    assert (
        page.evaluate("""[...document.querySelectorAll(".pdf-page")].filter((one) =>
        [...one.querySelectorAll(".text, .cell")].some((part) =>
            part.getBoundingClientRect().bottom > one.getBoundingClientRect().bottom)).length""")
        == 0
    )
    printed = page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == count
    page.close()


def test_what_reveal_says_is_in_our_words():
    if reason := npm.install(slides.FOLDER):
        absent(reason)
    path = slides.REVEAL / "plugin" / "notes.js"
    for said in slides.SAID:
        assert f">{said}<" in path.read_text("utf-8")
        for language in ("tr", "ru"):
            assert words_of(language)[said.strip()] in slides._script(path, words_of(language))
    reveal = (slides.REVEAL / "reveal.js").read_text("utf-8")
    assert all(way in reveal for way in slides.WAYS)


def test_only_lessons_have_slides(capsys):
    assert commands.run(["slides", "en", "glossary"]) == 1
    assert "no lesson “glossary”" in capsys.readouterr().err
