"""The whole edition on paper: one PDF, and one EPUB for readers of books. Answers stand at the end of both.

What can only be done in a page, the playground, is not in them.
"""

from pathlib import Path

from book import ROOT, Problem, npm

FOLDER = Path(__file__).resolve().parent
MADE = ROOT / "_build" / "paper"
FORMATS = ("pdf", "epub")


def name(language: str, form: str) -> str:
    return f"memoryview-{language}.{form}"


def write(language: str, output: Path | None) -> list[Path]:
    """Write an edition as PDF and as EPUB into a folder; return the files.

    Raises Problem where what hyphenates, or the browser that prints, can't be had.
    """
    from book.paper import epub, pdf

    if reason := npm.install(FOLDER):
        raise Problem(f"The PDF needs the hyphens of npm: {reason}")
    folder = output or MADE
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / name(language, form) for form in FORMATS]
    pdf.write(language, files[0])
    epub.write(language, files[1])
    return files


def made(root: Path, language: str) -> list[Path]:
    """Return the files that have been made of an edition, for a site to offer."""
    files = [root / "_build" / "paper" / name(language, form) for form in FORMATS]
    return [path for path in files if path.exists()]
