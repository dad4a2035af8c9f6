"""Pages lead to where an edition is kept on a device, and say how it is installed (book/offline)."""

import json
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.locale import get_translation

from book.offline import MANIFEST, PAGE
from book.site import is_edition
from book.site.interface import download_menus

_ = get_translation("sphinx")


def manifest(language: str) -> dict[str, Any]:
    """Return the web app manifest of an edition (W3C); it is built in that language."""
    return {
        "name": _("memoryview by example"),
        "short_name": "memoryview",
        "lang": language,
        "start_url": "index.html",
        "scope": "../",
        "id": f"../?{language}",  # three editions, three apps
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": "#176b87",
        "icons": [{"src": "_static/favicon.svg", "sizes": "any", "type": "image/svg+xml"}],
    }


def add_to_page(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Lead to the page where an edition is kept, from the menu in which the notebooks are."""
    # browsers fetch it at once: other pages stay as light as they are
    if pagename in (PAGE, app.config.root_doc):
        tags = context.get("metatags", "")
        context["metatags"] = f'{tags}\n<link rel="manifest" href="{MANIFEST}">'
    button = {
        "type": "link",
        "url": context["pathto"](PAGE),
        "text": _("Offline use"),
        "tooltip": _("Keep an edition on this device"),
        "icon": "fas fa-download",
        "label": "offline-button",
    }
    for buttons in download_menus(context):
        buttons.append(button)


def write_manifest(app: Sphinx, exception: Exception | None) -> None:
    if is_edition(app, exception):
        text = json.dumps(manifest(app.config.language), ensure_ascii=False, indent=1)
        (Path(app.outdir) / MANIFEST).write_text(text + "\n", "utf-8")


def setup(app: Sphinx) -> None:
    app.config.html_additional_pages[PAGE] = f"{PAGE}.html"
    app.connect("html-page-context", add_to_page, priority=910)  # once the theme has made its menu
    app.connect("build-finished", write_manifest)
