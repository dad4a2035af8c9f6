"""Wheels for the cells of the pages, NumPy and matplotlib, if the site's owner wants them."""

import hashlib
import threading

import pytest

from book import Problem
from book.live import wheels
from book.server import listen


def lock_of(contents):
    packages = {
        name: {
            "name": name, "file_name": f"{name}-1.whl", "depends": list(depends), "imports": [name],
            "sha256": hashlib.sha256(content).hexdigest(), "version": "1", "install_dir": "site",
            "package_type": "package", "unvendored_tests": False,
        }
        for name, (content, *depends) in contents.items()
    }  # fmt: skip
    return {"packages": packages}


WHEELS = {
    "numpy": (b"numpy's wheel",),
    "matplotlib": (b"matplotlib's wheel", "numpy", "cycler"),
    "cycler": (b"cycler's wheel",),
    "unwanted": (b"another",),
}


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "source"
    folder.mkdir()
    for name, (content, *_) in WHEELS.items():
        (folder / f"{name}-1.whl").write_bytes(content)
    return folder


def test_wheels_come_with_all_that_they_need(source, tmp_path):
    target = tmp_path / "wheels"
    assert wheels.on_this_machine(lock_of(WHEELS), target) == {}
    names = wheels.fetch(str(source), target, lock_of(WHEELS))
    assert names == ["cycler-1.whl", "matplotlib-1.whl", "numpy-1.whl"]
    assert {path.name for path in target.iterdir()} == set(names)
    assert set(wheels.on_this_machine(lock_of(WHEELS), target)) == {"numpy", "matplotlib", "cycler"}


@pytest.mark.parametrize("broken", ["tampered", "missing"])
def test_a_wheel_that_is_not_the_one_is_refused(source, tmp_path, broken):
    wheel = source / "cycler-1.whl"
    wheel.write_bytes(b"something else") if broken == "tampered" else wheel.unlink()
    with pytest.raises(Problem, match=r"cycler-1\.whl .*Nothing was written"):
        wheels.fetch(str(source), tmp_path / "wheels", lock_of(WHEELS))
    assert not (tmp_path / "wheels").exists()


def test_wheels_tampered_with_later_do_not_reach_the_site(source, tmp_path):
    target = tmp_path / "wheels"
    wheels.fetch(str(source), target, lock_of(WHEELS))
    (target / "numpy-1.whl").write_bytes(b"something else")
    assert wheels.on_this_machine(lock_of(WHEELS), target) == {}


def test_wheels_are_taken_from_an_address(source, tmp_path):
    with listen("127.0.0.1", 0, source) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        assert wheels.fetch(address, tmp_path / "wheels", lock_of(WHEELS))
        (source / "numpy-1.whl").unlink()
        with pytest.raises(Problem, match=r"numpy-1\.whl can't be had"):
            wheels.fetch(address, tmp_path / "others", lock_of(WHEELS))
        server.shutdown()
