"""Leaflets: light pages that stand beside those of the book. None asks for a file besides itself and the icon.

Some are cut from the book's pages (book/site/errors.py), others are made of the notebooks (book/site/extra.py).
"""

from pathlib import Path
from typing import Any

from markupsafe import Markup
from sphinx.locale import get_translation

from book import LANGUAGES, policy, release
from book.pages import PAGES
from book.site import found

_ = get_translation("sphinx")


def write(
    edition: Path,
    page: str,
    template: str,
    title: str,
    text: str,
    language: str,
    site_url: str,
    **values: Any,
) -> None:
    """Write a leaflet of an edition.

    page   its path in the edition, one folder deep, such as errors/index.html
    title  of the window; `text` is what search engines show below it
    """
    head = found.tags(page, title, text, language, site_url)
    if site_url:
        head += f'\n<link rel="canonical" href="{site_url}{language}/{page}">'
    html = PAGES.get_template(template).render(
        **values,
        _=_,
        language=language,
        title=title,
        head=Markup(head),
        extra="../extra/",
        languages=[(code, said, f"../../{code}/{page}") for code, said in LANGUAGES.items()],
        release=release.VERSION,
    )
    (edition / page).write_text(policy.state(html) + "\n", "utf-8", newline="\n")
