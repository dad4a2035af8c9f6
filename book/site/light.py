"""The pages of an edition are made light once they are as they stay."""

from pathlib import Path

from sphinx.util import logging

from book.light import lighten

logger = logging.getLogger(__name__)


def finish(app, exception):
    if exception is None and app.builder.format == "html" and (reason := lighten(Path(app.outdir))):
        logger.info("Style sheets and scripts stay as long as they come: %s", reason)


def setup(app):
    app.connect("build-finished", finish, priority=800)  # once the pages are as they stay
