"""How nbval runs the cells of this book: as Jupyter does, each measurement alone, each cell on a Python that has what it needs."""

import os
import sys
import tempfile
from pathlib import Path

import nbval.kernel
import pytest
from filelock import FileLock
from jupyter_client.manager import KernelManager
from nbval.kernel import RunningKernel
from nbval.plugin import IPyNbCell

from book import ROOT
from book.execution import connection, needs

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


def pytest_unconfigure():
    SOCKETS.cleanup()


class Manager(KernelManager):
    """nbval's, but that its kernels talk over sockets of this system."""

    def __init__(self, **settings):
        super().__init__(**settings, **connection(SOCKETS.name))


nbval.kernel.KernelManager = Manager
RunningKernel.execute_cell_input = execute_as_jupyter_does


def pytest_collection_modifyitems(items):
    for item in items:
        version = isinstance(item, IPyNbCell) and needs(item.cell)
        if version and version > sys.version_info[:2]:
            reason = "needs Python {}.{}".format(*version)
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """Let cells that measure, of all test processes together, run one at a time."""
    tags = item.cell.metadata.get("tags", []) if isinstance(item, IPyNbCell) else []
    if "nbval-ignore-output" not in tags:
        return (yield)
    with FileLock(Path(tempfile.gettempdir()) / "book-measurement.lock"):
        return (yield)
