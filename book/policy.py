"""The content security policy of each page: what it may load and run, and from where. It is the site itself.

Static hosts send no headers of ours, so the policy stands in the page (CSP Level 3, `<meta http-equiv>`).
Inline scripts, which Sphinx and its themes write, are allowed one by one, by their hash: what the output of a
cell brings along is not among them. Inline handlers are not allowed at all; static/book.js does their work.

What is not named here is refused: whatever a page comes to need gets a line of its own in `policy`, and
tests/test_policy.py, which compares the whole, the same line. Cells are fenced in more narrowly, by a second policy
that live/fence.js adds: it is not for the pages.
"""

import base64
import hashlib
import re

META = '<meta http-equiv="Content-Security-Policy" content="{}">'
JAVASCRIPT = ("", "text/javascript", "module")  # types of <script> that run
# A script that stands otherwise, in a page that was made otherwise, gets no hash, and browsers refuse it.
SCRIPT = re.compile(r'<script((?:\s+[\w-]+(?:="[^"]*")?)*)\s*>(.*?)</script>', re.DOTALL)
ATTRIBUTE = re.compile(r'([\w-]+)(?:="([^"]*)")?')
HEAD = re.compile(r"<head\b[^>]*>")


def sum_of(content: bytes) -> str:
    """Return the sum of a file or a script as browsers write it (Subresource Integrity)."""
    return f"sha256-{base64.b64encode(hashlib.sha256(content).digest()).decode('ascii')}"


def hash_of(script: str) -> str:
    return f"'{sum_of(script.encode('utf-8'))}'"


def inline_scripts(page: str) -> list[str]:
    """Return the text of all scripts that stand in the page itself."""
    found = []
    for said, script in SCRIPT.findall(page):
        attributes = dict(ATTRIBUTE.findall(said))
        if script and not attributes.get("src") and attributes.get("type", "") in JAVASCRIPT:
            found.append(script)
    return found


def folder(address: str) -> str:
    """Return the source that allows all in a folder (CSP Level 3, 6.7.2.8: a path that ends in a slash)."""
    return address.rstrip("/").replace(";", "%3B").replace(",", "%2C") + "/"


def policy(page: str, packages: str = "", keeps: bool = False) -> str:
    """Return the policy; `packages` is the address of the folder from which Python packages may come, or empty.

    A page that `keeps` editions on the device starts the site's service worker. No page with cells may: a worker
    of the site's own address lives by no policy.
    """
    hashes = sorted({hash_of(script) for script in inline_scripts(page)})
    other = [folder(packages)] if packages else []
    rules = {
        "default-src": ["'none'"],
        "script-src": ["'self'", "'wasm-unsafe-eval'", *hashes],  # WebAssembly: Pyodide
        "style-src": ["'self'", "'unsafe-inline'"],  # drawings style their own elements
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'", *other],
        "frame-src": ["'self'"],  # the fence
        "worker-src": ["'self'"] if keeps else ["blob:"],  # live/machine.js says why
        "manifest-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
    }
    return written(rules)


def fence(packages: str = "") -> str:
    """Return the page from which live/fence.js starts the interpreter, and which narrows this to some folders."""
    rules = {
        "default-src": ["'none'"],
        "script-src": ["'self'", "'wasm-unsafe-eval'"],
        "connect-src": ["'self'", *([folder(packages)] if packages else [])],
        "worker-src": ["blob:"],
    }
    return f"<!doctype html>\n{META.format(written(rules))}\n<title>fence</title>\n"


def written(rules: dict[str, list[str]]) -> str:
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in rules.items())


def state(page: str, packages: str = "", keeps: bool = False) -> str:
    """Return a page with its policy, before all that it governs."""
    page = page.replace('onclick="window.print()"', "data-print")
    said = META.format(policy(page, packages, keeps))
    return HEAD.sub(lambda head: f"{head[0]}\n{said}", page, count=1)
