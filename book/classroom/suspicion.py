"""Signs that a notebook deceives: code that reaches for the judge, and solutions that are the book's own.

These are signs, for the teacher to look at. What is judged does not rest on them: see `book.classroom.worker`.
"""

import ast
from collections.abc import Iterator

INSTRUMENTS = {"check", "language", "measure", "show"}
FRAMES = {
    "_getframe", "currentframe", "f_back", "f_globals", "f_locals", "tb_frame", "gi_frame", "get_objects",
    "get_referrers", "settrace", "setprofile", "__globals__", "__code__", "__closure__",
}  # fmt: skip
GIVERS = {"best"}  # returns a right answer in place of a wrong one
AS_TEXT = {"exec", "eval", "__import__", "import_module"}


def signs(nodes: list[ast.stmt]) -> list[str]:
    """Return what in the code reaches for the judge, each sign once."""
    found = (sign for node in nodes for part in ast.walk(node) for sign in _signs(part))
    return list(dict.fromkeys(found))


def _signs(part: ast.AST) -> Iterator[str]:
    if _binds_check(part):
        yield "check is redefined"
    if isinstance(part, ast.Import):
        for name in part.names:
            if name.name.startswith("bufferscope"):
                yield f"imports {name.name}"
    if isinstance(part, ast.ImportFrom) and (part.module or "").startswith("bufferscope"):
        for name in part.names:
            if part.module != "bufferscope" or name.name not in INSTRUMENTS:
                yield f"imports {part.module}.{name.name}"
    if isinstance(part, ast.Attribute):
        if part.attr in FRAMES:
            yield f"looks at {part.attr}"
        if part.attr == "modules":
            yield "looks at sys.modules"
        if part.attr in AS_TEXT:
            yield f"calls {part.attr}"
    if isinstance(part, ast.Name) and part.id in AS_TEXT | GIVERS:
        yield f"calls {part.id}"


def _binds_check(part: ast.AST) -> bool:
    if isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return part.name == "check"
    if isinstance(part, ast.Name):
        return part.id == "check" and not isinstance(part.ctx, ast.Load)
    if isinstance(part, ast.ImportFrom) and part.module == "bufferscope":
        return any(name.asname == "check" and name.name != "check" for name in part.names)
    if isinstance(part, (ast.Import, ast.ImportFrom)):
        return getattr(part, "module", "") != "bufferscope" and any(
            (name.asname or name.name) == "check" for name in part.names
        )
    return False


def shape(node: ast.AST) -> str:
    """Return a definition as text without formatting, comments and docstrings."""
    copy = ast.parse(ast.unparse(node).replace("_solution", ""))
    for part in ast.walk(copy):
        if not isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            continue
        if len(part.body) > 1 and ast.get_docstring(part) is not None:
            del part.body[0]
    return ast.unparse(copy)
