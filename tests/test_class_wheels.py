"""One folder of wheels for a room: whole for each Python and system, and installed from without a network."""

import hashlib
import os
import subprocess
import sys
import zipfile
from itertools import product

import pytest

from book import Problem, pins, pip
from book.classroom import wheels

pytestmark = pytest.mark.once
TAGS = {"linux": "manylinux_2_17_x86_64", "windows": "win_amd64"}


@pytest.mark.parametrize(("version", "system"), list(product(pip.PYTHONS, pins.SYSTEMS)), ids=str)
def test_all_that_is_needed_is_pinned(version, system):
    pinned = {pin.split("==")[0] for pin in pins.wanted(pins.requirements(), version, system)}
    needed = wheels.closure(pins.environment(version, system))
    assert needed <= {pip.canonical(name) for name in pinned}
    windows = system.name.startswith("Windows")
    assert ("colorama" in needed) == windows and ("pexpect" in needed) == (not windows)
    assert "webcolors" in needed  # of an extra of an extra
    assert "sphinx" not in needed


def test_every_pin_has_its_hashes():
    lock = wheels.hashes((wheels.ROOT / "requirements.txt").read_text("utf-8"))
    for version, system in product(pip.PYTHONS, pins.SYSTEMS):
        assert all(lock[pin] for pin in pins.wanted(pins.requirements(), version, system))


def make(folder, name, tag, requires=""):
    """Write a wheel that holds one module; return its hash."""
    path = folder / f"{name}-1.0-{tag}.whl"
    info = f"{name}-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr(f"{name}.py", f"tag = {tag!r}\n")
        wheel.writestr(
            f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n{requires}"
        )
        wheel.writestr(f"{info}/WHEEL", f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {tag}\n")
        wheel.writestr(f"{info}/RECORD", "")
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def index(tmp_path, monkeypatch):
    """Return a project that pins matplotlib, here for any system, and what it needs, for each system its own."""
    source = tmp_path / "source"
    source.mkdir()
    above = make(source, "matplotlib", "py3-none-any", "Requires-Dist: kiwisolver\n")
    below = [make(source, "kiwisolver", f"py3-none-{tag}") for tag in TAGS.values()]
    lines = [f"matplotlib==1.0 \\\n    --hash=sha256:{above}"]
    lines += ["kiwisolver==1.0" + "".join(f" \\\n    --hash=sha256:{one}" for one in below)]
    (tmp_path / "requirements.txt").write_text("\n".join(lines) + "\n", "utf-8")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(source))
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setattr(pins, "newest_pip", lambda folder: None)
    return tmp_path


def test_a_folder_is_installed_from_without_a_network(index, monkeypatch):
    monkeypatch.setattr(
        pins,
        "SYSTEMS",
        [one for one in pins.SYSTEMS if "amd64" in one.name.replace("x86_64", "amd64")],
    )
    folder = index / "room"
    mine = "{}.{}".format(*sys.version_info)
    assert wheels.collect(folder, (mine,), root=index) == 3
    names = sorted(path.name for path in folder.glob("kiwisolver*"))
    assert names == [f"kiwisolver-1.0-py3-none-{tag}.whl" for tag in sorted(TAGS.values())]
    (index / "source").rename(index / "gone")
    monkeypatch.delenv("PIP_FIND_LINKS")
    command = [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    command += ["--no-index", "--find-links", ".", "-r", "requirements.txt", "--target", "there"]
    command += ["--platform", "any", "--platform", TAGS["linux"], "--only-binary=:all:"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert TAGS["linux"] in (folder / "there" / "kiwisolver.py").read_text("utf-8")


def test_a_wheel_that_is_another_is_refused(index):
    make(index / "source", "matplotlib", "py3-none-any", "Summary: altered\n")
    with pytest.raises(Problem, match="Windows amd64: pip said"):
        wheels.collect(index / "room", ("3.13",), ("windows",), index)
