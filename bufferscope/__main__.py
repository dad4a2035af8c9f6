"""python -m bufferscope NOTEBOOK...: say which exercises of a notebook are solved."""

import argparse
import subprocess
import sys
from pathlib import Path

from bufferscope.notebook import judge_notebook
from bufferscope.verdict import Verdict
from bufferscope.words import say


def main(arguments: list[str] | None = None) -> int:
    """Return 0 if all exercises are solved, 1 if some are not, 2 if a notebook can't be read."""
    parser = argparse.ArgumentParser(
        prog="python -m bufferscope",
        description="Say which exercises of a notebook of the book are solved. The code of the "
        "notebook is run, each notebook in a process of its own: don't run strangers' code on a "
        "machine that matters.",
    )
    parser.add_argument("notebooks", nargs="+", type=Path, metavar="NOTEBOOK")
    parser.add_argument(
        "--reports", action="store_true", help="print the whole reports, not their first lines"
    )
    parser.add_argument(
        "--seconds", type=float, default=5.0, help="how long one case may take (default: 5)"
    )
    given = parser.parse_args(arguments)
    if len(given.notebooks) > 1:
        return max(_apart(path, given) for path in given.notebooks)
    return _judge(given.notebooks[0], given)


def _apart(path: Path, given: argparse.Namespace) -> int:
    """Judge a notebook in a process of its own, so that it spoils none of the others."""
    command = [sys.executable, "-m", "bufferscope", str(path), f"--seconds={given.seconds}"]
    command += ["--reports"] * given.reports
    status = subprocess.run(command).returncode
    return status if status in (0, 1) else 2


def _judge(path: Path, given: argparse.Namespace) -> int:
    try:
        found = judge_notebook(path, given.seconds)
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    solved = sum(isinstance(verdict, Verdict) and verdict.solved for verdict in found.values())
    print(say("notebook.solved", path=path, solved=solved, total=len(found)))
    for name, verdict in found.items():
        text = str(verdict) if isinstance(verdict, Verdict) else f"✘ {name}: {verdict}"
        print("  " + (text if given.reports else text.partition("\n")[0]).replace("\n", "\n  "))
    return int(solved < len(found))


if __name__ == "__main__":
    sys.exit(main())
