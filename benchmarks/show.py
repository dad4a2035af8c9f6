"""What `show` costs: `python benchmarks/show.py`, from the top of the repository.

Prints the time to draw 64 bytes and 1 GiB, the memory that drawing takes, and the time to import
the package and its instruments. The gibibyte is an anonymous map: the system hands out only the
pages that are read.
"""

import mmap
import os
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bufferscope import show  # noqa: E402

GIB = 1 << 30


def quickest(call, rounds=30):
    """Return the shortest of some runs of a call, in milliseconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter_ns()
        call()
        times.append(time.perf_counter_ns() - start)
    return min(times) / 1e6


def importing(statement):
    """Return the median time that a fresh Python takes for an import, in milliseconds.

    The first run is not counted: it compiles, into a folder of its own.
    """
    clock = "time.perf_counter_ns()"
    code = f"import time; start = {clock}; {statement}; print({clock} - start)"
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-X", f"pycache_prefix={folder}", "-c", code]
        runs = [subprocess.check_output(command, cwd=ROOT, env=env) for _ in range(11)]
    return median(map(int, runs[1:])) / 1e6


def peak(view):
    """Return the most memory that Python allocates while a view is shown, in KiB."""
    show(view)
    tracemalloc.start()
    show(view)._repr_html_()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1024


def main():
    with mmap.mmap(-1, GIB) as memory, memoryview(memory) as long:
        rows = [("64 B", memoryview(bytearray(64))), ("1 GiB", long), ("1 GiB, ::-3", long[::-3])]
        print(f"{'':12}{'show':>10}{'SVG':>10}{'text':>10}{'allocated':>14}{'SVG size':>12}")
        for name, view in rows:
            picture = show(view)
            drawn = quickest(lambda view=view: show(view))
            as_svg, as_text = quickest(picture.svg), quickest(picture.__str__)
            size = len(picture.svg().encode()) / 1024
            print(
                f"{name:12}{drawn:7.2f} ms{as_svg:7.2f} ms{as_text:7.2f} ms"
                f"{peak(view):10.0f} KiB{size:8.1f} KiB"
            )
        for _, view in rows:
            view.release()
    for statement in (
        "import bufferscope",
        "from bufferscope import show",
        "from bufferscope import check, language, measure, show",
    ):
        print(f"{statement}: {importing(statement):.1f} ms")


if __name__ == "__main__":
    main()
