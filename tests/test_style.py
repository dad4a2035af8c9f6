"""The code is linted, formatted and typed, notebooks included; the settings are in pyproject.toml."""

import subprocess
import sys

import pytest

from book import ROOT, npm
from tests.conftest import absent


@pytest.mark.parametrize("command", [["check"], ["format", "--check"]], ids=" ".join)
def test_ruff(command):
    result = subprocess.run(
        [sys.executable, "-m", "ruff", *command, "."], cwd=ROOT, capture_output=True, text=True
    )
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.once
def test_types():
    """Whatever `[tool.mypy]` names has types, and they hold."""
    result = subprocess.run(
        [sys.executable, "-m", "mypy"], cwd=ROOT, capture_output=True, text=True
    )
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.once
def test_scripts():
    """A name that no script gives, a value that nobody uses: tests/lint/eslint.config.mjs says what is looked for."""
    folder = ROOT / "tests" / "lint"
    if reason := npm.install(folder):
        absent(reason)
    asked = ["git", "ls-files", "*.js", "*.mjs", ":!tests/hostile_worker.js"]
    scripts = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True)
    result = subprocess.run(
        [
            npm.node(),
            folder / "node_modules/eslint/bin/eslint.js",
            "--config",
            folder / "eslint.config.mjs",
            *scripts.stdout.split(),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stdout + result.stderr
