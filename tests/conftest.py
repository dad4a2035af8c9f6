"""What the checks share: an option, the site built once, and a browser."""

import os
import shutil
import subprocess
import threading
from collections import defaultdict
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from filelock import FileLock

from book import ROOT, files, npm, policy
from book.browser import find, options
from book.commands import JUPYTER_BOOK, STRICT
from book.live import parts
from book.notebooks import read, write
from book.server import listen
from book.translation import is_worded


def pytest_addoption(parser):
    parser.addoption(
        "--strict-translations",
        action="store_true",
        help="fail on translated cells whose English has changed, instead of reporting them",
    )


def build(root: Path, output: Path, **environment: str) -> subprocess.CompletedProcess:
    """Build the project at `root`, strictly, with its own Jupyter Book command; the site is output/_build/html."""
    return subprocess.run(
        [*JUPYTER_BOOK, "build", str(root), "--path-output", str(output), *STRICT],
        cwd=root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )


def copy_project(target: Path, whole: tuple[str, ...] | None = None) -> Path:
    """Copy what a build reads, for tests that break it.

    Of notebooks that are not among the `whole`, if some are named, only the headings are copied: pages that
    are short are built quickly, and links lead to them all the same.
    """
    for name in (
        "_config.yml",
        "_toc.yml",
        "requirements.txt",
        "CITATION.cff",
        "LICENSE",
        "LICENSE-TEXT",
    ):
        shutil.copy(ROOT / name, target / name)
    for name in ("notebooks", "bufferscope"):
        ignore = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
        shutil.copytree(ROOT / name, target / name, ignore=ignore)
    if whole is not None:
        for path in (target / "notebooks").glob("??/*.ipynb"):
            if path.stem not in whole:
                notebook = read(path)
                notebook.cells = [
                    cell
                    for cell in notebook.cells
                    if cell.source.startswith("#") and is_worded(cell)
                ]
                for cell in notebook.cells:
                    cell.source = cell.source.splitlines()[0]
                write(path, notebook)
    return target


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Path:
    """Return the folder of the site, built strictly, by whichever test process comes first."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder, finished = shared / "site", shared / "site-is-built"
    with FileLock(shared / "site.lock"):
        if not finished.exists():
            result = build(ROOT, folder)
            said = f"{result.returncode}\n{result.stdout}\n{result.stderr}"
            finished.write_text(said, "utf-8")
    said = finished.read_text("utf-8")
    if not said.startswith("0\n"):
        pytest.fail(f"the site could not be built:\n{said[-4000:]}", pytrace=False)
    return folder / "_build" / "html"


@contextmanager
def served(folder: Path):
    """Serve a folder with the project's own server; the value is its address."""
    with listen("127.0.0.1", 0, folder) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="session")
def address(site) -> str:
    """Return the address at which the project's own server serves the site."""
    with served(site) as address:
        yield address


# Starts Python in a worker, as a page does, and saves what is in its memory then.
SAVE_MEMORY = """(loader) => new Promise((done, failed) => {
  const code = `import { loadPyodide } from "${loader}";
    postMessage((await loadPyodide({ _makeSnapshot: true })).makeMemorySnapshot());`;
  const address = (...parts) => URL.createObjectURL(new Blob(parts, { type: "text/javascript" }));
  const worker = new Worker(address(code), { type: "module" });
  worker.onerror = ({ message }) => failed(message);
  worker.onmessage = ({ data }) => {
    worker.terminate();
    const link = document.createElement("a");
    link.download = "memory";
    link.href = address(data);
    link.click();
    done();
  };
})"""
# Not by `fetch`: the worker counts what is fetched.
FROM_MEMORY = """
import { loadPyodide as load } from "./whole.mjs";
const memory = new Promise((done, failed) => {
  const request = new XMLHttpRequest();
  request.open("GET", new URL("memory", import.meta.url));
  request.responseType = "arraybuffer";
  request.onload = () => done(new Uint8Array(request.response));
  request.onerror = failed;
  request.send();
});
export const loadPyodide = async (options) => load({ ...options, _loadSnapshot: await memory });
"""


@pytest.fixture(scope="session")
def at_once(site, npm_parts, browser, tmp_path_factory) -> str:
    """Return the address of the site with a Pyodide that begins as a copy of one which has started.

    That halves what it costs a page to start Python. All else is the site's own. How Python starts on the
    site as it is, is seen where `address` is: in each browser a lesson is run there from top to bottom.
    The copy is of this browser: what Python may do, such as to wait, is found out as it starts.
    """
    folder = tmp_path_factory.mktemp("at-once") / "site"
    shutil.copytree(site, folder, copy_function=os.link)
    [loader] = folder.glob("live/pyodide-*/pyodide.mjs")
    whole = loader.rename(loader.with_name("whole.mjs"))
    loader.write_text(FROM_MEMORY, "utf-8")
    [worker] = folder.glob("live/*/worker.js")  # which knows the sums of the parts
    sums = [policy.sum_of(path.read_bytes()) for path in (whole, loader)]
    text = worker.read_text("utf-8").replace(*sums)
    worker.unlink()
    worker.write_text(text, "utf-8")
    with served(folder) as address:
        page = browser.new_page(bypass_csp=True)
        page.goto(f"{address}/index.html")
        with page.expect_download() as saved:
            page.evaluate(SAVE_MEMORY, f"{address}/{whole.relative_to(folder).as_posix()}")
        saved.value.save_as(loader.with_name("memory"))
        page.close()
        yield address


def absent(reason: str):
    """Skip what lacks its tool, and say so. Where CI is set all tools are there, so it fails instead."""
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


OUR_MISTAKES = ("EUSAGE", "EINTEGRITY", "EJSONPARSE", "ETARGET")  # the network is not to blame


@pytest.fixture(scope="session")
def npm_parts() -> Path:
    """Install what the checks need from npm, Pyodides and axe-core, or skip; return where they are."""
    folder = ROOT / "tests" / "node"
    if reason := parts.prepare() or npm.install(folder):
        assert not any(code in reason for code in OUR_MISTAKES), reason
        absent(reason)
    return folder / "node_modules"


@pytest.fixture(scope="session")
def browser():
    """Return a headless Chromium, Chrome or Edge, or skip: the package playwright brings no browser."""
    executable = find()
    if executable is None:
        absent("needs Chromium, Chrome or Edge, and none is installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=options())
        yield chromium
        chromium.close()


class Windows:
    """Browser windows that tests hand on, emptied: a new one costs as much as six pages.

    What a page asks for is kept in `page.asked` as (kind, URL), what of it is not of the site in
    `page.elsewhere`, and what its scripts throw in `page.faults`.
    """

    def __init__(self, browser, address):
        self.browser, self.address = browser, address
        self.free, self.options = defaultdict(list), {}

    def take(self, cache=True, **options):
        """Return an empty window that was opened with these options of a context.

        Without the cache, it loads all that a page needs, as on a reader's first visit.
        """
        key = tuple(sorted(options.items()))
        page = self.free[key].pop() if self.free[key] else self.open(**options)
        page.devtools.send("Network.setCacheDisabled", {"cacheDisabled": not cache})
        self.options[page] = key
        return page

    def open(self, **options):
        page = self.browser.new_context(reduced_motion="reduce", **options).new_page()
        page.set_default_timeout(120_000)  # milliseconds: the machine may be busy
        page.asked, page.elsewhere, page.faults = [], [], []
        page.on("request", lambda request: self.note(page, request))
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.devtools = page.context.new_cdp_session(page)
        return page

    def note(self, page, request):
        page.asked.append((request.resource_type, request.url))
        if not request.url.startswith((self.address, "data:", "blob:")):
            page.elsewhere.append(request.url)

    def give_back(self, page):
        """Empty a window and keep it. One that can't be emptied is thrown away with all that it has."""
        try:
            page.unroute_all()
            page.goto("about:blank")
            page.devtools.send(
                "Storage.clearDataForOrigin", {"origin": self.address, "storageTypes": "all"}
            )
            for notes in (page.asked, page.elsewhere, page.faults):
                notes.clear()
            self.free[self.options.pop(page)].append(page)
        except Exception:
            page.context.close()


@pytest.fixture(scope="session")
def windows(browser, address):
    return Windows(browser, address)


@pytest.fixture
def open_page(windows):
    """Return a function that opens a page of the site in a window of its own, in which nothing is stored."""
    pages = []

    def open_page(path, language="en", width=1280, height=900, dark=False, **options):
        page = windows.take(locale=language, **options)
        pages.append(page)
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme="dark" if dark else "light")
        page.goto(f"{windows.address}/{path}")
        return page

    yield open_page
    for page in pages:
        windows.give_back(page)


# Other places than the book, which no cell may reach.


@pytest.fixture
def stranger():
    """Serve another host; yield its address and the list of what it was asked for."""
    asked = []

    class Handler(SimpleHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.end_headers()

        do_OPTIONS = do_POST = do_GET

        def log_message(self, format, *args):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}", asked
        server.shutdown()


@pytest.fixture
def asked_of_the_host(monkeypatch):
    """Return the list of the paths that the book's own server is asked for."""
    asked, answer = [], files.File.prepare

    async def note(self):
        asked.append(self.request.path)
        await answer(self)

    monkeypatch.setattr(files.File, "prepare", note)
    return asked
