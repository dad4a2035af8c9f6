"""What `serve` does while somebody writes: it notices what was saved, builds that page or edition, and reloads it.

Nothing of this is in the site: the server adds one script to a page as it answers. Where a build warns, the page
says so in its own place, with the file and the cell, until that is mended.
"""

import asyncio
import json
import re
import signal
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from html import escape
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from tornado.iostream import StreamClosedError
from tornado.web import RequestHandler

from book import LANGUAGES, ROOT
from book.files import HEADERS, TYPES, File
from book.notebooks import LINES_PER_CELL

EVERY = 0.3  # seconds between two looks at the files
SCRIPT = """new EventSource("/-/saved").onmessage = ({ data }) => {
  const here = location.pathname.slice(1).replace(/(^|\\/)$/, "$1index.html");
  if (here === data || (data.endsWith("/") && here.startsWith(data))) location.reload();
};
"""
TAG = '<script src="/-/saved.js" defer></script>'
PLACE = re.compile(r"(?m)^(\S*?notebooks/(\w\w)/([\w-]+)\.ipynb)(?::(\d+))?")


class Work(NamedTuple):
    """What is to be built: an edition, or one page of it."""

    language: str
    stem: str | None = None

    @property
    def address(self) -> str:
        return f"{self.language}/{self.stem}.html" if self.stem else f"{self.language}/"


def work_for(path: Path, root: Path = ROOT) -> list[Work]:
    """Return what has to be built when a file was saved."""
    place = path.relative_to(root)
    if place.parts[0] == "notebooks":
        return [Work(place.parts[1], path.stem)]
    if place.parts[:2] == ("book", "words") and path.stem in LANGUAGES:
        return [Work(path.stem)]
    return [Work(language) for language in LANGUAGES]


def watched(root: Path = ROOT) -> dict[Path, int]:
    """Return {path: when it was saved} of all that pages are made of, but for Python."""
    found = list((root / "notebooks").glob("??/*.ipynb"))
    for folder in ("words", "static", "templates"):
        found += [path for path in (root / "book" / folder).rglob("*") if path.is_file()]
    times = {}
    for path in found:
        try:
            times[path] = path.stat().st_mtime_ns
        except FileNotFoundError:  # an editor is replacing it
            continue
    return times


def build(work: Work, root: Path, site: Path) -> str:
    """Build it, in a process of its own; return what went wrong, empty if nothing did."""
    from book.site import saved

    try:
        if work.stem:
            return saved.page(work.language, work.stem, root, site)
        return saved.edition(work.language, root, site)
    except Exception as error:
        return f"{work.address}: {error}"


def get_ready(root: Path) -> None:
    """Load what a build needs, before somebody waits for it."""
    from book.site import saved

    saved.forget(root)
    import myst_nb.sphinx_ext  # noqa: F401


def with_cells(warnings: str) -> str:
    """Return warnings with the ids of cells in place of the lines that myst-nb counts."""

    def named(found: re.Match[str]) -> str:
        path, line = Path(found[1]), int(found[4] or 0)
        try:
            cells = json.loads(path.read_text("utf-8"))["cells"]
            cell = cells[line // LINES_PER_CELL - 1]["id"] if line >= LINES_PER_CELL else ""
        except (OSError, ValueError, LookupError):
            cell = ""
        return f"{found[2]}/{found[3]}.ipynb" + f", cell “{cell}”" * bool(cell)

    return PLACE.sub(named, warnings)


class Preview:
    """The site of somebody who writes: what is wrong with its pages, and who waits for them."""

    def __init__(self, site: Path, root: Path = ROOT):
        self.site, self.root = site, root
        self.wrong: dict[str, str] = {}  # by address
        self.waiting: set[asyncio.Queue[str]] = set()
        self.ready = threading.Event()  # from then on nothing that is saved goes unnoticed

    def routes(self, **given) -> list[tuple]:
        return [
            (r"/-/saved", Saved, {"preview": self}),
            (r"/-/saved\.js", Script),
            (r"/(.*)", Page, {**given, "preview": self}),
        ]

    async def watch(self) -> None:
        """Build what is saved, and tell the pages, until cancelled."""
        loop = asyncio.get_running_loop()
        leave_alone = (signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server, which ends this
        with ProcessPoolExecutor(1, get_context("spawn"), signal.signal, leave_alone) as pool:
            before = await loop.run_in_executor(None, watched, self.root)
            self.ready.set()
            await loop.run_in_executor(pool, get_ready, self.root)
            while True:
                await asyncio.sleep(EVERY)
                now = await loop.run_in_executor(None, watched, self.root)
                saved = [path for path, when in now.items() if before.get(path) != when]
                before = now
                for work in dict.fromkeys(
                    work for path in saved for work in work_for(path, self.root)
                ):
                    since = time.monotonic()
                    said = await loop.run_in_executor(pool, build, work, self.root, self.site)
                    self.tell(work, with_cells(said), time.monotonic() - since)

    def tell(self, work: Work, said: str, seconds: float) -> None:
        self.wrong.pop(work.address, None)
        if said:
            self.wrong[work.address] = said
        print(f"{work.address}: built in {seconds:.1f} s\n{said}".rstrip(), flush=True)
        for queue in self.waiting:
            queue.put_nowait(work.address)

    def shown(self, file: Path) -> str:
        """Return a page with the script that reloads it, or what is wrong with it."""
        address = file.relative_to(self.site.resolve()).as_posix()
        said = self.wrong.get(address) or self.wrong.get(f"{address.partition('/')[0]}/")
        if said is None:
            return file.read_text("utf-8").replace("</body>", f"{TAG}</body>")
        return (
            f"<!doctype html>\n<meta charset=utf-8>\n<title>{escape(address)}</title>\n"
            f"<h1>{escape(address)} is not as it should be</h1>\n"
            f'<pre style="white-space: pre-wrap">{escape(said)}</pre>\n{TAG}\n'
        )


class Page(File):
    """A file of the site; a page comes with the script that reloads it, or with what is wrong with it."""

    def initialize(self, preview: Preview, **given):
        super().initialize(**given)
        self.preview = preview

    async def get(self, path, include_body=True):
        if self.file.suffix != ".html":
            await super().get(path, include_body)
            return
        self.set_header("Content-Type", TYPES[".html"])
        self.set_header("Cache-Control", "no-store")
        self.finish(self.preview.shown(self.file))


class Script(RequestHandler):
    def get(self):
        self.set_header("Content-Type", TYPES[".js"])
        self.finish(SCRIPT)


class Saved(RequestHandler):
    """Tells a page of what was built, as server-sent events (HTML, 9.2)."""

    def initialize(self, preview: Preview):
        self.preview = preview

    async def get(self):
        self.set_header("Content-Type", "text/event-stream")
        self.set_header("Cache-Control", "no-store")
        for name, value in HEADERS.items():
            self.set_header(name, value)
        self.queue: asyncio.Queue[str] = asyncio.Queue()
        self.preview.waiting.add(self.queue)
        try:
            self.write(": here\n\n")
            await self.flush()
            while True:
                self.write(f"data: {await self.queue.get()}\n\n")
                await self.flush()
        except StreamClosedError:
            return
        finally:
            self.preview.waiting.discard(self.queue)

    def on_connection_close(self):
        self.queue.put_nowait("")  # so that it is noticed: the next line can't be sent
