"""Whether what came back is what was due, in value and in type."""

from numbers import Integral
from typing import Any

_PLAIN = (int, bool, bytes, str, float, bytearray)


def same(got: Any, due: Any) -> bool:
    """Whether the two are equal in value and of the same kind, and so are the items in them.

    Python's own == is kinder: to it True is 1, and [memoryview(b"a")] is [b"a"]. A subclass is of
    the kind of its base, such as OrderedDict of dict, and so are the integers of NumPy of int.
    """
    if type(got) is type(due) and type(due) in _PLAIN:
        return bool(got == due)
    if type(due).__module__.startswith("bufferscope."):  # such as AtMost
        return bool(due == got)
    if due is None or isinstance(due, bool):
        return got is due
    if isinstance(due, int):
        return isinstance(got, Integral) and not isinstance(got, bool) and int(got) == due
    if not isinstance(got, type(due)):
        return False
    if isinstance(due, (list, tuple)):
        got = list(got)
        return len(got) == len(due) and all(map(same, got, due))
    if isinstance(due, dict):
        got = dict(got)
        types = {key: type(key) for key in due}
        return got.keys() == due.keys() and all(
            isinstance(key, types[key]) and same(got[key], due[key]) for key in got
        )
    equal: Any = type(due).__eq__
    return equal(due, got) is True  # not the == of a subclass of the reader's own


def mistyped(got: Any, due: Any) -> tuple[str, str] | None:
    """Return the names of the two types if the values are equal and only a type is wrong.

    >>> mistyped((1, [2]), [1, [2]]), mistyped([b"a", True], [b"a", 1]), mistyped([2], [1])
    (('tuple', 'list'), ('bool', 'int'), None)
    """
    if same(got, due) or not _equal(got, due):
        return None
    if isinstance(got, (list, tuple)) and isinstance(got, type(due)):
        pairs = (mistyped(*pair) for pair in zip(got, due, strict=True))
        return next((names for names in pairs if names), None)
    if isinstance(got, dict) and isinstance(due, dict):
        return mistyped([*got, *got.values()], [*due, *(due[key] for key in got)])
    return _name_of(type(got)), _name_of(type(due))


def _equal(got: object, due: object) -> bool:
    if isinstance(got, (list, tuple)) and isinstance(due, (list, tuple)):
        return len(got) == len(due) and all(map(_equal, got, due))
    if isinstance(got, dict) and isinstance(due, dict):
        return got.keys() == due.keys() and all(_equal(got[key], due[key]) for key in due)
    if isinstance(due, set) and isinstance(got, (list, tuple)):
        return len(got) == len(due) and all(item in due for item in got)
    try:
        return bool(got == due)
    except Exception:  # such as the truth value of a NumPy array
        return False


def _name_of(kind: type) -> str:
    """Return the name of a type, with its module unless it is built in: numpy.bool is no bool."""
    module = kind.__module__
    return (
        kind.__qualname__ if module in ("builtins", "__main__") else f"{module}.{kind.__qualname__}"
    )
