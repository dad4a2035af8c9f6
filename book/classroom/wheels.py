"""One folder of wheels for a room: all that the notebooks of an edition need, for several systems and Pythons.

Each wheel is one that requirements.txt names, by its hash. What packages need in turn is what those of this
environment say, read for the system and the Python in question.
"""

import re
import tempfile
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, requires
from itertools import product
from pathlib import Path

from packaging.requirements import Requirement

from book import ROOT, Problem, archive, pins, pip

FOLDER = ROOT / "_build" / "wheels-for-class"


def closure(environment: dict[str, str], names: Iterable[str] = archive.NEEDED) -> set[str]:
    """Return the names of the packages, and of all that they need where these markers hold."""
    found, waiting = set(), [(name, "") for name in names]
    while waiting:
        one = waiting.pop()
        if one in found:
            continue
        found.add(one)
        for needed in _requires(one[0]):
            here = {**environment, "extra": one[1]}
            if needed.marker is None or needed.marker.evaluate(here):
                name = pip.canonical(needed.name)
                waiting += [(name, extra) for extra in ("", *needed.extras)]
    return {name for name, _ in found}


def _requires(name: str) -> list[Requirement]:
    try:
        return [Requirement(line) for line in requires(name) or ()]
    except PackageNotFoundError:
        return []  # it is for another system, and those of the lock need nothing more


def hashes(lock: str) -> dict[str, list[str]]:
    """Return {pin such as numpy==2.5.5: its hashes} of a lock."""
    blocks = re.split(r"^(?=\w)", lock, flags=re.MULTILINE)[1:]
    return {
        re.sub(r"\[.*?\]", "", re.split(r"[\s;\\]", block)[0]): re.findall(r"--hash=(\S+)", block)
        for block in blocks
    }


def collect(
    folder: Path = FOLDER,
    versions: tuple[str, ...] = (),
    systems: tuple[str, ...] = (),
    root: Path = ROOT,
) -> int:
    """Bring the wheels for the Pythons and systems, for all that the book promises if none is named.

    Prints how far it is, writes requirements.txt beside them, and returns how many they are. What is there
    already is not brought again. Raises Problem if one can't be had.
    """
    named = [one for one in pins.SYSTEMS if not systems or one.name.split()[0].lower() in systems]
    pairs = list(product(versions or pip.PYTHONS, named))
    text = (root / "requirements.txt").read_text("utf-8")
    lock, asked = hashes(text), list(map(Requirement, pip.pins(text)))
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as tools:
        pins.newest_pip(tools)
        for number, (version, system) in enumerate(pairs, 1):
            names = closure(pins.environment(version, system))
            wanted = [
                pin
                for pin in pins.wanted(asked, version, system)
                if pip.canonical(pin.split("==")[0]) in names
            ]
            _download(wanted, lock, version, system, folder, tools)
            print(
                f"{number}/{len(pairs)} Python {version}, {system.name}: {len(wanted)}", flush=True
            )
    (folder / "requirements.txt").write_text(archive.requirements(root), "utf-8")
    return len(list(folder.glob("*.whl")))


def _download(
    wanted: list[str], lock: dict[str, list[str]], version: str, system: pins.System, folder: Path, tools: str
) -> None:  # fmt: skip
    lines = (" ".join([pin, *(f"--hash={one}" for one in lock[pin])]) for pin in wanted)
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "requirements.txt"
        file.write_text("\n".join(lines), "utf-8")
        target = pins.target(version, system)
        status, said = pins.ask(
            "--no-deps", pip.HASHES, "--dest", str(folder), *target, "-r", str(file),
            download=True, pip_from=tools,
        )  # fmt: skip
    if status:
        raise Problem(f"Python {version}, {system.name}: pip said: {pins.last_line(said)}")
