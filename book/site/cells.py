"""A page with code cells names them and loads what makes them live (book/live)."""

import json
import zlib
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from book.live import parts, settings
from book.site.edition import edition_of
from book.site.source import cells_of


def version(app: Sphinx) -> str:
    """Return what tells one live.js from another: Sphinx says it for the scripts that pages name, and this is none."""
    script = (parts.FOLDER.parent / "static/live.js").read_bytes()
    return f"{zlib.crc32(script + json.dumps(edition_of(app).words).encode()):08x}"


def name_cells(app: Sphinx, doctree: nodes.document) -> None:
    """Give each code cell the id of its notebook, by which a reader's answers and links find it."""
    cells = cells_of(Path(app.env.doc2path(app.env.docname)))
    for node in doctree.findall(nodes.container):
        if node.get("nb_element") == "cell_code":
            node["ids"].append(f"cell-{cells[node['cell_index']].id}")


def add_to_page(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Let a page that has code cells load what makes them live."""
    if not app.config.live_cells or doctree is None:
        return
    if not any(n.get("nb_element") == "cell_code" for n in doctree.findall(nodes.container)):
        return
    page = settings(edition_of(app).root, app.config.live_packages) | {
        "script": f"live.js?v={version(app)}"
    }
    app.add_js_file(None, body=json.dumps(page), type="application/json", id="live")
    app.add_js_file("cells.js", defer="defer")
    app.add_css_file("live.css")


def setup(app: Sphinx) -> None:
    app.add_config_value("live_cells", False, "html")  # whether the parts could be prepared
    app.add_config_value("live_packages", "", "html")
    app.connect("doctree-read", name_cells)
    app.connect("html-page-context", add_to_page)
