"""What is known of an edition while it is built: one record, which all parts of the build ask."""

from functools import cached_property
from pathlib import Path
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx

from book.course import Lesson, lessons
from book.wording import words_of


class Edition:
    """An edition: its project, its words, its lessons.

    site_url  where the whole site is published, ending in a slash; empty while it has no address
    """

    site_url = ""

    def __init__(self, root: Path, app: Sphinx):
        self.root, self.config = root, app.config

    @property
    def language(self) -> str:
        code: str = self.config.language
        return code

    @property
    def words(self) -> dict[str, str]:
        return words_of(self.language)

    @cached_property
    def lessons(self) -> dict[str, Lesson]:
        return lessons(self.root)


EDITIONS: WeakKeyDictionary[Sphinx, Edition] = WeakKeyDictionary()


def edition_of(app: Sphinx) -> Edition:
    """Return the edition that a build makes."""
    return EDITIONS[app]
