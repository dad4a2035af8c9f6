"""What live cells are made of: Pyodide, which runs them, CodeMirror, which edits them, and what else a page needs."""

import json
from pathlib import Path
from typing import Any

from filelock import FileLock

from book import npm

FOLDER = Path(__file__).resolve().parent
MODULES = FOLDER / "node_modules"
PYODIDE = MODULES / "pyodide"
LOCK = "pyodide-lock.json"
BUNDLES = ("machine.js", "editor.js", "sums.js")
BUNDLED = MODULES / ".bundled"
NOT_SHIPPED = ("esbuild", "ws", "@types/emscripten")  # needed here, not in a page
HEAD = """\
Live cells run on these programs, unmodified and bundled. Where a licence is named without its text,
the text stands at another program here. The source of each is the npm package of that name and
version; Pyodide's is at https://github.com/pyodide/pyodide, CPython's at https://github.com/python/cpython."""


def prepare() -> str | None:
    """Install the parts of live cells and bundle them, unless that is done; return why it can't be."""
    if reason := npm.install(FOLDER):
        return reason
    stamp = BUNDLED / "made-from"
    wanted = npm.digest(FOLDER / "package-lock.json", *sorted(FOLDER.glob("*.js")))
    with FileLock(FOLDER / ".npm.lock"):
        if not npm.is_of(stamp, wanted):
            node = npm.node()
            if node is None:
                return "there is no Node.js to bundle the parts with"
            command = [
                node, "node_modules/esbuild/bin/esbuild", *BUNDLES, f"--outdir={BUNDLED}",
                "--bundle", "--minify", "--format=esm", "--target=es2022",
                "--legal-comments=none", "--log-level=error",
            ]  # fmt: skip
            if error := npm.run(*command, folder=FOLDER):
                return f"esbuild could not bundle the parts: {error}"
            stamp.write_text(wanted, "utf-8")
    return None


def lock() -> dict[str, Any]:
    """Return Pyodide's own lock file: its Python, and the packages that are made for it."""
    found: dict[str, Any] = json.loads((PYODIDE / LOCK).read_text("utf-8"))
    return found


def version(package: str) -> str:
    found: str = json.loads((MODULES / package / "package.json").read_text("utf-8"))["version"]
    return found


def licences() -> str:
    """Return who made what the pages ship, under which licence, with the text of each."""
    lock = json.loads((FOLDER / "package-lock.json").read_text("utf-8"))
    parts = [HEAD]
    for place, package in lock["packages"].items():
        name = place.removeprefix("node_modules/")
        if not name or name in NOT_SHIPPED or package.get("optional"):
            continue
        texts = [p.read_text("utf-8") for p in sorted((FOLDER / place).glob("LICENSE*"))]
        parts.append(
            "\n\n".join([f"## {name} {package['version']} ({package['license']})", *texts])
        )
    parts.append("## CPython (PSF-2.0)\n\n" + (FOLDER / "LICENSE-CPYTHON").read_text("utf-8"))
    return "\n\n".join(parts)
