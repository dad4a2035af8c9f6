"""nbgrader and Otter-Grader themselves mark handouts: an empty notebook gets nothing, the solutions full marks.

The programs want an environment of their own, in which matplotlib is, too. GRADERS names the folder of its commands:

    python3 -m venv graders && graders/bin/pip install nbgrader otter-grader matplotlib
    GRADERS=$PWD/graders/bin python3 -m book test tests/test_graders.py
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from book import LANGUAGES
from book.classroom.exercises import sections
from book.classroom.handout import make
from book.classroom.questions import Question, set_out
from book.notebooks import path_of, read, stems
from bufferscope import language

pytestmark = pytest.mark.once
# Two functions to write in one cell and a task; variables beside the solution; two games with answers of one name.
STEMS = {"en": "09-dimensions", "tr": "06-comparing", "ru": "myths"}
POINTS = {"en": 5, "tr": 2, "ru": 2}
SCORES = """
import json
from nbgrader.api import Gradebook
with Gradebook("sqlite:///gradebook.db") as book:
    print(json.dumps({one.student.id: (one.score, one.max_score) for one in book.submissions()}))
"""


def run(name, *arguments, folder):
    """Run a command of the graders' environment; return what it prints."""
    place = os.environ.get("GRADERS")
    if not place:
        pytest.skip("GRADERS does not name an environment with nbgrader and otter")
    command = shutil.which(name, path=place)
    assert command, f"there is no {name} in {place}"
    # Kernels, too, are those of the environment.
    environment = {**os.environ, "PATH": os.pathsep.join([place, os.environ["PATH"]])}
    environment.pop("PYTHONPATH", None)
    done = subprocess.run(
        [command, *arguments], cwd=folder, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("code", LANGUAGES)
def test_nbgrader(code, tmp_path):
    stem = STEMS[code]
    folder = make(code, [stem], False, tmp_path / "course", "nbgrader")
    run("nbgrader", "generate_assignment", stem, folder=folder)
    for student, made in (("empty", "release"), ("solved", "source")):
        shutil.copytree(folder / made / stem, folder / "submitted" / student / stem)
    run("nbgrader", "autograde", stem, folder=folder)
    scores = SCORES.replace("book.submissions()", f"book.assignment_submissions({stem!r})")
    found = json.loads(run("python", "-c", scores, folder=folder))
    assert found == {"empty": [0, POINTS[code]], "solved": [POINTS[code], POINTS[code]]}
    released = (folder / "release" / stem / f"{stem}.ipynb").read_text("utf-8")
    assert "SOLUTION" not in released and "..." in released


@pytest.mark.parametrize("code", LANGUAGES)
def test_otter(code, tmp_path):
    stem = STEMS[code]
    folder = make(code, [stem], False, tmp_path / "course", "otter") / stem
    run("otter", "assign", f"{stem}.ipynb", "dist", folder=folder)  # it runs the solutions, too
    [archive] = (folder / "dist" / "autograder").glob("*.zip")
    found = {}
    for made in ("student", "autograder"):
        notebook = Path("dist", made, f"{stem}.ipynb")
        results = folder / f"marks-{made}"
        results.mkdir()
        run("otter", "run", "-a", str(archive), "-o", results.name, str(notebook), folder=folder)
        tests = json.loads((results / "results.json").read_text("utf-8"))["tests"]
        found[made] = sum(test.get("score", 0) for test in tests)
    assert found == {"student": 0, "autograder": POINTS[code]}
    assert "SOLUTION" not in (folder / "dist" / "student" / f"{stem}.ipynb").read_text("utf-8")


def run_alone(pieces, solved):
    """Return {exercise: whether it is solved} of a sheet's own code, run in this process."""
    names, found = {"display": lambda *things: None}, {}
    for piece in pieces:
        if isinstance(piece, Question):
            exec(piece.solution if solved else piece.stub, names)
            found[piece.name] = eval(piece.test, names)
        elif piece.cell_type == "code" and not piece.source.startswith("%"):
            exec(piece.source, names)
    return found


@pytest.mark.parametrize("solved", [False, True])
@pytest.mark.parametrize("stem", ["06-comparing", "09-dimensions"])
def test_what_is_set_is_what_its_solution_solves(stem, solved):
    language("en")
    found = run_alone(set_out(read(path_of(stem, "en")), "en"), solved)
    assert len(found) == {"06-comparing": 2, "09-dimensions": 5}[stem]
    assert set(found.values()) == {solved}


def test_every_exercise_is_set_with_its_solution():
    for stem in stems():
        notebook = read(path_of(stem, "en"))
        if sections(notebook):
            pieces = [piece for piece in set_out(notebook, "en") if isinstance(piece, Question)]
            assert len({piece.name for piece in pieces}) == len(pieces) >= 2
            for piece in pieces:
                assert "..." in piece.stub and "..." not in piece.solution
                assert "_solution" not in piece.solution and piece.test.startswith("check(")
