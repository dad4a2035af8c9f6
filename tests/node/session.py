"""What test_pyodide.py runs in Pyodide; it draws the samples in its own Python too, to compare.

Prints, as JSON, what each instrument gave.
"""

import json
import struct
import sys
from pathlib import Path
from runpy import run_path

from bufferscope import check, language, measure, show
from bufferscope.cases import load


def samples():
    """Yield names and pictures of 64 bytes, that must be the same on every platform."""
    data = bytearray(range(64))
    m = memoryview(data)
    yield "bytes", show(data=data, index=-1)
    yield "slices", show(middle=m[10:20], back=m[::-7], copy=bytes(data[10:20]), index=1)
    yield "formats", show(B=m[:16], h=m[:16].cast("h"), i=m[:16].cast("i"), d=m[:16].cast("d"))
    yield "grid", show(grid=m.cast("h", (4, 8)), index=(1, 2))
    before = show(data=data, view=m[::2].toreadonly())
    data[2] = 255
    yield "again", before.again()
    m.release()
    yield "released", show(m, text=b"memory view", empty=b"")


def starter(data, n): ...


def endless(data, n):
    while True:
        n += 1


def judged(answer, seconds=5.0):
    verdict = check(answer, "chunk_sums", seconds=seconds)
    return {"solved": verdict.solved, "report": repr(verdict)}


def measured():
    """Measure as a lesson does, within a tiny budget: a copy against a slice of a view."""

    def copy(size):
        data = bytes(size)
        return lambda: data[1:]

    def view(size):
        data = memoryview(bytes(size))
        return lambda: data[1:]

    found = measure({"copy": copy, "view": view}, [1_000, 4_000_000], seconds=0.5)
    return {
        "printed": str(found),
        "slopes": [found.slope(name) for name in ("copy", "view")],
        "ratio": found.ratio("copy", "view"),
    }


def reports():
    """Return everything that the test looks at, as a dict for JSON."""
    answers = run_path(str(Path(__file__).parent.parent / "answers" / "slices.py"))
    found = {
        "platform": [sys.platform, *sys.version_info[:2], struct.calcsize("P")],
        "pictures": {name: [str(one), one._repr_html_()] for name, one in samples()},
        "measured": measured(),
        "right": judged(answers["chunk_sums"]),
        "starter": judged(starter),
        "endless": judged(endless, seconds=0.1),
        "references": {
            name: repr(check(exercise.reference, name))
            for name, exercise in load().items()
            if exercise.reference
        },
    }
    language("tr")
    found["tr"] = [str(show(memoryview(b"ab"))), judged(starter)["report"]]
    language("ru")
    found["ru"] = [str(show(memoryview(b"ab"))), judged(starter)["report"]]
    language("en")
    return found


if __name__ == "__main__":
    print(json.dumps(reports()))
