"""The archive of an edition runs as it is, on nothing but what it says that it needs."""

import re
import subprocess
import sys
import zipfile

import pytest

from book import LANGUAGES, ROOT, archive, pip
from book.notebooks import path_of, stems


@pytest.fixture(params=LANGUAGES)
def unpacked(request, tmp_path):
    """Return the language and the folder of its archive, unpacked."""
    language = request.param
    with zipfile.ZipFile(archive.write(ROOT, language, tmp_path)) as file:
        assert file.testzip() is None
        file.extractall(tmp_path / "there")
    return language, tmp_path / "there" / f"memoryview-{language}"


def test_it_holds_every_notebook_and_all_of_the_instruments(unpacked):
    language, folder = unpacked
    assert {path.stem for path in folder.glob("*.ipynb")} == set(stems())
    for stem in stems():
        ours = path_of(stem, language).read_bytes()
        assert (folder / f"{stem}.ipynb").read_bytes() == ours
    package = ROOT / "bufferscope"
    for path in package.rglob("*.py"):
        copied = folder / "bufferscope" / path.relative_to(package)
        assert copied.read_bytes() == path.read_bytes()


def test_its_requirements_are_the_books_own_pins(unpacked):
    _, folder = unpacked
    pins = pip.pins((ROOT / "requirements.txt").read_text("utf-8"))
    lines = (folder / "requirements.txt").read_text("utf-8").splitlines()
    assert set(lines) <= set(pins)
    assert {re.split("[=<>]", line)[0] for line in lines} == set(archive.NEEDED)


PROGRAM = """
import sys
sys.path.insert(0, sys.argv[1])
import bufferscope
from bufferscope import check, language, measure, show

language(sys.argv[2])
show(data=bytearray(b"memory")).svg()
repr(measure({"nothing": lambda size: lambda: None}, [1], seconds=0.01))
def size_of(obj):
    with memoryview(obj) as view:
        return view.nbytes
print(bufferscope.__file__, check(size_of).solved, sep="\\n")
"""


def test_its_instruments_show_measure_and_judge(unpacked, tmp_path):
    """Isolated, so that the package comes from the archive and from nowhere else."""
    language, folder = unpacked
    result = subprocess.run(
        [sys.executable, "-I", "-c", PROGRAM, str(folder), language],
        cwd=tmp_path, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    place, solved = result.stdout.splitlines()
    assert place.startswith(str(folder))
    assert solved == "True"


def test_it_is_the_same_every_time(tmp_path):
    first = archive.write(ROOT, "tr", tmp_path).read_bytes()
    assert archive.write(ROOT, "tr", tmp_path).read_bytes() == first
