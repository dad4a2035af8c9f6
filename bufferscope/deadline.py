"""Ending code that runs for ever, as far as one process can."""

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from time import monotonic
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import TraceFunction

AGAIN = 0.05  # seconds between two attempts, for code that swallowed the first
SLOWER = 4  # how much longer traced code may take


class Overtime(BaseException):
    """The code ran past its deadline. A BaseException, so `except Exception` lets it through."""


def within(seconds: float, call: Callable[[], object]) -> None:
    """Call `call()`; raise Overtime out of it when it takes longer than `seconds`.

    In the main thread of Linux and macOS a timer signal interrupts Python code, sleeping and
    waiting for input; it fires again until the call ends, so a bare `except:` in a loop does not
    save it. Elsewhere (Windows, other threads, Python in a browser) a trace function looks at the
    clock at every line: that is slower, so the call is given four times as long, and it is blind
    to waiting. There a bare `except:` in a loop does swallow Overtime, since Python drops a trace
    function that raises.

    Nothing in the same process can end a loop inside C code that never returns to Python, such
    as `sum(itertools.repeat(1))`.

    Whatever was set before (timer, signal handler, trace function) is set again afterwards.
    """
    by_signal = (
        hasattr(signal, "setitimer")
        and sys.platform not in ("emscripten", "wasi")
        and threading.current_thread() is threading.main_thread()
    )
    guarded = _with_alarm if by_signal else _with_trace
    error = guarded(seconds, _apart(call))
    try:
        if error is not None:
            raise error
    finally:
        del error  # else its traceback and this frame keep each other alive


def _apart(call: Callable[[], object]) -> Iterator[BaseException | None]:
    """Call, and yield what was raised.

    In a generator, because it has an exception state of its own. A trace function that raises
    inside an `except` or `with` can leave the exception there as "being handled" for ever; here
    that ends with the generator, and later errors of the reader do not name it as their context.
    """
    try:
        call()
    except BaseException as error:
        yield error
    else:
        yield None


def _with_alarm(seconds: float, run: Iterator[BaseException | None]) -> BaseException | None:
    running, swallowed = True, 0

    def ring(signum: int, frame: FrameType | None) -> None:
        nonlocal swallowed
        if running:
            if swallowed:
                _raise_later(frame, swallowed)
            swallowed += 1
            raise Overtime

    tracer = sys.gettrace()
    handler = signal.signal(signal.SIGALRM, ring)
    started = monotonic()
    left, interval = signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    try:
        return next(run)
    finally:
        running = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        sys.settrace(tracer)
        signal.signal(signal.SIGALRM, handler)
        if left:
            left = max(left - (monotonic() - started), AGAIN)
            signal.setitimer(signal.ITIMER_REAL, left, interval)


def _raise_later(frame: FrameType | None, lines: int) -> None:
    """Make what is now running in the call raise Overtime once more, after some lines.

    A loop with a bare `except:` swallows each Overtime raised in its `try`; one raised a line or
    more later, outside of it, gets out. How many lines that takes is found by trying.
    """

    def late(frame: FrameType, event: str, arg: object) -> object:
        nonlocal lines
        lines -= event == "line"
        if event == "line" and lines <= 0:
            raise Overtime
        return late

    while frame is not None and frame.f_globals.get("__name__") != __name__:
        frame.f_trace = late
        frame = frame.f_back
    sys.settrace(lambda frame, event, arg: None)


def _with_trace(seconds: float, run: Iterator[BaseException | None]) -> BaseException | None:
    end = monotonic() + seconds * SLOWER

    def watch(frame: FrameType, event: str, arg: object) -> "TraceFunction":
        if event == "line" and frame.f_globals.get("__name__") != __name__ and monotonic() > end:
            raise Overtime
        return watch

    tracer = sys.gettrace()
    sys.settrace(watch)
    try:
        return next(run)
    finally:
        sys.settrace(tracer)
