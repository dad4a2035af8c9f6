"""A page, or an edition, of a built site is built anew for who writes it, into its place in the site.

For a page, only what was saved is read, and all else is remembered from the whole build. It keeps the style sheet
and the scripts that the site has. What depends on all pages, such as the search, stays as it was.
"""

import contextlib
import io
import os
import re
import shutil
from pathlib import Path
from typing import Any

from sphinx.locale import translators

from book import archive, offline, policy
from book.light import LINK, shorter
from book.live import parts
from book.notebooks import path_of
from book.site.editions import build
from book.site.finishing import translated
from book.wording import words_of

COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def page(language: str, stem: str, root: Path, site: Path) -> str:
    """Build one page into the site; return what Sphinx warns of, empty if all is well."""
    folder = root / "_build" / "draft"
    remembered = folder / ".doctrees" / language
    if not remembered.exists():
        shutil.copytree(site.parent / ".doctrees" / language, remembered)
    source = str(path_of(stem, language, root))
    said = built(language, root, folder / "html", draft=True, filenames=[source])
    made = folder / "html" / language / f"{stem}.html"
    if made.exists():
        publish(made, site / language / made.name, words_of(language))
        for picture in (made.parent / "_images").glob("*"):
            shutil.copy(picture, site / language / "_images")
    return said


def built(language: str, root: Path, output: Path, **options: Any) -> str:
    """Build what `options` say; return what Sphinx warns of."""
    translators.clear()  # the last build may have been of another language
    said = io.StringIO()
    with contextlib.redirect_stderr(said):
        build(language, root, output, True, parts.prepare() is None, quiet=True, **options)
    return COLOUR.sub("", said.getvalue()).strip()


def publish(made: Path, place: Path, words: dict[str, str]) -> None:
    """Put a page as Sphinx has made it in the place of the one that the site has."""
    text = shorter(translated(made.read_text("utf-8"), words), set())
    sheet = next(LINK.finditer(place.read_text("utf-8")))[0]
    before, first, behind = LINK.sub(lambda _: sheet, text, count=1).partition(sheet)
    text = policy.state(before + first + LINK.sub("", behind))
    made.write_text(text, "utf-8")
    os.replace(made, place)


def edition(language: str, root: Path, site: Path) -> str:
    """Build an edition of the site anew; return what Sphinx warns of."""
    said = built(language, root, site, builder="html", freshenv=True, force_all=True)
    archive.write(root, language, site / language)
    offline.write(site)
    shutil.rmtree(root / "_build" / "draft" / ".doctrees" / language, ignore_errors=True)
    return said


def forget(root: Path) -> None:
    """Throw away what drafts have remembered: the whole book is built anew."""
    shutil.rmtree(root / "_build" / "draft", ignore_errors=True)
