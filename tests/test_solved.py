"""python -m bufferscope says which exercises of a notebook are solved."""

import gc
import json
import os
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from book.execution import needs
from book.notebooks import lesson_stems, path_of, read, stems, tags
from bufferscope import language
from bufferscope.__main__ import main
from bufferscope.notebook import judge_notebook
from bufferscope.verdict import Verdict

ROOT = Path(__file__).parent.parent
IMPORTS = "from bufferscope import check"
RIGHT = """
def size_of(obj):
    with memoryview(obj) as view:
        return view.nbytes
"""


@pytest.fixture(autouse=True)
def english():
    language("en")
    yield
    language("en")


def saved(folder, *sources, name="lesson.ipynb"):
    """Write a notebook of code cells; a source may be (source, tag)."""
    cells = []
    for source in sources:
        source, *tagged = [source] if isinstance(source, str) else source
        cells.append({"cell_type": "code", "source": source, "metadata": {"tags": tagged}})
    cells.append({"cell_type": "markdown", "source": "check(nothing)", "metadata": {}})
    path = folder / name
    path.write_text(json.dumps({"cells": cells}), "utf-8")
    return path


def test_each_exercise_is_judged_where_it_is_checked(tmp_path):
    path = saved(
        tmp_path,
        IMPORTS,
        RIGHT,
        "check(size_of)",
        "def describe(obj):\n    return {}",
        "print(check(describe))",
        "def windows(data, k): ...",
        "check(windows)",
    )
    found = judge_notebook(path)
    assert [(name, verdict.solved) for name, verdict in found.items()] == [
        ("size_of", True),
        ("describe", False),
        ("windows", False),
    ]
    assert "not solved yet" in str(found["windows"])


def test_the_last_check_counts(tmp_path):
    path = saved(
        tmp_path, IMPORTS, "size_of = len\ncheck(size_of, 'size_of')", RIGHT, "check(size_of)"
    )
    assert judge_notebook(path)["size_of"].solved


def test_cells_that_fail_end_alone(tmp_path):
    cells = "1 / 0", "%matplotlib inline", "import sys\nsys.exit()", "raise BaseException", "def f("
    found = judge_notebook(saved(tmp_path, IMPORTS, *cells, RIGHT, "check(size_of)"))
    assert found["size_of"].solved


def test_claims_and_measurements_are_not_run(tmp_path):
    claim = RIGHT + "check(size_of)", "claim"
    measured = "raise SystemExit", "nbval-ignore-output"
    assert judge_notebook(saved(tmp_path, IMPORTS, claim, measured)) == {}


def test_check_that_can_not_judge_is_told(tmp_path):
    found = judge_notebook(saved(tmp_path, IMPORTS, "check(len)", "check(3)"))
    assert list(found) == ["len", "int"]
    assert not any(isinstance(error, Verdict) for error in found.values())


def test_classes_of_the_notebook_can_be_pickled_and_modules_beside_it_imported(tmp_path):
    (tmp_path / "helper.py").write_text("size = lambda obj: memoryview(obj).nbytes")
    cell = "import pickle, helper\nclass A: pass\npickle.dumps(A())\nsize_of = helper.size"
    found = judge_notebook(saved(tmp_path, IMPORTS, cell, "check(size_of, 'size_of')"))
    assert found["size_of"].solved


def test_nothing_is_left_changed(tmp_path, monkeypatch):
    import bufferscope

    def state():
        here = Path.cwd(), sys.path.copy(), dict(os.environ)
        return bufferscope.check, sys.modules["__main__"], *here

    monkeypatch.delenv("MPLBACKEND", raising=False)
    before = state()
    judge_notebook(saved(tmp_path, IMPORTS, "import os\nos.chdir('/')", "1 / 0"))
    assert state() == before


@pytest.mark.parametrize(
    "cells, status, lines",
    [
        ((RIGHT, "check(size_of)"), 0, ["1 of 1 solved", "  ✔ size_of "]),
        (("def size_of(obj): ...", "check(size_of)"), 1, ["0 of 1 solved", "  … size_of 0/"]),
        ((), 0, ["0 of 0 solved"]),
        (("check(len)",), 1, ["0 of 1 solved", "  ✘ len: there is no exercise named 'len'"]),
    ],
)
def test_status_and_lines(tmp_path, capsys, cells, status, lines):
    path = saved(tmp_path, IMPORTS, *cells)
    assert main([str(path)]) == status
    printed = capsys.readouterr().out.splitlines()
    assert len(printed) == len(lines)
    assert printed[0] == f"{path}: {lines[0]}"
    assert all(line.startswith(begin) for line, begin in zip(printed[1:], lines[1:], strict=True))


def test_reports_are_printed_on_request(tmp_path, capsys):
    path = saved(tmp_path, IMPORTS, "def size_of(obj):\n    return len(obj)", "check(size_of)")
    main([str(path), "--reports"])
    assert "    was due:   24" in capsys.readouterr().out


def test_it_speaks_the_language_of_the_notebook(tmp_path, capsys):
    cell = "from bufferscope import language\nlanguage('tr')"
    main([str(saved(tmp_path, IMPORTS, cell, "def size_of(obj): ...", "check(size_of)"))])
    printed = capsys.readouterr().out
    assert "1 alıştırmadan 0 tanesi çözüldü" in printed and "henüz çözülmedi" in printed


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"cells": [1]}'])
def test_what_is_no_notebook_is_refused(tmp_path, capsys, text):
    path = tmp_path / "broken.ipynb"
    path.write_text(text)
    assert main([str(path)]) == 2
    assert "is no notebook" in capsys.readouterr().err
    assert main([str(tmp_path / "missing.ipynb")]) == 2


def test_one_notebook_can_not_spoil_the_next(tmp_path):
    spoiling = saved(tmp_path, IMPORTS, "import os\nos._exit(0)", name="a.ipynb")
    breaking = saved(tmp_path, IMPORTS, "import os\nos._exit(9)", name="b.ipynb")
    good = saved(tmp_path, IMPORTS, RIGHT, "check(size_of)", name="c.ipynb")
    command = [sys.executable, "-m", "bufferscope", *map(str, (spoiling, breaking, good))]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 2
    assert "c.ipynb: 1 of 1 solved" in done.stdout


def judged(path):
    """Judge a lesson. What its later cells would close, such as sockets, is left open when only some are run."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        found = judge_notebook(path)
        gc.collect()
    return found


@pytest.mark.parametrize("stem", lesson_stems()[::4])
def test_a_lesson_is_solved_by_its_solutions(tmp_path, stem):
    """Each exercise is replaced by the solution behind it, without which it is not solved."""
    path = path_of(stem, "en")
    cells = read(path).cells
    names = {verdict.name for verdict in judged(path).values()}
    solutions = iter([cell.source for cell in cells if "solution" in tags(cell)])
    sources = []
    for cell in cells:
        if cell.cell_type != "code" or {"claim", "nbval-ignore-output"} & set(tags(cell)):
            continue
        checks = cell.source.count("check(") and "def " in cell.source  # starter and check in one
        source = cell.source
        if "exercise" in tags(cell) or checks:
            begun = source[source.index("print(check(") :] if checks else ""
            source = next(solutions).replace("_solution", "") + "\n" + begun
        sources.append(source)
    found = judged(saved(tmp_path, *sources))
    assert set(found) == names and names
    assert all(verdict.solved for verdict in found.values()), found


def exercises():
    """Yield (stem, code cells of the section) for each exercise of the lessons."""
    for stem in stems():
        section, heading = [], None
        for cell in [*read(path_of(stem, "en")).cells, None]:
            if cell is None or (cell.cell_type == "markdown" and cell.source.startswith("## ")):
                if any("exercise" in tags(one) for one in section):
                    yield pytest.param(stem, section, id=f"{stem}-{heading}")
                if cell is not None:
                    section, heading = [], cell.id
            elif cell.cell_type == "code":
                section.append(cell)


@pytest.mark.parametrize("stem, section", [*exercises()])
def test_an_exercise_stands_on_the_set_up_and_its_own_section(tmp_path, stem, section):
    """In a page Run takes no more than that (`before` in live.js): a verdict need not wait for the lesson."""
    cells = read(path_of(stem, "en")).cells
    set_up = [cell for cell in cells if cell.id == "imports" or "words" in tags(cell)]
    checks = [cell for cell in section if "check" in tags(cell)]
    if any((needs(cell) or (3,)) > sys.version_info for cell in checks):
        pytest.skip("the exercise can't be judged on this Python")
    others = [cell for cell in section if cell not in checks and "claim" not in tags(cell)]
    sources = [cell.source.replace("_solution", "") for cell in set_up + others + checks]
    found = judged(saved(tmp_path, *sources))
    assert found
    assert {name: getattr(one, "solved", one) for name, one in found.items()} == dict.fromkeys(
        found, True
    )
