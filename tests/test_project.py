"""The project's own files: pins, continuous integration, and the commands that the README gives."""

import re
import subprocess
import sys
import tomllib

import pytest
import yaml
from packaging.requirements import Requirement

from book import ROOT, pip
from book.__main__ import OLDEST
from book.notebooks import path_of, read

WORKFLOW = yaml.safe_load((ROOT / ".github/workflows/book.yml").read_text("utf-8"))
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
COMMANDS = ("status --strict", "test --strict-translations")


def text(name):
    return (ROOT / name).read_text("utf-8")


def pins(name):
    """Return {(name, marker): its pin}."""
    texts = (line.partition(" #")[0].strip() for line in pip.pins(text(name)))
    return {(one.name, str(one.marker or "")): one for one in map(Requirement, texts)}


def exact(requirement):
    """Return the one version that a requirement takes, or None."""
    versions = [one.version for one in requirement.specifier if one.operator == "=="]
    return versions[0] if len(versions) == 1 and not versions[0].endswith("*") else None


def test_every_requirement_is_pinned_and_has_its_reason():
    for name in ("requirements.in", "requirements.txt"):
        assert [str(one) for one in pins(name).values() if not exact(one)] == []
    lines = [line for line in text("requirements.in").splitlines() if line[:1].isalnum()]
    assert [line for line in lines if not line.partition("# ")[2].strip()] == []


@pytest.mark.parametrize("line", ["beautifulsoup4>=4.15.0", "numpy", "sphinx==7.*", "a~=1.0"])
def test_a_loose_requirement_is_caught(line):
    assert exact(Requirement(line)) is None
    assert exact(Requirement("numpy==2.5.5 ; python_version >= '3.12'")) == "2.5.5"


def test_what_is_asked_for_is_what_is_pinned():
    def versions(name):
        return {(one.name, exact(one)) for one in pins(name).values()}

    assert versions("requirements.in") <= versions("requirements.txt")


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


FORGIVING = re.compile(r"\|\||&\s*$|;\s*(true|:)\s*$")


def forgiven(script):
    """Return the steps of a script whose failure would not end it."""
    steps = [line for line in script.splitlines() if "-m book" in line]
    return [line for line in steps if FORGIVING.search(line)]


def test_the_checks_of_a_landing_forgive_nothing():
    script = text(".ci/run")
    assert "set -euo pipefail" in script
    assert "set +e" not in script
    assert all(f"-m book {command}" in script for command in COMMANDS)
    assert forgiven(script) == []
    assert forgiven('  "$python" -m book test || true')


def test_the_oldest_python_is_the_same_everywhere():
    oldest = ".".join(map(str, OLDEST))
    assert SETTINGS["project"]["requires-python"] == f">={oldest}"
    assert SETTINGS["tool"]["ruff"]["target-version"] == f"py{oldest.replace('.', '')}"
    for name in ("README.md", "README.tr.md", "README.ru.md"):
        assert re.search(rf"\b{re.escape(oldest)}\b", text(name)), name


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
