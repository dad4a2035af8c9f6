"""The book on a reader's device: an edition that is kept there opens without a connection, and can be installed.

`static/offline.js` keeps what the lists here name, on request, and `worker.js` serves it. A list names each file
with its size and its hash, so that an edition is kept whole or not at all, and only what has changed comes again.
"""

import hashlib
import json
from pathlib import Path

from sphinx.locale import get_translation

from book import LANGUAGES

_ = get_translation("sphinx")

FOLDER = Path(__file__).resolve().parent
PAGE = "offline"  # where a reader keeps an edition
LIST = "offline.json"
MANIFEST = "manifest.webmanifest"
WORKER = "sw.js"  # at the top of the site: its place is what it may serve
LEFT_OUT = (
    ".zip",
    ".pdf",
    ".epub",
    LIST,
)  # the archive is for another computer, paper is a download


def listed(site: Path, paths: list[Path]) -> dict:
    """Return {version, bytes, files: [[path, bytes, sha256]]} of files, their paths from the top of the site."""
    files = []
    for path in sorted(paths):
        content = path.read_bytes()
        place = path.relative_to(site).as_posix()
        files.append([place, len(content), hashlib.sha256(content).hexdigest()])
    version = hashlib.sha256(json.dumps(files).encode("utf-8")).hexdigest()[:12]
    return {"version": version, "bytes": sum(size for _, size, _ in files), "files": files}


def write(site: Path) -> None:
    """Write the lists of the built site, one for each edition and one for what they share, and the worker."""
    shared = [site / "index.html", *(path for path in (site / "live").rglob("*") if path.is_file())]
    (site / LIST).write_text(json.dumps(listed(site, shared)), "utf-8")
    for language in LANGUAGES:
        own = [path for path in (site / language).rglob("*") if path.is_file()]
        own = [path for path in own if not path.name.endswith(LEFT_OUT)]
        own = [path for path in own if not path.name.startswith(".")]  # which hosts do not give
        (site / language / LIST).write_text(json.dumps(listed(site, own)), "utf-8")
    (site / WORKER).write_bytes((FOLDER / "worker.js").read_bytes())


def manifest(language: str) -> dict:
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


def add_to_page(app, pagename, templatename, context, doctree):
    """Lead to the page where an edition is kept, from the menu in which the notebooks are."""
    if pagename in (
        PAGE,
        app.config.root_doc,
    ):  # browsers fetch it at once: other pages stay as light as they are
        tags = context.get("metatags", "")
        context["metatags"] = f'{tags}\n<link rel="manifest" href="{MANIFEST}">'
    for group in context.get("header_buttons", []):
        if group["label"] == "download-buttons":
            button = {
                "type": "link",
                "url": context["pathto"](PAGE),
                "text": _("Offline use"),
                "tooltip": _("Keep an edition on this device"),
                "icon": "fas fa-download",
                "label": "offline-button",
            }
            group["buttons"].append(button)


def write_manifest(app, exception):
    if exception is None and app.builder.format == "html":
        text = json.dumps(manifest(app.config.language), ensure_ascii=False, indent=1)
        (Path(app.outdir) / MANIFEST).write_text(text + "\n", "utf-8")


def setup(app):
    app.config.html_additional_pages[PAGE] = f"{PAGE}.html"
    app.connect("html-page-context", add_to_page, priority=910)  # once the theme has made its menu
    app.connect("build-finished", write_manifest)
