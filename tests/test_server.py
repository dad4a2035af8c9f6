"""The server gives out the site's own files and nothing else, to this machine unless told otherwise."""

import os
import socket
import threading

import pytest

from book import commands
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


def test_without_a_word_only_this_machine_is_served(monkeypatch):
    asked = []
    monkeypatch.setattr(commands, "serve", lambda host, port: asked.append((host, port)) or 0)
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
