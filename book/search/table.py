"""How well sections are found by the words of their headings: the numbers that the search is held to."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable

from playwright.sync_api import Page

from book.glossary import PAGE as GLOSSARY
from book.references import OF_NAMES
from book.search.records import ERROR

PLACES = """() => {
  const titles = [], sections = [];
  for (let n = 0; ; n++) {
    try { sections.push(bookSearch.section(n)); } catch { break; }
    titles.push(sections[n].title);
  }
  return sections.map(({ page, id, title }) => {
    // Its words as a person types them, without signs and capitals.
    const small = title.toLocaleLowerCase(document.documentElement.lang);
    const question = small.match(/[\\p{L}\\p{N}_]+(?:\\.[\\p{L}\\p{N}_]+)*/gu).join(" ");
    const right = (n) => titles[n] === title;
    // The card of a message comes before a question about it.
    const found = bookSearch.find(question).found.filter((n) => right(n) || n !== bookSearch.card(question));
    return { page, id, title, place: found.findIndex(right) };
  });
}"""
# What is first, of each text pasted into the field of the search's page, as page.html#id.
PASTED = """async (texts) => {
  const field = document.querySelector(".bd-search-container input"), found = [];
  for (const text of texts) {
    const data = new DataTransfer();
    data.setData("text", text);
    field.value = "";
    const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    if (field.dispatchEvent(paste)) { // the script has left it to the browser
      field.value = text;
      field.dispatchEvent(new Event("input"));
    }
    for (const list of document.querySelectorAll(".bd-search-container .search-found")) list.replaceChildren();
    await new Promise((resolve) => setTimeout(resolve));
    found.push(document.querySelector(".bd-search-container .search-found a")?.href.replace(/.*\\/|[?][^#]*/g, ""));
  }
  return found;
}"""
VARIES = re.compile("‹([^›]*)›")
TRACEBACK = """Traceback (most recent call last):
  File "/home/me/receive.py", line 12, in <module>
    memoryview(data).cast("i")[0] = 1
    ~~~~~~~~~~~~~~~~~~~~~~~~~~^^^
{}

"""


def kind(page: str, id: str, title: str) -> str:
    if ERROR.match(title):
        return "error message"
    if page == GLOSSARY and id:
        return "glossary term"
    if page in OF_NAMES and ("." in id or id.startswith("Py")):
        return "name"
    if page[0].isdigit():
        return "lesson heading"
    return "question or myth" if page in ("questions", "myths") else "other"


def tally(page: Page) -> dict[str, Counter[str]]:
    """Return {kind: how many there are, came first, were among the first three, were missed} of an edition.

    `page` is Playwright's, with the edition's index loaded. Where several sections have one heading, which is
    so of “Three questions”, any of them is right. A question whose heading is an error message comes second to
    the message's card; that place is not counted.
    """
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for section in page.evaluate(PLACES):
        place = section.pop("place")
        found[kind(**section)].update(
            asked=1, first=place == 0, three=0 <= place < 3, missed=place < 0
        )
    return found


def with_values(message: str, others: list[str]) -> str:
    """Return a message with numbers for ‹n›, and names of `others` in turn for all else that varies."""
    names = iter(others)
    return VARIES.sub(lambda m: {"n": "17", "s": "s"}.get(m[1]) or next(names), message)


def messages(page: Page) -> dict[str, tuple[int, list[str]]]:
    """Return {how it is pasted: (how many messages, those that did not find their own card first)} of an edition.

    Each wording of each card counts. The section of the questions page about the same message is not its card.
    """
    said = page.evaluate("""() => bookSearch.messages().map(({ section, message }) =>
        [`${bookSearch.section(section).page}.html#${bookSearch.section(section).id}`, message])""")
    ways: dict[str, Callable[[str], str]] = {
        "message": lambda text: with_values(text, ["int", "list", "dict"]),
        "other values": lambda text: with_values(text, ["Frame", "mypackage.Größe_2", "<3h"]),
        "without its type": lambda text: with_values(text, ["str"] * 3).partition(": ")[2],
        "traceback": lambda text: TRACEBACK.format(with_values(text, ["float", "NoneType", "set"])),
    }
    found = {}
    for way, write in ways.items():
        pasted = [write(text) for _, text in said]
        cards = defaultdict(set)  # without their types two messages can be the same
        for text, (card, _) in zip(pasted, said, strict=True):
            cards[text].add(card)
        first = page.evaluate(PASTED, pasted)
        missed = [t for t, one in zip(pasted, first, strict=True) if one not in cards[t]]
        found[way] = len(said), missed
    return found


def print_table(found: dict[str, dict[str, Counter[str]]]) -> None:
    """Print the tallies of all editions."""
    print(f"{'edition':9}{'kind':18}{'asked':>7}{'first':>7}{'three':>7}{'missed':>8}")
    for language, kinds in found.items():
        for name, count in sorted(kinds.items()):
            numbers = f"{count['first']:7}{count['three']:7}{count['missed']:8}"
            print(f"{language:9}{name:18}{count['asked']:7}{numbers}")


def print_messages(found: dict[str, dict[str, tuple[int, list[str]]]]) -> None:
    """Print, for each edition and way to paste, how many messages found their card first, and which did not."""
    print(f"{'edition':9}{'pasted':18}{'asked':>7}{'first':>7}")
    for language, ways in found.items():
        for way, (count, missed) in ways.items():
            print(f"{language:9}{way:18}{count:7}{count - len(missed):7}")
            print("".join(f"    {text}\n" for text in missed), end="")
