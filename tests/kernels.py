"""Kernels that begin as copies of a process which has imported what every kernel imports: a third of their cost.

Each copy is a process of its own, made by `fork`, whose kernel has not begun yet: it has the interpreter and
imported modules in common with the others, and nothing that a cell could have done. Elsewhere than on Linux,
where libraries do not bear to be copied so, kernels are started anew each time.
"""

import gc
import importlib
import json
import os
import signal
import subprocess
import sys
import warnings
from contextlib import suppress
from pathlib import Path

IMPORTED = (
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "numpy",
    "matplotlib.figure",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
)
# What ipykernel says to matplotlib, which looks for it as it is imported.
BACKEND = "module://matplotlib_inline.backend_inline"


class Copy:
    """A kernel, told as `jupyter_client` wants it: it may be asked and signalled like a Popen."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int):
        self.pid = pid

    def poll(self) -> int | None:
        """Return None as long as it is alive. The one who made it takes its status, which nobody wants to know."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return 0
        return None

    wait = poll  # is called once it is not alive

    def send_signal(self, number: int) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


class Maker:
    """The process of which kernels are copies. It is started for the first of them."""

    def __init__(self):
        self.process = None

    def launch(self, command: list[str], cwd: str, env: dict[str, str], **streams) -> Copy:
        """Take the place of `jupyter_client.launcher.launch_kernel`; what a kernel prints is dropped."""
        python, words = command[: command.index("-m")], command[command.index("-m") + 2 :]
        if self.process is None:
            self.process = subprocess.Popen(
                [*python, "-m", "tests.kernels"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=Path(__file__).parent.parent, text=True,
            )  # fmt: skip
        print(json.dumps([words, cwd, env]), file=self.process.stdin, flush=True)
        return Copy(int(self.process.stdout.readline()))

    def end(self) -> None:
        if self.process:
            self.process.communicate()


def make() -> None:
    """Import, then make a kernel for each line that comes, [arguments, folder, environment], and print its number."""
    del sys.path[0]  # the folder in which this was started, as ipykernel_launcher takes it away
    os.environ["MPLBACKEND"] = BACKEND
    for name in IMPORTED:
        importlib.import_module(name)
    gc.freeze()
    signal.signal(signal.SIGCHLD, take_leave)
    maker = os.getpid()
    for line in sys.stdin:
        with warnings.catch_warnings():
            # Of threads: there are those of NumPy's OpenBLAS, which makes them anew in a copy.
            warnings.simplefilter("ignore", DeprecationWarning)
            is_copy = not os.fork()
        if is_copy:
            return become_kernel(maker, *json.loads(line))


def take_leave(*_) -> None:
    """Take the status of kernels that have ended: until then they count as alive."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG) != (0, 0):
            pass


def become_kernel(maker: int, words: list[str], folder: str, environment: dict[str, str]) -> None:
    from ipykernel import kernelapp

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    gc.unfreeze()
    os.setsid()
    print(
        os.getpid(), flush=True
    )  # not before it is the first of its group, which may be sent a signal
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in range(3):
        os.dup2(nothing, number)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment, JPY_PARENT_PID=str(maker))  # when that is gone the kernel ends
    sys.argv[1:] = words
    kernelapp.launch_new_instance()


if __name__ == "__main__":
    make()
