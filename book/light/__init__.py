"""Light pages: what the themes bring and no reader of this book needs is taken out of the built site.

Everything is derived from the pages as built and the themes as installed, so that an upgrade, or a page that
uses another icon, brings what it needs along. Without Node.js, style sheets and scripts stay as long as they
come, and nothing is lacking.
"""

import logging
import re
import shutil
import zlib
from collections.abc import Iterable
from io import BytesIO
from itertools import chain
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from pygments.token import STANDARD_TYPES

from book import npm

logging.getLogger("fontTools").setLevel(logging.WARNING)  # it tells each table that it cuts

FOLDER = Path(__file__).resolve().parent
FONTS = "_static/vendor/fontawesome/webfonts"
UNUSED = ("*.map", "*.LICENSE.txt", "webpack-macros.html", "sbt-webpack-macros.html")
SCRIPTS = (
    # Sphinx's own: of its search, which book/search replaces, and the catalogue, which words.js replaces
    "searchtools", "language_data", "searchindex", "doctools", "sphinx_highlight", "translations",
    "documentation_options",
    # the themes': static/theme.js does what a page of this book needs of them
    "scripts/fontawesome", "scripts/bootstrap", "scripts/pydata-sphinx-theme", "scripts/sphinx-book-theme",
)  # fmt: skip
SCRIPT = re.compile(
    rf'<script[^>]*src="(?:_static/)?(?:{"|".join(SCRIPTS)})\.js[^>]*></script>\s*'
    r"|<script>DOCUMENTATION_OPTIONS\.[^<]*</script>\s*"
)
# What a script of the themes would have made of it: the browser shows a title by itself.
TOOLTIP = re.compile(r' data-bs-(?:placement="\w+"|toggle="(?:tooltip|dropdown)")')
TITLE = re.compile(r' data-bs-title="')
CODE = re.compile(r'(<div class="highlight"><pre>)<span></span>(.*?)(?=</pre>)', re.DOTALL)
WORD = re.compile(r'<span class="pre">([^<]*)</span>')  # of code within a sentence
# They follow the themes', and style what comes when something is done, too.
OURS = ("live.css", "book.css")
SHEET = "page.css"  # the one style sheet of all pages of an edition
LINK = re.compile(r'<link\b[^>]*href="_static/([^"?]+\.css)[^>]*>\s*')
# What the theme's own theme.css imports before.
IMPORTED = {"styles/pydata-sphinx-theme.css": "basic.css"}
URL = re.compile(r"url\(\.\./")
ICON = re.compile(r"\bfa-([a-z0-9-]+)\b")
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
GLYPH = re.compile(r"\\(f[0-9a-f]{3}|e[0-9a-f]{3})|([\ue000-\uf8ff])")
Pages = dict[Path, str]  # the HTML of each
FACE = re.compile(r"src:url\(([^)]*/([\w-]+)\.woff2)\)[^;}]*")


def lighten(edition: Path, pages: Pages) -> tuple[Pages, str | None]:
    """Take out of a built edition what its readers need not load.

    `pages` are all its pages as written; return them as they are to be, and why style sheets and scripts stay as
    long as they come, or None.
    """
    static = edition / "_static"
    for name in SCRIPTS:
        (static / f"{name}.js").unlink(missing_ok=True)
    sheets = gather(static, pages.values())
    plain = unmarked((static / "pygments.css").read_text("utf-8"))
    pages = {path: shorter(page, plain) for path, page in pages.items()}
    reason = shorten(static, pages.values(), sheets)
    subset_fonts(edition, pages.values(), [sheets[0]])  # what is left names fewer icons
    pages = bind(static, pages, sheets)
    for pattern in UNUSED:
        for path in static.rglob(pattern):
            path.unlink()
    shutil.rmtree(static / "locales", ignore_errors=True)  # catalogues for the build
    return pages, reason


def shorter(text: str, plain: set[str]) -> str:
    """Return a page without the themes' scripts, and without elements that say nothing to a browser.

    `plain` are the classes of code that look as the code around them.
    """
    said = re.compile(rf'<span class="(?:{"|".join(sorted(plain))})">([^<]*)</span>')
    text = TITLE.sub(' title="', TOOLTIP.sub("", SCRIPT.sub("", text)))
    text = CODE.sub(lambda block: block[1] + said.sub(r"\1", block[2]), text)
    return WORD.sub(r"\1", text)


def unmarked(style: str) -> set[str]:
    """Return the classes of Pygments that a style sheet gives no look of their own, in any theme.

    They are more than half of the elements of a page.
    """
    rules: dict[tuple[str, str], set[str]] = {}  # (theme, class): its declarations
    for theme, name, body in re.findall(
        r'html\[data-theme="(\w+)"\] \.highlight(?: \.(\w+))? \{([^}]*)\}', style
    ):
        rules.setdefault((theme, name), set()).update(
            part.strip() for part in body.split(";") if part.strip()
        )
    themes = {theme for theme, _ in rules}
    names = {short for short in STANDARD_TYPES.values() if short} | {"w"}
    return {
        name
        for name in names
        if all(rules.get((theme, name), set()) <= rules[theme, ""] for theme in themes)
    }


def gather(static: Path, pages: Iterable[str]) -> list[Path]:
    """Join the themes' style sheets in the order in which pages name them; return it, and ours."""
    named: dict[str, None] = {}
    for page in pages:
        for name in LINK.findall(page):
            for one in filter(None, (IMPORTED.get(name), name)):
                named[one] = None
    parts = []
    for name in named:
        if name not in OURS:
            text = (static / name).read_text("utf-8").replace('@charset "UTF-8";', "")
            parts.append(URL.sub("url(", text) if name.startswith("styles/") else text)
    sheet = static / SHEET
    sheet.write_text("\n".join(parts), "utf-8")
    return [sheet, *(static / name for name in OURS if name in named)]


def bind(static: Path, pages: Pages, sheets: list[Path]) -> Pages:
    """Let all pages name one style sheet: it is asked for once, and its parts are packed together."""
    whole = "\n".join(sheet.read_text("utf-8") for sheet in sheets)
    # Without scripts nothing sets the theme: a page is light then.
    whole = re.sub(r'html\[data-theme="?light"?\]', "html:not([data-theme=dark])", whole)
    (static / SHEET).write_text(whole, "utf-8")
    link = f'<link rel="stylesheet" href="_static/{SHEET}?v={zlib.crc32(whole.encode()):08x}">\n'
    named, bound = set(), {}
    for path, page in pages.items():
        named.update(LINK.findall(page))
        before, found, behind = LINK.sub(link, page, count=1).partition(link)
        bound[path] = before + found + LINK.sub("", behind)
    for name in (*named, "basic.css", "styles/theme.css"):
        (static / name).unlink(missing_ok=True)
    return bound


def glyphs(texts: Iterable[str], sheets: list[Path]) -> set[int]:
    """Return the code points of the icons that texts, pages or scripts, or style sheets can show.

    An icon is named by a class, `fa-download`, whose rule in the style sheet has its code; some rules of the
    themes use codes directly.
    """
    named = {name for text in texts for name in ICON.findall(text)}
    found = set()
    for sheet in sheets:
        for selector, body in RULE.findall(sheet.read_text("utf-8")):
            icons = set(ICON.findall(selector))
            if not icons or icons & named:
                found |= {
                    int(code, 16) if code else ord(sign) for code, sign in GLYPH.findall(body)
                }
    return found


def subset_fonts(edition: Path, pages: Iterable[str], sheets: list[Path]) -> None:
    """Cut the icon fonts down to the glyphs in use, as WOFF, and let the style sheets name those, and no others."""
    scripts = (path.read_text("utf-8") for path in (edition / "_static").rglob("*.js"))
    used = glyphs(chain(pages, scripts), sheets)
    folder = edition / FONTS
    for source in folder.glob("*.ttf"):
        font = TTFont(source, recalcTimestamp=False)  # each build makes the same file
        if not used & set(font.getBestCmap()):
            drop_font(source, sheets)
            continue
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


def drop_font(source: Path, sheets: list[Path]) -> None:
    """Take out a font whose icons no page shows, and the rules that name it."""
    for suffix in (".ttf", ".woff2"):
        source.with_suffix(suffix).unlink()
    face = rf"@font-face\{{[^}}]*/{source.stem}\.woff2[^}}]*\}}"
    for sheet in sheets:
        sheet.write_text(re.sub(face, "", sheet.read_text("utf-8")), "utf-8")


def shorten(static: Path, pages: Iterable[str], sheets: list[Path]) -> str | None:
    """Take the rules that nothing uses out of the themes' style sheet (the first), and comments out of all.

    Return why they stay, or None.
    """
    reason = npm.install(FOLDER)
    if reason is None:
        scripts = sorted([*static.glob("*.js"), *static.glob("toys/*.js")])
        files, given = [*sheets, *scripts], "\n".join(pages)
        reason = npm.run(npm.node() or "node", "lighten.mjs", *files, folder=FOLDER, given=given)
    return reason
