"""The games: expressions and statements whose right answers Python itself gives.

No right answer is written here: a question is a script that ends in an expression. What the letters
of `true_or_false` state stands in the notebook `myths`.
"""

import io
from array import array
from collections.abc import Iterator
from typing import Any

from bufferscope.buffers import Buffer
from bufferscope.playing import Game, Question

# -- view, copy or error


def view_copy_or_error(expression: str) -> str:
    """Evaluate an expression on fresh objects, and say what it gives.

    "view"   it shares memory with one of the objects, told by the addresses
    "copy"   it has memory of its own, or holds objects
    "error"  it raises
    """
    names = fresh()
    try:
        result = eval(expression, names)
    except (TypeError, BufferError):
        return "error"
    try:
        low, high = _extent(result)
    except TypeError:
        return "copy"
    lent = [names["data"], names["fixed"], names["numbers"], names["stream"].getbuffer()]
    return "view" if any(a < high and low < b for a, b in map(_extent, lent)) else "copy"


def fresh() -> dict[str, Any]:
    """Make the objects that the expressions speak of, as the notebook does."""
    data = bytearray(b"HELLO!")
    return {
        "data": data,
        "view": memoryview(data),
        "fixed": b"HELLO!",
        "numbers": array("h", [1, 2, 3, 4]),
        "stream": io.BytesIO(b"HELLO!"),
        "text": "HELLO!",
    }


def _extent(exporter: Any) -> tuple[int, int]:
    with memoryview(exporter) as view:
        return Buffer.of(view).extent()


def _expressions() -> Iterator[Question]:
    yield Question("data[1:3]", why="game.slice-copies")
    yield Question("memoryview(data)[1:3]", why="game.slice-looks")
    yield Question(
        "memoryview(data[1:3])",
        why="view_copy_or_error.the-bytearray-is-sliced-first-which",
    )
    yield Question("fixed[1:3]", why="game.slice-copies")
    yield Question("memoryview(fixed)[1:3]", why="game.slice-looks")
    yield Question("numbers[1:3]", why="game.slice-copies")
    yield Question("memoryview(numbers)[1:3]", why="game.slice-looks")
    yield Question(
        "memoryview(numbers).cast('d')",
        why="view_copy_or_error.a-cast-needs-a-format-of",
    )
    yield Question(
        "view[::2]",
        why="view_copy_or_error.a-step-leaves-bytes-out-without",
    )
    yield Question(
        "view[::-1].cast('B')",
        why="view_copy_or_error.the-reversed-view-is-not-c",
    )
    yield Question(
        "view.cast('H')",
        why="view_copy_or_error.a-cast-reads-the-same-bytes",
    )
    yield Question(
        "view.toreadonly()",
        why="view_copy_or_error.it-is-another-view-of-the",
    )
    yield Question("view.tobytes()", why="game.leaves-the-view")
    yield Question("bytearray(view)", why="game.leaves-the-view")
    yield Question("list(view)", why="game.leaves-the-view")
    yield Question(
        "view + view",
        why="view_copy_or_error.views-have-no-joining-needs-new",
    )
    yield Question(
        "memoryview(text)",
        why="view_copy_or_error.a-str-is-no-exporter-encode",
    )
    yield Question(
        "data.pop()",
        why="view_copy_or_error.a-view-of-data-is-open",
    )
    yield Question(
        "stream.getbuffer()",
        why="view_copy_or_error.it-is-a-view-of-the",
    )
    yield Question(
        "stream.read(4)",
        why="view_copy_or_error.what-has-been-read-is-a",
    )


# -- true or false


def true_or_false(script: str) -> bool:
    """Run a script on its own and return the value of its last line."""
    setup, _, last = script.rpartition("\n")
    names: dict[str, Any] = {}
    exec(setup, names)
    value: bool = eval(last, names)
    return value


def _statements() -> Iterator[Question]:
    yield Question(
        "data = bytearray(b'abc')\npart = memoryview(data)[:2]\ndata[0] = 90\npart[0] != data[0]",
        why="true_or_false.the-slice-shows-the-change-so",
    )
    yield Question(
        "fixed = b'abc'\nmemoryview(fixed).readonly is False",
        why="true_or_false.a-view-never-makes-immutable-memory",
    )
    yield Question(
        "from array import array\n"
        "view = memoryview(array('h', [1, 2, 3]))\n"
        "len(view) == len(view.tobytes())",
        why="true_or_false.len-counts-items-along-the-first",
    )
    yield Question(
        "data = bytearray(b'abc')\n"
        "view = memoryview(data)\n"
        "safe = view.toreadonly()\n"
        "view[0] = 90\n"
        "safe[0] == 90",
        why="true_or_false.toreadonly-makes-a-second-view-the",
    )
    yield Question(
        "data = bytearray(b'abc')\n"
        "view = memoryview(data)\n"
        "part = view[:1]\n"
        "view.release()\n"
        "try:\n"
        "    data.append(33)\n"
        "except BufferError:\n"
        "    pass\n"
        "len(data) == 3",
        why="true_or_false.the-slice-is-a-view-of",
    )
    yield Question(
        "data = bytearray(b'abc')\nview = memoryview(memoryview(data))\nview.obj is data",
        why="true_or_false.a-view-of-a-view-refers",
    )
    yield Question(
        "view = memoryview(bytearray(b'abc'))\n"
        "try:\n"
        "    view[0:2] = b'longer'\n"
        "except ValueError:\n"
        "    pass\n"
        "len(view.obj) > 3",
        why="true_or_false.a-view-is-a-window-of",
    )
    yield Question(
        "grid = memoryview(bytes(6)).cast('B', (3, 2))\ngrid[1:].shape == (2, 2)",
        why="true_or_false.a-single-slice-takes-whole-rows",
    )
    yield Question(
        "from array import array\n"
        "numbers = array('i', [1, 2])\n"
        "view = memoryview(numbers).cast('B').cast('f')\n"
        "view.tolist() == [1.0, 2.0]",
        why="true_or_false.a-cast-reads-the-bits-anew",
    )
    yield Question(
        "from array import array\n"
        "whole = memoryview(array('h', [1, 2]))\n"
        "whole == memoryview(array('d', [1.0, 2.0]))",
        why="true_or_false.views-are-equal-if-they-have",
    )
    yield Question(
        "import io\nbuffer = bytearray(8)\nio.BytesIO(b'abc').readinto(buffer) == len(buffer)",
        why="true_or_false.readinto-returns-how-many-bytes-it",
    )
    yield Question(
        "view = memoryview(b'abc')\nview == b'abc'",
        why="true_or_false.a-view-can-be-compared-with",
    )
    yield Question(
        "b'b' in memoryview(b'abc')",
        why="true_or_false.the-items-of-this-view-are",
    )
    yield Question(
        "import weakref\n"
        "from array import array\n"
        "numbers = array('h', [1, 2])\n"
        "watch, view = weakref.ref(numbers), memoryview(numbers)\n"
        "del numbers\n"
        "watch() is not None",
        why="true_or_false.a-view-holds-a-reference-to",
    )
    yield Question(
        "table = {memoryview(b'GET'): 1}\ntable[b'GET'] == 1",
        why="true_or_false.a-view-of-bytes-has-the",
    )
    yield Question(
        "view = memoryview(b'abc')\nstr(view) == 'abc'",
        why="true_or_false.str-view-utf-8-gives-the",
    )


GAMES = {
    game.name: game
    for game in (
        Game(
            "view_copy_or_error",
            ("view", "copy", "error"),
            {question.script: question for question in _expressions()},
            view_copy_or_error,
        ),
        Game(
            "true_or_false",
            (True, False),
            dict(zip("abcdefghijklmnop", _statements(), strict=True)),
            true_or_false,
        ),
    )
}
