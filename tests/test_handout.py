"""Handouts hold what students need, and nothing that only the teacher is to see."""

import ast
import re
import subprocess
import sys

import pytest

from book import LANGUAGES, commands
from book.classroom.exercises import asked, sections
from book.classroom.handout import SHEET, make, sheet, student
from book.classroom.key import HEADING, mistakes
from book.notebooks import lesson_stems, path_of, read, stems, tags, write
from book.wording import say
from bufferscope import check, language
from bufferscope.notebook import judge_notebook

WITH_EXERCISES = [stem for stem in stems() if sections(read(path_of(stem, "en")))]


@pytest.fixture(autouse=True)
def english():
    language("en")
    yield
    language("en")


def solutions(notebook):
    return [cell.source for cell in notebook.cells if "solution" in tags(cell)]


def statements(source):
    """Return the source's definitions, formatted all alike; the name of a solution does not matter."""
    return {ast.unparse(node) for node in ast.parse(source.replace("_solution", "")).body}


def test_every_lesson_has_exercises_with_solutions():
    assert [*lesson_stems(), "myths"] == WITH_EXERCISES
    for stem in WITH_EXERCISES:
        notebook = read(path_of(stem, "en"))
        solved = "".join(solutions(notebook))
        for section in sections(notebook):
            assert all(f"{answer}_solution" in solved for answer in asked(section).values()), stem


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("stem", WITH_EXERCISES)
def test_students_see_no_solution_answer_or_note(stem, code):
    notebook = read(path_of(stem, code))
    for made in (student(notebook, {stem}), sheet(student(notebook, {stem}), say(code, SHEET))):
        source = "\n".join(cell.source for cell in made.cells if cell.cell_type == "code")
        assert not set().union(*map(statements, solutions(notebook))) & statements(
            re.sub(r"(?m)^[%!].*", "", source)
        )
        assert "_solution" not in source
        assert {"chunk-sums-claim", "teacher"}.isdisjoint(cell.id for cell in made.cells)
        for cell in made.cells:
            assert not {"claim", "solution"} & set(tags(cell))
            assert "guess" not in cell.metadata and "i18n" not in cell.metadata
            if cell.cell_type == "code":
                assert cell.outputs == [] and cell.execution_count is None
            else:
                assert cell.source and ("<details" not in cell.source or cell.id.endswith("-hints"))
                links = re.findall(r"\]\(([\w-]+)\.ipynb", cell.source)
                assert set(links) <= {stem}
        assert [asked(section) for section in sections(made)] == [
            asked(section) for section in sections(notebook)
        ]
    words = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    assert all(text.count("<details") == text.count("</details>") for text in words)


def test_links_stay_among_what_is_handed_out():
    notebook = read(path_of("01-slices", "en"))
    last = student(notebook, {"01-slices", "02-exporters"}).cells[-1].source
    assert "[lesson 2](02-exporters.ipynb)" in last
    assert "Next, lesson 2 asks" in student(notebook, {"01-slices"}).cells[-1].source


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_handout_is_ready_to_be_given_away(code, tmp_path, capsys):
    folder = tmp_path / "to give away"
    assert commands.run(["handout", code, "02-exporters", "--output", str(folder)]) == 0
    assert str(folder / "student") in capsys.readouterr().out
    found = {path.name for path in (folder / "student").iterdir()}
    assert {
        "02-exporters.ipynb",
        "02-exporters-exercises.ipynb",
        "README.txt",
        "bufferscope",
    } <= found
    assert {"requirements.txt", "LICENSE.txt", "LICENSE-TEXT.txt"} <= found
    assert {path.name for path in folder.iterdir()} == {"student"}
    assert "02-exporters.ipynb" in (folder / "student" / "README.txt").read_text("utf-8")
    before = read(folder / "student" / "02-exporters-exercises.ipynb")
    assert before.cells[0].source.endswith(say(code, SHEET))
    command = [sys.executable, "-m", "bufferscope", "02-exporters-exercises.ipynb"]
    done = subprocess.run(
        command, cwd=folder / "student", capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 1 and "… size_of 0/" in done.stdout and "✘" not in done.stdout


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_sheet_is_solved_by_the_solutions(code, tmp_path):
    notebook = read(path_of("02-exporters", code))
    made = sheet(student(notebook, set()), say(code, SHEET))
    path = tmp_path / "sheet.ipynb"
    answers = iter(solutions(notebook))
    for cell in made.cells:
        if "exercise" in tags(cell):
            cell.source = next(answers).replace("_solution", "")
    write(path, made)
    found = judge_notebook(path)
    assert set(found) == {"size_of", "is_exporter"}
    assert all(verdict.solved for verdict in found.values())


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_key_has_solutions_answers_and_mistakes(code, tmp_path):
    folder = make(code, ["02-exporters"], True, tmp_path)
    made = read(folder / "key" / "02-exporters-key.ipynb")
    notebook = read(path_of("02-exporters", code))
    code_cells = [cell.source for cell in made.cells if cell.cell_type == "code"]
    assert code_cells == solutions(notebook)
    assert "claim" not in str([cell.id for cell in made.cells])
    words = "\n".join(cell.source for cell in made.cells if cell.cell_type == "markdown")
    assert "<details>" not in words and words.count("<details open>") == sum(
        cell.source.count("<details>") for cell in notebook.cells
    )
    assert words.count(f"**{say(code, HEADING)}") == 2
    assert "__" not in re.sub(r"__\w+__", "", words)  # the catalogue's own names
    assert language() == "en"


def test_mistakes_are_told_as_check_tells_them():
    told = {code: mistakes("size_of", code) for code in LANGUAGES}
    assert "came back:" in told["en"] and "dönen:" in told["tr"] and "получено:" in told["ru"]
    parts = {code: text.count("```text\n✘ size_of") for code, text in told.items()}
    assert 3 <= parts["en"] <= 6 and len(set(parts.values())) == 1
    assert "def size_of(obj):" in told["en"] and '"""' not in told["en"]
    assert "chunk_sums__" not in mistakes("chunk_sums", "en")  # the catalogue's own name
    assert mistakes("true_or_false", "en") == ""


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["glossary"], "“glossary” has no exercises"),
        (["nowhere"], "no notebook “nowhere”"),
        (["02-exporters"], "is there already"),
    ],
)
def test_what_can_not_be_made_is_told_and_nothing_written(tmp_path, capsys, arguments, said):
    (tmp_path / "notes.txt").write_text("mine")
    folder = tmp_path if "already" in said else tmp_path / "new"
    assert commands.run(["handout", "en", *arguments, "--output", str(folder)]) == 1
    assert said in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


STEPS = ("table_parts", "directory", "column", "receive_table")


@pytest.mark.once
@pytest.mark.parametrize("unsolved", ["table_parts", "directory"])  # on which the others rest
def test_who_fails_one_step_of_the_last_task_can_do_the_others(unsolved):
    """On the sheet, which has no solution to go on from."""
    notebook = read(path_of("14-choosing", "en"))
    answers = dict(zip(STEPS, solutions(notebook)[-len(STEPS) :], strict=True))
    made = sheet(student(notebook, set()), say("en", SHEET))
    others = {cell.id for section in sections(made)[:-1] for cell in section}
    names = {"display": lambda *things: None}
    for cell in (cell for cell in made.cells if cell.id not in others):
        source = cell.source
        if "exercise" in tags(cell):
            name = re.match(r"def (\w+)", source)[1]
            if name != unsolved:
                source = answers[name].replace("_solution", "")
        if cell.cell_type == "code" and "check" not in tags(cell):
            exec(source, names)
    found = {name: check(names[name]).solved for name in STEPS}
    assert found == {name: name != unsolved for name in STEPS}
    assert len(names["received"]) == 1496  # the cells that join the steps ran to their end
    for opened in ("here", "there"):
        names[opened].close()
    names["folder"].cleanup()
