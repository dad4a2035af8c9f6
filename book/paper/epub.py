"""The EPUB of an edition: EPUB 3.3, https://www.w3.org/TR/epub-33/."""

import os
import uuid
import zipfile
from html import escape
from pathlib import Path

from book import rendering
from book.archive import MIDNIGHT, put
from book.paper import FOLDER
from book.paper.chapters import Chapter, chapters, parts, picture_style
from book.wording import words_of

CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book/book.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
PAGE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"
  lang="{language}" xml:lang="{language}">
<head><title>{title}</title><link rel="stylesheet" href="book.css"/></head>
<body>
{body}</body>
</html>
"""
PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="{language}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:{id}</dc:identifier>
<dc:title>{title}</dc:title>
<dc:creator>{author}</dc:creator>
<dc:language>{language}</dc:language>
<dc:rights>CC BY 4.0</dc:rights>
<meta property="dcterms:modified">{modified}</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="css" href="book.css" media-type="text/css"/>
{items}</manifest>
<spine>
<itemref idref="nav"/>
{spine}</spine>
</package>
"""
MODIFIED = "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(
    *MIDNIGHT
)  # the same content, the same file


def write(language: str, path: Path) -> None:
    """Write the EPUB beside, then in its place."""
    beside = path.with_suffix(".new")
    with zipfile.ZipFile(beside, "w") as archive:
        for name, text in files(language).items():
            put(archive, name, text, stored=name == "mimetype")  # which comes first
    os.replace(beside, path)


def files(language: str) -> dict[str, str]:
    """Return {name: text} of all files of the book, in their order."""
    words = words_of(language)
    title = words.get("memoryview by example", "memoryview by example")
    author = words.get(
        "The authors of “memoryview by example”", "The authors of “memoryview by example”"
    )
    found = chapters(language, lambda stem, id: f"{stem}.xhtml#{id}")
    styles = (rendering.style(), picture_style(language), (FOLDER / "paper.css").read_text("utf-8"))
    made = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "book/book.css": "\n".join(styles),
        "book/nav.xhtml": PAGE.format(
            language=language, title=escape(title), body=_contents(words, found)
        ),
    }
    for chapter in found:
        made[f"book/{chapter.stem}.xhtml"] = PAGE.format(
            language=language, title=rendering.plain(chapter.title), body=chapter.html
        )
    made["book/book.opf"] = PACKAGE.format(
        language=language,
        id=uuid.uuid5(uuid.NAMESPACE_URL, f"memoryview by example, {language}"),
        title=escape(title),
        author=escape(author),
        modified=MODIFIED,
        items="".join(_item(chapter) for chapter in found),
        spine="".join(f'<itemref idref="c-{chapter.stem}"/>\n' for chapter in found),
    )
    return made


def _item(chapter: Chapter) -> str:
    properties = ' properties="svg"' if "<svg" in chapter.html else ""
    return (
        f'<item id="c-{chapter.stem}" href="{chapter.stem}.xhtml" '
        f'media-type="application/xhtml+xml"{properties}/>\n'
    )


def _contents(words: dict[str, str], found: list[Chapter]) -> str:
    titles = {chapter.stem: rendering.plain(chapter.title) for chapter in found}

    def entries(stems: list[str]) -> str:
        return "".join(f'<li><a href="{stem}.xhtml">{titles[stem]}</a></li>\n' for stem in stems)

    items = ""
    for caption, stems in [*parts(), ("", [found[-1].stem])]:
        inner = entries(stems)
        caption = escape(words.get(caption, caption))
        items += f"<li><span>{caption}</span><ol>\n{inner}</ol></li>\n" if caption else inner
    heading = escape(words.get("Table of contents", "Table of contents"))
    return f'<nav epub:type="toc"><h1>{heading}</h1><ol>\n{items}</ol></nav>\n'
