"""An edition kept on the reader's device: read, searched and run with the host gone, up to date, or not kept at all."""

import json
import os
import re
import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from book import LANGUAGES, offline
from book.wording import words_of
from tests.live_pages import BUSY, shown, until

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("npm_parts")]

ANSWER = (
    "def chunk_sums(data, n):\n"
    "    return [sum(memoryview(data)[i:i+n]) % 256 for i in range(0, len(data), n)]"
)
ROOM = "caches.keys().then((names) => names.filter((name) => !name.endsWith(':state')).length)"


TYPES = {
    ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css",
    ".json": "application/json", ".wasm": "application/wasm", "": "application/octet-stream",
}  # fmt: skip


def word(english, **values):
    return words_of("tr")[english].format(**values)


def link_or_copy(source, target):
    try:
        os.link(source, target)
    except OSError:  # another disk
        shutil.copy2(source, target)


class Host:
    """A copy of the site in a folder of a host that can be taken away and put back.

    `meet(path)` is called for each request; where it returns true the connection breaks.
    """

    def __init__(self, site, folder):
        self.site, self.folder = folder / "some" / "book", folder
        shutil.copytree(site, self.site, copy_function=link_or_copy)  # what changes is written anew
        self.port, self.meet = 0, lambda path: False
        self.start()

    def start(self):
        host = self

        class Handler(SimpleHTTPRequestHandler):
            extensions_map = TYPES

            def do_GET(self):
                if host.meet(self.path):
                    return self.connection.close()
                super().do_GET()

            def log_message(self, *args):
                pass

        directory = partial(Handler, directory=str(self.folder))
        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), directory)
        self.server.handle_error = lambda *args: None  # of the connections that break
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.port}/some/book"

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def change(self, path, old, new):
        file = self.site / path
        text = file.read_text("utf-8")
        assert old in text
        file.unlink()
        file.write_text(text.replace(old, new), "utf-8")
        for made in (self.site / offline.WORKER, *self.site.rglob(offline.LIST)):
            made.unlink()
        offline.write(self.site)


@pytest.fixture
def host(site, tmp_path):
    host = Host(site, tmp_path)
    yield host
    host.stop()


@pytest.fixture
def page(browser):
    context = browser.new_context(locale="tr", viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    yield page
    context.close()


def offered(page, host, edition="tr"):
    """Open the page and return the edition's button."""
    page.goto(f"{host.address}/tr/offline.html")
    button = page.locator(f"[data-edition={edition}] button")
    button.filter(has_text=re.compile(r"\d+,\d MB|" + word("Remove from this device"))).wait_for()
    return button


def keep(page, host, edition="tr"):
    offered(page, host, edition).click()
    page.locator(f"[data-edition={edition}] [data-kept=true]").wait_for()


def told(page, english, **values):
    page.locator(".offline-told").get_by_text(word(english, **values)).wait_for()


def test_an_edition_is_read_searched_and_run_with_the_host_gone_and_follows_the_site(page, host):
    keep(page, host)
    host.stop()
    for name in ("02-exporters", "reference", "01-slices"):
        page.goto(f"{host.address}/tr/{name}.html")
        assert page.locator("article h1").count() == 1
    assert page.evaluate("getComputedStyle(document.body).fontFamily") != ""
    page.goto(f"{host.address}/tr/search.html?q=kopya")
    page.locator(".search-results a, #search-results a, .bd-search-container a").first.wait_for()
    page.goto(f"{host.address}/tr/01-slices.html")
    page.locator("#cell-first-view .live-run").click()
    until(page.evaluate, f"!({BUSY})")
    assert "JELLO, reader" in page.evaluate(shown("first-view"))
    page.locator("#cell-chunk-sums .live-edit").click()
    page.locator("#cell-chunk-sums .cm-content").fill(ANSWER)
    page.locator("#cell-chunk-sums-check .live-run").click()
    until(page.evaluate, f"!({BUSY})")
    assert page.evaluate(shown("chunk-sums-check")).startswith("✔ chunk_sums")
    page.goto(f"{host.address}/")  # the page above the editions
    assert page.locator("li[lang]").count() == len(LANGUAGES)
    assert page.faults == []
    # the site changes while nobody can see it; then it is there again
    host.change("tr/02-exporters.html", "</h1>", " YENİ</h1>")
    host.start()
    page.goto(f"{host.address}/tr/02-exporters.html")
    assert "YENİ" not in page.locator("article h1").inner_text()  # whole, though old
    page.get_by_text(word("The edition on this device was brought up to date.")).wait_for()
    page.get_by_text(word("Load this page anew")).click()
    page.locator("article h1").get_by_text("YENİ").wait_for()
    page.wait_for_load_state("networkidle")
    page.goto(f"{host.address}/tr/03-anatomy.html")
    until(page.evaluate, f"{ROOM}.then((count) => count === 2)")  # the version before is gone
    page.goto(f"{host.address}/tr/offline.html")
    page.locator("[data-edition=tr] [data-kept=true]").click()
    page.locator("[data-edition=tr] [data-kept=false]").wait_for()
    assert page.evaluate(ROOM) == 0
    assert (
        page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    )


def test_a_connection_that_breaks_loses_nothing(page, host):
    button = offered(page, host)
    host.meet = lambda path: "/tr/0" in path and path.endswith(".html")
    button.click()
    told(page, "The connection was lost. What has come so far stays: press again to go on.")
    assert page.locator("[data-edition=tr] [data-kept=false]").count() == 1
    asked = []
    host.meet = asked.append
    page.goto(f"{host.address}/tr/11-messages.html")
    assert "/some/book/tr/11-messages.html" in asked  # nothing is served from a half
    asked.clear()
    keep(page, host)
    assert [path for path in asked if "/live/" in path] == []  # Python had come before
    assert page.locator(".offline-told").inner_text() == ""


def test_a_site_that_changes_meanwhile_is_kept_as_it_is_afterwards(page, host):
    button = offered(page, host)
    changed = []

    def change(path):
        if not changed and path.endswith("tr/14-choosing.html"):
            changed.append(path)
            host.change("tr/14-choosing.html", "</h1>", " YENİ</h1>")

    host.meet = change
    button.click()
    page.locator("[data-edition=tr] [data-kept=true]").wait_for()
    assert changed
    host.stop()
    page.goto(f"{host.address}/tr/14-choosing.html")
    assert "YENİ" in page.locator("article h1").inner_text()
    host.start()


FULL = "Cache.prototype.put = () => Promise.reject(new DOMException('full', 'QuotaExceededError'))"
FORBIDDEN = "Object.defineProperty(window, 'caches', { get() { throw new DOMException('no', 'SecurityError') } })"
INSECURE = "Object.defineProperty(window, 'isSecureContext', { value: false })"


def test_a_full_device_is_named(page, host):
    page.add_init_script(FULL)
    offered(page, host).click()
    page.locator(".offline-told").get_by_text(re.compile(r"\d+,\d MB")).wait_for()
    assert page.locator("[data-edition=tr] [data-kept=false]").count() == 1


@pytest.mark.parametrize(
    ("script", "english"),
    [
        (FORBIDDEN, "This browser does not let the site keep anything."),
        (
            INSECURE,
            "Pages can be kept only from an address that begins with https, or on the computer that serves them.",
        ),
    ],
)
def test_a_browser_that_may_not_keep_says_so(page, host, script, english):
    page.add_init_script(script)
    page.goto(f"{host.address}/tr/offline.html")
    told(page, english)
    assert page.locator("[data-edition] button").count() == 0
    assert page.faults == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_manifest_and_the_lists_are_those_of_the_edition(site, language):
    manifest = json.loads((site / language / offline.MANIFEST).read_text("utf-8"))
    assert manifest["lang"] == language
    assert (site / language / manifest["start_url"]).exists()
    assert all((site / language / icon["src"]).exists() for icon in manifest["icons"])
    listed = json.loads((site / language / offline.LIST).read_text("utf-8"))
    places = {place for place, _, _ in listed["files"]}
    pages = {f"{language}/{path.name}" for path in (site / language).glob("*.html")}
    assert pages < places
    assert not any(place.endswith(".zip") or "/." in place for place in places)
    assert listed["bytes"] == sum((site / place).stat().st_size for place in places)
