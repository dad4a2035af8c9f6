"""Starting a process for one answer, and ending it when its time is over."""

import json
import os
import secrets
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from typing import Any

from book import ROOT

MEMORY = 2 * 2**30  # bytes of address space: NumPy alone takes half a gibibyte
START = (
    f"import sys; sys.path.insert(0, {str(ROOT)!r}); from book.classroom.worker import main; main()"
)
COMMAND = [sys.executable, "-s", "-P", "-B", "-c", START]


def judge(code: list[str], answer: str, exercise: str, case: float, seconds: int) -> dict[str, Any]:
    """Return what the worker found, or {"crash": why} or {"timeout": seconds}.

    code     statements, of which the answer is made
    case     seconds that a case may take, as `bufferscope.check` has it
    seconds  that all may take, of the clock and of the processor
    """
    word = secrets.token_hex()
    task = {"code": code, "answer": answer, "exercise": exercise, "case": case}
    task |= {"word": word, "memory": MEMORY, "seconds": seconds}
    with tempfile.TemporaryDirectory(prefix="answer-", ignore_cleanup_errors=True) as folder:
        process = subprocess.Popen(
            COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=_environment(folder),
            start_new_session=True,
        )
        try:
            said, _ = process.communicate(json.dumps(task).encode(), timeout=seconds)
        except subprocess.TimeoutExpired:
            return {"timeout": seconds}
        finally:
            _end(process)
    return _found(said, word, process.returncode)


def _environment(folder: str) -> dict[str, str]:
    """Return what the process may know of ours: no keys, no tokens, and a home that is empty."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LANG") if name in os.environ}
    homes = dict.fromkeys(("HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP", "MPLCONFIGDIR"), folder)
    return {**kept, **homes, "PYTHONHASHSEED": "0", "PYTHONUTF8": "1", "MPLBACKEND": "agg"}


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process and, but on Windows, all that it started."""
    with suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
    if process.stdout:
        process.stdout.close()


def _found(said: bytes, word: str, status: int) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(said)
        if found.pop("word") == word:
            return found
    except (ValueError, KeyError, AttributeError, TypeError):
        pass
    if -status == getattr(signal, "SIGXCPU", None):
        return {"timeout": "all the processor time"}
    return {"crash": f"the process ended with {_name(status)} before there was a verdict"}


def _name(status: int) -> str:
    with suppress(ValueError):
        if status < 0:
            return signal.Signals(-status).name
    return f"status {status}"
