"""The front door, `python3 -m book`, on a small project of its own: each fault is made for real."""

import ast
import base64
import functools
import hashlib
import http.server
import os
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import threading
import time
import zipfile
from pathlib import Path

import pytest
from packaging.tags import platform_tags

from book import ROOT, arguments, commands, environment, pip

DOOR = ("__init__.py", "__main__.py", "arguments.py", "environment.py", "pip.py")
WHOLE = "import tiny\n\n\ndef run(arguments):\n    print('whole', len(tiny.CONTENT))\n"
HERE = "{}.{}".format(*sys.version_info)
linux = pytest.mark.skipif(sys.platform != "linux", reason="mounts and signals of Linux")


def wheel(folder, tags="py3-none-any", size=10):
    """Write a wheel of the package `tiny`, its record before its content."""
    folder.mkdir(exist_ok=True)
    content = f"CONTENT = '{'x' * size}'\n".encode()
    files = {
        "tiny-1.dist-info/METADATA": b"Metadata-Version: 2.1\nName: tiny\nVersion: 1\n",
        "tiny-1.dist-info/WHEEL": f"Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: {tags}\n".encode(),
        "tiny.py": content,
    }  # fmt: skip
    hashes = {
        name: base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        for name, data in files.items()
    }
    record = [f"{name},sha256={hashes[name]},{len(data)}" for name, data in files.items()]
    record.append("tiny-1.dist-info/RECORD,,")
    with zipfile.ZipFile(folder / f"tiny-1-{tags}.whl", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("tiny-1.dist-info/RECORD", "\n".join(record) + "\n")
        for name, data in files.items():
            archive.writestr(name, data)
    return folder


def bare(root):
    """Write a small project: the front door, one pin, and a command that says whether the pin is there."""
    (root / "book").mkdir(parents=True)
    for name in DOOR:
        shutil.copy(ROOT / "book" / name, root / "book" / name)
    (root / "book" / "commands.py").write_text(WHOLE, "utf-8")
    (root / "requirements.txt").write_text(f"tiny==1 --hash=sha256:{'0' * 64}\n", "utf-8")
    (root / "pyproject.toml").write_text("", "utf-8")
    return root


@pytest.fixture
def untouched(tmp_path):
    """Return a project that nobody has started yet."""
    return bare(tmp_path / "project")


@pytest.fixture(scope="session")
def begun(tmp_path_factory):
    """Return a project whose environment is begun: Python and pip are there, and no package."""
    root = bare(tmp_path_factory.mktemp("begun"))
    python(root, "from book import environment; environment.begin()")
    return root


@pytest.fixture
def project(begun, tmp_path):
    """Return a copy of that project."""
    root = tmp_path / "project"
    shutil.copytree(begun, root, symlinks=True)
    begin(root)
    return root


def python(root, program):
    subprocess.run([sys.executable, "-c", program], cwd=root, check=True)


def settings(**options):
    """Return the environment of a front door with these of pip's options and no other."""
    mine = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    theirs = {f"PIP_{name}": str(value) for name, value in options.items()}
    return {**mine, "PIP_CONFIG_FILE": os.devnull, "PIP_NO_CACHE_DIR": "1", **theirs}


def folder_of(wheels):
    return settings(NO_INDEX=1, FIND_LINKS=wheels)


def locked(project, wheels):
    """Let the project pin the wheels of a folder, by their hashes; return the settings that lead pip there."""
    hashes = (hashlib.sha256(path.read_bytes()).hexdigest() for path in wheels.iterdir())
    lines = ["tiny==1", *(f"    --hash=sha256:{one}" for one in hashes)]
    (project / "requirements.txt").write_text(" \\\n".join(lines) + "\n", "utf-8")
    begin(project)
    return folder_of(wheels)


def begin(project):
    """Say that the environment which is there was begun from what the project is made of now."""
    python(project, "from book.environment import BEGUN, stamp; BEGUN.write_text(stamp(), 'utf-8')")


def door(root, environment, *words, before=()):
    return subprocess.run(
        [*before, sys.executable, "-m", "book", *(words or ("status",))],
        cwd=root, env=environment, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip


def refused(done):
    """Return the one line in which the front door says why it does not open."""
    assert done.returncode == 1, done.stdout + done.stderr
    [line] = done.stderr.splitlines()
    return line


# What it says at once


def test_it_parses_on_old_pythons():
    for name in ("__init__.py", "__main__.py"):
        tree = ast.parse((ROOT / "book" / name).read_text("utf-8"), feature_version=(3, 4))
        assert not any(isinstance(node, (ast.JoinedStr, ast.AnnAssign)) for node in ast.walk(tree))


def test_an_old_python_is_told_so(monkeypatch):
    import book.__main__ as door

    monkeypatch.setattr(sys, "version_info", (3, 9, 1))
    with pytest.raises(SystemExit) as stop:
        door.main()
    assert "needs Python 3.11" in str(stop.value) and len(str(stop.value).splitlines()) == 1


def test_it_needs_the_standard_library_only():
    program = (
        "import sys, book, book.arguments, book.environment; "
        "print(sorted({n.split('.')[0] for n in sys.modules}))"
    )
    result = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {program}"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    loaded = set(ast.literal_eval(result.stdout)) - {"book", "__main__"}
    assert {n for n in loaded if not n.startswith("_")} <= set(sys.stdlib_module_names)


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["--help"], 0, "COMMAND"),
        (["-h"], 0, "COMMAND"),
        (["help"], 0, "COMMAND"),
        (["carry", "--help"], 0, "NOTEBOOK"),
        (["help", "stamp"], 0, "CELL"),
        (["test", "--help"], 0, "PYTEST"),
        (["biuld"], 2, "biuld"),
        (["serve", "--port", "x"], 2, "--port"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_help_and_mistakes_install_nothing(untouched, words, status, said):
    done = door(untouched, settings(), *words)
    assert done.returncode == status
    assert said in done.stdout + done.stderr
    assert not (untouched / ".venv").exists()


def test_each_command_that_can_be_said_is_there():
    [action] = [a for a in arguments.parser()._actions if a.dest == "command"]
    assert set(action.choices) == set(commands.CALLS)


def test_options_of_test_go_to_pytest_in_their_order():
    words = ["-m", "not once", "tests/test_show.py", "--strict-translations", "-k", "a or b"]
    assert arguments.parse(["test", *words]).options == words


# The environment


def test_it_is_made_once(project, tmp_path):
    wheels = locked(project, wheel(tmp_path / "wheels"))
    first = door(project, wheels)
    assert "Going on with .venv" in first.stdout and first.stdout.endswith("whole 10\n")
    assert door(project, wheels).stdout == "whole 10\n"
    assert door(project, settings(NO_INDEX=1)).stdout == "whole 10\n"


def test_it_is_made_anew_when_a_pin_changes(project, tmp_path):
    wheels = locked(project, wheel(tmp_path / "wheels"))
    with (project / "requirements.txt").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    (project / ".venv" / "left-over").touch()
    done = door(project, wheels)
    assert "Setting up .venv with Python" in done.stdout and done.stdout.endswith("whole 10\n")
    assert not (project / ".venv" / "left-over").exists()


def test_a_package_without_a_build_and_the_pythons_that_will_do(project, tmp_path):
    other = next(version for version in pip.PYTHONS if version != HERE)
    tag = "cp" + other.replace(".", "")
    wheels = wheel(tmp_path / "wheels", f"{tag}-{tag}-{next(platform_tags())}")
    line = refused(door(project, locked(project, wheels)))
    assert f"tiny 1 has no build for Python {HERE}" in line
    assert f"These will do: Python {other}. " in line


def test_no_connection(project):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    line = refused(door(project, settings(INDEX_URL=f"http://127.0.0.1:{port}/simple", RETRIES=1)))
    assert "no connection to the package index" in line and "goes on where it was" in line


def test_a_package_that_is_not_the_one_of_the_lock(project, tmp_path):
    wheels = wheel(tmp_path / "wheels")
    environment = locked(project, wheels)
    wheel(wheels, size=11)  # the same name and version, and another content
    line = refused(door(project, environment))
    assert "its hash differs" in line
    assert not list(project.glob(".venv/lib/*/site-packages/tiny*"))


def test_a_package_without_a_hash_is_refused(project, tmp_path):
    environment = locked(project, wheel(tmp_path / "wheels"))
    (project / "requirements.txt").write_text("tiny==1\n", "utf-8")
    begin(project)
    done = door(project, environment)
    assert done.returncode == 1 and "--require-hashes" in done.stderr
    assert not list(project.glob(".venv/lib/*/site-packages/tiny*"))


@pytest.fixture
def serve():
    """Return a function that runs a server with a handler for GET; return its address."""
    servers = []

    def serve(get):
        methods = {"do_GET": get, "log_message": lambda *words: None}
        handler = type("Handler", (http.server.SimpleHTTPRequestHandler,), methods)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


def test_an_index_that_refuses(project, serve):
    address = serve(lambda self: self.send_error(403))
    line = refused(door(project, settings(INDEX_URL=address)))
    assert "no build of tiny 1 for any Python" in line and "proxy" in line


# Faults of the machine, in a mount namespace of their own


@functools.cache
def can_mount():
    command = [*NAMESPACE, "mount -t tmpfs none /mnt"]
    return shutil.which("unshare") and subprocess.run(command, capture_output=True).returncode == 0


NAMESPACE = ["unshare", "--map-root-user", "--mount", "sh", "-ec"]


@pytest.fixture
def with_mount():
    """Return a function that gives the words before a command which mount something for it alone."""
    if not can_mount():
        pytest.skip("needs the right to mount, which this machine does not give")
    return lambda script: [*NAMESPACE, f'{script}; cd "$PWD"; exec "$@"', "sh"]


@linux
def test_a_full_disk_and_then_room(project, tmp_path, with_mount):
    """The disk holds the environment and half of the package; once it is larger the start goes on."""
    size = 40_000_000
    environment = locked(project, wheel(tmp_path / "wheels", size=size))
    used = sum(p.stat().st_size for p in project.rglob("*") if p.is_file() and not p.is_symlink())
    script = (
        f"mv {project} {project}.there; mkdir {project}; "
        f"mount -t tmpfs -o size={used + 20_000_000} none {project}; cp -a {project}.there/. {project}"
    )
    larger = f"mount -o remount,size={used + 5 * size} {project}"
    again = f"cd {project}; {sys.executable} -m book status || {larger}; {sys.executable} -m book status"
    before = [*with_mount(script), "sh", "-c", again]
    done = subprocess.run(before, cwd="/", env=environment, capture_output=True, text=True)
    [line] = done.stderr.splitlines()
    assert f"The disk of {project} is full" in line and "goes on where it was" in line
    assert "Going on with .venv" in done.stdout
    assert done.stdout.endswith(f"whole {size}\n")


@linux
def test_a_folder_that_can_only_be_read(untouched, with_mount):
    script = f"mount --bind {untouched} {untouched}; mount -o remount,bind,ro {untouched}"
    line = refused(door(untouched, settings(), before=with_mount(script)))
    assert str(untouched) in line and "can't be written" in line and "folder of your own" in line


@linux
@pytest.mark.parametrize(
    ("folder", "said"),
    [("ensurepip", "sudo apt install python3-venv"), ("ensurepip/_bundled", "ensurepip said: ")],
)
def test_a_python_that_makes_no_environments(untouched, with_mount, folder, said):
    """Debian splits ensurepip off; a torn installation lacks the wheels in it."""
    library = Path(sysconfig.get_path("stdlib")) / folder
    line = refused(door(untouched, settings(), before=with_mount(f"mount -t tmpfs none {library}")))
    assert said in line


# A first start that was interrupted


def start(root, environment):
    """Start the front door in a process group of its own, as a terminal does."""
    return subprocess.Popen(
        [sys.executable, "-m", "book", "status"],
        cwd=root, env=environment, start_new_session=True, text=True,
        # What is started in the background, as in some CI, does not hear Ctrl+C, nor do its children.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def test_its_python_is_that_of_the_environment(project, tmp_path):
    """Without its configuration the Python that is there is another's, and has none of the packages."""
    wheels = locked(project, wheel(tmp_path / "wheels"))
    assert door(project, wheels).returncode == 0
    (project / ".venv" / "pyvenv.cfg").unlink()
    again = door(project, wheels)
    assert "Setting up .venv" in again.stdout and again.stdout.endswith("whole 10\n")


@linux
def test_interrupted_while_it_fetches(project, tmp_path, serve):
    asked, done = threading.Event(), threading.Event()

    def never(self):
        asked.set()
        done.wait(60)

    wheels = locked(project, wheel(tmp_path / "wheels"))
    process = start(project, settings(INDEX_URL=serve(never)))
    assert asked.wait(60)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    done.set()
    assert process.returncode == 130
    assert said.splitlines()[-1] == "Stopped; the next start goes on from here"
    again = door(project, wheels)
    assert "Going on with .venv" in again.stdout and again.stdout.endswith("whole 10\n")


@linux
def test_killed_while_it_installs(project, tmp_path):
    """The record of the package is there and half of its file: not to be taken for installed."""
    size = 150_000_000
    environment = locked(project, wheel(tmp_path / "wheels", size=size))
    [packages] = project.glob(".venv/lib/*/site-packages")
    process = start(project, environment)
    for _ in range(20_000):
        if (packages / "tiny.py").exists() or process.poll() is not None:
            break
        time.sleep(0.002)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    assert (packages / "tiny-1.dist-info" / "METADATA").exists()
    assert (packages / "tiny.py").stat().st_size < size
    again = door(project, environment)
    assert "Going on with .venv" in again.stdout and again.stdout.endswith(f"whole {size}\n")


def test_whole_packages_are_left_alone():
    """In the environment that runs this nothing is half."""
    folder = Path(sysconfig.get_path("purelib"))
    halves = [
        record.name
        for record in folder.glob("*.dist-info")
        if not environment.is_whole(environment.importlib.metadata.Distribution.at(record))
    ]
    assert halves == []
