"""The pages of an edition as they leave the build: each is read once, goes from step to step, and is written once.

Names that the themes' templates have in plain English are translated, what no reader needs is taken out
(book/light), and the policy of the page is put before all that it governs (book/policy.py).
"""

import re
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util import logging

from book import offline, policy
from book.light import lighten
from book.site import is_edition
from book.site.edition import edition_of

logger = logging.getLogger(__name__)

HARD_CODED = re.compile(r'\b(aria-label|title|placeholder|alt)="([^"]*)"')


def translated(page: str, words: dict[str, str]) -> str:
    """Return a page with the names that the themes' templates have in plain English in the words of a language."""
    return HARD_CODED.sub(lambda name: f'{name[1]}="{words.get(name[2], name[2])}"', page)


def finish(app: Sphinx, exception: Exception | None) -> None:
    if not is_edition(app, exception):
        return
    edition = Path(app.outdir)
    pages = {
        path: translated(path.read_text("utf-8"), edition_of(app).words)
        for path in sorted(edition.glob("*.html"))
    }
    pages, reason = lighten(edition, pages)
    if reason:
        logger.info("Style sheets and scripts stay as long as they come: %s", reason)
    for path, page in pages.items():
        keeps = path.stem == offline.PAGE
        path.write_text(policy.state(page, app.config.live_packages, keeps), "utf-8")


def setup(app: Sphinx) -> None:
    app.connect("build-finished", finish, priority=800)  # once all that pages name is there
