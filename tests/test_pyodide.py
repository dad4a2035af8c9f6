"""The instruments and the notebooks in WebAssembly: 32 bits, no signals, no threads, and Pythons that
are not installed here. Pyodide runs under Node; whatever it needs is in its npm package.

The site's own Pyodide is the one that the build gets; the others are pinned in tests/node, 27 MB.
"""

import importlib.util
import json
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
import yaml

from book import npm
from book.live import parts
from book.notebooks import path_of, read, stems, tags
from bufferscope import language
from tests.messages import cards, said_otherwise

# A busy machine takes its time for three Pythons; one that hangs is ended all the same.
pytestmark = [pytest.mark.once, pytest.mark.timeout(1200)]

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "tests" / "node"
LOCKS = sorted(p for p in ROOT.rglob("package-lock.json") if "node_modules" not in p.parts)
PYTHONS = {
    "3.13": FOLDER / "node_modules" / "pyodide-313",
    "3.14": parts.PYODIDE,  # the one of the pages
    "3.15": FOLDER / "node_modules" / "pyodide-315",
}


PAGES_OWN = "3.14"
SESSION, RAISING = "tests/node/session.py", "tests/raising.py"


@pytest.fixture(scope="module")
def report(npm_parts):
    """Return a function that gives what one of the Pythons, such as "3.14", did with notebooks and scripts.

    Each is started once, for all tests. Measurements, the claims that rest on them, and the instruments, are run
    on the pages' Python only: they take seconds.
    """

    @cache
    def report(version):
        leave_to_the_native(version)
        options, more = ([], [SESSION]) if version == PAGES_OWN else (["--unmeasured"], [])
        paths = [path_of(stem, "en") for stem in stems()]
        command = [npm.node(), "notebooks.mjs", *options, ROOT, PYTHONS[version], *paths]
        done = subprocess.run(
            [*command, RAISING, *more], cwd=FOLDER, capture_output=True, text=True, encoding="utf-8"
        )
        assert done.returncode == 0, done.stderr[-3000:]
        said = json.loads(done.stdout)
        assert said["version"].startswith(version)
        return said

    return report


@pytest.fixture(scope="module")
def there(report):
    """Return what the instruments gave in Pyodide."""
    return json.loads(report(PAGES_OWN)["scripts"][SESSION])


@pytest.fixture(scope="module")
def session():
    """Return session.py as a module of this Python."""
    spec = importlib.util.spec_from_file_location("session", FOLDER / "session.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.parent.name)
def test_the_lock_names_exact_versions_and_no_address(lock):
    text = lock.read_text("utf-8")
    assert "://" not in text
    assert "resolved" not in text
    package = json.loads((lock.parent / "package.json").read_text("utf-8"))
    wanted = {**package.get("dependencies", {}), **package.get("devDependencies", {})}
    packages = json.loads(text)["packages"]
    assert wanted
    for name, version in wanted.items():
        assert packages[f"node_modules/{name}"]["version"] == version.rpartition("@")[2]
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


def test_every_exercise_can_be_judged(there):
    """On 32 bits, with no files on disk: each reference passes. NumPy is not there."""
    reports = there["references"]
    assert len(reports) > 25
    assert [r for r in reports.values() if not r.startswith("✔") and "NumPy" not in r] == []


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


# The notebooks, on Pythons from 3.13 to 3.15: what they print there is what is stored, but for a list.

DIFFERENCES = yaml.safe_load((FOLDER / "differences.yml").read_text("utf-8"))


def said(outputs):
    """Return what outputs say, without what differs between Jupyter's way of storing them and ours."""
    found = []
    for output in outputs:
        kind = output.get("output_type") or output["type"]
        if kind == "stream":
            if found and found[-1][0] == output["name"]:
                found[-1] = (output["name"], found[-1][1] + output["text"])
            else:
                found.append((output["name"], output["text"]))
        elif kind == "error":
            found.append(("error", output.get("ename") or output["name"]))
        else:
            data = output["data"]
            found.append(("shown", data.get("text/html") or data["text/plain"]))
    return found


def missing_module(outputs):
    """Return the module of the standard library for want of which a cell failed, or None."""
    for output in outputs:
        if output["type"] == "error" and output["name"] == "ModuleNotFoundError":
            return re.search(r"No module named '([\w.]+)'", output["text"])[1]
    return None


def findings(notebook, ran):
    """Return {cell: why it is not as stored} of a notebook that was run elsewhere."""
    found = {}
    for cell in notebook.cells:
        if cell.id not in ran:
            continue
        now = ran[cell.id]
        if now["status"] == "absent":
            found[cell.id] = now["package"]
        elif module := missing_module(now["outputs"]):
            found[cell.id] = module
        elif "nbval-ignore-output" not in tags(cell) and said(cell.outputs) != said(now["outputs"]):
            found[cell.id] = f"{said(cell.outputs)} became {said(now['outputs'])}"
    return found


def is_installed(version):
    """Whether a Python of that version is found where .ci/run looks: a launcher can exist for one that does not run."""
    found = [sys.executable, shutil.which(f"python{version}")]
    found += Path.home().glob(f".pyenv/versions/{version}*/bin/python")
    asked = [
        subprocess.run([python, "--version"], capture_output=True, text=True).stdout
        for python in found
        if python
    ]
    return any(f"Python {version}." in said for said in asked)


def leave_to_the_native(version):
    """Skip a Python that is installed here; the pages' own, and the newest, are run all the same."""
    if version == "3.13" and is_installed(version):
        pytest.skip("Python 3.13 is installed, so .ci/run runs the notebooks on it")


@pytest.fixture(scope="module", params=PYTHONS)
def ran(request, report):
    """Return one of the Pythons, such as "3.14", and {stem: what its cells did} on it."""
    notebooks = report(request.param)["notebooks"]
    return request.param, {Path(path).stem: cells for path, cells in notebooks.items()}


def test_notebooks_print_there_what_they_print_here(ran):
    unlike = {
        stem: {
            cell: why
            for cell, why in findings(read(path_of(stem, "en")), cells).items()
            if cell not in DIFFERENCES.get(stem, {})
        }
        for stem, cells in ran[1].items()
    }
    assert {stem: cells for stem, cells in unlike.items() if cells} == {}


def test_each_difference_on_the_list_is_there(ran):
    """What a cell on the list does must differ, and for the reason that is given, on the Pythons that are named."""
    version, notebooks = ran
    for stem, cells in DIFFERENCES.items():
        found = findings(read(path_of(stem, "en")), notebooks[stem])
        for cell, reason in cells.items():
            if cell in notebooks[stem]:
                wanted = reason.get(version) if isinstance(reason, dict) else reason
                assert found.get(cell) == wanted, f"{stem}: {cell}"


@pytest.mark.parametrize("version", PYTHONS)
def test_errors_say_there_what_the_page_says(report, version):
    """The notebooks are compared by the types of their errors, these by every word."""
    raised = json.loads(report(version)["scripts"][RAISING])
    assert len(raised) > 80
    unlike = said_otherwise(cards(), raised, version)
    assert {f"{card}-raised" for card in unlike} <= DIFFERENCES["errors"].keys()


def test_a_difference_is_found():
    notebook = read(path_of("01-slices", "en"))
    cell = next(cell for cell in notebook.cells if cell.id == "second-name")
    output = {"type": "stream", "name": "stdout", "text": cell.outputs[0]["text"]}
    same = {"status": "done", "outputs": [output]}
    assert findings(notebook, {cell.id: same}) == {}
    output["text"] = output["text"].replace("JELLO", "HELLO", 1)
    assert cell.id in findings(notebook, {cell.id: same})
    assert findings(notebook, {cell.id: {"status": "absent", "package": "numpy"}}) == {
        cell.id: "numpy"
    }
    text = "ModuleNotFoundError: No module named 'sqlite3'"
    error = {"type": "error", "name": "ModuleNotFoundError", "text": text}
    assert findings(notebook, {cell.id: {"status": "error", "outputs": [error]}}) == {
        cell.id: "sqlite3"
    }
