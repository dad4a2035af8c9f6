"""The leaflets of an edition in `extra/`: questions to put to a room, a form for feedback, the state of the edition."""

from pathlib import Path
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.locale import get_translation

from book import release, reviews, translation
from book.classroom import bank
from book.notebooks import CODE_EDITION, path_of, stems, title_of
from book.site import is_edition, leaflets
from book.site.edition import edition_of
from book.site.source import notebook as read

_ = get_translation("sphinx")

FOLDER = "extra"
TEACHER = "teaching"  # the page that leads there
ASK, FEEDBACK, STATUS = "ask", "feedback", "status"
LED_TO = {"ask": (ASK, FEEDBACK)}  # {section of that page: leaflets}


class State(NamedTuple):
    """How far a page is: its parts in words, how many are translated, how many of these are stale or unread."""

    stem: str
    title: str
    parts: int
    translated: int
    stale: int
    unread: int
    review: reviews.Review | None


def bank_name(language: str) -> str:
    return f"memoryview-{language}-gift.txt"  # Moodle takes only what ends so


def states(language: str, root: Path) -> list[State]:
    """Return the state of each page of an edition, in the order of the book."""
    found = []
    for stem in stems(root):
        notebook = read(path_of(stem, language, root))
        english = read(path_of(stem, CODE_EDITION, root))
        worded = {cell.id for cell in english.cells if translation.is_worded(cell)}
        kinds: dict[str, set[str]] = {
            kind: set() for kind in (translation.MISSING, translation.STALE, translation.UNREAD)
        }
        if language != CODE_EDITION:
            for finding in translation.compare(english, notebook):
                kinds.get(finding.kind, set()).add(finding.cell)
        missing, stale, unread = (len(cells & worded) for cells in kinds.values())
        title, done = title_of(notebook), len(worded) - missing
        found.append(
            State(stem, title, len(worded), done, stale, unread, reviews.reviewed(notebook))
        )
    return found


def titles() -> dict[str, str]:
    return {
        ASK: _("Questions for the room"),
        FEEDBACK: _("Feedback form"),
        STATUS: _("State of this edition"),
    }


def page_of(address: str) -> str | None:
    """Return where a link of a notebook leads from here."""
    return address if "://" in address else f"../{address.replace('.ipynb', '.html')}"


def write(edition: Path, language: str, root: Path, site_url: str) -> None:
    """Write the folder of an edition."""
    folder = edition / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    named = titles()

    def leaflet(name: str, template: str, title: str, /, **values: Any) -> None:
        place = f"{FOLDER}/{name}.html"
        leaflets.write(edition, place, template, title, title, language, site_url, **values)

    asked, file = bank.questions(language, page_of, root), bank_name(language)
    leaflet(ASK, "asks.html", named[ASK], asked=asked, bank=file)
    for (stem, name), ones in asked.items():
        if ones:
            leaflet(
                f"{ASK}-{stem}",
                "ask.html",
                f"{named[ASK]} · {name}",
                stem=stem,
                name=name,
                asked=ones,
            )
    (folder / file).write_text(bank.gift(asked), "utf-8", newline="\n")
    leaflet(FEEDBACK, "feedback.html", named[FEEDBACK])
    state, translated = states(language, root), language != CODE_EDITION
    leaflet(STATUS, "status.html", named[STATUS], states=state, translated=translated)


def finish(app: Sphinx, exception: Exception | None) -> None:
    if is_edition(app, exception):
        edition = edition_of(app)
        write(Path(app.outdir), edition.language, edition.root, edition.site_url)


def lead(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Let the page for the teacher lead to the leaflets."""
    if docname != TEACHER or app.builder.format != "html":
        return
    named = titles()
    for section in doctree.findall(nodes.section):
        for id in set(section["ids"]) & set(LED_TO):
            links = nodes.bullet_list()
            for name in LED_TO[id]:
                link = nodes.reference(
                    "", named[name], internal=True, refuri=f"{FOLDER}/{name}.html"
                )
                links.append(nodes.list_item("", nodes.paragraph("", "", link)))
            section.append(links)


def sign(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Let the foot of each page say its licence and its version (templates/edition.html)."""
    context["release"] = release.VERSION
    context["extra"] = context["pathto"](f"{FOLDER}/", 1)


def setup(app: Sphinx) -> None:
    app.connect("html-page-context", sign)
    app.connect("doctree-resolved", lead)
    app.connect("build-finished", finish)
