"""The content security policy of a page, as a whole: a source more is a way in or out."""

import pytest
from bs4 import BeautifulSoup

from book.policy import hash_of, policy

PAGE = BeautifulSoup("<html><head><script>start()</script></head></html>", "html.parser")
DUE = {
    "default-src": "'self'",
    "script-src": f"'self' 'wasm-unsafe-eval' {hash_of('start()')}",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "blob:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
}


def directives(text):
    return dict(rule.split(" ", 1) for rule in text.split("; "))


@pytest.mark.parametrize(
    ("packages", "connect"),
    [("", "'self'"), ("https://wheels.example/pyodide/", "'self' https://wheels.example")],
)
def test_the_policy_allows_this_and_nothing_else(packages, connect):
    assert directives(policy(PAGE, packages)) == DUE | {"connect-src": connect}
