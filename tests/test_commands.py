"""The commands of `python3 -m book`, on copies of the project, and what they say to bad input."""

import hashlib
import json
import os
import shutil
import socket
import subprocess
import threading
import time
from pathlib import Path

import pytest

from book import LANGUAGES, ROOT, Problem, commands, notebooks, server, translation
from book.execution import execute, is_stored
from book.notebooks import path_of, read, tags, write
from tests.conftest import copy_project
from tests.notebook_rules import cell_of


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Return a copy of the project on which the commands work instead of the real one."""
    root = copy_project(tmp_path)
    for module in (commands, notebooks, translation):
        monkeypatch.setattr(module, "ROOT", root)
    defaults = [
        function
        for module in (notebooks, translation)
        for function in vars(module).values()
        if callable(function) and ROOT in (getattr(function, "__defaults__", None) or ())
    ]
    for function in defaults:
        replaced = tuple(root if value == ROOT else value for value in function.__defaults__)
        monkeypatch.setattr(function, "__defaults__", replaced)
    return root


def change(path, name, **changes):
    notebook = read(path)
    cell = cell_of(notebook, name)
    for key, value in changes.items():
        cell[key] = value
    write(path, notebook)


def contents_of(root):
    return {path: path.read_bytes() for path in sorted((root / "notebooks").rglob("*.ipynb"))}


# Keeping three editions one


def test_status_of_a_finished_book(project, capsys):
    assert commands.run(["status", "--strict"]) == 0
    assert "Nothing to do" in capsys.readouterr().out


def test_status_reports_stale_and_strict_refuses(project, capsys):
    change(path_of("01-slices", "en"), "views", source="## A view\n\nNew words.")
    assert commands.run(["status"]) == 0
    assert "tr/01-slices: stale: views" in capsys.readouterr().out
    assert commands.run(["status", "--strict"]) == 1


def test_status_refuses_code_that_differs(project, capsys):
    change(path_of("01-slices", "ru"), "bracket", source="print()")
    assert commands.run(["status"]) == 1
    assert "ru/01-slices: code differs: bracket" in capsys.readouterr().out


def test_status_of_one_notebook(project, capsys):
    change(path_of("01-slices", "ru"), "bracket", source="print()")
    assert commands.run(["status", "teaching"]) == 0


def test_diff_shows_how_the_english_changed(project, capsys):
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "first"]):
        subprocess.run([*git, *command], cwd=project, check=True)
    path = path_of("teaching", "en")
    old = cell_of(read(path), "trust").source
    change(path, "trust", source=old.replace("wide margins", "very wide margins"))
    assert commands.run(["diff", "teaching"]) == 0
    said = capsys.readouterr().out
    assert "tr/teaching" in said and "ru/teaching" in said
    assert any(line.startswith("-") and "wide margins" in line for line in said.splitlines())
    assert any(line.startswith("+") and "very wide margins" in line for line in said.splitlines())


def test_diff_without_history_still_shows_the_english(project, capsys):
    subprocess.run(["git", "init", "-q"], cwd=project, check=True)
    change(path_of("teaching", "en"), "trust", source="## New\n\nQuite new.")
    assert commands.run(["diff"]) == 1
    assert "git could not be asked" in capsys.readouterr().err


def test_diff_with_nothing_stale(project, capsys):
    assert commands.run(["diff"]) == 0
    assert "Nothing to do" in capsys.readouterr().out


def test_stamp_says_that_a_cell_is_of_today(project, capsys):
    change(path_of("01-slices", "en"), "views", source="## A view\n\nNew words.")
    assert commands.run(["stamp", "tr", "01-slices", "views"]) == 0
    assert "Stamped: views" in capsys.readouterr().out
    assert commands.run(["status"]) == 0
    said = capsys.readouterr().out
    assert "tr/01-slices" not in said and "ru/01-slices: stale: views" in said
    assert commands.run(["stamp", "tr", "01-slices", "views"]) == 0
    assert "Nothing to do" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["nowhere", "bracket"])
def test_stamp_names_the_cells_that_exist(project, capsys, name):
    before = contents_of(project)
    assert commands.run(["stamp", "tr", "01-slices", "views", name]) == 1
    said = capsys.readouterr().err
    assert name in said and "first-view-seen" in said
    assert contents_of(project) == before


def test_carry_brings_code_and_outputs_to_the_other_editions(project, capsys):
    path = path_of("index", "en")
    source = 'data = bytearray(b"memoryview")\nprint(len(data))'
    change(path, "picture", source=source)
    texts = {code: read(path_of("index", code)).cells[0].source for code in LANGUAGES}
    assert commands.run(["carry"]) == 0
    for code in LANGUAGES:
        notebook = read(path_of("index", code))
        cell = cell_of(notebook, "picture")
        assert cell.source == source
        assert cell.outputs[0].text == "10\n"
        assert cell.execution_count == 3
        assert notebook.cells[0].source == texts[code]
    assert commands.run(["carry"]) == 0
    assert "Nothing to do" in capsys.readouterr().out


def test_carry_adds_moves_and_removes_code_and_keeps_paragraphs(project):
    path = path_of("index", "en")
    notebook = read(path)
    picture = cell_of(notebook, "picture")
    new = json.loads(json.dumps(picture))
    english = read(path)
    english.cells.remove(cell_of(english, "picture"))
    new["id"] = "new"
    english.cells.insert(-1, picture.__class__(new))
    carried = translation.carry(english, read(path_of("index", "tr")))
    assert [c.id for c in carried.cells] == [c.id for c in english.cells]
    assert [c.source for c in carried.cells if c.cell_type == "markdown"] == [
        c.source for c in read(path_of("index", "tr")).cells if c.cell_type == "markdown"
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_carry_writes_all_editions_or_none(project, capsys, language):
    """The editions are run one after the other: one that fails must not leave the others ahead of it."""
    change(path_of("index", "en"), "picture", source="print('changed')")
    words = next(cell for cell in read(path_of("index", language)).cells if "words" in tags(cell))
    broken = f"{words.source}\nif words is not None:\n    raise RuntimeError('broken')"
    change(path_of("index", language), words.id, source=broken)
    before = contents_of(project)
    assert commands.run(["carry", "index"]) == 1
    assert "RuntimeError: broken" in capsys.readouterr().err
    assert contents_of(project) == before


def test_carry_keeps_what_only_a_newer_python_prints(project, capsys):
    for language in LANGUAGES:
        change(path_of("index", language), "picture", metadata={"tags": ["since-3.99"]})
    before = {
        language: cell_of(read(path_of("index", language)), "picture") for language in LANGUAGES
    }
    assert commands.run(["carry", "index"]) == 0
    assert "needs Python" not in capsys.readouterr().out
    for language in LANGUAGES:
        cell = cell_of(read(path_of("index", language)), "picture")
        assert cell.outputs and cell.outputs == before[language].outputs
        assert cell.execution_count == before[language].execution_count


def test_carry_stores_nothing_old_for_changed_code_that_needs_a_newer_python(project, capsys):
    """Someone changes such a cell, and runs it, with a Python that is too old for it."""
    for language in LANGUAGES:
        change(path_of("index", language), "picture", metadata={"tags": ["since-3.99"]})
    change(path_of("index", "en"), "picture", source="x = 1")
    assert commands.run(["carry"]) == 0
    assert "index: picture: needs Python 3.99" in capsys.readouterr().out
    for language in LANGUAGES:
        notebook = read(path_of("index", language))
        cell = cell_of(notebook, "picture")
        assert cell.source == "x = 1" and cell.outputs == [] and cell.execution_count is None
        assert not is_stored(notebook)


def test_a_write_that_ends_in_the_middle_leaves_the_old_notebook(tmp_path, monkeypatch):
    path = tmp_path / "x.ipynb"
    shutil.copy(path_of("index", "en"), path)
    before = path.read_bytes()
    changed = read(path)
    changed.cells[0].source += " And more."
    whole = Path.write_text

    def half(self, text, *args, **options):
        whole(self, text[: len(text) // 2], *args, **options)
        raise OSError("no space left on device")

    monkeypatch.setattr(Path, "write_text", half)
    with pytest.raises(OSError, match="no space"):
        write(path, changed)
    assert path.read_bytes() == before
    monkeypatch.undo()
    write(path, changed)
    assert path.read_bytes() != before


def test_writing_what_was_read_changes_nothing(tmp_path):
    for language in LANGUAGES:
        original = path_of("01-slices", language)
        copied = tmp_path / "x.ipynb"
        write(copied, read(original))
        assert copied.read_bytes() == original.read_bytes()


@pytest.mark.parametrize("command", ["status", "diff", "carry"])
def test_a_wrong_name_is_answered_with_the_right_ones(project, capsys, command):
    assert commands.run([command, "nowhere"]) == 1
    assert "01-slices" in capsys.readouterr().err


def test_digest_follows_words_and_not_their_layout():
    assert translation.digest("one two\nthree") == translation.digest("one\ntwo  three\n")
    assert translation.digest("one two") != translation.digest("one too")
    assert translation.digest("é") == translation.digest("e\u0301")
    assert translation.digest("```\na\n  b\n```") != translation.digest("```\na\nb\n```")
    assert translation.digest("one two") == hashlib.sha256(b"one two").hexdigest()[:12]


# Bad input: one line that says what to do, and a status that is not zero


def one_line(text):
    return len(text.strip().splitlines()) == 1


def test_a_missing_translation(project, capsys):
    path_of("teaching", "ru").unlink()
    assert commands.run(["build"]) == 1
    said = capsys.readouterr().err
    assert "notebooks/ru/teaching.ipynb" in said and one_line(said)
    assert commands.run(["test"]) == 1


def test_a_stem_without_a_notebook(project, capsys):
    toc = project / "_toc.yml"
    toc.write_text(toc.read_text("utf-8").replace("file: teaching", "file: taeching"), "utf-8")
    assert commands.run(["build"]) == 1
    said = capsys.readouterr().err
    assert "taeching" in said and one_line(said)


def test_the_plain_build_refuses_a_stem_without_a_notebook(tmp_path):
    root = copy_project(tmp_path)
    toc = root / "_toc.yml"
    toc.write_text(toc.read_text("utf-8").replace("file: teaching", "file: taeching"), "utf-8")
    result = subprocess.run(
        [*commands.JUPYTER_BOOK, "build", "."],
        cwd=root, capture_output=True, text=True, env=dict(os.environ, PYTHONPATH=str(ROOT)),
    )  # fmt: skip
    assert result.returncode != 0
    assert "taeching" in result.stderr and one_line(result.stderr)


def test_a_toc_that_is_no_toc(project, capsys):
    (project / "_toc.yml").write_text("root: [", "utf-8")
    assert commands.run(["status"]) == 1
    assert "_toc.yml" in capsys.readouterr().err


@pytest.mark.parametrize(
    "text", ["{", "", '{"cells": 3, "nbformat": 4, "nbformat_minor": 5, "metadata": {}}']
)
def test_a_notebook_that_is_none(project, capsys, text):
    path_of("index", "tr").write_text(text, "utf-8")
    assert commands.run(["status"]) == 1
    said = capsys.readouterr().err
    assert "index.ipynb" in said and one_line(said)


def test_a_kernel_that_is_not_installed(monkeypatch, tmp_path):
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    def nothing(self, name):
        raise NoSuchKernel(name)

    monkeypatch.setattr(KernelSpecManager, "get_kernel_spec", nothing)
    with pytest.raises(Problem, match="no kernel “python3”"):
        execute(read(path_of("index", "en")), str(tmp_path), "en/index")


def test_a_port_in_use(capsys):
    with socket.socket() as busy:
        busy.bind(("localhost", 0))
        busy.listen()
        port = busy.getsockname()[1]
        assert commands.run(["serve", "--port", str(port)]) == 1
    said = capsys.readouterr().err
    assert f"--port {port + 1}" in said and one_line(said)


@pytest.mark.parametrize("port", [70000, -1])
def test_a_port_that_does_not_exist(port):
    with pytest.raises(Problem, match="1 to 65535"):
        server.listen("localhost", port)


def test_an_exception_that_does_not_come_is_not_stored(tmp_path):
    notebook = read(path_of("index", "en"))
    picture = cell_of(notebook, "picture")
    picture.metadata["tags"] = ["raises-exception"]
    folder = path_of("index", "en").parent
    with pytest.raises(Problem, match="raised nothing"):
        execute(notebook, str(folder), "en/index")


# The server


def test_a_reader_who_leaves_early_is_no_error(tmp_path, capfd):
    (tmp_path / "large.bin").write_bytes(bytes(20_000_000))
    with server.listen("127.0.0.1", 0, tmp_path) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        with socket.create_connection(("127.0.0.1", running.server_port)) as reader:
            reader.sendall(b"GET /large.bin HTTP/1.0\r\n\r\n")
            reader.recv(100)
        time.sleep(0.5)
        running.shutdown()
    assert capfd.readouterr().err == ""
