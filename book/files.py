"""What answers an address of the site: a file of its folder, compressed once, with what a browser may keep of it."""

import asyncio
import gzip
import os
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from tornado import gen
from tornado.iostream import StreamClosedError
from tornado.web import HTTPError, StaticFileHandler

TYPES = {  # by the end of a name: what a system says of them differs, and can be changed by other programs
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".inv": "application/octet-stream",
    ".ipynb": "application/x-ipynb+json",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".pdf": "application/pdf",
    ".epub": "application/epub+zip",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".whl": "application/zip",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
COMPRESSED = {
    ".css", ".html", ".ipynb", ".js", ".json", ".mjs", ".svg", ".txt", ".wasm", ".webmanifest", ".xml",
}  # fmt: skip
SMALL = 1000  # bytes, below which compression saves no packet
LEVEL = 6
AT_ONCE = 2  # files that are compressed at the same time

WELCOME = "index.html"
FOR_EVER = "public, max-age=31536000, immutable"  # a year, the most that HTTP means
ASK_AGAIN = "no-cache"  # kept, but asked for each time: unchanged, the answer is 304 and no content
OF_ONE_CONTENT = re.compile(
    r"live/[^/]+/.+(?<!/pyodide-lock\.json)"
)  # folders named by it: book/live
TAKES_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))")
STALLED = 60  # seconds in which a reader must take a piece of 64 KiB

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "frame-ancestors 'self'",  # the one rule that a page can't say itself
    "Referrer-Policy": "same-origin",
    "Vary": "Accept-Encoding",
}


class Copies:
    """Compressed copies of files, each made once, when it is first asked for, in a folder that goes with them."""

    def __init__(self):
        self.folder = TemporaryDirectory(prefix="book-", ignore_cleanup_errors=True)
        self.workers = ThreadPoolExecutor(AT_ONCE)
        self.made: dict[tuple, asyncio.Future] = {}

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.workers.shutdown(cancel_futures=True)
        self.folder.cleanup()

    async def of(self, path: Path, state: os.stat_result) -> Path | None:
        """Return the copy of the file in that state; None if it gains nothing, or the disk is full."""
        if path.suffix not in COMPRESSED or state.st_size < SMALL:
            return None
        key = path, state.st_mtime_ns, state.st_size
        if key not in self.made:
            copy = Path(self.folder.name, f"{len(self.made)}.gz")
            loop = asyncio.get_running_loop()
            self.made[key] = loop.run_in_executor(self.workers, compress, path, copy)
        # Who leaves while it is made must not take it from those who wait for it, too.
        return await asyncio.shield(self.made[key])


def compress(path: Path, copy: Path) -> Path | None:
    """Write a compressed copy, as old as its original; return None if it gains nothing or the disk is full."""
    try:
        state = path.stat()
        with (
            path.open("rb") as original,
            copy.open("wb") as file,
            # No name and no date inside: the same content, the same copy.
            gzip.GzipFile("", "wb", LEVEL, file, mtime=0) as packed,
        ):
            shutil.copyfileobj(original, packed, 1 << 16)
        os.utime(copy, ns=(state.st_atime_ns, state.st_mtime_ns))
        return copy if copy.stat().st_size < state.st_size else None
    except OSError:
        return None


def find(site: Path, address: str) -> Path | None:
    """Return the file of the site behind an address, None if there is none.

    A folder is its welcome page and no list of what it holds; a name that begins with a dot is nobody's
    business; and what a link leads to counts as what it is, wherever it is.
    """
    site = site.resolve()
    if any(part.startswith(".") and part not in (".", "..") for part in address.split("/")):
        return None
    try:
        path = (site / address.lstrip("/")).resolve()
        if address.endswith("/") or path == site:
            path = (path / WELCOME).resolve()
        return path if path.is_relative_to(site) and path.is_file() else None
    except (ValueError, OSError, RuntimeError):  # a null byte, a long name, a circle of links
        return None


class File(StaticFileHandler):
    """Answers GET and HEAD with a file of the site; what does not exist with the site's 404.html."""

    SUPPORTED_METHODS = ("GET", "HEAD")

    def initialize(self, site: Path, copies: Copies):
        super().initialize(str(site))
        self.site, self.copies = site, copies

    def set_default_headers(self):
        self.clear_header("Server")
        for name, value in HEADERS.items():
            self.set_header(name, value)

    async def prepare(self):
        self.note(answered=True)
        [address] = self.path_args
        self.file = find(self.site, address)
        if self.file is None:
            folder = not address.endswith("/") and find(self.site, f"{address}/")
            if not folder or address.startswith("/"):  # `//host/…` would lead to another host
                raise HTTPError(404)
            self.redirect(f"{self.request.path}/", permanent=True)
            return
        self.state = self.file.stat()
        takes = TAKES_GZIP.search(self.request.headers.get("Accept-Encoding", ""))
        self.copy = await self.copies.of(self.file, self.state) if takes else None
        # A Range of what has changed since is none (RFC 9110, 13.1.5), which Tornado leaves to others.
        headers = self.request.headers
        if (
            headers.get("If-Range", self.compute_etag()) != self.compute_etag()
            and "Range" in headers
        ):
            del headers["Range"]

    @classmethod
    def get_absolute_path(cls, root, path):
        return path  # `prepare` has found it

    def validate_absolute_path(self, root, absolute_path):
        return str(self.copy or self.file)

    def compute_etag(self):
        """Return the tag of this state of the file in this form, without reading it."""
        form = "-gz" if self.copy else ""
        return f'"{self.state.st_mtime_ns:x}-{self.state.st_size:x}{form}"'

    def get_content_type(self):
        return TYPES.get(self.file.suffix, "application/octet-stream")

    def set_extra_headers(self, path):
        if self.copy:
            self.set_header("Content-Encoding", "gzip")
        place = self.file.relative_to(self.site.resolve()).as_posix()
        kept = "v" in self.request.query_arguments or OF_ONE_CONTENT.fullmatch(place)
        self.set_header("Cache-Control", FOR_EVER if kept else ASK_AGAIN)

    def get_cache_time(self, path, modified, mime_type):
        return 0  # said above

    def flush(self, include_footers=False):
        sent = super().flush(include_footers)
        return sent if include_footers else asyncio.ensure_future(self.taken(sent))

    async def taken(self, sent):
        """Wait until a piece has been sent; a reader who does not take it is left, as if he had left."""
        try:
            patience = timedelta(seconds=STALLED)
            await gen.with_timeout(patience, sent, quiet_exceptions=StreamClosedError)
        except TimeoutError:
            self.request.connection.stream.close()
            raise StreamClosedError from None
        self.note(answered=True)

    def on_finish(self):
        self.note(answered=False)

    def note(self, answered):
        self.settings["connections"].note(self.request.connection.stream, answered)

    def log_exception(self, typ, value, tb):
        if not isinstance(value, HTTPError):  # a wrong address is the asker's matter
            super().log_exception(typ, value, tb)

    def write_error(self, status_code, **error):
        page = self.site / "404.html"
        if status_code == 405:
            self.set_header("Allow", ", ".join(self.SUPPORTED_METHODS))
        if status_code == 404 and page.is_file():
            self.set_header("Content-Type", TYPES[".html"])
            self.finish(page.read_bytes())
        else:
            self.set_header("Content-Type", TYPES[".txt"])
            self.finish(f"{status_code} {self._reason}\n")
