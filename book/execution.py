"""Running notebooks and storing what they print, so that the book shows only what was run."""

import itertools
import os
import re
import sys
import tempfile

from jupyter_client.kernelspec import NoSuchKernel
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode
from traitlets.config import Config

from book import Problem
from book.notebooks import tags

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
ANSI = re.compile(r"\x1b\[[0-9;]*m")
LIBRARY = re.compile(
    r"File \S*?[/\\][Ll]ib(?:[/\\]python3\.\d+)?[/\\]"
)  # where this machine has Python
SINCE = re.compile(r"since-(\d+)\.(\d+)")


def needs(cell: NotebookNode) -> tuple[int, int] | None:
    """Return the Python version that a cell tagged `since-3.x` needs, or None."""
    versions = [
        (int(match[1]), int(match[2])) for tag in tags(cell) if (match := SINCE.fullmatch(tag))
    ]
    return max(versions, default=None)


def beyond(notebook: NotebookNode) -> list[NotebookNode]:
    """Return the code cells that need a newer Python than this one."""
    return [
        cell
        for cell in notebook.cells
        if cell.cell_type == "code" and (needs(cell) or (0, 0)) > sys.version_info[:2]
    ]


def forget(cell: NotebookNode) -> None:
    """Take from the cell what was stored when it was run."""
    cell.outputs, cell.execution_count = [], None


def is_stored(notebook: NotebookNode) -> bool:
    """Whether each code cell has been run, in order, with nothing run in between."""
    counts = [cell.execution_count for cell in notebook.cells if cell.cell_type == "code"]
    return counts == list(range(1, len(counts) + 1))


_numbers = itertools.count()


def connection(folder: str) -> dict[str, str]:
    """Return the settings by which a kernel and its client meet: sockets of this system, in `folder`.

    A port of TCP is free when it is chosen, and may be another program's when the kernel takes it.
    `folder` must be a short path: the name of a socket has at most 104 bytes on macOS, 108 on Linux.
    Windows has TCP only.
    """
    if os.name == "nt":
        return {}
    file = os.path.join(folder, f"{os.getpid()}-{next(_numbers)}.json")  # noqa: PTH118 (a trait of text)
    return {"transport": "ipc", "connection_file": file}


def execute(notebook: NotebookNode, folder: str, name: str) -> None:
    """Run all cells in a fresh kernel of this Python and store their outputs in `notebook`.

    `folder` is where the notebook lies. The output of a cell that needs a newer Python than this one
    stays as it was; if it had not been run, it still has not. Raises Problem, naming the cell, for an
    error that no `raises-exception` tag announced, for an announced one that did not come, and when no
    kernel can be started.
    """
    kept = {cell.id: (list(cell.outputs), cell.execution_count) for cell in beyond(notebook)}
    # Hashes of str and bytes differ from run to run unless this is set before the kernel starts.
    environment = dict(os.environ, PYTHONHASHSEED="0")
    meeting = tempfile.TemporaryDirectory(prefix="book-")
    client = NotebookClient(
        notebook,
        config=Config(KernelManager=connection(meeting.name)),
        timeout=600,
        kernel_name="python3",
        resources={"metadata": {"path": folder}},
        record_timing=False,
        coalesce_streams=True,  # whether two prints arrive as one message is chance
        extra_arguments=["--log-level=ERROR"],  # else, on Windows, it warns that it talks over TCP
    )
    try:
        with meeting:
            client.execute(env=environment)
    except CellExecutionError as error:
        raise Problem(f"{name}: a cell raised {error.ename}: {error.evalue}\n{error}") from error
    except NoSuchKernel as error:
        raise Problem(
            f"{name}: there is no kernel “{error.name}”; pip install -r requirements.txt brings one"
        ) from error
    except Exception as error:  # whatever else keeps a kernel from starting or living
        raise Problem(f"{name}: no Python kernel could be started or kept: {error}") from error
    for cell in notebook.cells:
        if cell.cell_type == "code":
            if cell.id in kept:
                cell.outputs, count = kept[cell.id]
                cell.execution_count = count and cell.execution_count
                continue
            if "raises-exception" in tags(cell) and not raised(cell):
                raise Problem(f"{name}: “{cell.id}” is tagged raises-exception, but raised nothing")
    tidy(notebook)


def raised(cell: NotebookNode) -> bool:
    """Whether the stored output of the cell is an exception."""
    return any(output.output_type == "error" for output in cell.outputs)


def tidy(notebook: NotebookNode) -> None:
    """Leave in the notebook only what is the same on every machine."""
    notebook.metadata["kernelspec"] = dict(KERNEL)
    notebook.metadata["language_info"] = {"name": "python"}
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                plain = [ANSI.sub("", line) for line in output.traceback]
                output.traceback = [LIBRARY.sub("File ", line) for line in plain]
