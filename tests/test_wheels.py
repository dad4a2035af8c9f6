"""Wheels for the cells of the pages, NumPy and matplotlib, if the site's owner wants them."""

import hashlib
import threading

import pytest

from book import Problem
from book.live import parts, wheels
from book.notebooks import path_of, read, tags
from book.server import listen
from book.wording import words_of
from tests.live_pages import ABSENT, BUSY, shown, until


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
