"""The looks of a picture: its colours, light and dark, as rules of CSS."""

import re

# Light is the ground state, on a paper of its own, so that the picture can be read on any page and
# in print. A page that says that it is dark (sphinx-book-theme, JupyterLab, VS Code) gets it dark.
LIGHT = {
    "paper": "#fff",
    "line": "#8c959f",
    "rule": "#d0d7de",
    "ink": "#1f2328",
    "soft": "#57606a",
    "mark": "#b3261e",
}
DARK = {
    "paper": "#0d1117",
    "line": "#6e7681",
    "rule": "#30363d",
    "ink": "#f0f3f6",
    "soft": "#b1bac4",
    "mark": "#ff9d94",
}
# The boxes of each memory of a picture: fill and outline, light and dark. One colour a memory, so
# that sharing is seen at a glance. The fills are steps of lightness, told apart in grey too, and
# the outlines of each are drawn another way.
FAMILIES = (
    (("#d8e9ff", "#0b57a4"), ("#0d2f54", "#8ec2ff")),
    (("#f7bd6b", "#7a3e00"), ("#7c4a06", "#ffc67a")),
    (("#aeb4ba", "#30363d"), ("#3f454c", "#dfe4ea")),
)
OUTLINES = (("solid", "none"), ("dashed", "5 3"), ("dotted", "1.5 2.5"))  # in CSS, in SVG
PAGES = "html[data-theme=dark],body[data-jp-theme-light=false],body.vscode-dark"
FONT = "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace"

# What is drawn. Of a strip beside another one `again` is not shown: the first has said it.
DRAWN = (
    ".ink{fill:var(--ink)}.soft{fill:var(--soft)}.sum{fill:var(--mark)}.b{font-weight:700}"
    ".byte{fill:var(--paper);stroke:var(--line)}.rule{stroke:var(--rule)}"
    ".hatch{stroke:var(--line)}.hop{stroke:var(--ink)}.tip{fill:var(--ink)}"
    ".line{fill:none;stroke-width:1.5}.mark{fill:none;stroke:var(--mark);stroke-width:3.5}"
    ".box{stroke-width:1.5}.new{stroke:var(--ink);stroke-width:3;stroke-dasharray:none}"
    ".was{text-decoration:line-through}"
    ".halo{stroke:var(--paper);stroke-width:4px;paint-order:stroke;stroke-linejoin:round}"
)
# How a page lays it out: strips below each other, or two side by side where there is room.
LAID_OUT = (
    ".mem{display:flex;flex-wrap:wrap;gap:4px 16px;margin:0 0 8px;padding:8px 5px;"
    "background:var(--paper);border:1px solid var(--line);border-radius:6px}"
    ".head,.who,.sum{flex:1 0 100%;overflow-wrap:anywhere}.head{font-weight:700}"
    ".head b{padding:0 6px;border-radius:3px}"
    ".sum{color:var(--mark);font-weight:700}.mem.gone{display:block;border-style:dashed}"
    ".strips{flex:1 1 260px;max-width:380px;display:grid;row-gap:10px}"
    ".strips>svg{display:block;width:100%;max-width:none;height:auto;break-inside:avoid}"
    ".cut{grid-column:1/-1;border:dashed var(--line);border-width:1px 0;text-align:center;"
    "font-weight:700}"
    ".facts{flex:1 1 220px;font-size:12px;color:var(--soft);overflow-wrap:anywhere}"
    ".facts b{color:var(--ink)}"
)
SIDE_BY_SIDE = (
    ".strips.wide{flex:1 0 100%;max-width:none;grid-template-columns:1fr 1fr}.again{display:none}"
)


def _variables(colours: dict[str, str], memories: int, dark: bool) -> str:
    values = [*colours.items()]
    for k, family in enumerate(FAMILIES[:memories]):
        values += zip((f"fill{k}", f"edge{k}"), family[dark], strict=True)
    return ";".join(f"--{name}:{value}" for name, value in values)


def _inside(rules: str) -> str:
    """Return rules that hold inside a picture only."""
    return re.sub(r"([^{}]+)(\{[^}]*\})", lambda rule: _each(rule[1]) + rule[2], rules)


def _each(selectors: str) -> str:
    return ",".join(f".bufferscope {selector}" for selector in selectors.split(","))


def style(memories: int, page: bool = False) -> str:
    """Return the style sheet of a picture with so many memories, for a page also how it is laid out."""
    light, dark = (_variables(c, memories, c is DARK) for c in (LIGHT, DARK))
    kinds = list(enumerate(OUTLINES[:memories]))
    rules = DRAWN + "".join(
        f".c{k}{{fill:var(--fill{k});stroke:var(--edge{k});stroke-dasharray:{dashes}}}"
        for k, (_, dashes) in kinds
    )
    if not page:
        return f".bufferscope{{font-family:{FONT};{light}}}{_inside(rules)}"
    rules += LAID_OUT + "".join(
        f".mem.m{k}{{border-left:5px {line} var(--edge{k})}}"
        f".m{k} .head b{{border:2px {line} var(--edge{k});background:var(--fill{k})}}"
        for k, (line, _) in kinds
    )
    return (
        f".bufferscope{{container-type:inline-size;max-width:46rem;color:var(--ink);"
        f"font:13px/1.45 {FONT};{light}}}{_inside(rules)}"
        f"@container (min-width:600px){{{_inside(SIDE_BY_SIDE)}}}"
        f"@media screen{{:is({PAGES}) .bufferscope{{{dark}}}}}"
    )


def still(sheet: str) -> str:
    """Return a style sheet with its variables filled in: not every reader of SVG knows them."""
    values = dict(re.findall(r"--(\w+):([^;}]+)", sheet))
    plain = re.sub(r";?--\w+:[^;}]+", "", sheet)
    return re.sub(r"var\(--(\w+)\)", lambda use: values[use[1]], plain)


def frame(width: int, height: int, family: int | None) -> str:
    """Return the frame of a memory in SVG, with a bar in its colour; dashed where it is gone."""
    box = f'<rect class="byte" x=".5" y=".5" width="{width - 1}" height="{height - 1}" rx="6"'
    if family is None:
        return f'{box} stroke-dasharray="6 4"/>'
    return f'{box}/><path class="c{family}" stroke-width="6" d="M3 3V{height - 3}"/>'
