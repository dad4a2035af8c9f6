"""Code is coloured by one formatter: to make one costs as much as to colour a cell, and Sphinx makes one for each."""

from functools import cache


def keep_formatters(app):
    """Let each highlighter of the build keep what it has made, by the options with which it was asked."""
    if app.builder.format != "html":
        return
    for highlighter in filter(None, (app.builder.highlighter, app.builder.dark_highlighter)):
        make = cache(highlighter.get_formatter)
        highlighter.get_formatter = make


def setup(app):
    app.connect("builder-inited", keep_formatters)
