"""A page some of whose cells are older than their English original says so to its reader."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.locale import get_translation

from book import translation
from book.notebooks import CODE_EDITION, path_of, stems
from book.site.edition import edition_of
from book.site.source import notebook

_ = get_translation("sphinx")

NOTICE = (
    "Parts of this page are older than the English original: it was changed after the translation."
)
LINK = "Read it in English"


def notice(app: Sphinx, doctree: nodes.document) -> None:
    language, page = app.config.language, app.env.docname
    if language == CODE_EDITION or page not in stems(edition_of(app).root):
        return
    english, translated = (
        notebook(path_of(page, code, edition_of(app).root)) for code in (CODE_EDITION, language)
    )
    if not any(f.kind == translation.STALE for f in translation.compare(english, translated)):
        return
    target = app.builder.get_target_uri(page)
    link = nodes.reference("", _(LINK), refuri=f"../{CODE_EDITION}/{target}", internal=True)
    words = nodes.paragraph("", "", nodes.Text(_(NOTICE) + " "), link)
    box = nodes.warning("", words, classes=["stale-translation"])
    title = next(doctree.findall(nodes.title))
    title.parent.insert(title.parent.index(title) + 1, box)


def read_all(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    return [] if app.config.draft else list(env.found_docs)


def setup(app: Sphinx) -> None:
    app.connect("doctree-read", notice)
    # Whether a page is stale depends on the English notebook, which Sphinx does not watch.
    app.connect("env-get-outdated", read_all)
