"""Code is coloured by one formatter: to make one costs as much as to colour a cell, and Sphinx makes one for each."""

from functools import cache

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder


def keep_formatters(app: Sphinx) -> None:
    """Let each highlighter of the build keep what it has made, by the options with which it was asked."""
    if not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    for highlighter in filter(None, (app.builder.highlighter, app.builder.dark_highlighter)):
        make = cache(highlighter.get_formatter)
        highlighter.get_formatter = make  # type: ignore[method-assign]


def setup(app: Sphinx) -> None:
    app.connect("builder-inited", keep_formatters)
