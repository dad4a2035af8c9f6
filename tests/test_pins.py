"""The check of the pins, with a stand-in for pip; and the pins themselves, as far as a file can tell."""

import sys

import pytest
from packaging.requirements import Requirement

from book import Problem, commands, pins, pip

# Knows a build of numpy 2.5 up to Python 3.14 and none on Windows; says what pip says.
PIP = """\
import sys
words = sys.argv[1:]
version = words[words.index("--python-version") + 1] if "--python-version" in words else ""
for wanted in words:
    if wanted == "old==1" and version:
        sys.exit("ERROR: No matching distribution found for old==1")
    if wanted == "numpy==2.5" and (version == "3.15" or "win_amd64" in words):
        sys.exit("ERROR: Could not find a version\\nERROR: No matching distribution found for numpy==2.5")
"""
OFFLINE = """\
import sys
sys.exit("WARNING: Retrying (Retry(total=0)) after connection broken by 'x': /simple/pip/\\n"
         "ERROR: No matching distribution found for pip")
"""


@pytest.fixture
def stand_in(tmp_path, monkeypatch):
    """Return a function that makes a program stand for pip, and lines for requirements.txt."""

    def stand_in(program, *lines):
        script = tmp_path / "pip.py"
        script.write_text(program, "utf-8")
        monkeypatch.setattr(
            pip, "install", lambda python, *words: [sys.executable, str(script), *words]
        )
        (tmp_path / "requirements.txt").write_text(
            "# the lock\n" + "\n".join(lines) + "\n", "utf-8"
        )
        monkeypatch.setattr(pins, "ROOT", tmp_path)

    return stand_in


def test_gaps_are_printed_pair_by_pair(stand_in, capsys):
    stand_in(PIP, "numpy==2.5", "pure==1")
    assert commands.run(["pins"]) == 1
    said = capsys.readouterr().out
    lines = [line for line in said.splitlines() if line.startswith("Python ")]
    assert len(lines) == 20
    gaps = {
        line.split("  no build")[0].rstrip() for line in lines if "no build of numpy==2.5" in line
    }
    assert gaps == {
        *(f"Python {version}  Windows amd64" for version in pip.PYTHONS),
        "Python 3.15  Linux x86_64", "Python 3.15  Linux aarch64", "Python 3.15  macOS arm64",
    }  # fmt: skip
    assert "12 of 20 pairs" in said


def test_each_gap_of_a_pair_is_named(stand_in, capsys):
    stand_in(PIP, "numpy==2.5", "old==1")
    assert commands.run(["pins"]) == 1
    said = capsys.readouterr().out
    assert "Python 3.15  macOS arm64    no build of numpy==2.5, old==1" in said


def test_markers_are_those_of_the_pair(stand_in, capsys):
    stand_in(
        PIP,
        "numpy==2.4 ; sys_platform == 'win32' or python_full_version >= '3.15'",
        "numpy==2.5 ; sys_platform != 'win32' and python_full_version < '3.15'",
    )
    assert commands.run(["pins"]) == 0
    assert "20 of 20 pairs" in capsys.readouterr().out


def test_no_connection_is_said(stand_in, capsys):
    stand_in(OFFLINE, "numpy==2.5")
    assert commands.run(["pins"]) == 1
    out = capsys.readouterr()
    assert out.err.strip() == pins.OFFLINE and "of 20" not in out.out


def test_an_index_that_gives_nothing_is_said(stand_in, capsys):
    stand_in("import sys; sys.exit('ERROR: No matching distribution found for pip')", "numpy==2.5")
    assert commands.run(["pins"]) == 1
    assert "gives nothing, not even pip" in capsys.readouterr().err


def test_what_is_not_understood_is_shown(stand_in, monkeypatch):
    stand_in("import sys; sys.exit('ERROR: something new')")
    with pytest.raises(Problem, match="something new"):
        pins.gaps([Requirement("numpy==2.5")], "3.15", pins.SYSTEMS[0], "")


@pytest.mark.parametrize("system", pins.SYSTEMS, ids=lambda system: system.name)
@pytest.mark.parametrize("version", pip.PYTHONS)
def test_each_package_is_pinned_once_for_each_pair(version, system):
    wanted = pins.wanted(pins.requirements(), version, system)
    names = [line.split("==")[0] for line in wanted]
    assert len(names) == len(set(names)) and "numpy" in names
    assert all("==" in line for line in wanted)
    assert ("pywinpty" in names) == (system.name == "Windows amd64")
