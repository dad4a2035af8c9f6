"""A release: which one this is, as CITATION.cff says, and the files that it is made of.

CHANGELOG.md and its translations say what is new.
"""

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import yaml

from book import LANGUAGES, ROOT, Problem, archive, paper
from book.notebooks import CODE_EDITION

VERSION: str = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))["version"]
FOLDER = ROOT / "_build" / "release"
SUMS = "SHA256SUMS"
NOTES = "notes.md"  # what is new, for the page of the release
SECTION = re.compile(r"^## (.+)\n\n((?:(?!## ).*\n?)*)", re.MULTILINE)
BUILD = "from setuptools import build_meta as b; print(b.build_{}({!r}))"


def changelog(language: str, root: Path = ROOT) -> Path:
    return root / ("CHANGELOG.md" if language == CODE_EDITION else f"CHANGELOG.{language}.md")


def changes(language: str, root: Path = ROOT) -> dict[str, str]:
    """Return {heading of a version, such as 0.1.0, 30 November 2026: what is new in it}."""
    text = changelog(language, root).read_text("utf-8")
    return {heading: body.strip() for heading, body in SECTION.findall(text)}


def notes(root: Path = ROOT) -> str:
    """Return what is new in this release, in all languages. Raises Problem where a changelog does not say it."""
    said = []
    for language, name in LANGUAGES.items():
        newest, body = next(iter(changes(language, root).items()), ("", ""))
        if newest.partition(",")[0] != VERSION:
            raise Problem(
                f"{changelog(language, root).name} must begin with {VERSION}, not “{newest}”"
            )
        said.append(f"## {name}\n\n{body}")
    return "\n\n".join(said) + "\n"


def collect(tag: str | None, site: Path, papers: Path, folder: Path = FOLDER) -> list[Path]:
    """Put the files of a release into a folder of their own; return them.

    The tag, if one is given, must be that of this version: v0.1.0. Site and papers must have been made.
    Raises Problem for another tag, and for what is missing.
    """
    if tag not in (None, f"v{VERSION}"):
        raise Problem(f"The tag {tag} is not that of this version, v{VERSION} (CITATION.cff)")
    found = [site / language / archive.name(language) for language in LANGUAGES]
    found += [
        papers / paper.name(language, form) for language in LANGUAGES for form in paper.FORMATS
    ]
    for path in found:
        if not path.exists():
            raise Problem(
                f"{path} is missing: run `python3 -m book paper` for each language, then `build`"
            )
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / NOTES).write_text(notes(), "utf-8")
    files = [Path(shutil.copy(path, folder)) for path in found]
    files.append(_zipped(site, folder / "memoryview-site.zip"))
    files += [_package(kind, folder) for kind in ("sdist", "wheel")]
    lines = (f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files)
    (folder / SUMS).write_text("".join(lines), "utf-8")
    return [*files, folder / SUMS]


def _zipped(site: Path, target: Path) -> Path:
    """Write the site as an archive: the same site, the same sum."""
    with zipfile.ZipFile(target, "w") as made:
        for path in sorted(site.rglob("*")):
            if path.is_file():
                place = f"memoryview-site/{path.relative_to(site).as_posix()}"
                archive.put(made, place, path.read_bytes())
    return target


def _package(kind: str, folder: Path) -> Path:
    """Build `bufferscope` as "sdist" or "wheel", from a copy: setuptools leaves files where it builds."""
    with tempfile.TemporaryDirectory() as place:
        copy_package(Path(place))
        return build_package(kind, Path(place), folder)


def copy_package(target: Path) -> None:
    """Copy all that `bufferscope` is built of."""
    for name in ("pyproject.toml", "MANIFEST.in", "LICENSE"):
        shutil.copy(ROOT / name, target)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "bufferscope", target / "bufferscope", ignore=ignored)


def build_package(kind: str, source: Path, folder: Path) -> Path:
    """Build "sdist" or "wheel" of a source folder into another one; return its path."""
    command = [sys.executable, "-c", BUILD.format(kind, str(folder))]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True)
    if done.returncode:
        raise Problem(f"bufferscope could not be built: {done.stderr.strip().splitlines()[-1]}")
    return folder / done.stdout.splitlines()[-1]
