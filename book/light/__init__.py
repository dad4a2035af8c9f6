"""Light pages: what the themes bring and no reader of this book needs is taken out of the built site.

Everything is derived from the pages as built and the themes as installed, so that an upgrade, or a page that
uses another icon, brings what it needs along. Without Node.js, style sheets and scripts stay as long as they
come, and nothing is lacking.
"""

import re
import shutil
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from sphinx.util import logging

from book import npm

logger = logging.getLogger(__name__)

FOLDER = Path(__file__).resolve().parent
FONTS = "_static/vendor/fontawesome/webfonts"
UNUSED = ("*.map", "webpack-macros.html", "sbt-webpack-macros.html")
# Drawn by a script of 1.5 MB, icons look the same as by the font beside it.
ICON_SCRIPT = re.compile(r'<script[^>]*src="_static/scripts/fontawesome\.js[^>]*></script>\s*')
# Sphinx's own: of its search, which book/search replaces, and the catalogue, which words.js replaces.
SPHINX = (
    "searchtools",
    "language_data",
    "searchindex",
    "doctools",
    "sphinx_highlight",
    "translations",
)
SCRIPT = re.compile(rf'<script[^>]*src="(?:_static/)?(?:{"|".join(SPHINX)})\.js[^>]*></script>\s*')
OURS = (
    "book.css",
    "live.css",
    "search.css",
    "toys.css",
)  # style what comes when something is done, too
ICON = re.compile(r"\bfa-([a-z0-9-]+)\b")
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
GLYPH = re.compile(r"\\(f[0-9a-f]{3}|e[0-9a-f]{3})|([\ue000-\uf8ff])")
FACE = re.compile(r"src:url\(([^)]*/([\w-]+)\.woff2)\)[^;}]*")


def lighten(edition: Path) -> None:
    """Take out of a built edition what its readers need not load."""
    pages = sorted(edition.glob("*.html"))
    for page in pages:
        text = page.read_text("utf-8")
        page.write_text(SCRIPT.sub("", ICON_SCRIPT.sub("", text)), "utf-8")
    for name in ("scripts/fontawesome", *SPHINX):
        (edition / f"_static/{name}.js").unlink(missing_ok=True)
    sheets = sorted((edition / "_static").rglob("*.css"))
    subset_fonts(edition, pages, sheets)
    shorten(edition, sheets)
    for pattern in UNUSED:
        for path in (edition / "_static").rglob(pattern):
            path.unlink()
    shutil.rmtree(edition / "_static/locales", ignore_errors=True)  # catalogues for the build


def glyphs(pages: list[Path], scripts: list[Path], sheets: list[Path]) -> set[int]:
    """Return the code points of the icons that pages, scripts or style sheets can show.

    An icon is named by a class, `fa-download`, whose rule in the style sheet has its code; some rules of the
    themes use codes directly.
    """
    named = {name for path in (*pages, *scripts) for name in ICON.findall(path.read_text("utf-8"))}
    found = set()
    for sheet in sheets:
        for selector, body in RULE.findall(sheet.read_text("utf-8")):
            icons = set(ICON.findall(selector))
            if not icons or icons & named:
                found |= {
                    int(code, 16) if code else ord(sign) for code, sign in GLYPH.findall(body)
                }
    return found


def subset_fonts(edition: Path, pages: list[Path], sheets: list[Path]) -> None:
    """Cut the icon fonts down to the glyphs in use, as WOFF, and let the style sheets name those."""
    used = glyphs(pages, sorted((edition / "_static").rglob("*.js")), sheets)
    folder = edition / FONTS
    for source in folder.glob("*.ttf"):
        font = TTFont(source)
        options = Options(flavor="woff", notdef_outline=False, layout_features=[], name_IDs=[])
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=used)
        subsetter.subset(font)
        font.flavor = "woff"
        memory = BytesIO()
        font.save(memory)
        source.with_suffix(".woff").write_bytes(memory.getvalue())
        source.unlink()
        source.with_suffix(".woff2").unlink()
    for sheet in sheets:
        text = sheet.read_text("utf-8")
        sheet.write_text(FACE.sub(lambda m: f'src:url({m[1][:-1]}) format("woff")', text), "utf-8")


def shorten(edition: Path, sheets: list[Path]) -> None:
    """Take the rules that nothing uses out of the themes' style sheets, and comments out of scripts."""
    reason = npm.install(FOLDER)
    if reason is None:
        theirs = [sheet for sheet in sheets if sheet.name not in OURS]
        static = edition / "_static"  # the scripts of the themes are short already
        scripts = sorted([*static.glob("*.js"), *static.glob("toys/*.js")])
        reason = npm.run(npm.node(), "lighten.mjs", edition, *theirs, *scripts, folder=FOLDER)
    if reason:
        logger.info("Style sheets and scripts stay as long as they come: %s", reason)


def finish(app, exception):
    if exception is None and app.builder.format == "html":
        lighten(Path(app.outdir))


def setup(app):
    app.connect("build-finished", finish, priority=800)  # once the pages are as they stay
