"""Who writes sees what is saved: the page is built and reloaded, and says where a build warns."""

import threading
import urllib.request
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from book import LANGUAGES, preview
from book.notebooks import path_of, read, write
from book.preview import TAG, Preview, Work, with_cells, work_for
from book.server import listen
from tests.conftest import copy_project

pytestmark = pytest.mark.once

PAGES = "format: jb-book\nroot: index\nchapters:\n- file: 01-slices\n"


@pytest.fixture(scope="module")
def writing(tmp_path_factory):
    """Return a project of two pages, its English site, and the address at which what is saved is shown."""
    root = copy_project(tmp_path_factory.mktemp("writing"), ())
    (root / "_toc.yml").write_text(PAGES, "utf-8")
    site = root / "_build" / "html"
    for language in LANGUAGES:
        (site / language).mkdir(parents=True)
    (site / "index.html").touch()
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        said = pool.submit(preview.build, Work("en"), root, site).result()
    assert not said, said
    with listen("127.0.0.1", 0, site) as server:
        server.preview = Preview(site, root)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield root, site, f"http://127.0.0.1:{server.server_port}", server.preview
        server.shutdown()


def save(root, sentence):
    path = path_of("01-slices", "en", root)
    notebook = read(path)
    notebook.cells[-1].source = f"## Views\n\n{sentence}"
    write(path, notebook)
    return notebook.cells[-1].id


def test_what_is_saved_is_shown_at_once(writing, browser):
    root, _, address, watched = writing
    page = browser.new_page()
    page.goto(f"{address}/en/01-slices.html")
    assert watched.ready.wait(60)
    save(root, "A view is a window.")
    page.get_by_text("A view is a window.").wait_for(timeout=60_000)
    cell = save(root, "See [elsewhere](nowhere.ipynb).")
    page.get_by_text(f"en/01-slices.ipynb, cell “{cell}”").wait_for(timeout=60_000)
    save(root, "A view is a door.")
    page.get_by_text("A view is a door.").wait_for(timeout=60_000)
    page.close()


def test_nothing_of_it_is_in_the_site(writing):
    _, site, address, _ = writing
    with urllib.request.urlopen(f"{address}/en/index.html") as answer:
        assert TAG in answer.read().decode("utf-8")
    for path in site.rglob("*.html"):
        assert "/-/" not in path.read_text("utf-8"), path


def test_a_file_is_built_into_what_is_made_of_it(tmp_path):
    def asked(place):
        return work_for(tmp_path / place, tmp_path)

    assert asked("notebooks/tr/01-slices.ipynb") == [Work("tr", "01-slices")]
    assert asked("book/words/ru.yml") == [Work("ru")]
    assert asked("book/static/book.css") == [Work(language) for language in LANGUAGES]


def test_a_warning_names_the_cell():
    path = path_of("01-slices", "tr")
    number = [cell.id for cell in read(path).cells].index("views")
    said = with_cells(f"{path}:{(number + 1) * 10_000 + 3}: WARNING: so\n{path}: WARNING: and so")
    assert (
        said == "tr/01-slices.ipynb, cell “views”: WARNING: so\ntr/01-slices.ipynb: WARNING: and so"
    )
