"""nbval, as this book runs it, has teeth: a copy of a notebook, broken once, does not pass."""

import os
import shutil
import subprocess
import sys

import pytest
from nbformat.v4 import new_code_cell, new_output

from book import ROOT
from book.notebooks import path_of, read, write
from tests.notebook_rules import cell_of

OPTIONS = [
    "--nbval",
    "--nbval-current-env",
    f"--nbval-sanitize-with={ROOT / 'tests' / 'sanitize.cfg'}",
]


@pytest.fixture
def run(tmp_path):
    """Return a function that runs nbval on a notebook with the conftest of the book's own notebooks."""

    def run(notebook):
        shutil.copy(ROOT / "notebooks" / "conftest.py", tmp_path)
        (tmp_path / "pytest.ini").write_text("[pytest]\n")
        write(tmp_path / "copy.ipynb", notebook)
        return subprocess.run(
            [
                sys.executable,
                "-m",
                "pytest",
                *OPTIONS,
                "-p",
                "no:cacheprovider",
                "-rs",
                str(tmp_path),
            ],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=dict(os.environ, PYTHONPATH=str(ROOT)),
        )

    return run


@pytest.fixture
def notebook():
    return read(path_of("index", "tr"))


def test_an_unchanged_notebook_passes(run, notebook):
    result = run(notebook)
    assert result.returncode == 0, result.stdout


def test_a_changed_output_is_caught(run, notebook):
    output = cell_of(notebook, "picture").outputs[0]
    output.data["text/plain"] = output.data["text/plain"].replace("10", "11", 1)
    assert run(notebook).returncode == 1


def test_a_changed_picture_is_caught(run, notebook):
    output = cell_of(notebook, "picture").outputs[0]
    output.data["text/html"] = output.data["text/html"].replace("56", "76", 1)
    assert run(notebook).returncode == 1


def test_another_exception_is_caught(run, notebook):
    cell = cell_of(notebook, "picture")
    cell.metadata["tags"] = ["raises-exception"]
    cell.source = "memoryview(1)"
    cell.outputs = [new_output("error", ename="ValueError", evalue="something else", traceback=[])]
    assert run(notebook).returncode == 1


def test_a_claim_that_does_not_hold_is_caught(run, notebook):
    cell = cell_of(notebook, "picture")
    cell.source, cell.outputs = "assert len(words) > 1000", []
    assert run(notebook).returncode == 1


def test_a_cell_for_a_newer_python_is_skipped_visibly(run, notebook):
    cell = cell_of(notebook, "picture")
    cell.metadata["tags"] = ["since-3.99"]
    cell.source = "raise RuntimeError('too early')"
    result = run(notebook)
    assert result.returncode == 0, result.stdout
    assert "1 skipped" in result.stdout and "needs Python 3.99" in result.stdout


def test_a_cell_for_this_python_is_not_skipped(run, notebook):
    cell_of(notebook, "picture").metadata["tags"] = ["since-3.11"]
    assert "skipped" not in run(notebook).stdout


def test_results_stay_alive_as_in_jupyter(run, notebook):
    """A displayed view keeps its exporter locked in Jupyter, through `Out`."""
    lines = ["b = bytearray(3)", "memoryview(b)", "b.append(1)"]
    cells = [new_code_cell(line, execution_count=place + 4) for place, line in enumerate(lines)]
    cells[1].outputs = [
        new_output("execute_result", {"text/plain": "<memory at 0xADDRESS>"}, execution_count=5)
    ]
    message = "Existing exports of data: object cannot be re-sized"
    cells[2].outputs = [new_output("error", ename="BufferError", evalue=message, traceback=[])]
    cells[2].metadata["tags"] = ["raises-exception"]
    notebook.cells += cells
    result = run(notebook)
    assert result.returncode == 0, result.stdout
