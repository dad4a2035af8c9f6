"""The server gives out the site's own files and nothing else, to this machine unless told otherwise."""

import contextlib
import functools
import gzip
import http.client
import io
import os
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import psutil
import pytest
import segno

from book import ROOT, commands, files, network
from book.server import listen

SECRET = "not for readers"


@pytest.fixture
def place(tmp_path):
    """Serve a folder beside which a secret lies; return (host, port)."""
    site = tmp_path / "site"
    (site / "en").mkdir(parents=True)
    (site / "index.html").write_text("welcome", "utf-8")
    (site / "en" / "index.html").write_text("lesson", "utf-8")
    (tmp_path / "secret.txt").write_text(SECRET, "utf-8")
    (tmp_path / "site-secret.txt").write_text(SECRET, "utf-8")
    with listen("127.0.0.1", 0, site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[:2]
        server.shutdown()


def answer(place, target):
    """Send a target as it is, which no client library would: they tidy addresses first."""
    with socket.create_connection(place, timeout=10) as connection:
        connection.sendall(
            f"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()
        )
        return b"".join(iter(lambda: connection.recv(65536), b"")).decode("utf-8", "replace")


WAYS_OUT = [
    "/../secret.txt", "/en/../../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt",
    "/%2e%2e%2fsecret.txt", "//../secret.txt", "//secret.txt/../../secret.txt", "/en/%2e%2e/%2e%2e/secret.txt",
    "/..\\secret.txt", "/..%5csecret.txt", "/....//secret.txt", "/%252e%252e/secret.txt",
    "/../site-secret.txt", "/../site/../secret.txt", "/;/../../secret.txt", "/en/..;/../secret.txt",
]  # fmt: skip


@pytest.mark.parametrize("target", WAYS_OUT)
def test_no_address_leads_out_of_the_site(place, target):
    said = answer(place, target)
    assert said.startswith("HTTP/1.")
    assert SECRET not in said


def test_an_absolute_path_stays_inside(place, tmp_path):
    path = (tmp_path / "secret.txt").as_posix()
    for target in (path, f"/{path}", f"file://{path}", f"http://x{path}"):
        assert SECRET not in answer(place, target)


def test_what_belongs_to_the_site_is_served(place):
    assert answer(place, "/en/../index.html").endswith("welcome")
    assert answer(place, "/en/").endswith("lesson")


# What else an address can ask for


def test_strange_addresses_are_answered_and_nothing_is_printed(place, capfd):
    for target, status in (
        ("/%00", 404), ("/en/%00index.html", 404), ("/index.html%00.png", 404), ("/%ff", 400), ("/%zz", 404),
        ("/" + "a" * 5000, 404), ("/?%00=%ff", 200), ("/en/%0d%0aX-Mine:%201", 404), ("/index.html/", 404),
    ):  # fmt: skip
        said = answer(place, target)
        assert said.startswith(f"HTTP/1.1 {status} "), target
        assert "\r\nx-mine" not in said.lower()
    assert "".join(capfd.readouterr()) == ""


def test_nonsense_ends_the_connection_and_no_more(place, capfd):
    for sent in (
        b"\x16\x03\x01\x02\x00",
        b"GET\r\n\r\n",
        b"GET / HTTP/1.1\r\nA" + b"a" * 100_000 + b"\r\n\r\n",
    ):
        with socket.create_connection(place, timeout=10) as connection:
            connection.sendall(sent)
            connection.shutdown(socket.SHUT_WR)
            with contextlib.suppress(ConnectionError):
                assert b"200" not in connection.recv(1000)
    assert answer(place, "/").endswith("welcome")
    assert "".join(capfd.readouterr()) == ""


def test_a_folder_is_its_welcome_page_or_nothing(place, tmp_path):
    (tmp_path / "site" / "parts").mkdir()
    (tmp_path / "site" / "parts" / "listed.txt").write_text("x", "utf-8")
    for target in ("/parts/", "/parts"):
        said = answer(place, target)
        assert said.startswith("HTTP/1.1 404 ") and "listed" not in said
    assert "Location: /en/\r\n" in answer(place, "/en")
    assert answer(place, "//en").startswith("HTTP/1.1 404 ")


@pytest.mark.skipif(
    os.name == "nt", reason="links need a right there, and there are no pipes in folders"
)
def test_what_is_no_file_of_the_site_is_not_served(place, tmp_path):
    site = tmp_path / "site"
    (site / "link.txt").symlink_to(tmp_path / "secret.txt")
    (site / "folder").symlink_to(tmp_path)
    (site / "inside.txt").symlink_to(site / "index.html")
    (site / "circle").symlink_to(site / "circle")
    (site / ".hidden").write_text(SECRET, "utf-8")
    os.mkfifo(site / "pipe")
    for target in ("/link.txt", "/folder/secret.txt", "/.hidden", "/pipe", "/circle"):
        said = answer(place, target)
        assert said.startswith("HTTP/1.1 404 ") and SECRET not in said, target
    assert answer(place, "/inside.txt").endswith("welcome")


def test_the_page_for_wrong_addresses(place, tmp_path):
    (tmp_path / "site" / "404.html").write_text("lost", "utf-8")
    assert answer(place, "/tr/none").endswith("lost")


# How it is said


@pytest.fixture
def ask(place):
    """Return a function that asks over one connection that stays open; it returns (status, headers, body)."""
    connection = http.client.HTTPConnection(*place, timeout=10)

    def ask(target, method="GET", **headers):
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, target, headers=names)
        got = connection.getresponse()
        return got.status, got.headers, got.read()

    ask.connection = connection
    yield ask
    connection.close()


PAGE = b"<!doctype html>" + b"a line of a page\n" * 5000


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "site" / "en" / "page.html"
    path.write_bytes(PAGE)
    return path


def test_one_connection_serves_many_requests(ask, page):
    ask("/en/page.html")
    first = ask.connection.sock.getsockname()
    for _ in range(3):
        assert ask("/en/page.html")[2] == PAGE
    assert ask("/none")[0] == 404
    assert ask.connection.sock.getsockname() == first


def test_pages_come_compressed_to_those_who_can_read_it(ask, page, tmp_path):
    _, headers, body = ask("/en/page.html", Accept_Encoding="gzip, br")
    assert headers["Content-Encoding"] == "gzip" and len(body) < len(PAGE) / 20
    assert gzip.decompress(body) == PAGE
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Vary"] == "Accept-Encoding"
    for refused in ("identity", "gzip;q=0", "gzip; q=0.0, br"):
        _, headers, body = ask("/en/page.html", Accept_Encoding=refused)
        assert "Content-Encoding" not in headers and body == PAGE
    (tmp_path / "site" / "noise.js").write_bytes(os.urandom(5000))
    assert len(ask("/noise.js", Accept_Encoding="gzip")[2]) == 5000  # a copy would be longer


def test_a_file_that_changes_is_compressed_again(ask, page):
    old = ask("/en/page.html", Accept_Encoding="gzip")[1]["ETag"]
    page.write_bytes(PAGE + b"more")
    _, headers, body = ask("/en/page.html", Accept_Encoding="gzip")
    assert gzip.decompress(body) == PAGE + b"more" and headers["ETag"] != old


def test_what_a_browser_has_is_not_sent_again(ask, page):
    for form in ("gzip", "identity"):
        _, headers, _ = ask("/en/page.html", Accept_Encoding=form)
        tag = headers["ETag"]
        status, headers, body = ask("/en/page.html", Accept_Encoding=form, If_None_Match=tag)
        assert (status, body, headers["ETag"]) == (304, b"", tag)
    assert ask("/en/page.html", If_Modified_Since=headers["Last-Modified"])[0] in (200, 304)
    later = page.stat().st_mtime + 100
    os.utime(page, (later, later))
    assert ask("/en/page.html", Accept_Encoding=form, If_None_Match=tag)[0] == 200


def test_only_what_is_named_by_its_content_is_kept_unasked(ask, tmp_path):
    site = tmp_path / "site"
    for folder, name in (
        ("live/pyodide-1", "pyodide-lock.json"),
        ("live/0a1b", "worker.js"),
        ("live", "LICENSES.txt"),
    ):
        (site / folder).mkdir(parents=True, exist_ok=True)
        (site / folder / name).write_text("x", "utf-8")
    for target, kept in (
        ("/live/0a1b/worker.js", True), ("/index.html?v=0a1b", True), ("/index.html", False), ("/", False),
        ("/live/pyodide-1/pyodide-lock.json", False), ("/live/LICENSES.txt", False),
    ):  # fmt: skip
        said = ask(target)[1]["Cache-Control"]
        assert said == (files.FOR_EVER if kept else files.ASK_AGAIN), target


@pytest.mark.parametrize("form", ["gzip", "identity"])
def test_a_download_goes_on_where_it_was(ask, page, form):
    ask_in_form = functools.partial(ask, "/en/page.html", Accept_Encoding=form)
    _, headers, whole = ask_in_form()
    tag, count = headers["ETag"], len(whole)
    status, headers, rest = ask_in_form(Range="bytes=100-", If_Range=tag)
    assert (status, rest) == (206, whole[100:])
    assert headers["Content-Range"] == f"bytes 100-{count - 1}/{count}"
    assert ask_in_form(Range="bytes=-9")[2] == whole[-9:]
    status, headers, _ = ask_in_form(Range=f"bytes={count}-")
    assert (status, headers["Content-Range"]) == (416, f"bytes */{count}")
    status, _, body = ask_in_form(Range="bytes=100-", If_Range='"another"')
    assert (status, body) == (200, whole)  # it has changed since


def test_a_head_is_an_answer_without_its_content(ask, page):
    for target in ("/en/page.html", "/none"):
        status, headers, body = ask(target)
        assert ask(target, "HEAD")[0] == status
        told = ask(target, "HEAD")[1]
        assert (told["Content-Length"], told["Content-Type"]) == (
            str(len(body)),
            headers["Content-Type"],
        )


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "MADE-UP"]
)
def test_nothing_can_be_changed(ask, method):
    status, headers, _ = ask("/index.html", method)
    assert (status, headers["Allow"]) == (405, "GET, HEAD")


def test_each_answer_says_what_a_page_can_not(ask):
    for target in ("/", "/none", "/en"):
        headers = ask(target)[1]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Content-Security-Policy"] == "frame-ancestors 'self'"
        assert "Server" not in headers


# Many at once


def test_a_class_opens_a_page_together(place, page, tmp_path, monkeypatch):
    """30 readers with 6 connections each, all open before the first asks; each file is compressed once."""
    compressed, compress = [], files.compress
    monkeypatch.setattr(
        files, "compress", lambda *paths: compressed.append(paths) or compress(*paths)
    )
    part = os.urandom(300_000)
    (tmp_path / "site" / "part.zip").write_bytes(part)
    before = threading.active_count()
    readers = [socket.create_connection(place, timeout=20) for _ in range(180)]

    def read(reader):
        told = []
        for target in ("/en/page.html", "/part.zip"):
            reader.sendall(
                f"GET {target} HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n".encode()
            )
            got = http.client.HTTPResponse(reader)
            got.begin()
            told.append(got.read())
        return gzip.decompress(told[0]) == PAGE and told[1] == part

    with ThreadPoolExecutor(60) as pool:
        assert all(pool.map(read, readers))
        assert threading.active_count() <= before + 60 + files.AT_ONCE  # none for a connection
    for reader in readers:
        reader.close()
    assert [path.name for path, _ in compressed] == ["page.html"]


BESET = """
import resource, sys
from pathlib import Path
from book.server import listen
resource.setrlimit(resource.RLIMIT_NOFILE, (100, 100))
with listen("127.0.0.1", 0, Path(sys.argv[1])) as server:
    print(server.server_port, flush=True)
    server.serve_forever()
"""


@pytest.fixture
def beset(place, tmp_path):
    """Serve the folder from a process of its own that may open 100 files; return its address and the process."""
    command = [sys.executable, "-c", BESET, str(tmp_path / "site")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        yield ("127.0.0.1", int(process.stdout.readline())), psutil.Process(process.pid)
        process.kill()


@pytest.mark.skipif(os.name == "nt", reason="limits of descriptors are a thing of POSIX")
def test_idle_and_slow_connections_keep_nobody_out(beset):
    place, process = beset
    idle = [socket.create_connection(place, timeout=10) for _ in range(150)]
    for one in idle[::2]:
        one.sendall(b"GET / HTTP/1.1\r\nA: ")  # and never goes on
    begun = time.monotonic()
    for _ in range(3):
        assert answer(place, "/").endswith("welcome")
    assert time.monotonic() - begun < 10
    assert sum(process.cpu_times()[:2]) < 3  # it does not spin, either
    for one in idle:
        one.close()


@pytest.mark.skipif(os.name == "nt", reason="limits of descriptors are a thing of POSIX")
def test_memory_does_not_grow_with_those_who_do_not_read(beset, tmp_path):
    place, process = beset
    large = tmp_path / "site" / "large.zip"
    with large.open("wb") as file:
        file.truncate(100_000_000)
    answer(place, "/")
    before = process.memory_info().rss
    idle = [socket.create_connection(place, timeout=10) for _ in range(20)]
    for one in idle:
        one.sendall(b"GET /large.zip HTTP/1.1\r\nHost: x\r\n\r\n")
        assert one.recv(100)
    assert answer(place, "/").endswith("welcome")
    assert process.memory_info().rss - before < 30_000_000
    for one in idle:
        one.close()


# Where it is found


def interfaces(monkeypatch, preferred, **found):
    """Let this machine have these interfaces: {name: addresses}."""
    addresses = {
        name: [SimpleNamespace(family=socket.AF_INET, address=one) for one in ones]
        for name, ones in found.items()
    }
    monkeypatch.setattr(psutil, "net_if_addrs", lambda: addresses)
    monkeypatch.setattr(
        psutil, "net_if_stats", lambda: dict.fromkeys(found, SimpleNamespace(isup=True))
    )
    monkeypatch.setattr(network, "preferred", lambda: preferred)


def test_a_network_without_internet_has_an_address_too(monkeypatch, capsys):
    loopback = ["127.0.0.1"]
    interfaces(
        monkeypatch, None, lo=loopback, wlan=["192.168.4.1"], eth=["169.254.3.4"], two=["10.0.0.7"]
    )
    assert network.addresses() == ["192.168.4.1", "10.0.0.7", "169.254.3.4"]
    interfaces(monkeypatch, "10.0.0.7", lo=loopback, wlan=["192.168.4.1"], two=["10.0.0.7"])
    assert network.addresses() == ["10.0.0.7", "192.168.4.1"]
    network.announce(8000)
    said = capsys.readouterr().out
    assert "http://10.0.0.7:8000, or at http://192.168.4.1:8000" in said
    interfaces(monkeypatch, None, lo=loopback)
    network.announce(8000)
    assert "in no network" in capsys.readouterr().out


def test_what_is_drawn_is_the_code_of_the_address(monkeypatch, capsys):
    interfaces(monkeypatch, None, wlan=["192.168.4.1"])
    network.announce(8123)
    _, *lines = capsys.readouterr().out.splitlines()
    upper_and_lower = {
        "█": (0, 0),
        "▀": (0, 1),
        "▄": (1, 0),
        " ": (1, 1),
    }  # light is drawn, dark is left
    rows = [
        row for line in lines for row in zip(*(upper_and_lower[sign] for sign in line), strict=True)
    ]
    code = segno.make("http://192.168.4.1:8123", micro=False)
    assert rows[: len(rows) // 2 * 2 - 1] == [tuple(row) for row in code.matrix_iter(border=4)]


def test_a_terminal_that_can_not_draw_it_gets_the_text_alone(monkeypatch):
    interfaces(monkeypatch, None, wlan=["192.168.4.1"])
    told = io.TextIOWrapper(io.BytesIO(), encoding="cp1252")
    monkeypatch.setattr(sys, "stdout", told)
    network.announce(8000)
    told.flush()
    assert told.buffer.getvalue().decode("cp1252").strip().endswith("http://192.168.4.1:8000")


def test_without_a_word_only_this_machine_is_served(monkeypatch):
    asked = []
    monkeypatch.setattr(commands, "serve", lambda host, port, *_: asked.append((host, port)) or 0)
    assert commands.run(["serve"]) == 0
    ((host, port),) = asked
    addresses = {info[4][0] for info in socket.getaddrinfo(host, port)}
    assert addresses <= {"127.0.0.1", "::1"}


@pytest.mark.skipif(os.name == "nt", reason="the stand-ins for Node.js and npm are shell scripts")
def test_npm_runs_no_script_of_a_package(tmp_path, monkeypatch):
    """Packages of npm may bring scripts that run at their installation, with our rights: none is let."""
    from book import npm

    programs = tmp_path / "bin"
    programs.mkdir()
    calls = tmp_path / "calls.txt"
    for name, does in (("node", "echo v22.1.0"), ("npm", f'echo "$@" >> {calls}; echo 11.0.0')):
        program = programs / name
        program.write_text(f"#!/bin/sh\n{does}\n", "utf-8")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    folder = tmp_path / "parts"
    (folder / "node_modules").mkdir(parents=True)
    (folder / "package-lock.json").write_text("{}", "utf-8")
    assert npm.install(folder) is None
    installing = [line for line in calls.read_text("utf-8").splitlines() if line != "--version"]
    assert installing == ["ci --ignore-scripts --no-audit --no-fund"]
