"""bufferscope as others get it: an sdist, the wheel made of it, and that wheel alone in an environment."""

import ast
import json
import re
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from importlib import import_module

import nbformat
import pytest

import bufferscope
from book import LANGUAGES, ROOT, release
from book.notebooks import path_of, read, stems

PACKAGE = ROOT / "bufferscope"
MODULES = sorted(path.relative_to(ROOT).as_posix() for path in PACKAGE.rglob("*.py"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Return the sdist, and the wheel that is made of what it holds and of nothing else."""
    source, there = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("built")
    release.copy_package(source)
    (source / "tests").mkdir()
    (source / "tests" / "test_of_the_book.py").touch()
    sdist = release.build_package("sdist", source, there)
    with tarfile.open(sdist) as archive:
        archive.extractall(there, filter="data")
    unpacked = there / sdist.name.removesuffix(".tar.gz")
    return sdist, release.build_package("wheel", unpacked, there)


@pytest.fixture(scope="module")
def python(built, tmp_path_factory):
    """Return the Python of a new environment, in which there is the wheel and nothing else."""
    folder = tmp_path_factory.mktemp("empty")
    venv.create(folder, with_pip=False, symlinks=sys.platform != "win32")
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
    subprocess.run([*pip, "--no-index", "--no-deps", str(built[1])], check=True)
    return python


def run(python, *arguments, cwd):
    return subprocess.run(
        [str(python), "-I", "-X", "utf8", *arguments],
        cwd=cwd, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip


def test_what_is_in_them(built):
    sdist, wheel = built
    with tarfile.open(sdist) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    assert {*MODULES, "LICENSE", "bufferscope/README.md", "bufferscope/CHANGELOG.md"} <= held
    assert not any(name.startswith("tests") for name in held)
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if ".dist-info/" not in name]
        [metadata] = [name for name in archive.namelist() if name.endswith("METADATA")]
        said = archive.read(metadata).decode("utf-8")
    assert sorted(names) == sorted([*MODULES, "bufferscope/py.typed"])
    assert f"Version: {PROJECT['version']}\n" in said
    assert (PACKAGE / "README.md").read_text("utf-8").strip() in said
    assert re.findall("^Requires-Dist: (.*)$", said, re.M) == ['matplotlib; extra == "plot"']


TRIED = """
import sys
from bufferscope import check, language, measure, show

language(sys.argv[1])
picture = show(data=bytearray(b"memory"), copy=b"mem")
assert picture.svg().count("<svg") and picture._repr_html_()
result = measure({"nothing": lambda size: lambda: None}, [1, 100], seconds=0.01)
assert result.plot().svg() and result.slope("nothing") < 9
print(picture, result, sep="\\n")
def size_of(obj):
    with memoryview(obj) as view:
        return view.nbytes
print(check(size_of).solved, check(lambda obj: len(obj), "size_of"))
"""
SAID = ("measure.median", "verdict.got", "verdict.due")  # what all of it must say, by ids


@pytest.mark.parametrize("language", LANGUAGES)
def test_instruments_work_alone(python, language, tmp_path):
    done = run(python, "-c", TRIED, language, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "True ✘ size_of" in done.stdout
    words = import_module(f"bufferscope.words.{language}").WORDS
    assert [id for id in SAID if words[id] not in done.stdout] == []


def test_a_notebook_is_judged_from_the_shell(python, tmp_path):
    cell = "from bufferscope import check\ndef size_of(obj): return memoryview(obj).nbytes\ncheck(size_of)"
    nbformat.write(
        nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell)]), tmp_path / "mine.ipynb"
    )
    done = run(python, "-m", "bufferscope", "mine.ipynb", cwd=tmp_path)
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "mine.ipynb: 1 of 1 solved"), done


def test_nothing_else_is_in_the_environment(python, tmp_path):
    code = "import json, importlib.metadata as m; print(json.dumps([d.name for d in m.distributions()]))"
    assert json.loads(run(python, "-c", code, cwd=tmp_path).stdout) == ["bufferscope"]


# Names


def listed():
    """Return {module: names} of the section “Names” of the README."""
    readme = (PACKAGE / "README.md").read_text("utf-8")
    section = readme.partition("\n## Names\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `(bufferscope[.\w]*)` \| (.*?) \|", section, re.M)
    return {module: set(re.findall(r"`(\w+)`", names)) for module, names in rows}


def test_the_readme_lists_the_public_names():
    assert listed().keys() >= {"bufferscope"}
    for module, names in listed().items():
        assert set(import_module(module).__all__) == names, module
    assert all(callable(getattr(bufferscope, name)) for name in bufferscope.__all__)


@pytest.mark.parametrize("stem", stems())
def test_notebooks_import_public_names_only(stem):
    """The code is the same in all editions."""
    public = listed()
    for cell in read(path_of(stem, "en")).cells:
        if cell.cell_type != "code" or "bufferscope" not in cell.source:
            continue
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("bufferscope"):
                names = {alias.name for alias in node.names}
                assert names <= public.get(node.module, set()), f"{cell.id}: {names}"
            elif isinstance(node, ast.Import):
                assert not any(alias.name.startswith("bufferscope") for alias in node.names), (
                    cell.id
                )


def test_the_version_is_said_once():
    """The changelog begins with it, and the book is cited by it."""
    changes = (PACKAGE / "CHANGELOG.md").read_text("utf-8")
    assert re.search(r"^## (\d+\.\d+\.\d+)", changes, re.M)[1] == PROJECT["version"]
    cited = (ROOT / "CITATION.cff").read_text("utf-8")
    assert f"\nversion: {PROJECT['version']}\n" in cited
