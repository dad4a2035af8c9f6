"""The book is built, whole, by the Python that runs this: every page is there, and archives that run."""

import re
import subprocess
import sys
import zipfile

import pytest

from book import LANGUAGES, ROOT, archive
from book.notebooks import path_of, stems

PAGES = [
    f"{language}/{name}.html" for language in LANGUAGES for name in (*stems(), "search", "genindex")
]
OUTER = ["index.html", "404.html"]


def test_every_edition_has_the_same_pages(site):
    found = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    assert found == {*PAGES, *OUTER}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_very_notebook_is_offered(language, site):
    for stem in stems():
        served = site / language / "_sources" / f"{stem}.ipynb"
        assert served.read_bytes() == path_of(stem, language).read_bytes()


# The archive of an edition runs as it is.


@pytest.mark.parametrize("language", LANGUAGES)
def test_archive_holds_what_running_needs(language, site, tmp_path):
    with zipfile.ZipFile(site / language / archive.name(language)) as file:
        file.extractall(tmp_path)
    folder = tmp_path / f"memoryview-{language}"
    assert {path.stem for path in folder.glob("*.ipynb")} == set(stems())
    pinned = re.findall(
        r"^([\w-]+)==", (folder / "requirements.txt").read_text("utf-8"), re.MULTILINE
    )
    assert sorted(set(pinned)) == sorted(archive.NEEDED)
    program = "import bufferscope; print(bufferscope.__file__)"
    # -P and an isolated sys.path: the package must come from the archive and from nowhere else.
    result = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, r'{folder}'); {program}"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert str(folder) in result.stdout


def test_archive_is_the_same_every_time(tmp_path):
    first = archive.write(ROOT, "tr", tmp_path).read_bytes()
    assert archive.write(ROOT, "tr", tmp_path).read_bytes() == first
