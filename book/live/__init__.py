"""Live cells: the code of a page runs in the page, on a Python that the site itself carries.

Three editions share one folder of the site, `live/`: Pyodide, and our own parts that a page loads once
its reader runs or edits something. What a page has from the start is `static/cells.js` and `live.css`; `live.js`
comes when a button is pressed.
"""

import hashlib
import io
import json
import shutil
import zipfile
import zlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from book import policy
from book.archive import MIDNIGHT
from book.live import parts, wheels
from book.notebooks import CODE_EDITION
from bufferscope import charts, colours, drawing

CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
OURS = "ours.zip"  # the kernel and bufferscope
IDLE = ("cells.js", "live.css")  # in book/static: what a page has before anything is pressed


def ours(root: Path) -> bytes:
    """Return the archive of what runs in Pyodide besides the cells: the kernel and bufferscope."""
    found = {"kernel.py": parts.FOLDER / "kernel.py"}
    for path in sorted((root / "bufferscope").rglob("*.py")):
        found[path.relative_to(root).as_posix()] = path
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, path in found.items():
            entry = zipfile.ZipInfo(place, MIDNIGHT)  # one date: the same content, the same archive
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())
    return memory.getvalue()


def files(root: Path, packages: str) -> dict[str, bytes]:
    """Return {name: content} of our own parts that pages load on first use."""
    found = {name: (parts.BUNDLED / name).read_bytes() for name in parts.BUNDLES}
    found["fence.html"] = policy.fence(packages).encode()
    found["drawing.css"] = styles().encode("utf-8")
    found[OURS] = ours(root)
    counted = {**python(packages), OURS: found[OURS]}
    sums = {name: policy.sum_of(content) for name, content in counted.items()}
    worker = (parts.FOLDER / "worker.js").read_text("utf-8")
    found["worker.js"] = f"const PARTS = {json.dumps(sums)};\n{worker}".encode()
    return found


@lru_cache
def python(packages: str) -> dict[str, bytes]:
    """Return {name: content} of what Python itself is made of, with the list of its packages."""
    lock = parts.lock()
    if not packages:
        lock["packages"] = wheels.on_this_machine(lock)
    found = {name: (parts.PYODIDE / name).read_bytes() for name in CORE}
    return found | {parts.LOCK: json.dumps(lock).encode()}


def styles() -> str:
    """Return the rules of bufferscope's drawings: outputs show them by these, and by none that come with an output."""
    pictures = colours.style(len(colours.FAMILIES), page=True)
    return pictures + drawing.style(len(charts.COLOURS))


@lru_cache
def settings(root: Path, packages: str) -> dict[str, Any]:
    """Return what a page must know. Folders are named by their content: no cache gives an old part."""
    content = files(root, packages)
    digest = hashlib.sha256(b"".join(content.values())).hexdigest()[:8]
    size = sum(map(len, python(packages).values())) + len(content[OURS])
    return {
        "ours": f"../live/{digest}/",
        "python": f"../live/pyodide-{parts.version('pyodide')}/",
        "version": parts.lock()["info"]["python"],
        "bytes": size,  # what the worker counts as it comes
        "packed": sum(len(zlib.compress(one)) for one in python(packages).values())
        + len(content[OURS]),
        "packages": packages,
    }


def write(site: Path, root: Path, packages: str) -> None:
    """Write the folder `live` of the site; `packages` is the address of other packages, or empty."""
    page = settings(root, packages)
    shutil.rmtree(site / "live", ignore_errors=True)  # parts of an earlier build
    folder = site / CODE_EDITION / page["ours"]
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files(root, packages).items():
        (folder / name).write_bytes(content)
    (site / "live" / "LICENSES.txt").write_text(parts.licences(), "utf-8")
    folder = site / CODE_EDITION / page["python"]
    folder.mkdir(exist_ok=True)
    for name, content in python(packages).items():
        (folder / name).write_bytes(content)
    if not packages:
        for package in json.loads(python(packages)[parts.LOCK])["packages"].values():
            shutil.copyfile(wheels.FOLDER / package["file_name"], folder / package["file_name"])
