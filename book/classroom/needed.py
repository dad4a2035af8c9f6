"""What of a notebook's code an answer needs: the statements that make the names that it uses.

Only they are run when an answer is marked. What else a notebook holds, measurements, plots, an endless loop in
some cell, then costs nothing and breaks nothing.
"""

import ast
import symtable
from dataclasses import dataclass


@dataclass(frozen=True)
class Statement:
    """A statement of the top level of a notebook, and the global names that it makes, or changes, and uses."""

    node: ast.stmt
    makes: frozenset[str]
    uses: frozenset[str]


def statements(sources: list[str]) -> tuple[list[Statement], list[str]]:
    """Return the statements of code cells in order, and what is wrong with cells that are no Python."""
    found, wrong = [], []
    for source in sources:
        try:
            found += [_statement(node) for node in ast.parse(plain(source)).body]
        except SyntaxError as error:
            line = (error.text or source.partition("\n")[0]).strip()[:60]
            wrong.append(f"{error.msg}: {line}")
        except (ValueError, RecursionError, MemoryError) as error:
            wrong.append(f"{type(error).__name__}: {error}")
    return found, wrong


def plain(source: str) -> str:
    """Return a cell's source without what is IPython's, not Python's: magics and shell commands."""
    if source.startswith("%%"):
        return ""
    lines = source.splitlines()
    return "\n".join("" if line.startswith(("%", "!", "?")) else line for line in lines)


def _statement(node: ast.stmt) -> Statement:
    table = symtable.symtable(ast.unparse(node), "<cell>", "exec")
    makes = set(_changed(node))
    uses: set[str] = set()
    for symbol in table.get_symbols():
        (makes if symbol.is_assigned() or symbol.is_imported() else uses).add(symbol.get_name())
        if symbol.is_referenced():
            uses.add(symbol.get_name())
    for scope in _scopes(table):
        for symbol in scope.get_symbols():
            if symbol.is_global():
                uses.add(symbol.get_name())
            if symbol.is_declared_global() and symbol.is_assigned():
                makes.add(symbol.get_name())
    return Statement(node, frozenset(makes), frozenset(uses))


def _scopes(table: symtable.SymbolTable) -> list[symtable.SymbolTable]:
    return [scope for child in table.get_children() for scope in (child, *_scopes(child))]


def _changed(node: ast.stmt) -> set[str]:
    """Return the names of objects that a statement changes by an attribute, an item or a method."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return set()
    changed: set[str] = set()
    for part in ast.walk(node):
        if isinstance(part, (ast.Attribute, ast.Subscript)) and not isinstance(part.ctx, ast.Load):
            changed |= {_root(part)}
        elif isinstance(part, ast.Expr) and isinstance(part.value, ast.Call):  # else for its result
            changed |= (
                {_root(part.value.func)} if isinstance(part.value.func, ast.Attribute) else set()
            )
    return changed - {""}


def _root(node: ast.AST) -> str:
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def needed(given: list[Statement], name: str) -> list[Statement]:
    """Return those statements, in order, on which the value of a name rests."""
    wanted, kept, before = {name}, set[int](), -1
    while len(kept) > before:
        before = len(kept)
        for i, statement in enumerate(given):
            if i not in kept and statement.makes & wanted:
                kept.add(i)
                wanted |= statement.uses
    return [given[i] for i in sorted(kept)]
