"""What pages weigh and how quickly they are there: a table, measured on the site as a static host would serve it.

Bytes and requests are exact and the same on every run; times are of this machine, and only to be compared
within one run. How long a page keeps its reader waiting (tasks of the main thread, beyond 50 ms each) is told
of a processor four times as slow, as the median of five loads.
"""

import contextlib
import json
import os
import subprocess
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from book import Problem, npm
from book.browser import find, options

FOLDER = Path(__file__).resolve().parent
KINDS = {"Document": "html", "Stylesheet": "css", "Script": "js", "Font": "font", "Image": "image"}
WIDTHS = (390, 1400)
SLOWER, LOADS = 4, 5  # for what blocks
LIGHTHOUSE = FOLDER / "lighthouse"  # 180 MB: installed when it is asked for
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
OBSERVE = """
window.measured = { paint: 0, blocked: 0, shift: 0 };
const observe = (type, each) =>
  new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true });
observe("largest-contentful-paint", (one) => (measured.paint = one.startTime));
observe("longtask", (one) => (measured.blocked += Math.max(0, one.duration - 50)));
observe("layout-shift", (one) => (measured.shift += one.hadRecentInput ? 0 : one.value));
"""


@contextlib.contextmanager
def served(site: Path):
    """Serve a site over HTTP/2, gzipped; yield its address."""
    command = [npm.node(), "server.mjs", str(site.resolve())]
    with subprocess.Popen(command, cwd=FOLDER, stdout=subprocess.PIPE, text=True) as server:
        try:
            yield server.stdout.readline().strip()
        finally:
            server.kill()


def load(browser, address: str, width: int, dark: bool, slower: int = 1):
    """Open a page in a window of its own; return it with what it loaded, by kind, and whom it asked.

    The processor is made `slower` by that factor.
    """
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light",
        ignore_https_errors=True, reduced_motion="reduce",
    )  # fmt: skip
    page = context.new_page()
    page.add_init_script(OBSERVE)
    kinds, sizes, hosts = {}, {}, {urlsplit(address).netloc}
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Emulation.setCPUThrottlingRate", {"rate": slower})

    def responded(event):
        url = event["response"]["url"]
        if not url.startswith(("data:", "blob:")):
            kinds[event["requestId"]] = KINDS.get(event["type"], "other")

    # Asked, whether it answers or not. A blob or a piece of data has no host.
    session.on(
        "Network.requestWillBeSent",
        lambda event: hosts.add(urlsplit(event["request"]["url"]).netloc),
    )
    session.on("Network.responseReceived", responded)
    session.on(
        "Network.loadingFinished",
        lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}),
    )
    page.goto(address, wait_until="networkidle")
    weight = dict.fromkeys([*KINDS.values(), "other"], 0)
    for request, kind in kinds.items():
        weight[kind] += sizes.get(request, 0)
    return page, weight, len(kinds), hosts - {urlsplit(address).netloc, ""}


def slowly(browser, address: str) -> dict[str, float]:
    """Return the medians of what loads on a slow processor measure: paint (ms), blocked (ms), shift (CLS)."""
    found = []
    for _ in range(LOADS):
        page = load(browser, address, WIDTHS[0], False, SLOWER)[0]
        found.append(page.evaluate("measured"))
        page.context.close()
    return {name: median(one[name] for one in found) for name in found[0]}


def axe(page) -> int:
    """Return how many rules a page breaks, as it is for who goes by keys."""
    page.wait_for_selector("html:not(:has(section section:not(:has(section), .laid-out)))")
    page.keyboard.press("Tab")
    page.evaluate((FOLDER / "node_modules/axe-core/axe.min.js").read_text("utf-8"))
    return len(page.evaluate("axe.run({resultTypes: ['violations']})")["violations"])


def lighthouse(address: str, chromium: str) -> str:
    """Return Lighthouse's four scores for a phone, or a word where it fails."""
    command = [
        npm.node(), "node_modules/lighthouse/cli/index.js", address, "--output=json", "--quiet",
        f"--only-categories={','.join(CATEGORIES)}",
        "--chrome-flags=--headless=new --no-sandbox --ignore-certificate-errors",
    ]  # fmt: skip
    done = subprocess.run(
        command, cwd=LIGHTHOUSE, capture_output=True, text=True, encoding="utf-8",
        env=dict(os.environ, CHROME_PATH=chromium),
    )  # fmt: skip
    try:
        scores = json.loads(done.stdout)["categories"]
        return "/".join(str(round(100 * (scores[name]["score"] or 0))) for name in CATEGORIES)
    except (ValueError, KeyError):
        return "failed"


def measure(site: Path, names: list[str], with_lighthouse: bool) -> None:
    """Print a line for each page: KB by kind, requests, other hosts, times, axe by width and theme, scores."""
    chromium = find()
    if chromium is None:
        raise Problem("Measuring needs Chromium, Chrome or Edge, and none is installed")
    if reason := npm.install(FOLDER) or (with_lighthouse and npm.install(LIGHTHOUSE)):
        raise Problem(f"Measuring needs what npm brings: {reason}")
    missing = [name for name in names if not (site / name).exists()]
    if missing:
        raise Problem(f"{site} has no {missing[0]}: build the book first, or name another page")
    from playwright.sync_api import sync_playwright

    times = ["LCP ms", "blocked ms", "shift"]
    head = ["KB", *KINDS.values(), "other", "requests", "hosts", *times, "axe"]
    print(f"{'page':28}" + "".join(f"{word:>11}" for word in head) + "  Lighthouse P/A/BP/SEO")
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=options())
        for name in names:
            _, weight, requests, hosts = load(browser, f"{address}/{name}", WIDTHS[0], False)
            times = slowly(browser, f"{address}/{name}")
            found = [
                axe(load(browser, f"{address}/{name}", width, dark)[0])
                for width in WIDTHS
                for dark in (False, True)
            ]
            figures = [
                f"{sum(weight.values()) / 1024:.0f}", *(f"{size / 1024:.0f}" for size in weight.values()),
                requests, len(hosts), f"{times['paint']:.0f}", f"{times['blocked']:.0f}",
                f"{times['shift']:.3f}", "/".join(map(str, found)),
            ]  # fmt: skip
            scores = lighthouse(f"{address}/{name}", chromium) if with_lighthouse else "-"
            print(
                f"{name:28}" + "".join(f"{figure:>11}" for figure in figures) + f"  {scores}",
                flush=True,
            )
            for context in browser.contexts:
                context.close()
        browser.close()
