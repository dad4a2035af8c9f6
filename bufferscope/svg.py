"""A picture as HTML, whose strips of bytes stand below each other or side by side, and as one SVG.

Lines and letters only, without ids, so that many fit on one page.
"""

from collections.abc import Iterable
from html import escape

from bufferscope.captions import badges, facts, found, heading
from bufferscope.colours import FAMILIES, frame, still, style
from bufferscope.panel import Panel, Strip
from bufferscope.scene import Absent, Item, Lane, Memory, Scene
from bufferscope.shapes import PRINT, clean, text, wrapped
from bufferscope.strips import NARROW
from bufferscope.values import printable, shorten
from bufferscope.words import language, say

SAID = 16  # items of a buffer that the description reads out
PAD = 10
HEAD = 13  # the print of headings


def title(scene: Scene) -> str:
    """Return the name of a picture, for those who do not see it."""
    names = list(dict.fromkeys(printable(lane.name) for lane in scene.buffers))
    return say("picture.title", names=", ".join(names))


def description(scene: Scene) -> str:
    """Return the picture in sentences: each memory, each buffer, the items at its beginning."""
    n = len(scene.memories)
    said = [say("picture.apart", n=n)] if n > 1 else []
    for k, memory in enumerate(scene.memories, 1):
        said += [f"{part}." for part in _head(memory, k, n)]
        for lane in memory.lanes:
            said.append(f"{printable(lane.label)}: {', '.join(facts(lane) + badges(lane))}.")
            said += _items(lane, memory)
        said += [f"{line}." for line in _sums(memory)]
    said += [f"{printable(lane.label)}: {', '.join(badges(lane))}." for lane in scene.absent]
    return " ".join(said)


def _head(memory: Memory, k: int, n: int) -> list[str]:
    """Return what stands over a memory: whose it is, and who lies in it."""
    parts = heading(memory, k, n) + ([say("picture.read-only")] if memory.readonly else [])
    names = list(dict.fromkeys(printable(lane.label) for lane in memory.lanes))
    lines = [" · ".join(parts)]
    if len(memory.lanes) > 1:
        lines.append(say("picture.together", names=", ".join(names)))
    elif n > 1:
        lines.append(say("picture.alone", name=names[0]))
    return lines


def _sums(memory: Memory) -> list[str]:
    """Return the sums that lead to marked items."""
    return [where for lane in memory.lanes if (where := found(lane)) is not None]


def _items(lane: Lane, memory: Memory) -> list[str]:
    """Return the sentence that reads out a lane, its first items; none where there are no items."""
    items = [_said(item) for item in sorted(lane.items, key=lambda item: item.number)]
    cut = len(items) > SAID or memory.size > len(memory.bytes)
    return ["; ".join(items[:SAID]) + ("; …" if cut else "") + "."] if items else []


def _said(item: Item) -> str:
    value = item.value if item.was is None else f"{item.was} → {item.value}"
    return say("picture.at", item=f"[{item.label}] {shorten(value, 24)}", n=item.offset)


def _letter(k: int, n: int) -> str:
    """Return the letter that tells memory `k` from the others of `n`, none where it is alone."""
    return chr(ord("A") + (k - 1) % 26) if n > 1 else ""


# HTML


def for_notebook(scene: Scene) -> str:
    """Return the picture as HTML that takes the width that there is."""
    n = len(scene.memories)
    blocks = [_block(memory, k, n) for k, memory in enumerate(scene.memories, 1)]
    if scene.absent:
        rows = "".join(map(_facts, scene.absent))
        blocks.append(f'<div class="mem gone">{rows}</div>')
    return (
        f'<div class="bufferscope" role="group" lang="{language()}"'
        f' aria-label="{clean(title(scene))}">'
        + f"\n<style>{style(n, page=True)}</style>\n"
        + "\n".join([*blocks, "</div>"])  # lines: notebooks are compared by line
    )


def _block(memory: Memory, k: int, n: int) -> str:
    """Return one memory: its heading, its strips, and the facts of its lanes."""
    panel = Panel(memory, k - 1)
    lines = panel.lines()
    letter = _letter(k, n)
    tag = f"<b>{letter}</b> " if letter else ""
    first, *more = [clean(line) for line in _head(memory, k, n)]
    parts = [
        f'<div class="mem m{(k - 1) % len(FAMILIES)}">',
        f'<div class="head">{tag}{first}</div>',
    ]
    parts += [f'<div class="who">{line}</div>' for line in more]
    parts += [f'<div class="sum">{clean(line)}</div>' for line in _sums(memory)]
    said = [
        " ".join([f"{printable(lane.label)}:", *_items(lane, memory)])
        for lane in memory.lanes
        if lane.items
    ]
    if lines:
        wide = any(len(line) > 1 for line in lines if not isinstance(line, str))
        kind = "strips wide" if wide else "strips"
        parts.append(
            f'<div class="{kind}" role="img" aria-label="{clean(" ".join(said), 10_000)}">'
        )
        for line in lines:
            if isinstance(line, str):
                parts.append(f'<div class="cut">{clean(line)}</div>')
            else:
                parts += [_svg(strip) for strip in line]
        parts.append("</div>")
    parts += [f'<div class="facts">{"".join(map(_facts, memory.lanes))}</div>', "</div>"]
    return "\n".join(parts)


def _facts(lane: Lane | Absent) -> str:
    known = [] if isinstance(lane, Absent) else facts(lane)
    parts = known + [f"[{badge}]" for badge in badges(lane)]
    said = " · ".join(part.replace(" ", "\u00a0") for part in map(clean, parts))
    return f"<div><b>{clean(lane.label)}</b> {said}</div>"


def _svg(strip: Strip) -> str:
    size = (
        f'viewBox="0 0 {strip.width} {strip.height}" width="{strip.width}" height="{strip.height}"'
    )
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} aria-hidden="true">',
            *strip.parts,
            "</svg>",
        ]
    )


# One SVG


def document(scene: Scene) -> str:
    """Return the picture as an SVG document that stands alone, light, two strips wide."""
    n = len(scene.memories)
    panels = [Panel(memory, k) for k, memory in enumerate(scene.memories)]
    drawn = [panel.lines() for panel in panels]
    across = max(
        [1, *(len(line) for lines in drawn for line in lines if not isinstance(line, str))]
    )
    inner = max([NARROW, *(across * panel.width for panel in panels)])
    parts: list[str] = []
    y = PAD
    for k, (panel, lines) in enumerate(zip(panels, drawn, strict=True), 1):
        block, height = _sheet(panel, lines, k, n, inner)
        parts += _framed(block, y, inner, height, panel.family)
        y += height + PAD
    for lane in scene.absent:
        line = " ".join([printable(lane.label), *(f"[{badge}]" for badge in badges(lane))])
        block, height = _written([line], 0, inner, HEAD, "ink b")
        parts += _framed(block, y, inner, height + PAD, None)
        y += height + 2 * PAD
    width = inner + 4 * PAD
    name, said = clean(title(scene)), escape(description(scene))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" class="bufferscope" role="img"'
        f' lang="{language()}" aria-label="{name}" viewBox="0 0 {width} {y}"'
        f' width="{width}" height="{y}">'
        f"\n<title>{name}</title>\n<desc>{said}</desc>\n<style>{still(style(n))}</style>\n"
        f'<rect class="byte" x=".5" y=".5" width="{width - 1}" height="{y - 1}" rx="6"/>'
        + "\n".join(["", *parts, "</svg>"])
    )


def _sheet(
    panel: Panel, lines: list[list[Strip] | str], k: int, n: int, inner: int
) -> tuple[list[str], int]:
    """Return the drawing of a memory with all that is written about it, and its height."""
    memory = panel.memory
    first, *more = _head(memory, k, n)
    letter = _letter(k, n)
    parts, y = _written([f"{letter} {first}".strip()], 0, inner, HEAD, "ink b")
    for written, size, kind in ((more, PRINT, "ink"), (_sums(memory), HEAD, "sum b")):
        drawn, y = _written(written, y, inner, size, kind)
        parts += drawn
    for line in lines:
        y += 8
        if isinstance(line, str):
            parts.append(text(inner / 2, y + 14, line, PRINT, "ink b", "middle"))
            y += 20
            continue
        for j, strip in enumerate(line):
            where = f'x="{j * strip.width}" y="{y}" width="{strip.width}" height="{strip.height}"'
            parts += [f"<svg {where}>", *strip.parts, "</svg>"]
        y += line[0].height
    for lane in memory.lanes:
        said = " · ".join(facts(lane) + [f"[{badge}]" for badge in badges(lane)])
        drawn, y = _written([f"{printable(lane.label)}: {said}"], y, inner, PRINT, "soft")
        parts += drawn
    return parts, y + PAD


def _written(
    lines: Iterable[str], y: int, inner: int, size: int, kind: str
) -> tuple[list[str], int]:
    """Return lines of letters, broken where they are too long, and where they end."""
    drawn = []
    for words in lines:
        for line in wrapped(words.split(" · "), inner, size):
            y += size + 6
            drawn.append(text(0, y, line, size, kind))
    return drawn, y


def _framed(parts: list[str], y: int, inner: int, height: int, family: int | None) -> list[str]:
    """Return a part of the drawing in a frame of its own: one piece of memory."""
    return [
        f'<g transform="translate({PAD} {y})">{frame(inner + 2 * PAD, height, family)}'
        f'<g transform="translate({PAD} 0)">',
        *parts,
        "</g></g>",
    ]
