"""NumPy and matplotlib for the page's Python: wheels that are in no registry, fetched on request.

Pyodide's lock file says which wheels there are and their hashes; a wheel that differs is refused.
"""

import hashlib
import os
import tempfile
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from book import ROOT, Problem
from book.live import parts

FOLDER = ROOT / "_build" / "wheels"
WANTED = ("numpy", "matplotlib")
SOURCE = "https://cdn.jsdelivr.net/pyodide/v{version}/full"
PATIENCE = 60  # seconds


def closure(lock: dict[str, Any], wanted=WANTED) -> dict[str, dict]:
    """Return {name: entry of the lock file} of the packages and of all that they depend on."""
    found, waiting = {}, list(wanted)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = lock["packages"][name]
            waiting += found[name]["depends"]
    return found


def is_genuine(content: bytes, package: dict[str, Any]) -> bool:
    return hashlib.sha256(content).hexdigest() == package["sha256"]


def on_this_machine(lock: dict[str, Any], folder: Path = FOLDER) -> dict[str, dict]:
    """Return the part of the lock file whose wheels `fetch` has brought: everything wanted or nothing."""
    found = closure(lock)
    for package in found.values():
        path = folder / package["file_name"]
        if not path.exists() or not is_genuine(path.read_bytes(), package):
            return {}
    return found


def read(source: str, name: str) -> bytes:
    if "://" not in source:
        return (Path(source) / name).read_bytes()
    with urllib.request.urlopen(f"{source.rstrip('/')}/{name}", timeout=PATIENCE) as response:
        return response.read()


def fetch(source: str | None = None, folder: Path = FOLDER, lock: dict | None = None) -> list[str]:
    """Bring the wheels from `source`, a folder or an address, by default where Pyodide publishes them.

    Returns their names. Raises Problem when one can't be had or is not the one of the lock file;
    then nothing is written.
    """
    if lock is None:
        if reason := parts.prepare():
            raise Problem(f"The wheels belong to Pyodide, which is not here: {reason}")
        lock = parts.lock()
    source = source or SOURCE.format(version=parts.version("pyodide"))
    contents = {}
    for package in closure(lock).values():
        name = package["file_name"]
        try:
            contents[name] = read(source, name)
        except (OSError, urllib.error.URLError) as error:
            raise Problem(
                f"{name} can't be had from {source}: {error}. Nothing was written"
            ) from None
        if not is_genuine(contents[name], package):
            raise Problem(
                f"{name} from {source} is not the one that Pyodide's lock file names: its sha256 "
                "differs. Nothing was written"
            )
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as beside:
            beside.write(content)
        os.replace(beside.name, folder / name)
    return sorted(contents)
