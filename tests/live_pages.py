"""What a page with live cells shows, in whichever browser: `evaluate` is its way to a value of JavaScript."""

import json
import re
import time
from html import unescape

from book.notebooks import path_of, read, tags

PATIENCE = 240  # seconds: a busy machine starts Python slowly
# all sections of a page have been laid out (static/theme.js)
SETTLED = "!document.querySelector('article section section:not(:has(section), .laid-out)')"
BUSY = "!!document.querySelector('.live-busy')"
ABSENT = (
    "This site does not carry {name}: what needs it can't run in the page, "
    "and the output above was made before."
)


def until(evaluate, condition):
    """Wait until a JavaScript expression is true: ask at once, and what takes long more seldom."""
    begun, pause = time.monotonic(), 0.02  # seconds
    while not evaluate(condition):
        assert time.monotonic() < begun + PATIENCE, f"never true: {condition}"
        time.sleep(pause)
        pause = min(1.2 * pause, 0.25)


def shown(cell):
    """Return the expression for all that the live output of a cell says."""
    return f"""((box) => !box || box.hidden ? "" : [...box.children].map((one) => {{
        const drawn = one.firstChild.shadowRoot?.querySelector("html").cloneNode(true);
        drawn?.querySelectorAll("style").forEach((style) => style.remove());
        return (drawn ?? one).textContent;
    }}).join(""))(document.querySelector({json.dumps(f"#cell-{cell} .live-output")}))"""


def stored(cell):
    """Return the text of a cell's stored output as a page shows it."""
    text = ""
    for output in cell.outputs:
        if output.output_type == "stream":
            text += output.text
        elif output.output_type == "error":
            text += output.ename
        elif "text/html" in output.data:
            html = re.sub(r"<style>.*?</style>", "", output.data["text/html"], flags=re.DOTALL)
            text += unescape(re.sub(r"<[^>]*>", "", html))
        else:
            text += output.data["text/plain"]
    return text


def words_of_plot(cell):
    """Return what a stored plot says, but for its numbers."""
    drawn = "".join(output.get("data", {}).get("image/svg+xml", "") for output in cell.outputs)
    return [
        text
        for text in re.findall(r"<text[^>]*>([^<]*)</text>", drawn)
        if not re.search(r"\d", text)
    ]


def unlike_stored(evaluate, stem, language):
    """Return {cell: (what it shows, what it should)} of the cells of a page that was run from top to bottom."""
    found = {}
    for cell in read(path_of(stem, language)).cells:
        if cell.cell_type != "code" or "remove-cell" in tags(cell):
            continue
        now = evaluate(shown(cell.id))
        if "nbval-ignore-output" in tags(cell):
            due = words_of_plot(cell)  # drawn anew, from what was measured now
            right = due and all(word in now for word in due)
        elif "raises-exception" in tags(cell):
            due = stored(cell)
            right = due in now and "kernel.py" not in now
        else:
            due = " ".join(stored(cell).split())
            right = due == " ".join(now.split())
        if not right:
            found[cell.id] = now, due
    return found
