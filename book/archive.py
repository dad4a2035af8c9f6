"""The archive of an edition: notebooks, instruments and requirements, ready to run without this repository."""

import os
import zipfile
from pathlib import Path

from book import pip
from book.notebooks import path_of, stems
from book.wording import ARCHIVE, words_of

NEEDED = ("jupyterlab", "ipykernel", "numpy", "matplotlib")
MIDNIGHT = (2026, 1, 1, 0, 0, 0)  # one date for all files: the same content gives the same archive


def name(language: str) -> str:
    return f"memoryview-{language}.zip"


def requirements(root: Path) -> str:
    """Return the lines of requirements.txt for what running the notebooks needs."""
    pins = pip.pins((root / "requirements.txt").read_text("utf-8"))
    return "".join(f"{pin}\n" for pin in pins if pin.split("==")[0] in NEEDED)


def contents(root: Path, language: str) -> dict[str, str]:
    """Return {path in the archive: text}."""
    files = {f"{stem}.ipynb": path_of(stem, language, root) for stem in stems(root)}
    package = root / "bufferscope"
    for path in sorted(package.rglob("*")):
        if path.suffix in (".py", ".md", ".svg", ".typed") and "__pycache__" not in path.parts:
            files[f"bufferscope/{path.relative_to(package).as_posix()}"] = path
    files["LICENSE.txt"] = root / "LICENSE"
    files["LICENSE-TEXT.txt"] = root / "LICENSE-TEXT"
    texts = {place: path.read_text("utf-8") for place, path in files.items()}
    texts["requirements.txt"] = requirements(root)
    texts["README.txt"] = words_of(language)[ARCHIVE]
    return texts


def put(archive: zipfile.ZipFile, place: str, content: str | bytes, stored: bool = False) -> None:
    """Put a file into an archive, compressed unless it is to be `stored`, and of no date and owner but ours."""
    entry = zipfile.ZipInfo(place, MIDNIGHT)
    entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, content)


def write(root: Path, language: str, folder: Path) -> Path:
    """Write the edition's archive into the folder, beside first, then in its place; return its path."""
    path = folder / name(language)
    beside = path.with_suffix(".new")
    with zipfile.ZipFile(beside, "w") as archive:
        for place, text in contents(root, language).items():
            put(archive, f"memoryview-{language}/{place}", text)
    os.replace(beside, path)
    return path
