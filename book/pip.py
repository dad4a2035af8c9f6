"""pip: what it is asked, and the cause in what it says when it fails.

Standard library only: this runs before anything is installed.
"""

import re
import subprocess

PYTHONS = ("3.11", "3.12", "3.13", "3.14", "3.15")  # every pinned package has a build for them
QUIET = ("--disable-pip-version-check", "--no-input")
HASHES = "--require-hashes"  # nothing but the very files that the lock was made with
BUILDS = "--only-binary=:all:"  # else pip would begin to compile what has no build, and fail in a screenful

MISSING = re.compile(r"No matching distribution found for (\S+)")
NO_ANSWER = re.compile(r"after connection broken by .*/([\w.-]+)/\s*$", re.MULTILINE)
BROKEN_OFF = re.compile(
    r"^ERROR: .*(Max retries exceeded|timed out|Connection|IncompleteRead|SSLError)", re.MULTILINE
)
ALTERED = re.compile(r"DO NOT MATCH THE HASHES|HashMismatch", re.IGNORECASE)
FULL = re.compile(r"No space left on device|Disk quota exceeded|\[WinError 112\]")


def install(python: str, *arguments: str) -> list[str]:
    """Return the command that installs, with builds only."""
    return [python, "-m", "pip", "install", *QUIET, BUILDS, *arguments]


def download(python: str, *arguments: str) -> list[str]:
    """Return the command that brings builds into a folder and installs none."""
    return [python, "-m", "pip", "download", *QUIET, BUILDS, *arguments]


def locked(python: str, file: str) -> list[str]:
    """Return the command that installs what a file pins, each package by its hashes."""
    return install(python, HASHES, "-r", file)


def pins(text: str) -> list[str]:
    """Return the pins of a lock, such as `numpy==2.5.5 ; python_version >= '3.12'`, without their hashes."""
    lines = (line for line in text.splitlines() if line[:1].isalnum())
    return [re.split(r"\s+(?:\\|--hash)", line)[0].rstrip(" \\") for line in lines]


def missing(said: str) -> str | None:
    """Return the requirement for which pip found nothing, such as `numpy==2.5.5`."""
    found = MISSING.search(said)
    return found and found[1]


def is_offline(said: str) -> bool:
    """Whether pip failed because the package index did not answer."""
    if wanted := missing(said):
        name = re.split(r"[^\w.-]", wanted)[0]
        return canonical(name) in map(canonical, NO_ANSWER.findall(said))
    return BROKEN_OFF.search(said) is not None


def is_altered(said: str) -> bool:
    """Whether a file was not the one that the lock names."""
    return ALTERED.search(said) is not None


def is_full(said: str) -> bool:
    """Whether a disk was full."""
    return FULL.search(said) is not None


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def has_build(python: str, requirement: str, version: str) -> bool:
    """Whether the package index has a build of the requirement for that Python on this system."""
    there = ("--dry-run", "--no-deps", "--ignore-installed", "--python-version", version)
    # --python-version wants a target, where nothing is put.
    command = install(python, *there, "--target", "none", requirement)
    return subprocess.run(command, capture_output=True).returncode == 0
