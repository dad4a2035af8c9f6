"""The content security policy of a page, as a whole: a source more is a way in or out."""

import pytest
from bs4 import BeautifulSoup

from book.policy import fence, hash_of, policy

PAGE = "<html><head><script>start()</script></head></html>"
DUE = {
    "default-src": "'none'",
    "script-src": f"'self' 'wasm-unsafe-eval' {hash_of('start()')}",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "frame-src": "'self'",
    "worker-src": "blob:",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}


def directives(text):
    return dict(rule.split(" ", 1) for rule in text.split("; "))


@pytest.mark.parametrize(
    ("packages", "connect"),
    [
        ("", "'self'"),
        ("https://wheels.example/pyodide/v1", "'self' https://wheels.example/pyodide/v1/"),
        ("http://10.0.0.1:81/a;b,c/", "'self' http://10.0.0.1:81/a%3Bb%2Cc/"),
    ],
)
def test_the_policy_allows_this_and_nothing_else(packages, connect):
    assert directives(policy(PAGE, packages)) == DUE | {"connect-src": connect}


def test_the_fence_allows_less():
    page = BeautifulSoup(fence("https://wheels.example/v1"), "html.parser")
    assert directives(page.meta["content"]) == {
        "default-src": "'none'",
        "script-src": "'self' 'wasm-unsafe-eval'",
        "connect-src": "'self' https://wheels.example/v1/",
        "worker-src": "blob:",
    }
    assert page.find_all("script") == []


def test_only_the_page_that_keeps_editions_starts_a_worker_of_the_sites_own():
    assert directives(policy(PAGE, keeps=True)) == DUE | {"worker-src": "'self'"}
