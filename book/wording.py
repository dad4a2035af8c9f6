"""The words of the interface in each language, book/words/*.yml."""

from pathlib import Path

import yaml

WORDS = Path(__file__).resolve().parent / "words"


def words_of(language: str) -> dict[str, str]:
    """Return {English: translation} for what Sphinx and its themes leave in English, or say badly."""
    return yaml.safe_load((WORDS / f"{language}.yml").read_text("utf-8"))
