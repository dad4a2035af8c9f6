"""nbval, as this book runs it, has teeth: cells of a copy of a notebook, each broken once, do not pass."""

import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from copy import deepcopy

import pytest
from nbformat.v4 import new_code_cell, new_output

from book import ROOT
from book.notebooks import path_of, read, write
from tests.notebook_rules import cell_of

CASES = {}  # {name: (change of a copy of the cell "picture", what becomes of it)}


def case(outcome):
    def register(change):
        CASES[change.__name__] = change, outcome
        return change

    return register


@case("passed")
def an_unchanged_cell(cell):
    pass


@case("failed")
def a_changed_output(cell):
    data = cell.outputs[0].data
    data["text/plain"] = data["text/plain"].replace("10", "11", 1)


@case("failed")
def a_changed_picture(cell):
    data = cell.outputs[0].data
    data["text/html"] = data["text/html"].replace("56", "76", 1)


@case("failed")
def another_exception(cell):
    cell.metadata["tags"] = ["raises-exception"]
    cell.source = "memoryview(1)"
    cell.outputs = [new_output("error", ename="ValueError", evalue="something else", traceback=[])]


@case("failed")
def a_claim_that_does_not_hold(cell):
    cell.source, cell.outputs = "assert len(words) > 1000", []


@case("skipped")
def a_cell_for_a_newer_python(cell):
    cell.metadata["tags"] = ["since-3.99"]
    cell.source = "raise RuntimeError('too early')"


@case("passed")
def a_cell_for_this_python(cell):
    cell.metadata["tags"] = ["since-3.11"]


@case("failed")
def a_broken_cell_for_this_python(cell):
    cell.metadata["tags"] = ["since-3.11"]
    cell.source = "raise RuntimeError('it was run')"


@case("passed")
def an_exporter(cell):
    cell.source, cell.outputs = "b = bytearray(3)", []


@case("passed")
def a_result(cell):
    cell.source = "memoryview(b)"
    cell.outputs = [
        new_output("execute_result", {"text/plain": "<memory at 0xADDRESS>"}, execution_count=5)
    ]


@case("passed")
def a_result_that_stays_alive_as_in_jupyter(cell):
    """A displayed view keeps its exporter locked in Jupyter, through `Out`."""
    cell.source = "b.append(1)"
    message = "Existing exports of data: object cannot be re-sized"
    cell.outputs = [new_output("error", ename="BufferError", evalue=message, traceback=[])]
    cell.metadata["tags"] = ["raises-exception"]


@case("passed")
def a_kernel_that_no_port_leads_to(cell):
    """It can lose no port to another program; Windows has nothing else."""
    cell.source = (
        "from ipykernel.kernelapp import IPKernelApp\nprint(IPKernelApp.instance().transport)"
    )
    said = "tcp" if os.name == "nt" else "ipc"
    cell.outputs = [new_output("stream", name="stdout", text=f"{said}\n")]


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """Run all cases as cells of one notebook, by the conftest of the book's own notebooks.

    Returns {name of a case: (what became of it, what was said)}.
    """
    folder = tmp_path_factory.mktemp("notebook")
    notebook = read(path_of("index", "tr"))
    notebook.cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    before = len(notebook.cells)
    picture = cell_of(notebook, "picture")
    for change, _ in CASES.values():
        cell = new_code_cell(**deepcopy({**picture, "id": change.__name__.replace("_", "-")[:60]}))
        change(cell)
        notebook.cells.append(cell)
    write(folder / "copy.ipynb", notebook)
    shutil.copy(ROOT / "notebooks" / "conftest.py", folder)
    (folder / "pytest.ini").write_text("[pytest]\n")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--junit-xml=report.xml", "."],
        cwd=folder, capture_output=True, text=True, encoding="utf-8",
        env=dict(os.environ, PYTHONPATH=str(ROOT)),
    )  # fmt: skip
    assert done.returncode == 1, done.stdout  # some cells fail
    cells = list(ET.parse(folder / "report.xml").iter("testcase"))
    assert len(cells) == before + len(CASES)
    found = [
        (cell[0].tag.replace("failure", "failed"), cell[0].get("message"))
        if len(cell)
        else ("passed", "")
        for cell in cells
    ]
    assert found[:before] == [("passed", "")] * before
    return dict(zip(CASES, found[before:], strict=True))


@pytest.mark.parametrize("name", CASES)
def test_nbval_decides(ran, name):
    outcome, said = ran[name]
    assert outcome == CASES[name][1], said


def test_what_is_skipped_is_said(ran):
    assert "needs Python 3.99" in ran["a_cell_for_a_newer_python"][1]
