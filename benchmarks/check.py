"""What `check` costs: `python benchmarks/check.py`, from the top of the repository.

Prints for each exercise the time, in milliseconds, that judging takes: for the reference, the
longest of the wrong answers of the tests, and which that is. A wrong answer should be told within
150 ms here, so that a phone needs less than a second. Endless answers are left out.
"""

import runpy
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bufferscope import check  # noqa: E402
from bufferscope.cases import LESSONS, load  # noqa: E402

BUDGET = 150  # milliseconds


def taken(answer, name):
    """Return the time of a check, in milliseconds, and whether the answer was told to be wrong."""
    start = time.perf_counter_ns()
    verdict = check(answer, name, seconds=1)
    return (time.perf_counter_ns() - start) / 1e6, verdict.judged and not verdict.solved


def main():
    exercises = load()
    times = {name: [] for name in exercises}
    right = {}
    for lesson in LESSONS:
        path = ROOT / "tests" / "answers" / f"{lesson}.py"
        for full, answer in runpy.run_path(str(path), run_name="answers").items():
            name, _, mistake = full.partition("__")
            if name not in exercises or full.startswith("_"):
                continue
            if not mistake:
                check(answer, name)  # what is due is found out once
                right[name], _ = taken(answer, name)
            elif answer.__doc__:
                time_, told = taken(answer, name)
                if told:
                    times[name].append((time_, mistake))
    for name, found in times.items():
        worst, mistake = max(found, default=(0, ""))
        mark = "!" if worst > BUDGET else " "
        print(f"{mark} {name:15} right {right[name]:7.1f}   wrong {worst:7.1f}  {mistake}")


if __name__ == "__main__":
    main()
