"""What holds of a built page, told from its HTML alone. Each rule returns what is wrong, as short strings."""

import re
from collections import Counter
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, NavigableString, Tag

NAMES_OF_THINGS = ("aria-label", "title", "placeholder", "alt", "data-bs-title", "data-tooltip")
# What asks a host as the page opens. Links that a reader may follow are not among it.
ASKS = {
    "script": "src", "img": "src", "iframe": "src", "source": "src", "audio": "src", "video": "src",
    "embed": "src", "object": "data", "form": "action",
}  # fmt: skip
LOADING_RELATIONS = {
    "stylesheet",
    "icon",
    "preload",
    "prefetch",
    "modulepreload",
    "preconnect",
    "dns-prefetch",
}
SILENT = {"script", "style", "code", "pre", "noscript", "svg"}
KEPT_IN_ENGLISH = {
    "Ctrl",
    "K",
    "English",
    "en",
    "tr",
    "ru",
    "Türkçe",
    "Русский",
    ".ipynb",
    ".pdf",
    "+",
    "Binder",
    "NumPy",
    "CC BY 4.0",
}


ADDRESS = r"[a-z][a-z0-9-]*|[A-Za-z_]\w*(\.\w+)+|Py\w+"  # of a cell, or a name


@cache
def read_page(path: Path) -> BeautifulSoup:
    """Return a page, parsed once: a test that changes it works on a copy."""
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def own_language(page, language):
    if page.html.get("lang") != language:
        yield f'<html lang="{page.html.get("lang")}">'


def unique_ids(page):
    ids = Counter(element["id"] for element in page.find_all(id=True))
    yield from sorted(name for name, count in ids.items() if count > 1)


def ascii_addresses(page):
    """Headings keep their address in every language, and when another heading is inserted before them."""
    for section in page.select("article section"):
        if not re.fullmatch(ADDRESS, section["id"]) or re.fullmatch(r"id\d+", section["id"]):
            yield section["id"]


def asks_elsewhere(page):
    """Find what a browser would fetch from another host."""
    for name, attribute in ASKS.items():
        for element in page.find_all(name):
            if is_elsewhere(element.get(attribute, "")):
                yield f"{name}: {element[attribute]}"
    for link in page.find_all("link", href=True):
        if LOADING_RELATIONS & set(link.get("rel", [])) and is_elsewhere(link["href"]):
            yield f"link: {link['href']}"
    for style in [*page.find_all("style"), *page.find_all(style=True)]:
        text = style.string or style.get("style") or ""
        yield from (
            f"style: {url}"
            for url in re.findall(r"url\(['\"]?([^'\")]+)", text)
            if is_elsewhere(url)
        )


def is_elsewhere(address: str) -> bool:
    parts = urlsplit(address.strip())
    return bool(parts.netloc) or parts.scheme in ("http", "https")


def places(page) -> set[str]:
    """Return the places in a page to which an address can lead."""
    return {element["id"] for element in page.find_all(id=True)}


def dead_links(path: Path, site: Path, page: BeautifulSoup, known: dict[Path, set[str]]):
    """Find links to files of the site that do not exist, and to places that their page does not have.

    `page` was read from `path`; `known` are the places of every page.
    """
    for element in page.find_all(["a", "link", "script", "img"]):
        address = element.get("href") or element.get("src") or ""
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or not address:
            continue
        # An address from the root means the root of the site.
        base = site if parts.path.startswith("/") else path.parent
        target = (base / unquote(parts.path).lstrip("/")).resolve() if parts.path else path
        if target.is_dir():
            target /= "index.html"
        if (
            not target.is_relative_to(site)
            or not target.exists()
            or (parts.fragment and target in known and unquote(parts.fragment) not in known[target])
        ):
            yield address


def interface(page) -> set[str]:
    """Return every text that is seen or read out and is not the author's: words, names, tooltips, hints."""
    words = set()

    def visit(element, body=False, article=False):
        words.update(element[name] for name in NAMES_OF_THINGS if element.get(name))
        body = body or element.name == "body"
        article = article or (element.name == "article" and "bd-article" in element["class"])
        hint = element.name == "summary" and "admonition" in str(element.parent.get("class"))
        if article and (hint or element.name == "button"):
            words.add(" ".join(said(element)))
        for child in element.children:
            if isinstance(child, Tag):
                if child.name not in SILENT:
                    visit(child, body, article)
            elif body and not article and type(child) is NavigableString:
                words.add(child)

    visit(page.html)
    return {" ".join(word.split()) for word in words if word.strip()}


def said(element):
    """Yield the texts of an element, without what is code, drawn, or not shown."""
    for child in element.children:
        if isinstance(child, Tag):
            if child.name not in SILENT:
                yield from said(child)
        elif type(child) is NavigableString and child.strip():
            yield child.strip()


def left_in_english(page, english_page):
    """Return what a translated page and the English one both say: words that nobody has translated."""
    same = interface(page) & interface(english_page)
    return sorted(w for w in same - KEPT_IN_ENGLISH if re.search(r"[A-Za-z]{2}", w))
