"""The whole edition on paper: one PDF, and one EPUB for readers of books. Answers stand at the end of both.

What can only be done in a page, the playground, is not in them.
"""

from pathlib import Path

from book import ROOT

FOLDER = Path(__file__).resolve().parent
MADE = ROOT / "_build" / "paper"
FORMATS = ("pdf", "epub")


def name(language: str, form: str) -> str:
    return f"memoryview-{language}.{form}"


def made(root: Path, language: str) -> list[Path]:
    """Return the files that have been made of an edition, for a site to offer."""
    files = [root / "_build" / "paper" / name(language, form) for form in FORMATS]
    return [path for path in files if path.exists()]
