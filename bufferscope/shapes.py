"""The strokes and letters that pictures are made of, as SVG. Lengths are CSS pixels."""

import textwrap
from collections.abc import Iterable
from html import escape

from bufferscope.values import printable, shorten

PRINT = 12  # the smallest print
VALUE = 13  # the print of values
LETTER = 0.61  # width of a letter of a monospaced font, as a part of its size


def clean(words: str, most: int = 200) -> str:
    """Return words fit for XML: nothing in them is markup, nothing is unprintable."""
    return escape(printable(words, most))


def text(
    x: float, y: float, words: str, size: float = 13, kind: str = "ink", anchor: str = ""
) -> str:
    where = f' text-anchor="{anchor}"' if anchor else ""
    return (
        f'<text class="{kind}" x="{x:g}" y="{y:g}" font-size="{size:g}"{where}>'
        f"{clean(words)}</text>"
    )


def plain(x: float, y: float, words: str, size: float | None = None) -> str:
    """Return a text that takes the rest of its looks from the group that it stands in."""
    own = f' font-size="{size:g}"' if size else ""
    return f'<text x="{x:g}" y="{y:g}"{own}>{clean(words)}</text>'


def group(kind: str, size: float, anchor: str, texts: list[str]) -> list[str]:
    """Return texts as a group of the same looks."""
    where = f' text-anchor="{anchor}"' if anchor else ""
    return [f'<g class="{kind}" font-size="{size:g}"{where}>', *texts, "</g>"] if texts else []


def width_of(words: str, size: float) -> float:
    return len(words) * size * LETTER


def fitted(words: str, room: float, size: float, least: float) -> tuple[str, float]:
    """Return words and a size of letters for them, so that they fit the room."""
    if width_of(words, size) > room:
        size = max(least, room / (len(words) * LETTER))
    return shorten(words, max(1, int(room / (size * LETTER) + 0.01))), round(size, 1)


def wrapped(parts: Iterable[str], width: float, size: float) -> list[str]:
    """Return parts in lines, " · " between them; a part too long for a line is broken."""
    most = int(width / (size * LETTER))
    lines = [""]
    for part in parts:
        joined = f"{lines[-1]} · {part}" if lines[-1] else part
        if len(joined) <= most:
            lines[-1] = joined
            continue
        broken = textwrap.wrap(part, most) or [""]
        lines[len(lines) - (not lines[-1]) :] = broken
    return lines


def hatching(x: int, y: int, width: int, height: int) -> str:
    """Return slanted lines over a rectangle, none of which leaves it."""
    lines = ""
    for k in range(6, width + height, 8):
        left, low = max(0, k - height), min(k, height)
        right, high = min(k, width), max(0, k - width)
        lines += f"M{x + left} {y + low}L{x + right} {y + high}"
    return f'<path class="hatch" d="{lines}"/>'


def tip(x: float, y: float, dx: int, dy: int) -> str:
    """Return the head of an arrow that points along (dx, dy), with its point at (x, y)."""
    a = f"{x - 8 * dx - 4 * dy:g} {y - 8 * dy - 4 * dx:g}"
    b = f"{x - 8 * dx + 4 * dy:g} {y - 8 * dy + 4 * dx:g}"
    return f'<path class="tip" d="M{x:g} {y:g}L{a}L{b}Z"/>'


def outline(x: float, y: float, width: float, height: float, kind: str = "mark") -> str:
    return (
        f'<rect class="{kind}" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"'
        ' rx="3" fill="none"/>'
    )
