"""Marks: a row for each file, whatever it holds; what deceives is flagged; nothing handed in is changed."""

import ast
import csv
import json
import os
import shutil
import socket
import sys
import threading
import time

import pytest

from book import commands
from book.classroom import grading, handed_in
from book.classroom.handout import SHEET, sheet, student
from book.classroom.needed import needed, statements
from book.notebooks import path_of, read, tags
from book.wording import say

SIZE = """
def size_of(obj):
    view = memoryview(obj)
    size = view.nbytes
    view.release()
    return size
"""
EXPORTER = """
def is_exporter(obj):
    try:
        memoryview(obj).release()
    except Exception:
        return False
    else:
        return True
"""
HONEST = {"size_of": SIZE, "is_exporter": EXPORTER}
WRONG = "def size_of(obj):\n    return len(obj)"
BOTH = "✔ size_of 21/21; ✔ is_exporter 15/15"


def notebook(answers=(), extra=(), language="en", stem="02-exporters", alone=False, plain=False):
    """Return a handout, as JSON, with answers written in and cells of code added at its end.

    alone  as a sheet of exercises; plain  without ids and metadata, as some programs write it
    """
    made = student(read(path_of(stem, language)), set())
    if alone:
        made = sheet(made, say(language, SHEET))
    for cell in made.cells:
        for name, source in dict(answers).items():
            if "exercise" in tags(cell) and f"def {name}(" in cell.source:
                cell.source = source
    whole = json.loads(json.dumps(made))
    for source in extra:
        cell = {"cell_type": "code", "source": source, "metadata": {}, "outputs": []}
        whole["cells"].append(cell)
    if plain:
        del whole["metadata"]
        for cell in whole["cells"]:
            cell.pop("id", None)
            del cell["metadata"]
    return json.dumps(whole, ensure_ascii=False)


def cheat(text, **others):
    return notebook({"size_of": text, "is_exporter": EXPORTER}, **others)


BOOKS_OWN = (
    "def size_of(obj):\n    # mine\n    with memoryview(obj) as view:\n        return view.nbytes"
)
READS_FRAMES = """
import sys
def size_of(obj):
    frame = sys._getframe()
    while frame:
        if "due" in frame.f_locals:
            return frame.f_locals["due"]
        frame = frame.f_back
"""
PATCHES = """
import bufferscope.running
bufferscope.running._compare = lambda *given: None
def size_of(obj):
    bufferscope.running
    return 0
"""
OTHER_CASES = """
from bufferscope.cases import load
known = load()["size_of"]
known.__dict__["cases"] = lambda: iter([])
def size_of(obj):
    return known
"""

# name: (what it holds, what its row says: column -> piece of text)
FILES = {
    "honest ann 02-exporters.ipynb": (
        notebook(HONEST),
        {"solved": "2", "verdicts": BOTH, "student": "honest ann", "language": "en"},
    ),
    "sheet/02-exporters-exercises.ipynb": (
        notebook(HONEST, alone=True, language="tr"),
        {"solved": "2", "student": "sheet", "language": "tr"},
    ),
    "Пётр Ильич_77_assignsubmission_file/02-exporters.ipynb": (
        notebook(HONEST, language="ru"),
        {"solved": "2", "student": "Пётр Ильич", "language": "ru"},
    ),
    "empty.ipynb": (notebook(), {"solved": "0", "verdicts": "… size_of 0/21; … is_exporter 0/15"}),
    "wrong.ipynb": (
        notebook({"size_of": WRONG, "is_exporter": EXPORTER}),
        {"solved": "1", "verdicts": "✘ size_of ", "remarks": "size_of: "},
    ),
    "no metadata.ipynb": (notebook(HONEST, plain=True), {"solved": "2", "lesson": "02-exporters"}),
    "answer in a new cell.ipynb": (notebook({}, extra=[SIZE, EXPORTER]), {"solved": "2"}),
    "helper.ipynb": (
        notebook({"size_of": "def size_of(obj):\n    return helper(obj)", "is_exporter": EXPORTER},
                 extra=["%matplotlib inline\n" + SIZE.replace("size_of", "helper")]),
        {"solved": "2", "remarks": ""},
    ),
    "deleted.ipynb": (
        notebook({"size_of": "", "is_exporter": EXPORTER}), {"verdicts": "✘ size_of missing; ✔"}
    ),
    "no python.ipynb": (
        cheat("def size_of(obj) return"), {"verdicts": "✘ size_of missing; ✔", "remarks": "no Python"}
    ),
    "raises.ipynb": (cheat(SIZE + "import sys\nsize_of.a = 1 / 0\nsize_of.b = sys.exit()"), {"solved": "2"}),
    "endless cell.ipynb": (notebook(HONEST, extra=["while True: pass"]), {"solved": "2"}),
    "endless.ipynb": (
        cheat("def size_of(obj):\n    while True: pass"), {"verdicts": "✘ size_of 0/21; ✔"}
    ),
    "endless in c.ipynb": (
        cheat("def size_of(obj):\n    return sum(iter(int, 1))"),
        {"verdicts": "✘ size_of timeout; ✔", "remarks": "ended after"},
    ),
    "crash.ipynb": (
        cheat("import ctypes\ndef size_of(obj):\n    return ctypes.string_at(0)"),
        {"verdicts": "✘ size_of crash; ✔"},
    ),
    "exit.ipynb": (
        cheat("import os\ndef size_of(obj):\n    os._exit(0)"), {"verdicts": "✘ size_of crash; ✔"}
    ),
    "memory.ipynb": (
        cheat("kept = bytearray(2**40)\ndef size_of(obj):\n    return len(kept)"),
        {"solved": "1", "remarks": "size_of: MemoryError"},
    ),
    "network.ipynb": (
        cheat("import socket\nsize_of = socket.create_connection(('192.0.2.1', 80), 9) and id"),
        {"verdicts": "✘ size_of missing; ✔", "remarks": "no network"},
    ),
    "starts.ipynb": (
        cheat("import subprocess\nsize_of = subprocess.run(['true']) and id"),
        {"verdicts": "✘ size_of missing; ✔", "remarks": "subprocess.Popen is not allowed"},
    ),
    "redefines.ipynb": (
        cheat(WRONG, extra=["def check(answer):\n    print('✔')", "check(size_of)"]),
        {"solved": "1", "suspicions": "check is redefined"},
    ),
    "patches.ipynb": (
        cheat(PATCHES),
        {"solved": "1", "verdicts": "suspect; ✔", "suspicions": "size_of: passes a case that no"},
    ),
    "reads frames.ipynb": (
        cheat(READS_FRAMES),
        {"solved": "1", "verdicts": "suspect; ✔", "suspicions": "looks at _getframe"},
    ),
    "other cases.ipynb": (
        cheat(OTHER_CASES),
        {"solved": "1", "verdicts": "suspect; ✔", "suspicions": "imports bufferscope.cases.load"},
    ),
    "prints.ipynb": (
        cheat("import os\ndef size_of(obj):\n    for i in range(3, 9):\n        try:\n            "
              "os.write(i, b'{\"passed\": 21, \"total\": 21, \"judged\": true, \"report\": \"\"}')\n"
              "        except OSError: pass\n    os._exit(0)"),
        {"verdicts": "✘ size_of crash; ✔"},
    ),
    "books own.ipynb": (
        cheat(BOOKS_OWN), {"solved": "2", "suspicions": "size_of: the book's own solution"}
    ),
    "gives.ipynb": (
        cheat(WRONG + "\nfrom bufferscope.judging import best\nsize_of = best(size_of)"),
        {"solved": "2", "suspicions": "calls best"},
    ),
    "another version.ipynb": (
        notebook(HONEST).replace("`size_of(obj)`", "`size_of(thing)`"),
        {"solved": "2", "remarks": "not set as in this version"},
    ),
    "game.ipynb": (
        notebook(stem="myths", language="tr", extra=['answers = {"a": True}\ncheck(answers, "true_or_false")']),
        {"lesson": "myths", "language": "tr", "verdicts": "… view_copy_or_error 0/20; ✘ true_or_false"},
    ),
    "glossary.ipynb": (
        path_of("glossary", "en").read_text("utf-8"), {"remarks": "no exercise of the book"}
    ),
    "elsewhere.ipynb": ('{"cells": [], "metadata": {}}', {"remarks": "no exercise of the book"}),
    "broken.ipynb": (notebook(HONEST)[:-9], {"remarks": "no notebook, or a broken one"}),
    "list.ipynb": ("[1, 2]", {"remarks": "JSON, but no notebook"}),
    "deep.ipynb": ("[" * 100_000, {"remarks": "no notebook"}),
    "old.ipynb": ('{"worksheets": []}', {"remarks": "old format"}),
    "nothing": ("", {"remarks": "no notebook"}),
    "picture.png": (b"\x89PNG\r\n\x1a\n\xff\xfe", {"remarks": "not text", "student": "picture"}),
    "archive.zip": (b"PK\x03\x04\x14\x00\xff", {"remarks": "not text"}),
    "large.ipynb": (None, {"remarks": "too large"}),
    "=HYPERLINK(1).ipynb": ("{}", {"student": "'=HYPERLINK", "file": "'=HYPERLINK"}),
}  # fmt: skip
LIMITS = ["--case", "1", "--seconds", "6"]


def everything(folder):
    return {
        path.relative_to(folder): (path.read_bytes() if path.stat().st_size < 2**24 else b"")
        for path in folder.rglob("*")
        if path.is_file()
    }


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["file"]: row for row in csv.DictReader(file)}


def put(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if content is None:  # a hole takes no room
        with path.open("wb") as file:
            file.truncate(2**30)
    elif isinstance(content, str):
        path.write_text(content, "utf-8")
    else:
        path.write_bytes(content)


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """Return (folder, rows by file) of all these files, graded together."""
    folder = tmp_path_factory.mktemp("handed in")
    for name, (content, _) in FILES.items():
        put(folder, name, content)
    before = everything(folder)
    marks = folder.parent / f"{folder.name}.csv"
    assert commands.run(["grade", str(folder), "--csv", str(marks), *LIMITS]) == 0
    assert everything(folder) == before
    return folder, marks, rows_of(marks)


@pytest.mark.parametrize("name", FILES)
def test_every_file_has_its_row(graded, name):
    row = graded[2]["'" + name if name.startswith("=") else name]
    for column, text in FILES[name][1].items():
        assert text in row[column] if text else row[column] == "", row


def test_there_are_no_other_rows_and_honest_ones_are_not_suspected(graded):
    _, _, rows = graded
    assert len(rows) == len(FILES)
    suspected = {name for name, row in rows.items() if row["suspicions"]}
    assert suspected == {
        "redefines.ipynb", "patches.ipynb", "reads frames.ipynb", "other cases.ipynb", "books own.ipynb", "gives.ipynb",
    }  # fmt: skip


def test_what_is_unchanged_is_not_graded_again(graded, tmp_path, capsys, monkeypatch):
    folder, marks = tmp_path / "in", tmp_path / "marks.csv"
    for name in ("wrong.ipynb", "picture.png", "empty.ipynb"):
        put(folder, name, FILES[name][0])
    shutil.copy(graded[1], marks)
    put(folder, "empty.ipynb", notebook(HONEST))
    judged = []
    judge = grading.apart.judge
    monkeypatch.setattr(
        grading.apart, "judge", lambda *task: judged.append(task[2]) or judge(*task)
    )
    assert commands.run(["grade", str(folder), "--csv", str(marks)]) == 0
    assert judged == ["size_of", "is_exporter"]
    rows = rows_of(marks)
    assert list(rows) == ["empty.ipynb", "picture.png", "wrong.ipynb"]
    assert rows["empty.ipynb"]["solved"] == "2"
    assert rows["wrong.ipynb"] == graded[2]["wrong.ipynb"]
    said = capsys.readouterr().out.splitlines()
    assert (
        "(unchanged)" in said[1] and "unchanged" not in said[0] and said[2].startswith("3/3 wrong")
    )


def test_marks_are_by_solved_exercises_unless_they_are_weighed(graded, tmp_path, capsys):
    """Rows that are kept are weighed anew."""
    names = ("wrong.ipynb", "picture.png", "empty.ipynb", "patches.ipynb")
    columns = "points", "of", "weights"
    for name in names:
        put(tmp_path / "in", name, FILES[name][0])
        equal = "" if name == "picture.png" else "size_of 1, is_exporter 1"
        assert graded[2][name]["weights"] == equal
    assert graded[2]["wrong.ipynb"]["points"] == "1" and graded[2]["wrong.ipynb"]["of"] == "2"
    marks, weights = tmp_path / "marks.csv", tmp_path / "weights.yml"
    shutil.copy(graded[1], marks)
    weights.write_text("size_of: 3\nis_exporter: 0.5\n", "utf-8")
    asked = ["grade", str(tmp_path / "in"), "--csv", str(marks), "--weights", str(weights)]
    assert commands.run(asked) == 0
    assert "wrong.ipynb: 0.5 of 3.5 (unchanged)" in capsys.readouterr().out
    rows = rows_of(marks)
    assert {name: [rows[name][column] for column in columns] for name in names} == {
        "wrong.ipynb": ["0.5", "3.5", "size_of 3, is_exporter 0.5"],
        "patches.ipynb": ["0.5", "3.5", "size_of 3, is_exporter 0.5"],
        "empty.ipynb": ["0", "3.5", "size_of 3, is_exporter 0.5"],
        "picture.png": ["", "", ""],
    }
    assert rows["wrong.ipynb"]["solved"] == "1"


@pytest.mark.parametrize(
    "text, said",
    [
        ("size_off: 1", "no exercise “size_off”"),
        ("size_of: many", "has no weights"),
        ("size_of: -1", "has no weights"),
        ("size_of: .inf", "has no weights"),
        ("size_of", "has no weights"),
        ("size_of: [", "has no weights"),
        (None, "can't be read"),
    ],
)
def test_weights_that_are_none_are_refused(tmp_path, capsys, text, said):
    weights = tmp_path / "weights.yml"
    if text is not None:
        weights.write_text(text, "utf-8")
    marks = tmp_path / "marks.csv"
    asked = ["grade", str(tmp_path), "--csv", str(marks), "--weights", str(weights)]
    assert commands.run(asked) == 1
    assert said in capsys.readouterr().err and not marks.exists()


def test_a_run_that_is_broken_off_leaves_its_rows(tmp_path, monkeypatch):
    folder, marks = tmp_path / "in", tmp_path / "marks.csv"
    for name in "abc":
        put(folder, name, "")
    take = grading.take

    def broken_off(path):
        if path.name == "c":
            raise KeyboardInterrupt
        return take(path)

    monkeypatch.setattr(grading, "take", broken_off)
    assert commands.run(["grade", str(folder), "--csv", str(marks)]) == 130
    assert list(rows_of(marks)) == ["a", "b"]


def test_a_file_that_can_not_be_marked_has_a_row(tmp_path, monkeypatch):
    put(tmp_path / "in", "a.ipynb", notebook(HONEST))
    monkeypatch.setattr(grading.apart, "judge", lambda *task: 1 / 0)
    marks = tmp_path / "marks.csv"
    assert commands.run(["grade", str(tmp_path / "in"), "--csv", str(marks)]) == 0
    assert "ZeroDivisionError" in rows_of(marks)["a.ipynb"]["remarks"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_what_is_no_file_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    with pytest.raises(handed_in.Unreadable, match="no file"):
        handed_in.take(tmp_path / "pipe")
    with pytest.raises(handed_in.Unreadable, match="can't be read"):
        handed_in.take(tmp_path / "gone")


def test_an_honest_notebook_takes_less_than_three_seconds(tmp_path):
    put(tmp_path, "a.ipynb", notebook(HONEST))
    handed_in.lessons()  # read once for all files
    start = time.monotonic()
    row = grading._row(tmp_path, tmp_path / "a.ipynb", 5, 60)
    assert row["solved"] == "2" and time.monotonic() - start < 3


def judged(code, seconds=20):
    return grading.apart.judge([code], "size_of", "size_of", 1, seconds)


def test_files_outside_can_not_be_changed(tmp_path):
    mine = tmp_path / "mine.txt"
    mine.write_text("mine")
    for call in (
        "open({!r}, 'w')",
        "os.remove({!r})",
        "os.rename({!r}, 'taken')",
        "shutil.rmtree({!r})",
    ):
        found = judged("import os, shutil\n" + call.format(str(mine)))
        assert "may not be changed" in found["errors"][0], found
    assert mine.read_text() == "mine"
    assert judged("open('own.txt', 'w').write('x')\n" + SIZE)["passed"] == 21


@pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux can take the network from a process"
)
def test_not_even_this_machine_is_reached():
    with socket.create_server(("127.0.0.1", 0)) as server:
        called = []
        threading.Thread(target=lambda: called.append(server.accept()), daemon=True).start()
        port = server.getsockname()[1]
        found = judged(f"import socket\nsocket.create_connection(('127.0.0.1', {port}), 5)")
    assert found["errors"] and not called


def test_keys_of_the_teacher_are_not_handed_on(monkeypatch):
    monkeypatch.setenv("SECRET_TOKEN", "x")
    found = judged("import os\nraise OSError('SECRET_TOKEN' in os.environ)")
    assert found["errors"] == ["OSError: False"]


@pytest.mark.parametrize(
    "holding, said",
    [("notes", "holds no marks"), ("", "holds no marks"), (b"\xff", "holds no marks")],
)
def test_another_file_is_not_written_over(tmp_path, capsys, holding, said):
    put(tmp_path, "marks.csv", holding)
    (tmp_path / "in").mkdir()
    before = everything(tmp_path)
    assert commands.run(["grade", str(tmp_path / "in"), "--csv", str(tmp_path / "marks.csv")]) == 1
    assert said in capsys.readouterr().err and everything(tmp_path) == before


def test_no_folder(tmp_path, capsys):
    marks = str(tmp_path / "marks.csv")
    assert commands.run(["grade", str(tmp_path / "nowhere"), "--csv", marks]) == 1
    assert "is no folder" in capsys.readouterr().err


@pytest.mark.parametrize(
    "sources, makes",
    [
        (["a = 1", "b = 2", "def f():\n    return a"], "a f"),
        (["a = []", "a.append(1)", "a[0] = 2", "b = a", "f = lambda: a"], "a a a f"),
        (["import re, os", "def f(re):\n    re = 1\n    return re"], "f"),
        (["def g():\n    global a\n    a = 1", "g()", "def f():\n    return a"], "a,g f"),
        (["class A: pass", "A.f = 1", "f = A"], "A A f"),
        (["f = 1", "f = 2"], "f f"),
        (["import re", "m = re.search('a', 'b')", "f = re.compile"], "re f"),
        (["%time f = 1", "%%bash\nf = 3", "f = 2"], "f"),
    ],
)
def test_only_what_an_answer_needs_is_run(sources, makes):
    given, wrong = statements(sources)
    found = [",".join(sorted(one.makes)) for one in needed(given, "f")]
    assert " ".join(found) == makes and not wrong


@pytest.mark.parametrize(
    "path, lesson, name",
    [
        ("Ada L 02-exporters.ipynb", "02-exporters", "Ada L"),
        ("02-exporters_ada.ipynb", "02-exporters", "ada"),
        ("02-exporters-exercises - Ада (2).ipynb", "02-exporters", "Ада"),
        ("Ада_5_assignsubmission_file_/02-exporters.ipynb", "02-exporters", "Ада"),
        ("02-exporters.ipynb", "02-exporters", ""),
        ("ada.ipynb", "", "ada"),
    ],
)
def test_the_student_is_named_by_the_file_or_its_folder(tmp_path, path, lesson, name):
    assert grading.student(tmp_path, tmp_path / path, lesson) == name


@pytest.mark.parametrize("stem", handed_in.lessons())
def test_the_solutions_of_every_lesson_get_full_marks(tmp_path, stem):
    """They are run as students would hand them in: without the claims, in the cells of the exercises."""
    book = read(path_of(stem, "en"))
    solved = {}
    for cell in book.cells:
        if "solution" in tags(cell):
            for node in ast.parse(cell.source.replace("_solution", "")).body:
                solved[next(iter(statements([ast.unparse(node)])[0][0].makes))] = cell.source
    made = student(book, set())
    for cell in made.cells:
        if cell.cell_type == "code" and "..." in cell.source:
            given = frozenset().union(*(one.makes for one in statements([cell.source])[0]))
            found = [source for name, source in solved.items() if name in given]
            if found and stem != "myths":
                cell.source = found[0].replace("_solution", "")
    if stem == "myths":  # two games that call their answers alike
        answers = [cell.source for cell in book.cells if "solution" in tags(cell)]
        cells = [cell for cell in made.cells if "exercise" in tags(cell)]
        for cell, source in zip(cells, answers, strict=True):
            cell.source = source.replace("_solution", "")
    put(tmp_path, "a.ipynb", json.dumps(made))
    row = grading._row(tmp_path, tmp_path / "a.ipynb", 5, 60)
    lesson = handed_in.lessons()[stem]
    unjudged = row["verdicts"].count("– ")  # what needs a newer Python
    assert row["lesson"] == stem and int(row["solved"]) == len(lesson.exercises) - unjudged, row
    assert unjudged == 0 or "newer" in row["remarks"]
