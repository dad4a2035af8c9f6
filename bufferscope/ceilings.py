"""How much memory a call needs, and what it is due to need at most."""

import math
from collections.abc import Callable

from bufferscope.figures import amount

KIB = 1024


class Memory(int):
    """A number of bytes, written to the nearest power of two: the same on every Python."""

    def __repr__(self) -> str:
        return f"≈ {amount(2 ** round(math.log2(max(self, 1))))}"


class AtMost:
    """Equal to every number up to a limit: what a ceiling is due to be. Counts bytes or lines."""

    def __init__(self, limit: int) -> None:
        self.limit = limit

    def __eq__(self, other: object) -> bool:
        return isinstance(other, int) and other <= self.limit

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"≤ {self.limit}"


class MemoryAtMost(AtMost):
    """A ceiling for what `peak` measures, in bytes."""

    def __repr__(self) -> str:
        return f"≤ {amount(self.limit)}"


def peak(call: Callable[[], object]) -> Memory:
    """Return the memory, in bytes, that `call()` needed at its height, its result included."""
    return _allocated(call)[1]


def kept(call: Callable[[], object]) -> Memory:
    """Return the memory, in bytes, that `call()` took and has not given back, its result included.

    Not less than 0.
    """
    return _allocated(call)[0]


def _allocated(call: Callable[[], object]) -> tuple[Memory, Memory]:
    """Count by tracemalloc: memory that Python's allocators gave out, not that of the process."""
    import tracemalloc

    tracing = tracemalloc.is_tracing()
    if not tracing:
        tracemalloc.start()
    try:
        tracemalloc.reset_peak()
        before, _ = tracemalloc.get_traced_memory()
        result = call()  # held until the memory has been read
        now, height = tracemalloc.get_traced_memory()
        del result
        return Memory(max(0, now - before)), Memory(height - before)
    finally:
        if not tracing:
            tracemalloc.stop()
