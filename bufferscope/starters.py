"""Recognising an answer that has not been written yet."""

from opcode import opmap
from types import CodeType, TracebackType
from typing import Any


class Blank(BaseException):
    """The answer is still the starter."""


def _starter_code(doc: str, body: str) -> CodeType:
    names: dict[str, Any] = {}
    exec(f"def starter(x):\n {doc}\n {body}", names)
    code: CodeType = names["starter"].__code__
    return code


_STARTERS = [
    _starter_code(doc, body).co_code
    for doc in ("", "'doc'")
    for body in ("...", "pass", "return", "return None", "return ...", "yield ...")
]


def is_starter(answer: Any) -> bool:
    """Whether nothing has been written yet: only `...`, `pass` or `return` in the body.

    For a class: in the bodies of all its methods but `__init__`, which a starter may give.
    """
    if isinstance(answer, type):
        given = ("__init__", "__annotate_func__")
        classes = answer.__mro__[:-1]  # without object
        members = [item for each in classes for item in vars(each).items()]
        return all(is_starter(m) for name, m in members if callable(m) and name not in given)
    function = _unwrapped(answer)
    code = getattr(function, "__code__", None)
    return (
        isinstance(code, CodeType)
        and code.co_code in _STARTERS
        and set(code.co_consts) <= {None, ..., function.__doc__}
    )


def is_placeholder(result: object) -> bool:
    """Whether this is the `...` of a starter, or a list that begins with one."""
    return result is ... or (isinstance(result, list) and bool(result) and result[0] is ...)


def _unwrapped(function: Any) -> Any:
    """Return the function under decorators such as contextmanager."""
    while hasattr(function, "__wrapped__"):
        function = function.__wrapped__
    return function


def is_raised_by_starter(error: BaseException) -> bool:
    """Whether this is a NotImplementedError from a `raise` statement.

    memoryview raises the same type for what it can't do, such as `view[0]` of a two-dimensional
    view; that comes from no `raise`.
    """
    traceback = innermost(error)
    if type(error) is not NotImplementedError or traceback is None:
        return False
    return traceback.tb_frame.f_code.co_code[traceback.tb_lasti] == opmap["RAISE_VARARGS"]


def innermost(error: BaseException) -> TracebackType | None:
    """Return the end of an error's traceback, whose frame is the one that raised it."""
    traceback = error.__traceback__
    while traceback is not None and traceback.tb_next is not None:
        traceback = traceback.tb_next
    return traceback
