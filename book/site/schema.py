"""Structured data of pages, for search engines: schema.org's Course with its lessons.

It is JSON-LD in the page itself, which the content security policy allows: such a script runs nothing.
Addresses are those of the site, or relative ones while it has none; JSON-LD takes these from the page's own.
"""

import json
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from book import LANGUAGES
from book.course import Lesson
from book.site.edition import edition_of
from book.site.found import description

INDEX = "index.html"
Data = dict[str, Any]
LICENCE = "https://creativecommons.org/licenses/by/4.0/"  # of text and pictures


def address(language: str, site_url: str) -> str:
    """Return where the pages of an edition are, empty while the site has no address."""
    return f"{site_url}{language}/" if site_url else ""


def course(
    title: str, description: str, author: str, language: str, site_url: str, parts: list[Data]
) -> Data:
    """Return the course of an edition; `parts` are its lessons."""
    base = address(language, site_url)
    up = site_url or "../"
    who = {"@type": "Organization", "name": author}
    return {
        "@type": ["Course", "LearningResource"],
        "@id": f"{base}{INDEX}",
        "url": f"{base}{INDEX}",
        "name": title,
        "description": description,
        "inLanguage": language,
        "author": who,
        "provider": who,
        "license": LICENCE,
        "isAccessibleForFree": True,
        "workTranslation": [
            {"@type": "Course", "@id": f"{up}{code}/{INDEX}", "inLanguage": code}
            for code in LANGUAGES
            if code != language
        ],
        "hasPart": parts,
    }


def lesson(one: Lesson, title: str, language: str, site_url: str) -> Data:
    url = f"{address(language, site_url)}{one.stem}.html"
    time = {"timeRequired": f"PT{one.minutes}M"} if one.minutes else {}
    return {
        "@type": "LearningResource",
        "@id": url,
        "url": url,
        "name": title,
        "position": one.number,
        "inLanguage": language,
        "learningResourceType": "lesson",
        **time,
    }


def script(data: Data) -> str:
    """Return a script of data; nothing in it can end the script."""
    whole = {"@context": "https://schema.org", **data}
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'\n<script type="application/ld+json">{text}</script>'


def describe(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    language, site_url = app.config.language, edition_of(app).site_url
    titled = app.env.longtitles
    of = {
        stem: lesson(one, titled[stem].astext(), language, site_url)
        for stem, one in edition_of(app).lessons.items()
        if pagename in (stem, "index")
    }
    if pagename == "index":
        title, parts = app.config.html_title, list(of.values())
        data = course(title, description(doctree), app.config.author, language, site_url, parts)
    elif pagename in of:
        whole = f"{address(language, site_url)}{INDEX}"
        data = of[pagename] | {"isPartOf": {"@type": "Course", "@id": whole}}
    else:
        return
    context["metatags"] = context.get("metatags", "") + script(data)


def setup(app: Sphinx) -> None:
    app.connect("html-page-context", describe)
