"""Writing an edition in all forms in which it leaves the site."""

from pathlib import Path

from book import Problem, npm
from book.paper import FOLDER, FORMATS, MADE, epub, name, pdf


def write(language: str, output: Path | None) -> list[Path]:
    """Write an edition as PDF and as EPUB into a folder; return the files.

    Raises Problem where what hyphenates, or the browser that prints, can't be had.
    """
    if reason := npm.install(FOLDER):
        raise Problem(f"The PDF needs the hyphens of npm: {reason}")
    folder = output or MADE
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / name(language, form) for form in FORMATS]
    pdf.write(language, files[0])
    epub.write(language, files[1])
    return files
