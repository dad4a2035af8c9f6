"""The site for a class: all three editions without solutions, answers and notes for the teacher.

They are taken out of the notebooks, and a copy of the project with these is built. So they are in no file that
the build makes, be it a page, a download, the search's index or the archive.

A guess keeps its answer, folded, since the page judges what its reader says. `bufferscope` keeps the right
answers with which `check` compares.
"""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from nbformat import NotebookNode

from book import LANGUAGES, ROOT, reviews
from book import translation as tr
from book.classroom.handout import without_answers
from book.notebooks import CODE_EDITION, path_of, read, stems, write

SITE = ROOT / "_build" / "class"
READ = ("_config.yml", "_toc.yml", "requirements.txt", "LICENSE", "LICENSE-TEXT")  # by a build


def build(command: list[str]) -> int:
    """Build the site with a command of Jupyter Book, as for the whole book; return its exit status."""
    with tempfile.TemporaryDirectory(prefix="class-", ignore_cleanup_errors=True) as name:
        project = Path(name)
        copy_project(project)
        paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
        status = subprocess.call(command, cwd=project, env=environment)
        if status == 0:
            shutil.move(project / "_build" / "html", SITE)
        return status


def copy_project(target: Path, root: Path = ROOT) -> None:
    """Copy what a build reads, the notebooks as a class gets them."""
    for name in READ:
        shutil.copy(root / name, target / name)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(root / "bufferscope", target / "bufferscope", ignore=ignored)
    for stem in stems(root):
        for language, notebook in editions(stem, root).items():
            path = path_of(stem, language, target)
            path.parent.mkdir(parents=True, exist_ok=True)
            write(path, notebook)


def editions(stem: str, root: Path = ROOT) -> dict[str, NotebookNode]:
    """Return {language: notebook as a class gets it}."""
    found = {language: read(path_of(stem, language, root)) for language in LANGUAGES}
    behind = {
        (language, finding.cell): finding.kind
        for language in tr.translations()
        for finding in tr.compare(found[CODE_EDITION], found[language])
    }
    made = {language: without_answers(notebook) for language, notebook in found.items()}
    english = {cell.id: cell for cell in made[CODE_EDITION].cells}
    for language, notebook in made.items():
        reviews.hold(found[language], notebook)
        for cell in notebook.cells:
            # A stamp is of the whole English cell, of which a part may have been taken out.
            kind = behind.get((language, cell.id))
            if tr.stamp_of(cell) and cell.id in english and kind != tr.STALE:
                stamps = tr.stamps(english[cell.id], cell)
                if kind == tr.UNREAD:
                    del stamps["read"]
                cell.metadata.i18n = stamps
    return made
