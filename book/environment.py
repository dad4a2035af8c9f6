"""The project's virtual environment `.venv`: made on first use, made again when what it is made of changes.

Standard library only: this runs before anything is installed.
"""

import errno
import hashlib
import importlib.metadata
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import tomllib
from pathlib import Path

from book import ROOT, Problem, pip

ENVIRONMENT = ROOT / ".venv"
CONFIGURATION = ENVIRONMENT / "pyvenv.cfg"  # without it a Python there is none of the environment
BEGUN = ENVIRONMENT / "begun-from.txt"  # Python and pip are there, packages on their way
STAMP = ENVIRONMENT / "made-from.txt"  # everything is there
MADE_OF = ("requirements.txt", "pyproject.toml")
ITSELF = (
    "--no-deps",
    "--no-index",
    "--no-build-isolation",
    "-e",
    ".",
)  # by the setuptools that is pinned
SIZE = 800  # MB of .venv, rounded up

FULL = {errno.ENOSPC, errno.EDQUOT}
FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
WINDOWS_FULL = 112
NO_VENV = (
    "This Python cannot make virtual environments: its module {} is missing. "
    "On Debian and Ubuntu install it with: sudo apt install python3-venv"
)


def python_with_everything() -> str | None:
    """Return the interpreter in which the book's requirements are installed, setting it up first if need be.

    None means that it is this very one. Raises Problem when the environment cannot be made; what was
    begun then lacks its stamp, so that the next call goes on from there.
    """
    if Path(sys.prefix).resolve() == ENVIRONMENT.resolve():
        return None
    python = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    wanted = stamp()
    if not (python.exists() and CONFIGURATION.exists() and is_of(STAMP, wanted)):
        try:
            make(python, wanted)
        except OSError as error:
            raise Problem(cause_of(error)) from error
    return str(python)


def stamp() -> str:
    """Describe what the environment depends on: this Python, this folder, and the files that say what to install."""
    lines = [f"python {sys.version.split()[0]} {sys.executable}", f"folder {ROOT}"]
    for name in MADE_OF:
        content = (ROOT / name).read_bytes().replace(b"\r\n", b"\n")
        lines.append(f"{name} {hashlib.sha256(content).hexdigest()}")
    return "\n".join(lines) + "\n"


def is_of(path: Path, wanted: str) -> bool:
    return path.exists() and path.read_text("utf-8") == wanted


def make(python: Path, wanted: str) -> None:
    """Make `.venv` whole, telling how far it is; one that was begun from the same things is gone on with."""
    for module in ("venv", "ensurepip"):
        spec = importlib.util.find_spec(module)
        if (
            spec is None or spec.origin is None
        ):  # of a package that was taken away a folder may be left
            raise Problem(NO_VENV.format(module))
    version = ".".join(map(str, sys.version_info[:3]))
    if python.exists() and CONFIGURATION.exists() and is_of(BEGUN, wanted):
        print(f"Going on with .venv for Python {version}, which was begun", flush=True)
        forget_halves(packages())
    else:
        why = "first time, or the requirements changed"
        print(f"Setting up .venv with Python {version} ({why})", flush=True)
        begin()
        BEGUN.write_text(wanted, "utf-8")
    install(python)
    STAMP.write_text(wanted, "utf-8")
    print("Setting up .venv: done", flush=True)


def begin() -> None:
    """Make an environment with pip and nothing else."""
    import venv

    if ENVIRONMENT.exists():
        shutil.rmtree(ENVIRONMENT)
    try:
        # Links, as `python -m venv` makes them: a copied program may not find its libraries.
        venv.create(ENVIRONMENT, with_pip=True, symlinks=os.name != "nt")
    except subprocess.CalledProcessError as error:
        said = (error.output or b"").decode("utf-8", "replace")
        if pip.is_full(said):
            raise Problem(no_room()) from error
        reason = (said.strip().splitlines() or [str(error)])[-1]
        raise Problem(f"{ENVIRONMENT} could not be made; ensurepip said: {reason}") from error


def packages() -> Path:
    """Return the folder of the environment's packages."""
    base = {"base": str(ENVIRONMENT), "platbase": str(ENVIRONMENT)}
    return Path(sysconfig.get_path("purelib", "venv", base))


def forget_halves(folder: Path) -> None:
    """Remove the records of packages that are not there whole, so that pip installs them again.

    pip takes a package for installed when it finds its record, and an interruption may come between the
    record and the files that it names.
    """
    for record in folder.glob("*.dist-info"):
        if not is_whole(importlib.metadata.Distribution.at(record)):
            shutil.rmtree(record)


def is_whole(package: importlib.metadata.Distribution) -> bool:
    """Whether each file that the package's record names is there, in its size."""
    for file in package.files or ():
        path = Path(str(package.locate_file(file)))
        if not path.exists() or file.size not in (None, path.stat().st_size):
            return False
    return package.files is not None


def install(python: Path) -> None:
    """Install what `requirements.txt` pins, on one line of progress instead of hundreds; then bufferscope."""
    total = len(pip.pins((ROOT / "requirements.txt").read_text("utf-8")))
    process = start(pip.locked(str(python), "requirements.txt"))
    said, collected = [], 0
    for line in process.stdout or ():
        said.append(line)
        if line.startswith(("Collecting ", "Processing ", "Ignoring ", "Requirement already ")):
            collected += 1
            report(f"  packages found: {min(collected, total)} of about {total}")
        elif line.startswith("Installing collected packages"):
            report("  installing them, the longest part" + " " * 12)
        elif "after connection broken by" in line:
            report("  no answer from the package index yet" + " " * 12)
    if sys.stdout.isatty():
        print()
    if process.wait() == 0 and has_package():
        process = start(pip.install(str(python), *ITSELF))
        said = list(process.stdout or ())
    if process.wait():
        raise Problem(cause(str(python), said))


def has_package() -> bool:
    """Whether this folder itself is something to install."""
    return "project" in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def start(command: list[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, encoding="utf-8", errors="replace",
    )  # fmt: skip


def report(line: str) -> None:
    """Show progress: a line that rewrites itself on a terminal, now and then a line elsewhere."""
    if sys.stdout.isatty():
        print(f"\r{line}", end="", flush=True)
    elif "of about" not in line or line.split()[2].endswith("0"):
        print(line, flush=True)


# Why it failed, in one line that says what to do.


def cause_of(error: OSError) -> str:
    """Say why the system refused."""
    if error.errno in FULL or getattr(error, "winerror", None) == WINDOWS_FULL:
        return no_room()
    if error.errno in FORBIDDEN:
        return (
            f"{error.filename or ENVIRONMENT} can't be written ({error.strerror}): close the programs that "
            "use it, or copy the book to a folder of your own and start it there"
        )
    return f"The environment {ENVIRONMENT} could not be made: {error}"


def cause(python: str, said: list[str]) -> str:
    """Say why pip failed, by what it said; show its last lines only where the cause is not known."""
    text = "".join(said)
    if pip.is_full(text):
        return no_room()
    if pip.is_altered(text):
        return (
            "The package index gave a file that is not the one this book was made with: its hash differs from "
            "the one in requirements.txt. Nothing of it was installed; repeat the command, and if it happens "
            "again, ask whoever keeps the index or the connection"
        )
    if pip.is_offline(text):
        return (
            "There is no connection to the package index, which the first start needs: connect, and "
            "repeat the command, which goes on where it was; or take the packages from a folder, as "
            "CONTRIBUTING.md says under “Without a connection”"
        )
    if requirement := pip.missing(text):
        return no_build(python, requirement)
    sys.stderr.writelines(said[-20:])
    reason = next((line for line in reversed(said) if line.startswith("ERROR")), said[-1])
    return f"Installing requirements.txt failed. pip said: {reason.strip()}"


def no_room() -> str:
    """Name the disk that is full, that of the book or that of temporary files, and what it lacks."""
    folders = (ROOT, Path(tempfile.gettempdir()))
    full = min(folders, key=lambda folder: shutil.disk_usage(folder).free)
    free = shutil.disk_usage(full).free // 1_000_000
    return (
        f"The disk of {full} is full: {free} MB are free, and .venv takes about {SIZE}. "
        "Make room, and repeat the command, which goes on where it was"
    )


def no_build(python: str, requirement: str) -> str:
    """Name the package that has no build for this Python, and the Pythons for which it has one."""
    mine = ".".join(map(str, sys.version_info[:2]))
    mine += "t" * bool(sysconfig.get_config_var("Py_GIL_DISABLED"))
    system = sysconfig.get_platform()
    others = [version for version in pip.PYTHONS if version != mine]
    good = [version for version in others if pip.has_build(python, requirement, version)]
    package = requirement.replace("==", " ")
    if not good:
        return (
            f"The package index gives no build of {package} for any Python on {system}: either it lets "
            "you in to nothing (its address? a proxy?), or the book does not run on this system"
        )
    here = next((found for v in reversed(good) if (found := shutil.which(f"python{v}"))), None)
    start = f"{Path(here).name if here else f'python{good[-1]}'} -m book"
    return (
        f"{package} has no build for Python {mine} on {system}. These will do: Python "
        f"{', '.join(good)}. Start the book with one of them, for example: {start}"
    )
