"""The Sphinx extension that makes three editions of one build.

Jupyter Book builds one language at a time, and `<html lang>`, the words of the interface and the search are
native to one language per build. So when the whole project is built, this extension turns
that build into the English one, starts the others in processes of their own (Sphinx keeps its language in
global state), and at the end writes what belongs to no single edition.
"""

import gc
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util import logging

from book import LANGUAGES, Problem, archive, live, offline, pages, paper
from book.live import parts
from book.notebooks import CODE_EDITION, require_all, stems
from book.site import (
    addresses,
    cards,
    cells,
    colouring,
    draft,
    errors,
    extra,
    finishing,
    found,
    freshness,
    gates,
    hanging,
    interface,
    inventory,
    is_edition,
    keeping,
    lessons,
    listed,
    mathml,
    offer,
    runway,
    schema,
    search,
    sidebar,
    terms,
    toys,
)
from book.site.edition import EDITIONS, Edition, edition_of
from book.translation import translations

logger = logging.getLogger(__name__)


def build(
    language: str,
    root: Path,
    output: Path,
    nitpicky: bool,
    live_cells: bool,
    draft: bool = False,
    **options: Any,
) -> bool:
    """Build one edition of the project at `root` into `output/<language>`; return whether that failed."""
    from jupyter_book.sphinx import build_sphinx

    failed = build_sphinx(
        root / "notebooks" / language,
        output / language,
        doctreedir=output.parent / ".doctrees" / language,  # by default siblings share one
        path_config=root / "_config.yml",
        noconfig=True,
        confoverrides={
            "language": language,
            "external_toc_path": str(root / "_toc.yml"),
            "nitpicky": nitpicky,
            "live_cells": live_cells,
            "draft": draft,
            "latex_individualpages": False,  # build_sphinx takes it out and fails where it is missing
        },
        **options,
    )
    return bool(failed)


def become_english(app: Sphinx, config: Config) -> None:
    """Let the build of the whole project build `notebooks/en`, one level deeper."""
    try:
        require_all(edition_of(app).root)
    except Problem as problem:
        sys.exit(str(problem))  # an exception would end in Jupyter Book's traceback of forty lines
    app.srcdir = app.srcdir / "notebooks" / CODE_EDITION
    app.outdir = app.outdir / CODE_EDITION
    app.doctreedir = app.doctreedir / CODE_EDITION
    app.outdir.mkdir(parents=True, exist_ok=True)


def prepare_live_cells(app: Sphinx) -> None:
    """Have the parts of live cells ready before three editions ask for them, or say why there are none."""
    if app.builder.format == "html":
        reason = parts.prepare()
        app.config.live_cells = reason is None
        if reason:
            # not a warning: those fail a strict build, and this site lacks nothing that it promises
            logger.info("The site will have no live cells: %s", reason)


class Whole:
    """The whole book, built beside its English edition, in processes of their own."""

    def start(self, app: Sphinx) -> None:
        self.pool = ProcessPoolExecutor(2, get_context("spawn"))
        self.others = {
            language: self.pool.submit(
                build,
                language,
                edition_of(app).root,
                app.outdir.parent,
                app.config.nitpicky,
                app.config.live_cells,
                builder=app.builder.name,
                warningiserror=app.warningiserror or app.keep_going,
                keep_going=app.keep_going,
                freshenv=app.fresh_env_used,
                quiet=True,
            )
            for language in translations()
        }

    def finish(self, app: Sphinx, exception: Exception | None) -> None:
        """Wait for the other editions; then write the pages and archives that stand above them."""
        with self.pool:
            for language, other in self.others.items():
                if other.result():
                    logger.error("the edition “%s” was not built", language)
                    app.statuscode = 1
        if is_edition(app, exception):
            self.write_above(app.outdir.parent, edition_of(app), app.config)

    def write_above(self, site: Path, edition: Edition, config: Config) -> None:
        """Write what belongs to no single edition."""
        root, names = edition.root, stems(edition.root)
        on_paper = {code: [file.name for file in paper.made(root, code)] for code in LANGUAGES}
        pages.write(
            site,
            edition.site_url,
            list(edition.lessons),
            on_paper,
            config.live_packages,
            config.live_cells,
        )
        found.write(site, edition.site_url, [*names, *errors.pages(site / CODE_EDITION)])
        for language in LANGUAGES:
            archive.write(root, language, site / language)
        if config.live_cells:
            live.write(site, root, config.live_packages)
        offline.write(site)  # once all else is as it stays


def setup(app: Sphinx) -> dict[str, bool]:
    # Pages are trees of many small objects that live as long as the build: to look for waste among them as often
    # as Python does takes a fifth of its time.
    gc.set_threshold(100_000, 20, 100)
    whole = (app.srcdir / "_toc.yml").exists()
    EDITIONS[app] = Edition(Path(app.srcdir if whole else app.srcdir.parent.parent), app)
    if whole:
        app.connect("config-inited", become_english)
        app.connect("builder-inited", prepare_live_cells, priority=100)
        book = Whole()
        app.connect("builder-inited", book.start)
        app.connect("build-finished", book.finish, priority=900)
    for part in (
        addresses, cards, colouring, draft, lessons, errors, extra, found, freshness, terms, gates, hanging, interface,
        inventory, finishing, cells, listed, mathml, offer, keeping, runway, schema, search, sidebar, toys,
    ):  # fmt: skip
        part.setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
