"""Wheels for the cells of the pages, NumPy and matplotlib, if the site's owner wants them."""

import copy
import hashlib
import io
import os
import re
import shutil
import threading
import zipfile
from functools import partial

import pytest

from book import ROOT, Problem, live
from book.live import parts, wheels
from book.notebooks import path_of, read, tags
from book.server import listen
from book.wording import words_of
from tests.live_pages import ABSENT, BUSY, shown, until
from tests.test_live import DAMAGED, run_cell, write_into


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


@pytest.mark.once
def test_a_lesson_runs_whole_on_a_site_with_both(npm_parts, request):
    """Lesson 12 in Turkish: no cell lacks a package, figures are matplotlib's, errors are those that are meant."""
    if not wheels.on_this_machine(parts.lock()):
        pytest.skip("the wheels are not here: python3 -m book wheels brings them")
    page = request.getfixturevalue("open_page")("tr/12-images.html", "tr")
    page.evaluate("document.querySelectorAll('.runway').forEach((one) => (one.open = true))")
    page.locator(".live-all").click()
    until(page.evaluate, BUSY)
    until(page.evaluate, f"!({BUSY})")
    absent = [words_of("tr")[ABSENT].format(name=name) for name in wheels.WANTED]
    for cell in read(path_of("12-images", "tr")).cells:
        if cell.cell_type != "code" or {"remove-cell", "native"} & set(tags(cell)):
            continue
        now = page.evaluate(shown(cell.id))
        assert not any(note in now for note in absent), cell.id
        fails = page.locator(f"#cell-{cell.id} .live-error").count() > 0
        assert fails == ("raises-exception" in tags(cell)), cell.id
    assert page.locator("#cell-adding .live-output img, #cell-sight .live-output img").count() == 2
    assert page.elsewhere == []


# A site with wheels, made up: each is one module of pure Python.


def wheel(name, code):
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        about = f"{name}-1.dist-info"
        archive.writestr(f"{name}.py", code)
        archive.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n")
        archive.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr(f"{about}/RECORD", "")
    return memory.getvalue()


@pytest.fixture
def with_wheels(site, tmp_path, monkeypatch, npm_parts):
    """Serve the site with two wheels that `fetch` has brought from a folder; return its address."""
    made = {
        "numpy": (wheel("numpy", "def zeros(count):\n    return [0] * count\n"),),
        "matplotlib": (wheel("matplotlib", ""), "numpy"),
    }
    lock = parts.lock()
    lock["packages"] = lock_of(made)["packages"]
    for name, package in lock["packages"].items():
        package["file_name"] = f"{name}-1-py3-none-any.whl"
        (tmp_path / package["file_name"]).write_bytes(made[name][0])
    wheels.fetch(str(tmp_path), tmp_path / "wheels", lock)
    monkeypatch.setattr(parts, "lock", lambda: copy.deepcopy(lock))
    monkeypatch.setattr(wheels, "FOLDER", tmp_path / "wheels")
    monkeypatch.setattr(
        wheels, "on_this_machine", partial(wheels.on_this_machine, folder=wheels.FOLDER)
    )
    kept = live.python, live.settings
    for function in kept:
        function.cache_clear()
    folder = tmp_path / "site"
    shutil.copytree(site, folder, copy_function=os.link)
    live.write(folder, ROOT, "")
    page = folder / "tr/01-slices.html"
    text = page.read_text("utf-8")
    page.unlink()
    page.write_text(re.sub(r"\.\./live/\w{8}/", live.settings(ROOT, "")["ours"], text), "utf-8")
    with listen("127.0.0.1", 0, folder) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
    for function in kept:
        function.cache_clear()


@pytest.mark.once
def test_a_wheel_is_loaded_and_one_that_is_damaged_is_named(with_wheels, windows):
    page = windows.take(locale="tr")
    page.goto(f"{with_wheels}/tr/01-slices.html")
    harmed = "**/numpy-1-py3-none-any.whl"
    page.route(harmed, lambda route: route.fulfill(body="damaged"))
    write_into(page, "imports", "import numpy\nfrom bufferscope import language")
    write_into(page, "second-name", "print(numpy.zeros(3))")
    damaged = words_of("tr")[DAMAGED].format(name="numpy-1-py3-none-any.whl")
    assert run_cell(page, "second-name") == damaged
    assert page.evaluate(shown("imports")) == damaged
    page.unroute(harmed)
    assert run_cell(page, "second-name") == "[0, 0, 0]\n"
    assert page.evaluate(shown("imports")) == ""
    windows.give_back(page)
