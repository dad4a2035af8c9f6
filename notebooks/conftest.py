"""How nbval runs the cells of this book: as Jupyter does, each measurement alone, each cell on a Python that has what it needs."""

import os
import sys
import tempfile
from pathlib import Path
from unittest.mock import patch

import nbval.kernel
import pytest
from filelock import FileLock
from jupyter_client.manager import KernelManager
from jupyter_client.provisioning import local_provisioner
from nbval.kernel import RunningKernel
from nbval.plugin import IPyNbCell

from book import LANGUAGES, ROOT
from book.execution import connection, needs
from book.notebooks import CODE_EDITION, tags
from tests.kernels import Maker

# Hashes of str and bytes differ from run to run, unless this is set before a kernel starts.
os.environ["PYTHONHASHSEED"] = "0"
SOCKETS = tempfile.TemporaryDirectory(prefix="book-")


def pytest_configure(config):
    """Run notebooks where they are among what is checked, and compare what they print with what is stored.

    The kernel is this very Python, whatever kernels the user has registered.
    """
    config.option.nbval = config.option.nbval_current_env = True
    config.option.nbval_sanitize_with = str(ROOT / "tests" / "sanitize.cfg")
    config.option.nbval_cell_timeout = (
        300  # seconds; the longest cell takes a tenth on a busy machine
    )


def execute_as_jupyter_does(self, source, allow_stdin=None):
    """Keep a history: without one `Out` holds no result alive, and a trailing `;` means nothing."""
    return self.kc.execute(source, store_history=True, allow_stdin=allow_stdin, stop_on_error=False)


KERNELS = Maker()


def pytest_unconfigure():
    KERNELS.end()
    SOCKETS.cleanup()


class Manager(KernelManager):
    """nbval's, but that its kernels talk over sockets of this system and tell errors shortly.

    IPython's coloured tracebacks take it longer than the cells; nbval compares none of them.
    """

    def __init__(self, **settings):
        super().__init__(**settings, **connection(SOCKETS.name))

    def start_kernel(self, **settings):
        shortly = ["--InteractiveShell.xmode=Plain"]
        launch = KERNELS.launch if sys.platform == "linux" else local_provisioner.launch_kernel
        with patch.object(local_provisioner, "launch_kernel", launch):
            return super().start_kernel(extra_arguments=shortly, **settings)


nbval.kernel.KernelManager = Manager
nbval.kernel.pformat = str  # of each message, for a log that nobody keeps
RunningKernel.execute_cell_input = execute_as_jupyter_does


def pytest_collection_modifyitems(items):
    before = None
    for item in items:
        if not isinstance(item, IPyNbCell):
            continue
        version = needs(item.cell)
        if version and version > sys.version_info[:2]:
            reason = "needs Python {}.{}".format(*version)
            item.add_marker(pytest.mark.skip(reason=reason))
        if is_measured_elsewhere(item) and "claim" in tags(item.cell):
            follows = before and before.parent is item.parent and measures(before)
            if measures(item) or follows:
                item.add_marker(
                    pytest.mark.skip(reason="rests on what the English edition measures")
                )
        before = item


# The editions measure the same code, to the byte. One of them takes its time for it; the others show that
# the cell runs with their words.

MEASURE_SHORTLY = """
def shortly():
    import bufferscope
    whole = bufferscope.measure
    bufferscope.measure = lambda *args, **settings: whole(*args, **settings | {"seconds": 0.01})
shortly()
del shortly
"""


def measures(item):
    is_timed = {"nbval-ignore-output", "claim"} & set(tags(item.cell))
    return bool(is_timed) and "measure(" in item.cell.source


def is_measured_elsewhere(item):
    return item.path.parent.name in LANGUAGES and item.path.parent.name != CODE_EDITION


@pytest.hookimpl(trylast=True)
def pytest_runtest_setup(item):
    if isinstance(item, IPyNbCell) and is_measured_elsewhere(item) and item.cell_num == 0:
        kernel = item.parent.kernel
        kernel.await_reply(kernel.kc.execute(MEASURE_SHORTLY, silent=True), timeout=60)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """Let cells that measure, of all test processes together, run one at a time."""
    if not isinstance(item, IPyNbCell) or not measures(item) or is_measured_elsewhere(item):
        return (yield)
    with FileLock(Path(tempfile.gettempdir()) / "book-measurement.lock"):
        return (yield)
