"""Imports run downward only: read from the code, no circle in `bufferscope`, `book` and `tests`."""

import ast
from functools import cache
from graphlib import CycleError, TopologicalSorter

import pytest

from book import ROOT

PACKAGES = ("bufferscope", "book", "tests")
# Imports that go back up on purpose: made in a function or for types alone, each with its reason.
BACK = {
    ("bufferscope.measurement", "bufferscope.plots"): "matplotlib is loaded by whoever plots",
    ("bufferscope.measurement", "bufferscope.drawing"): "the same, where there is no matplotlib",
}

pytestmark = pytest.mark.once


def modules():
    """Return {name: path} of all modules, a package by its own name."""
    found = {}
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            parts = path.relative_to(ROOT).with_suffix("").parts
            if not {"node_modules", "answers", "_build"} & set(parts):
                found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imported(name, path):
    """Yield (dotted name, whether it is imported when this module is): of `from a import b`, a.b."""
    tree = ast.parse(path.read_text("utf-8"))
    at_once = set(tree.body)
    package = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *filter(None, [node.module])])
            names = [f"{base}.{alias.name}" for alias in node.names]
        else:
            continue
        yield from ((one, node in at_once) for one in names)


def imports(name, path, known):
    """Yield (module, whether it is imported when this one is) for each import of one of ours."""
    for one, at_once in imported(name, path):
        module = one if one in known else one.rpartition(".")[0]
        if module in known and module != name:
            yield module, at_once


@cache
def graph():
    """Return {module: modules that it imports}, without those that go back on purpose."""
    known = modules()
    return {
        name: {one for one, _ in imports(name, path, known) if (name, one) not in BACK}
        for name, path in known.items()
    }


def test_imports_run_in_no_circle():
    try:
        TopologicalSorter(graph()).prepare()
    except CycleError as error:
        pytest.fail("a circle of imports: " + " ← ".join(error.args[1]))


def test_imports_that_go_back_are_there_and_wait():
    known = modules()
    for name, one in BACK:
        found = [at_once for back, at_once in imports(name, known[name], known) if back == one]
        assert found and not any(found), f"{name} imports {one}: {found}"


def test_what_knows_sphinx_lives_in_one_folder():
    for name, path in modules().items():
        if name.startswith("book.") and name.split(".")[1] != "site":
            wanted = [one.split(".") for one, _ in imported(name, path)]
            assert not {one[0] for one in wanted} & {"sphinx", "docutils"}, name
            assert name == "book.preview" or ["book", "site"] not in [one[:2] for one in wanted], (
                name
            )


def test_bufferscope_knows_nothing_of_the_book():
    for name, wanted in graph().items():
        if name.split(".")[0] == "bufferscope":
            assert {one.split(".")[0] for one in wanted} <= {"bufferscope"}, name
        if name.split(".")[0] == "book":
            assert "tests" not in {one.split(".")[0] for one in wanted}, name
