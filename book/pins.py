"""Whether every pinned package has a build for each Python on each system, asked through pip on one machine."""

import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import product

from packaging.requirements import Requirement

from book import ROOT, Problem, pip

OLDEST_PATCH = {"3.11": "3.11.9"}  # the last 3.11 with an installer for Windows; elsewhere 3.x.0
AT_ONCE = 4  # pip spends half its time waiting for the index
OFFLINE = "There is no connection to the package index: nothing can be said of the pins"


@dataclass(frozen=True)
class System:
    """A kind of machine: what markers see of it, and the tags of the builds that it takes."""

    name: str
    markers: dict[str, str]
    platforms: tuple[str, ...]


def linux(machine: str) -> System:
    markers = {"os_name": "posix", "sys_platform": "linux", "platform_system": "Linux"}
    # A glibc of 2018 or newer, 2.28: each Linux that has Python 3.11 can have that.
    tags = [f"manylinux_2_{minor}_{machine}" for minor in range(28, 4, -1)]
    old = [f"manylinux{name}_{machine}" for name in ("2014", "2010", "1")]
    return System(f"Linux {machine}", {**markers, "platform_machine": machine}, (*tags, *old))


SYSTEMS = (
    linux("x86_64"),
    linux("aarch64"),
    System(
        "Windows amd64",
        {"os_name": "nt", "sys_platform": "win32", "platform_system": "Windows", "platform_machine": "AMD64"},
        ("win_amd64",),
    ),
    System(
        "macOS arm64",
        {"os_name": "posix", "sys_platform": "darwin", "platform_system": "Darwin", "platform_machine": "arm64"},
        ("macosx_11_0_arm64",),  # pip takes universal2 for this, too
    ),
)  # fmt: skip


def requirements() -> list[Requirement]:
    """Return the pins of requirements.txt."""
    return list(map(Requirement, pip.pins((ROOT / "requirements.txt").read_text("utf-8"))))


def environment(version: str, system: System) -> dict[str, str]:
    """Return what markers see there."""
    full = OLDEST_PATCH.get(version, f"{version}.0")
    return {
        **system.markers, "python_version": version, "python_full_version": full, "extra": "",
        "implementation_name": "cpython", "platform_python_implementation": "CPython",
    }  # fmt: skip


def wanted(pins: list[Requirement], version: str, system: System) -> list[str]:
    """Return the pins that hold there, without their markers, which pip would judge by the Python that runs it."""
    there = environment(version, system)
    return [
        f"{pin.name}{pin.specifier}"
        for pin in pins
        if pin.marker is None or pin.marker.evaluate(there)
    ]


def target(version: str, system: System) -> list[str]:
    """Return the options by which pip takes the builds for that Python and system."""
    options = ["--python-version", OLDEST_PATCH.get(version, version), "--implementation", "cp"]
    return options + [word for tag in system.platforms for word in ("--platform", tag)]


def ask(*arguments: str, download: bool = False, pip_from: str = "") -> tuple[int, str]:
    """Run pip, that of a folder where one is given; return its status and what it said."""
    done = subprocess.run(
        (pip.download if download else pip.install)(sys.executable, *arguments),
        capture_output=True, encoding="utf-8", errors="replace",
        env=dict(os.environ, PYTHONPATH=pip_from),
    )  # fmt: skip
    said = done.stdout + done.stderr
    if done.returncode and pip.is_offline(said):
        raise Problem(OFFLINE)
    return done.returncode, said


def newest_pip(folder: str) -> None:
    """Bring the newest pip: that of Python 3.11 measures pins for other Pythons by the Python that runs it."""
    status, said = ask("--target", folder, "pip")
    if status:
        raise Problem(f"The package index gives nothing, not even pip: {last_line(said)}")


def last_line(said: str) -> str:
    return (said.strip().splitlines() or ["nothing"])[-1]


def gaps(pins: list[Requirement], version: str, system: System, pip_from: str) -> list[str]:
    """Return the pins that have no build there. Raises Problem when the package index does not answer."""
    missing, asked = [], wanted(pins, version, system)
    while asked:  # pip stops at the first that it does not find
        options = ("--dry-run", "--no-deps", "--ignore-installed", "--target", "none")
        status, said = ask(*options, *target(version, system), *asked, pip_from=pip_from)
        if status == 0:
            break
        found = pip.missing(said)
        if found not in asked:
            raise Problem(f"pip said of Python {version}, {system.name}: {last_line(said)}")
        missing.append(found)
        asked.remove(found)
    return missing


def check() -> int:
    """Print which pins lack a build, pair by pair, and how many pairs lack none; fail unless all do."""
    pins = requirements()
    pairs = list(product(pip.PYTHONS, SYSTEMS))
    print(f"Asking for the builds of {len(pins)} pins; this takes some minutes", flush=True)
    whole = 0
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(AT_ONCE) as pool:
        newest_pip(folder)
        answers = pool.map(lambda pair: gaps(pins, pair[0], pair[1], folder), pairs)
        for (version, system), missing in zip(pairs, answers, strict=True):
            whole += not missing
            found = f"no build of {', '.join(missing)}" if missing else "all"
            print(f"Python {version:5} {system.name:14} {found}", flush=True)
    print(f"{whole} of {len(pairs)} pairs of Python and system have a build of every pin")
    return int(whole < len(pairs))
