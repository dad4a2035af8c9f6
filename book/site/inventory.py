"""What other Sphinx projects can link to: objects.inv of an edition names each section, card, term and name.

    intersphinx_mapping = {"mbe": ("https://…/en/", None)}
    :external+mbe:py:meth:`memoryview.cast`, :external+mbe:c:member:`Py_buffer.strides`,
    :external+mbe:term:`stride`, :external+mbe:ref:`errors#cannot-delete-memory`

Sphinx writes the pages by itself. Of what has an address on them it knows nothing (addresses.py, glossary.py).
The file is four lines and then, compressed, a line for each object: name, role, priority, address, title.
"""

import re
import zlib
from pathlib import Path

from sphinx.application import Sphinx

from book.glossary import PAGE as GLOSSARY
from book.glossary import terms
from book.references import OF_NAMES
from book.site import is_edition

FILE = "objects.inv"
HEAD = 4  # lines before what is compressed
CONSTANT = re.compile(r"PyBUF_\w+")  # some headings have several


def role(name: str, title: str) -> str:
    """Return what a name of the references is, as Sphinx's domains of Python and C call it."""
    if name.startswith("PyBUF_"):
        return "c:macro"
    if name.startswith("Py"):
        return "c:member" if "." in name else "c:function" if "(" in title else "c:type"
    if "." not in name or name.rpartition(".")[2][0].isupper():
        return "py:class"
    return "py:method" if "(" in title else "py:attribute"


def objects(page: str, places: list[tuple[str, str]]) -> list[tuple[str, str, str, str]]:
    """Return (name, role, address, title) of what a page's places are: `places` are (id, title)."""
    found, of_terms = [], {term.slug for term in terms()}
    for id, title in places:
        uri = f"{page}.html#{id}"
        label = f"{page}#{id}".lower()  # Sphinx asks in small letters
        found.append((label, "std:label", uri, title))
        if page == GLOSSARY and id in of_terms:
            names = dict.fromkeys([id, title])
            found += [(name, "std:term", uri, title) for name in names]
        if page in OF_NAMES and ("." in id or id.startswith("Py") or title.startswith(f"{id}(")):
            constants = CONSTANT.findall(title) or [id]
            found += [(name, role(name, title), uri, "-") for name in constants]
    return found


def add(inventory: bytes, found: list[tuple[str, str, str, str]]) -> bytes:
    """Return an inventory, version 2, with more objects."""
    *head, packed = inventory.split(b"\n", HEAD)
    lines = zlib.decompress(packed).decode("utf-8").splitlines()
    lines += [f"{name} {role} 1 {uri} {title}" for name, role, uri, title in found]
    text = "".join(f"{line}\n" for line in lines)
    return b"\n".join([*head, zlib.compress(text.encode("utf-8"), 9)])


def finish(app: Sphinx, exception: Exception | None) -> None:
    if is_edition(app, exception):
        found = []
        for page in sorted(app.env.found_docs):
            slugs = app.env.metadata[page].get("myst_slugs", {})
            found += objects(
                page, [(id, " ".join(title.split())) for _, id, title in slugs.values() if id]
            )
        path = Path(app.outdir) / FILE
        path.write_bytes(add(path.read_bytes(), found))


def setup(app: Sphinx) -> None:
    app.connect("build-finished", finish)
