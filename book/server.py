"""A server for one machine or one classroom: static files, and the book's own page for wrong addresses."""

import functools
import os
import socket
import sys
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from book import ROOT, Problem

SITE = ROOT / "_build" / "html"


class Handler(SimpleHTTPRequestHandler):
    """Serves the site; an address that does not exist gets `404.html` with status 404."""

    # Set here, since Windows takes these from a registry that other programs change.
    extensions_map = {  # noqa: RUF012 (the standard library's own name)
        **SimpleHTTPRequestHandler.extensions_map,
        ".ipynb": "application/x-ipynb+json",
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def send_error(self, code, message=None, explain=None):
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.exists():
            return super().send_error(code, message, explain)
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format, *args):
        pass  # one line per request would bury the address that `serve` prints


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        if not isinstance(sys.exception(), ConnectionError):  # a reader who has left the page
            super().handle_error(request, client_address)

    allow_reuse_address = os.name != "nt"  # there it would let two servers share one port


def listen(host: str, port: int, site: Path = SITE) -> ThreadingHTTPServer:
    """Return a server bound to the address, to be used in a `with` block; raise Problem if it can't be."""
    try:
        return Server((host, port), functools.partial(Handler, directory=str(site)))
    except OverflowError:
        raise Problem(f"There is no port {port}: choose one from 1 to 65535 with --port") from None
    except OSError as error:
        raise Problem(
            f"Port {port} of {host} can't be used ({error.strerror}): "
            f"stop the other program, or choose another port, for example --port {port + 1}"
        ) from error


def address_in_the_network() -> str | None:
    """Return this machine's address in its local network, or None when it is in none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Sends nothing: it makes the system choose the interface by which it would send.
            # The address is one of those kept for documentation (RFC 5737).
            probe.connect(("192.0.2.1", 9))
            return probe.getsockname()[0]
        except OSError:
            return None
