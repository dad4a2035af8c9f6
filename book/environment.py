"""The project's virtual environment `.venv`: made on first use, made again when what it is made of changes.

Standard library only: this runs before anything is installed.
"""

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from book import ROOT, Problem

ENVIRONMENT = ROOT / ".venv"
STAMP = ENVIRONMENT / "made-from.txt"
MADE_OF = ("requirements.txt", "pyproject.toml")


def python_with_everything() -> str | None:
    """Return the interpreter in which the book's requirements are installed, setting it up first if need be.

    None means that it is this very one. Raises Problem when the environment cannot be made; what was
    begun then lacks its stamp, so that the next call starts afresh.
    """
    if Path(sys.prefix).resolve() == ENVIRONMENT.resolve():
        return None
    python = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    wanted = stamp()
    if not python.exists() or not STAMP.exists() or STAMP.read_text("utf-8") != wanted:
        make(python)
        STAMP.write_text(wanted, "utf-8")
    return str(python)


def stamp() -> str:
    """Describe what the environment depends on: this Python, this folder, and the files that say what to install."""
    lines = [f"python {sys.version.split()[0]} {sys.executable}", f"folder {ROOT}"]
    for name in MADE_OF:
        content = (ROOT / name).read_bytes().replace(b"\r\n", b"\n")
        lines.append(f"{name} {hashlib.sha256(content).hexdigest()}")
    return "\n".join(lines) + "\n"


def make(python: Path) -> None:
    """Create `.venv` and install `requirements.txt` into it, telling how far it is."""
    if importlib.util.find_spec("ensurepip") is None:
        raise Problem(
            "This Python cannot make virtual environments: its module ensurepip is missing. "
            "On Debian and Ubuntu install it with: sudo apt install python3-venv"
        )
    version = ".".join(map(str, sys.version_info[:3]))
    print(f"Setting up .venv with Python {version} (first time, or the requirements changed)")
    if ENVIRONMENT.exists():
        shutil.rmtree(ENVIRONMENT)
    try:
        venv.create(ENVIRONMENT, with_pip=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise Problem(f"The environment {ENVIRONMENT} could not be made: {error}") from error
    install(python)
    print("Setting up .venv: done")


def install(python: Path) -> None:
    """Run pip on `requirements.txt`, showing one line of progress instead of its hundreds."""
    requirements = (ROOT / "requirements.txt").read_text("utf-8")
    total = len(re.findall(r"^[\w-]", requirements, re.MULTILINE))
    command = [str(python), "-m", "pip", "install", "--disable-pip-version-check"]
    pip = subprocess.Popen(
        [*command, "-r", "requirements.txt"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    said, collected = [], 0
    for line in pip.stdout:
        said.append(line)
        if line.startswith(("Collecting ", "Processing ", "Ignoring ", "Requirement already ")):
            collected += 1
            report(f"  packages found: {min(collected, total)} of about {total}")
        elif line.startswith("Installing collected packages"):
            report("  installing them, the longest part" + " " * 12)
    if sys.stdout.isatty():
        print()
    if pip.wait():
        reason = next((line for line in reversed(said) if line.startswith("ERROR")), said[-1])
        sys.stderr.writelines(said[-20:])
        raise Problem(
            "Installing requirements.txt failed (is there a connection to the package index?). "
            f"pip said: {reason.strip()}"
        )


def report(line: str) -> None:
    """Show progress: a line that rewrites itself on a terminal, now and then a line elsewhere."""
    if sys.stdout.isatty():
        print(f"\r{line}", end="", flush=True)
    elif "of about" not in line or line.split()[2].endswith("0"):
        print(line, flush=True)
