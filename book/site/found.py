"""How pages are found and shared: descriptions, cards for links, a site map, a sign for the tab.

Addresses must be absolute there, so what needs one waits until `html.baseurl` of _config.yml says where the site is.
"""

import re
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from docutils import nodes
from markupsafe import escape as attribute
from sphinx.application import Sphinx

from book import LANGUAGES
from book.notebooks import CODE_EDITION
from book.site.edition import edition_of
from book.wording import customs_of

LONGEST = 160  # characters of a description that search engines show
CARD = "_static/card.png"  # 1200 x 630 pixels


def short(text: str) -> str:
    """Return a text cut at the end of a sentence or of a word, as long as search engines show it."""
    if len(text) <= LONGEST:
        return text
    sentences = re.match(rf"(.{{40,{LONGEST - 1}}}[.!?])\s", text)
    return sentences[1] if sentences else text[:LONGEST].rsplit(" ", 1)[0] + " …"


def description(doctree: nodes.document) -> str:
    """Return what a page begins with."""
    first = next(doctree.findall(nodes.paragraph), None)
    return short(" ".join(first.astext().split())) if first is not None else ""


def meta(**properties: str) -> str:
    return "".join(
        f'\n<meta property="og:{name}" content="{attribute(value)}">'
        for name, value in properties.items()
    )


def tags(
    page: str, title: str, text: str, language: str, site_url: str, kind: str = "article"
) -> str:
    """Say to search engines, and to whoever shows a link, what a page is and where its translations are.

    A page of no `kind` has no text of its own.
    """
    said = f'\n<meta name="description" content="{attribute(text)}">'
    if kind:
        said += meta(
            type=kind, title=title, description=text, locale=customs_of(language)["locale"]
        )
    if site_url:
        here = f"{site_url}{language}/"
        said += meta(url=f"{here}{page}", image=f"{here}{CARD}")
        said += '\n<meta name="twitter:card" content="summary_large_image">'
        for code, address in alternates(site_url, page).items():
            said += f'\n<link rel="alternate" hreflang="{code}" href="{address}">'
    return said


def describe(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    title = re.sub("<[^>]*>", "", context.get("title") or "")
    # search and index have no text of their own
    text = description(doctree) if doctree else f"{title} · {app.config.html_title}"
    kind = "article" if doctree else ""
    page = app.builder.get_target_uri(pagename)
    said = tags(page, title, text, app.config.language, edition_of(app).site_url, kind)
    context["metatags"] = context.get("metatags", "") + said


def alternates(site_url: str, page: str) -> dict[str, str]:
    """Return {language: address} of one page; x-default is where somebody of another language is sent."""
    found = {code: f"{site_url}{code}/{page}" for code in LANGUAGES}
    found["x-default"] = site_url if page == "index.html" else found[CODE_EDITION]
    return found


def site_map(site_url: str, pages: list[str]) -> str:
    """Return sitemap.xml (sitemaps.org), each page with its translations."""
    entries = []
    for page in pages:
        others = alternates(site_url, page)
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(address)}"/>'
            for code, address in others.items()
        )
        entries += [f"<url><loc>{escape(others[code])}</loc>{links}</url>" for code in LANGUAGES]
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n' + "\n".join(entries) + "\n</urlset>\n"
    )


def write(site: Path, site_url: str, names: list[str]) -> None:
    """Write the site map, if the site has an address; `names` are the pages of an edition."""
    if site_url:
        text = site_map(site_url, [f"{name}.html" for name in names])
        (site / "sitemap.xml").write_text(text, "utf-8")


def setup(app: Sphinx) -> None:
    app.config.html_favicon = str(Path(__file__).resolve().parent.parent / "static" / "favicon.svg")
    app.connect("html-page-context", describe)
