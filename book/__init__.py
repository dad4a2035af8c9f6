"""The book's workshop: it turns the notebooks of three languages into one site, and checks them.

    python3 -m book serve     build the three editions and serve them
    python3 -m book test      run everything that checks the book

This module and `__main__` are the front door and import the standard library only.
"""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = {
    "en": "English",
    "tr": "Türkçe",
    "ru": "Русский",
}


class Problem(Exception):
    """Something is wrong that a person can mend: the message is one line that says what and how."""
