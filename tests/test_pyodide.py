"""The instruments in WebAssembly: 32 bits, no signals, no threads. Pyodide runs under Node here.

The npm packages are pinned in tests/pyodide and installed beside it on first use, 14 MB; whatever
Pyodide needs besides is inside of them.
"""

import hashlib
import importlib.util
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bufferscope import language

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "tests" / "pyodide"
LOCK = FOLDER / "package-lock.json"
OUR_MISTAKES = ("EUSAGE", "EINTEGRITY", "EJSONPARSE", "ETARGET")  # the network is not to blame


def run(*command, seconds):
    return subprocess.run(
        command, cwd=FOLDER, capture_output=True, text=True, encoding="utf-8", timeout=seconds
    )


@pytest.fixture(scope="module")
def node():
    """Return the path of a Node that can import the locked packages, installing them if needed."""
    found, npm = shutil.which("node"), shutil.which("npm")
    if found is None:
        pytest.skip("needs Node.js")
    version = run(found, "--version", seconds=30).stdout.strip()
    if int(re.match(r"v(\d+)", version)[1]) < 18:
        pytest.skip(f"needs Node.js 18 or newer, found {version}")
    stamp = FOLDER / "node_modules" / ".installed-from"
    digest = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == digest:
        return found
    if npm is None:
        pytest.skip("needs npm, to install Pyodide once")
    try:
        done = run(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", seconds=120)
    except subprocess.TimeoutExpired:
        pytest.skip("npm could not fetch Pyodide within two minutes")
    if done.returncode:
        errors = [line for line in done.stderr.splitlines() if line.startswith("npm error")]
        said = " ".join(errors)[:500]
        assert not any(code in said for code in OUR_MISTAKES), said
        pytest.skip(f"npm could not install Pyodide: {said}")
    stamp.write_text(digest)
    return found


@pytest.fixture(scope="module")
def there(node):
    """Return what the instruments gave in Pyodide."""
    done = run(node, "run.mjs", str(ROOT), "tests/pyodide/session.py", seconds=120)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def session():
    """Return session.py as a module of this Python."""
    spec = importlib.util.spec_from_file_location("session", FOLDER / "session.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_lock_names_exact_versions_and_no_address():
    lock = LOCK.read_text("utf-8")
    assert "http" not in lock
    assert "resolved" not in lock
    wanted = json.loads((FOLDER / "package.json").read_text("utf-8"))["dependencies"]
    packages = json.loads(lock)["packages"]
    assert packages[""]["dependencies"] == wanted
    for name, version in wanted.items():
        assert packages[f"node_modules/{name}"]["version"] == version
    for name, package in packages.items():
        assert not name or package["integrity"].startswith("sha512-")


def test_it_is_another_platform(there):
    assert there["platform"] == ["emscripten", 3, 14, 4]


def test_pictures_are_those_of_this_python(there, session):
    language("en")
    here = {name: [str(one), one._repr_html_()] for name, one in session.samples()}
    assert list(there["pictures"]) == list(here)
    for name, (text, html) in here.items():
        assert there["pictures"][name][0] == text
        assert there["pictures"][name][1] == html


def test_measure(there):
    """A copy of 4 MB takes longer than one of 1 KB; a slice of a view does not."""
    copy, view = there["measured"]["slopes"]
    assert copy > view + 0.2
    assert there["measured"]["ratio"] > 3
    assert "Emscripten" in there["measured"]["printed"]


def test_check_accepts_a_solution(there):
    assert there["right"]["solved"], there["right"]["report"]
    assert there["right"]["report"].startswith("✔ chunk_sums")


def test_check_does_not_take_the_starter_for_a_solution(there):
    assert not there["starter"]["solved"]
    assert "not solved yet" in there["starter"]["report"]


def test_check_ends_an_endless_loop(there):
    """Without signals it takes a trace function, which ends loops written in Python."""
    assert not there["endless"]["solved"]
    assert "stopped after 0.1 s" in there["endless"]["report"]


@pytest.mark.parametrize(
    "code, words, unsolved",
    [
        ("tr", ["2 bayt", "salt okunur", "ofset 0"], "henüz çözülmedi"),
        ("ru", ["2 байта", "только для чтения", "смещение 0"], "пока не решено"),
    ],
)
def test_languages(there, code, words, unsolved):
    picture, report = there[code]
    assert [word for word in words if word not in picture] == []
    assert unsolved in report
