"""The project's own files: pins, continuous integration, and the commands that the README gives."""

import re
import subprocess
import sys
import tomllib

import pytest
import yaml

from book import ROOT
from book.__main__ import OLDEST
from book.notebooks import path_of, read

WORKFLOW = yaml.safe_load((ROOT / ".github/workflows/book.yml").read_text("utf-8"))
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
COMMANDS = ("status --strict", "test --strict-translations")


def text(name):
    return (ROOT / name).read_text("utf-8")


def lines(name):
    return [line for line in text(name).splitlines() if line.strip() and not line.startswith("#")]


PINNED = re.compile(r"[A-Za-z0-9._-]+(\[[a-z,]+\])?==[\w.]+( ;.*?)?")


def loose(requirements):
    """Return the lines that name no exact version, the project itself aside."""
    pinned = (line.partition(" #")[0].rstrip() for line in requirements)
    return [line for line in pinned if not line.startswith("-e ") and not PINNED.fullmatch(line)]


def test_every_requirement_is_pinned_and_has_its_reason():
    for name in ("requirements.in", "requirements.txt"):
        assert loose(lines(name)) == []
    assert [line for line in lines("requirements.in") if not line.partition("# ")[2]] == []


@pytest.mark.parametrize(
    "line", ["beautifulsoup4>=4.15.0", "numpy", "sphinx==7.*", "a~=1.0  # why"]
)
def test_a_loose_requirement_is_caught(line):
    assert loose([line])


def test_what_is_asked_for_is_what_is_pinned():
    pins = {re.split(r" ?[;#]", line)[0].strip() for line in lines("requirements.txt")}
    asked = {re.split(r" *[;#]", line)[0].strip() for line in lines("requirements.in")}
    assert asked <= pins


# Continuous integration.


def pythons_of(job):
    return [tuple(map(int, version.split("."))) for version in job["strategy"]["matrix"]["python"]]


def test_the_workflow_tests_three_systems_and_every_python():
    job = WORKFLOW["jobs"]["test"]
    systems = {name.split("-")[0] for name in job["strategy"]["matrix"]["system"]}
    assert systems == {"ubuntu", "macos", "windows"}
    versions = pythons_of(job)
    assert versions == [(3, minor) for minor in range(OLDEST[1], versions[-1][1] + 1)]
    assert versions[-1] >= (3, 15)
    ran = "\n".join(step.get("run", "") for step in job["steps"])
    assert all(f"-m book {command}" in ran for command in COMMANDS)
    assert not any("continue-on-error" in step for step in (job, *job["steps"]))


def test_publishing_waits_for_the_tests():
    assert "test" in WORKFLOW["jobs"]["publish"]["needs"]


FORGIVING = re.compile(r"\|\|\s*(true|:)(?!\w)|set \+e|; *true$", re.MULTILINE)


def test_the_checks_of_a_landing_forgive_nothing():
    script = text(".ci/run")
    assert "set -euo pipefail" in script
    steps = [line for line in script.splitlines() if "-m book" in line]
    assert all(any(command in line for line in steps) for command in COMMANDS)
    assert FORGIVING.findall(script) == []
    assert FORGIVING.search("python -m book test || true")


def test_the_oldest_python_is_the_same_everywhere():
    oldest = ".".join(map(str, OLDEST))
    assert SETTINGS["project"]["requires-python"] == f">={oldest}"
    assert SETTINGS["tool"]["ruff"]["target-version"] == f"py{oldest.replace('.', '')}"
    for name in ("README.md", "README.tr.md", "README.ru.md"):
        assert f"Python {oldest}" in text(name)


# Without its plugin pytest finds no test in a notebook, and tells nobody.


def test_every_code_cell_is_collected():
    notebook = path_of("index", "tr")
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-n", "0", str(notebook)],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    # Said once and for all, or by name, as quiet as pytest is set to be.
    said = re.search(r"index\.ipynb: (\d+)", result.stdout)
    found = int(said[1]) if said else result.stdout.count("index.ipynb::")
    cells = [cell for cell in read(notebook).cells if cell.cell_type == "code"]
    assert found == len(cells) > 1, result.stdout
