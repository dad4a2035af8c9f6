"""Run the page of errors and print, as JSON, what each card raised: {id of the card: "Type: message"}.

Needs the standard library only, so that Pyodide can run it, too:

    python tests/raising.py

Each card runs in a space of its own, with the cells tagged `setup`. A cell that catches its error is run
without its `except`, so that the error can be seen.
"""

import ast
import contextlib
import io
import json
import sys
import warnings
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "notebooks" / "en" / "errors.ipynb"


def bare(body):
    """Return statements with the last `try` among them, or in an `if` at the end, replaced by what it tries."""
    *before, last = body
    if isinstance(last, ast.If):
        last.body = bare(last.body)
    elif isinstance(last, ast.Try):
        return before + last.body
    return body


def raised(source, space):
    """Run a cell; return "Type: message" as a traceback ends with it, or what was printed if nothing was raised.

    None if a module is missing here.
    """
    printed = io.StringIO()
    tree = ast.parse(source)
    tree.body = bare(tree.body)
    try:
        with contextlib.redirect_stdout(printed):
            exec(compile(ast.fix_missing_locations(tree), "cell", "exec"), space)
    except ModuleNotFoundError:
        return None
    except Exception as error:
        kind = type(error)
        module = {"builtins": "", "_pickle": "pickle."}.get(kind.__module__, f"{kind.__module__}.")
        return f"{module}{kind.__qualname__}: {error}"
    return printed.getvalue().strip()


def runs_here(tags):
    since = next((int(tag[8:]) for tag in tags if tag.startswith("since-3.")), 0)
    return sys.version_info >= (3, since) and not (
        sys.platform == "emscripten" and "native" in tags
    )


def results(page=PAGE):
    """Return {id of the card: what its first cell that runs here raised}, for the cards that have such cells."""
    setup, found, card = {}, {}, None
    for cell in json.loads(page.read_text("utf-8"))["cells"]:
        source, tags = "".join(cell["source"]), cell["metadata"].get("tags", [])
        if cell["cell_type"] == "markdown":
            card = cell["id"] if source.startswith("### ") else None
        elif "setup" in tags:
            exec(source, setup)
        elif card and card not in found and cell["id"].endswith("-raised") and runs_here(tags):
            found[card] = raised(source, dict(setup))
    return {card: message for card, message in found.items() if message is not None}


if __name__ == "__main__":
    sys.path.insert(0, str(PAGE.parents[2]))
    warnings.simplefilter("ignore")
    print(json.dumps(results()))
