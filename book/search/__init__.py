"""Search over the sections of an edition, which loads nothing before somebody searches."""

from pathlib import Path

from sphinx.locale import get_translation

from book.glossary import PAGE as GLOSSARY
from book.notebooks import stems
from book.search import index, records

_ = get_translation("sphinx")


def replace_that_of_sphinx(app):
    """Sphinx finds whole pages, and its index is loaded by the themes on each of them."""
    app.builder.search = False
    app.config.html_additional_pages["search"] = "search.html"


def name_its_page(app, pagename, templatename, context, doctree):
    if pagename == "search":
        context["title"] = _("Search")


def finish(app, exception):
    if exception is None and app.builder.format == "html":
        found = records.read(records.folder(app), stems(app.root))
        index.write(Path(app.outdir), app.config.language, found, terms=GLOSSARY)


def setup(app):
    app.connect("builder-inited", replace_that_of_sphinx)
    app.connect("html-page-context", name_its_page, priority=400)  # before pages are described
    app.connect("html-page-context", records.keep)
    app.connect("build-finished", finish)
