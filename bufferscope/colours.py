"""The looks of a picture: its colours, light and dark, as rules of CSS."""

# Light is the ground state, on a paper of its own, so that the picture can be read on any page and
# in print. A page that says that it is dark (sphinx-book-theme, JupyterLab, VS Code) gets it dark.
LIGHT = {
    "paper": "fill:#fff;stroke:#d0d7de",
    "sheet": "fill:#f6f8fa;stroke:#8c959f",
    "ink": "fill:#1f2328",
    "soft": "fill:#57606a",
    "byte": "fill:#fff;stroke:#8c959f",
    "rule": "stroke:#d0d7de",
    "gap": "fill:#fff;stroke:#8c959f",
    "hatch": "stroke:#8c959f",
    "hop": "stroke:#1f2328",
    "tip": "fill:#1f2328",
    "mark": "stroke:#b3261e",
    "sum": "fill:#b3261e",
    "badge": "fill:#fff;stroke:#57606a",
    "halo": "stroke:#f6f8fa",
    "new": "stroke:#1f2328",
}
DARK = {
    "paper": "fill:#0d1117;stroke:#30363d",
    "sheet": "fill:#161b22;stroke:#6e7681",
    "ink": "fill:#f0f3f6",
    "soft": "fill:#b1bac4",
    "byte": "fill:#0d1117;stroke:#6e7681",
    "rule": "stroke:#30363d",
    "gap": "fill:#0d1117;stroke:#6e7681",
    "hatch": "stroke:#6e7681",
    "hop": "stroke:#f0f3f6",
    "tip": "fill:#f0f3f6",
    "mark": "stroke:#ff9d94",
    "sum": "fill:#ff9d94",
    "badge": "fill:#0d1117;stroke:#b1bac4",
    "halo": "stroke:#161b22",
    "new": "stroke:#f0f3f6",
}
# The fills of items: each memory of a picture has a family of its own, light and dark, with a
# colour for each place (layout.colour), so that a copy looks like other memory. Nine steps of
# lightness, from one place to the next four or five of them, are told apart in greyscale too.
FAMILIES = tuple(
    (light.split(), dark.split())
    for light, dark in (
        (
            "#e2effd #93e0a3 #c2a6f6 #69e7fc #81bfff #ecd6fe #53d5c6 #8cfad5 #bec4ff",
            "#002a51 #0e4a22 #614c83 #00424b #255380 #46285a #04554e #003728 #3f4077",
        ),
        (
            "#feecc6 #ffbfbe #e4a951 #e1da74 #fea38c #ffd2e6 #d3c25b #fde0cd #fdb2d5",
            "#372600 #6b2c2f #744f0f #413c00 #7d3f30 #59213f #564b00 #4f2300 #6c3250",
        ),
        (
            "#f3ede3 #c8d0d8 #b9b3aa #d0d7df #bfbab1 #d7dfe7 #c6c0b7 #dfe6ef #cdc7be",
            "#2c2822 #3c4147 #5a564f #363b41 #54504a #30363b #4f4b44 #2b3035 #49453f",
        ),
    )
)
CORNERS = (4, 0, 10)  # radius of the boxes of each family: it shows which memory without colour
PAGES = "html[data-theme=dark],body[data-jp-theme-light=false],body.vscode-dark"
FONT = "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace"


def _rules(colours: dict[str, str], where: str) -> str:
    return "".join(f"{where}.{name}{{{rule}}}" for name, rule in colours.items())


def _fills(memories: int, dark: bool, where: str) -> str:
    """Return the rules for the boxes in as many memories: .c16 is place 6 in family 1."""
    return "".join(
        f"{where}.c{k}{place}{{fill:{fill}}}"
        for k, family in enumerate(FAMILIES[:memories])
        for place, fill in enumerate(family[dark])
    )


def style(memories: int) -> str:
    """Return the style sheet of a picture with so many memories.

    The rules for dark pages are nested ones, which old browsers skip: they keep it light.
    """
    light = _rules(LIGHT, ".bufferscope ") + _fills(memories, False, ".bufferscope ")
    dark = _rules(DARK, "") + _fills(memories, True, "")
    return (
        f".bufferscope{{font-family:{FONT}}}{light}"
        ".bufferscope .line{fill:none;stroke-width:1.5}.bufferscope .mark{fill:none;stroke-width:3}"
        ".bufferscope .new{stroke-width:2.5}.bufferscope .b{font-weight:700}"
        ".bufferscope .was{text-decoration:line-through}"
        ".bufferscope .halo{paint-order:stroke;stroke-width:4px;stroke-linejoin:round}"
        f"@media screen{{:is({PAGES}) .bufferscope{{{dark}}}}}"
    )
