"""The book on a reader's device: an edition that is kept there opens without a connection, and can be installed.

`static/offline.js` keeps what the lists here name, on request, and `worker.js` serves it. A list names each file
with its size and its hash, so that an edition is kept whole or not at all, and only what has changed comes again.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from book import LANGUAGES

FOLDER = Path(__file__).resolve().parent
PAGE = "offline"  # where a reader keeps an edition
LIST = "offline.json"
MANIFEST = "manifest.webmanifest"
WORKER = "sw.js"  # at the top of the site: its place is what it may serve
LEFT_OUT = (
    ".zip",
    ".pdf",
    ".epub",
    "-gift.txt",
    LIST,
)  # the archive is for another computer, paper is a download


def listed(site: Path, paths: list[Path]) -> dict[str, Any]:
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
