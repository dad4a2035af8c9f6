"""How a class loads the built site from `serve`: 30 readers open a lesson together, and then run a cell.

.venv/bin/python benchmarks/room.py [--readers 30] [--rate 1.0] [--repeat 3] [--page en/01-slices.html]

Each reader has 6 connections, as browsers have, and its own empty cache: first the page, then all that it names,
then Python. With --rate each reader takes that many MB in a second, as in a weak network; without it, all that it
can get. It prints, for each round, how long the median reader and the slowest one waited for the page and for
Python, what failed, and how much memory the server took. Everything stays on this machine.
"""

import argparse
import http.client
import json
import statistics
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import psutil
from bs4 import BeautifulSoup

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from book import ROOT
from book.live import CORE, OURS
from book.server import SITE

CONNECTIONS = 6
PATIENCE = 20  # seconds without a byte, after which a request has failed
PIECE = 65_536
HEAD = """\
                  page, s         Python, s  MB a reader  errors  server, MB  its CPU, s
round        median  worst     median  worst"""
SERVER = """
import sys
from book.server import listen
with listen("127.0.0.1", 0) as server:
    print(server.server_port, flush=True)
    server.serve_forever()
"""


class Reader:
    """One device: some connections that share what its network carries."""

    def __init__(self, port: int, rate: float):
        self.port, self.rate, self.free = port, rate, 0.0
        self.errors, self.taken, self.turn = [], 0, threading.Lock()

    def visit(self, page: list[str], python: list[str]) -> tuple[float, float]:
        """Open the page, then start Python; return the seconds that each took."""
        begun = time.perf_counter()
        self.load(page[:1])
        self.load(page[1:])
        whole = time.perf_counter()
        self.load(python)
        return whole - begun, time.perf_counter() - whole

    def load(self, addresses: list[str]) -> None:
        """Ask for the addresses over all connections, until the last is whole."""
        waiting = list(reversed(addresses))
        connections = [
            threading.Thread(target=self.one_after_another, args=(waiting,))
            for _ in range(min(CONNECTIONS, len(waiting)))
        ]
        for one in connections:
            one.start()
        for one in connections:
            one.join()

    def one_after_another(self, waiting: list[str]) -> None:
        connection, room = None, bytearray(PIECE)
        while waiting:
            try:
                address = waiting.pop()
            except IndexError:  # another connection took the last
                break
            try:
                if connection is None:
                    connection = http.client.HTTPConnection(
                        "127.0.0.1", self.port, timeout=PATIENCE
                    )
                connection.request("GET", address, headers={"Accept-Encoding": "gzip"})
                answer = connection.getresponse()
                if answer.status != 200:
                    self.errors.append(f"{address}: {answer.status}")
                while count := answer.readinto(room):
                    self.take(count)
                if answer.will_close:
                    connection = None
            except (OSError, http.client.HTTPException) as error:
                self.errors.append(f"{address}: {error!r}")
                connection = None
        if connection:
            connection.close()

    def take(self, count: int) -> None:
        """Count what has come, and wait as long as a network of this rate would have needed for it."""
        with self.turn:
            self.taken += count
            if not self.rate:
                return
            self.free = max(self.free, time.perf_counter()) + count / (self.rate * 1e6)
        time.sleep(max(0, self.free - time.perf_counter()))


def parts_of(page: str) -> tuple[list[str], list[str]]:
    """Return the addresses that a page names, itself first, and those that its first run asks for."""
    soup = BeautifulSoup((SITE / page).read_text("utf-8"), "html.parser")
    named = [one["src"] for one in soup.select("script[src], img[src]")]
    named += [one["href"] for one in soup.select("link[rel=stylesheet], link[rel~=icon]")]
    inside = (urljoin(f"/{page}", one) for one in named if not urlsplit(one).scheme)
    live = json.loads(soup.find(id="live").string)
    ours = [f"{live['ours']}{name}" for name in ("machine.js", "worker.js", OURS)]
    python = [f"{live['python']}{name}" for name in (*CORE, "pyodide-lock.json")]
    return [f"/{page}", *dict.fromkeys(inside)], [urljoin(f"/{page}", one) for one in ours + python]


def round_of(port: int, readers: int, rate: float, page: list[str], python: list[str]):
    """Let all readers begin at once; return them and their times."""
    everybody = [Reader(port, rate) for _ in range(readers)]
    with ThreadPoolExecutor(readers) as pool:
        return everybody, list(pool.map(lambda one: one.visit(page, python), everybody))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--readers", type=int, default=30)
    parser.add_argument(
        "--rate", type=float, default=0, help="MB/s for a reader; 0: as fast as it goes"
    )
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--page", default="en/01-slices.html")
    options = parser.parse_args()
    if not (SITE / options.page).exists():
        sys.exit("There is no site yet: python3 -m book build")
    page, python = parts_of(options.page)
    with subprocess.Popen(
        [sys.executable, "-c", SERVER], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as server:
        try:
            port, process = int(server.stdout.readline()), psutil.Process(server.pid)
            count = f"{len(page)} + {len(python)} files"
            print(f"{options.readers} readers, {CONNECTIONS} connections each; {count}")
            print(HEAD)
            for number in range(options.repeat):
                before = sum(process.cpu_times()[:2])
                readers, times = round_of(port, options.readers, options.rate, page, python)
                errors = [error for one in readers for error in one.errors]
                spent = sum(process.cpu_times()[:2]) - before
                columns = [
                    f"{statistics.median(one):9.2f}{max(one):9.2f}"
                    for one in zip(*times, strict=True)
                ]
                taken = max(one.taken for one in readers) / 1e6
                memory = process.memory_info().rss / 1e6
                print(
                    f"{number + 1:<8}{''.join(columns)}{taken:13.2f}{len(errors):8}{memory:12.1f}{spent:12.2f}",
                    *errors[:3], flush=True,
                )  # fmt: skip
        finally:
            server.kill()


main()
