"""How well sections are found by the words of their headings: the numbers that the search is held to."""

import re
from collections import Counter, defaultdict

from book.addresses import OF_NAMES
from book.glossary import PAGE as GLOSSARY

ERROR = re.compile(r"\w+(?:Error|Exception|Warning): ")  # how a message begins
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
    return { page, id, title, place: bookSearch.find(question).found.findIndex((n) => titles[n] === title) };
  });
}"""


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


def tally(page) -> dict[str, Counter]:
    """Return {kind: how many there are, came first, were among the first three, were missed} of an edition.

    `page` is Playwright's, with the edition's index loaded. Where several sections have one heading, which is
    so of “Three questions”, any of them is right.
    """
    found = defaultdict(Counter)
    for section in page.evaluate(PLACES):
        place = section.pop("place")
        found[kind(**section)].update(
            asked=1, first=place == 0, three=0 <= place < 3, missed=place < 0
        )
    return found


def print_table(found: dict[str, dict[str, Counter]]) -> None:
    """Print the tallies of all editions."""
    print(f"{'edition':9}{'kind':18}{'asked':>7}{'first':>7}{'three':>7}{'missed':>8}")
    for language, kinds in found.items():
        for name, count in sorted(kinds.items()):
            numbers = f"{count['first']:7}{count['three']:7}{count['missed']:8}"
            print(f"{language:9}{name:18}{count['asked']:7}{numbers}")
