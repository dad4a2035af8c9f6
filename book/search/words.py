"""From text to the words of the search's index, and from a question to the same words.

static/find.js does the same in the browser; a test compares the two on every word of the book. Letters lose
their marks, so that it does not matter whether a keyboard has them (ı and i, ё and е); the forms of a word meet
at its stem; a name with dots or underscores is a word, and so is each of its parts.
"""

import re
import unicodedata
from functools import cache

from book.wording import customs_of

WORD = re.compile(r"\w+(?:\.\w+)*")
PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")  # Bytes, IO; shared, memory
APOSTROPHE = re.compile(r"(?<=\w)['’]\w+")  # what sets off an ending: Python'da
SHORTEST = 3  # letters of a stem


def fold(text: str) -> str:
    """Drop the marks of letters: ç ğ ı ö ş ü become c g i o s u, and ё becomes е, but й stays a letter."""
    whole = unicodedata.normalize("NFC", text)
    letters = unicodedata.normalize("NFD", whole.replace("й", "\0").replace("Й", "\1"))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return bare.replace("ı", "i").replace("\0", "й").replace("\1", "Й")


class Language:
    """How the words of a language are searched, by `search` in its word list, book/words/en.yml and others."""

    def __init__(self, code: str):
        said = customs_of(code)["search"]
        self.apostrophes = said.get("apostrophes", False)
        self.endings = said["endings"].replace(" ", "")
        self.ending = re.compile(rf"^(.{{{SHORTEST},}}?)(?:{self.endings})$")
        self.softened = said.get("softened", {})
        self.stems = {
            fold(beginning).lower(): fold(forms.split()[0]).lower()
            for forms in said["stems"].replace("\n", "|").split("|")
            for beginning in forms.split()
        }
        # what `word` has found: a text has few words that were not there before
        self.known: dict[str, str] = {}
        self.synonyms = {}
        self.synonyms = {self.stem(fold(w)): self.words(m)[0] for w, m in said["synonyms"].items()}

    def stem(self, word: str) -> str:
        """Return the stem of a word in small letters without marks."""
        for beginning, stem in self.stems.items():
            if word.startswith(beginning):
                return stem
        found = self.ending.match(word)
        if not found:
            return word
        stem = found[1]
        last: str = self.softened.get(stem[-1], stem[-1])
        return stem[:-1] + last

    def words(self, text: str, parts: bool = False) -> list[str]:
        """Return the words of a text as the index has them, those of `parts` of names, too."""
        if self.apostrophes:
            text = APOSTROPHE.sub("", text)
        found = []
        for name in WORD.findall(fold(text)):
            found.append(self.word(name.lower()))
            if parts and name.isascii():
                pieces = dict.fromkeys([*name.split("."), *PART.findall(name)])
                found += [self.word(p.lower()) for p in pieces if 1 < len(p) < len(name)]
        return found

    def word(self, name: str) -> str:
        """Return what stands for a word in the index."""
        if not name.isalpha():
            return name
        if name not in self.known:
            stem = self.stem(name)
            self.known[name] = self.synonyms.get(stem, stem)
        return self.known[name]


@cache
def language(code: str) -> Language:
    return Language(code)
