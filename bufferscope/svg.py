"""The picture as SVG: lines and letters only, without ids, so that many fit on one page."""

from html import escape
from typing import TYPE_CHECKING

from bufferscope import layout
from bufferscope.captions import word
from bufferscope.colours import style
from bufferscope.panel import CELL, Panel
from bufferscope.shapes import clean, head
from bufferscope.text import badges, facts, heading, printable
from bufferscope.values import shorten
from bufferscope.words import language

if TYPE_CHECKING:
    from bufferscope.picture import Item, Picture

LEAST = 8 * CELL  # a picture is never narrower: that much fits a telephone
SAID = 16  # items of a buffer that the description reads out
PAD = 14


def document(picture: "Picture") -> str:
    """Return the picture as an SVG document that stands alone."""
    drawing, width, height = _drawing(picture)
    return _svg(picture, drawing, width, height, "")


def for_notebook(picture: "Picture") -> str:
    """Return the SVG in a frame that scrolls sideways where a screen is too narrow for it."""
    drawing, width, height = _drawing(picture)
    least = width * 4 // 5 if width > LEAST + 4 * PAD else 0
    fit = f"display:block;width:100%;max-width:{width}px;min-width:{least}px;height:auto"
    drawn = _svg(picture, drawing, width, height, f' style="{fit}"')
    name = clean(title(picture))
    reach = f' tabindex="0" role="group" aria-label="{name}"' if least else ""
    return f'<div style="overflow-x:auto;max-width:100%"{reach}>{drawn}</div>'


def title(picture: "Picture") -> str:
    """Return the name of a picture, for those who do not see it."""
    names = list(dict.fromkeys(printable(lane.name) for lane in picture.lanes))
    return word("title", names=", ".join(names))


def description(picture: "Picture") -> str:
    """Return the picture in sentences: each memory, each buffer, the items at its beginning."""
    n = len(picture.memories)
    said = [word("apart", n=n)] if n > 1 else []
    for k, memory in enumerate(picture.memories, 1):
        badge = [word("read-only")] if memory.readonly else []
        said.append(", ".join(heading(memory, k, n) + badge) + ".")
        for lane in memory.lanes:
            said.append(f"{printable(lane.label)}: {', '.join(facts(lane) + badges(lane))}.")
            items = [_said(item) for item in sorted(lane.items, key=lambda item: item.number)]
            if items:
                more = "; …" if len(items) > SAID or memory.size > len(memory.bytes) else ""
                items = items[:SAID]
                said.append("; ".join(items) + more + ".")
            if lane.marked is not None:
                said.append(printable(lane.sum(), 200) + ".")
    for lane in picture.absent:
        said.append(f"{printable(lane.label)}: {', '.join(badges(lane))}.")
    return " ".join(said)


def _said(item: "Item") -> str:
    value = item.value if item.was is None else f"{item.was} → {item.value}"
    return word("at", item=f"[{layout.number(item)}] {shorten(value, 24)}", n=item.offset)


def _svg(picture: "Picture", drawing: list[str], width: int, height: int, fit: str) -> str:
    name, said = clean(title(picture)), escape(description(picture))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" class="bufferscope" role="img"'
        f' lang="{language()}" aria-label="{name}" viewBox="0 0 {width} {height}"'
        f' width="{width}" height="{height}"{fit}>'
        f"\n<title>{name}</title>\n<desc>{said}</desc>\n<style>{style(len(picture.memories))}</style>\n"
        f'<rect class="paper" x=".5" y=".5" width="{width - 1}" height="{height - 1}" rx="6"/>'
        + "\n".join(["", *drawing, "</svg>"])  # lines: notebooks are compared by line
    )


def _drawing(picture: "Picture") -> tuple[list[str], int, int]:
    """Return the parts of the drawing, its width and its height."""
    n = len(picture.memories)
    panels = [Panel(memory, k) for k, memory in enumerate(picture.memories)]
    inner = max([LEAST, *(panel.width for panel in panels)])
    parts: list[str] = []
    y = PAD // 2
    for k, panel in enumerate(panels, 1):
        panel.draw(k, n, inner)
        parts += _sheet(panel.parts, y, inner, panel.y)
        y += panel.y + PAD // 2
    for lane in picture.absent:
        drawn, height = head([lane.label], badges(lane), 0, inner)
        parts += _sheet(drawn, y, inner, height, dashed=True)
        y += height + PAD // 2
    return parts, inner + 3 * PAD, y


def _sheet(parts: list[str], y: int, inner: int, height: int, dashed: bool = False) -> list[str]:
    """Return a part of the drawing on a sheet of its own: one piece of memory."""
    dash = ' stroke-dasharray="6 4"' if dashed else ""
    return [
        f'<g transform="translate({PAD // 2} {y})"><rect class="sheet" x=".5" y=".5"'
        f' width="{inner + 2 * PAD - 1}" height="{height - 1}" rx="6"{dash}/>'
        f'<g transform="translate({PAD} 0)">',
        *parts,
        "</g></g>",
    ]
