"""A server for one machine or one classroom: the site's own files, to many at once and to nobody else's harm.

Tornado, which JupyterLab brings, speaks HTTP: keep-alive, Range, answers to If-None-Match, timeouts of what is
asked slowly. Here is what it leaves open: how many connections there may be, and who has to go when there is no
room for another. Which file answers an address, and in which form, is in book/files.py.
"""

import asyncio
import os
import socket
import threading
from pathlib import Path

from tornado.httpserver import HTTPServer
from tornado.iostream import IOStream
from tornado.web import Application

from book import ROOT, Problem
from book.files import Copies, File
from book.preview import Preview

SITE = ROOT / "_build" / "html"
QUEUE = 1024  # connections that wait to be taken: a class presses a link together
IDLE = 60  # seconds that a connection may take for its next request, its headers included
LARGEST_BODY = 65_536  # bytes of a request, of which none here needs any

DESCRIPTORS = 4096  # asked of a system that begins with fewer; macOS begins with 256
KEPT_FREE = 40  # descriptors for all but connections
MOST_ON_WINDOWS = 400  # its select() takes 512 sockets
WITHOUT_A_REQUEST = (
    0.5  # seconds after which a connection may be closed if there is no room for another,
)
IN_AN_ANSWER = 10.0  # when it waits for a request, or takes nothing of its answer


class Connections:
    """The open connections and when each was last heard of, the one that is silent for longest first."""

    def __init__(self, most: int):
        self.most = most
        self.heard: dict[IOStream, tuple[float, bool]] = {}

    def note(self, stream: IOStream, answered: bool) -> None:
        """Remember that a connection has done something just now, and whether it is being answered."""
        self.heard.pop(stream, None)
        if not stream.closed():
            self.heard[stream] = asyncio.get_running_loop().time(), answered

    def forget(self, stream: IOStream) -> None:
        self.heard.pop(stream, None)

    def have_room(self) -> bool:
        """Whether there may be one more; closes a silent one for it if need be."""
        if len(self.heard) < self.most:
            return True
        now = asyncio.get_running_loop().time()
        for stream, (since, answered) in list(self.heard.items()):
            if now - since > (IN_AN_ANSWER if answered else WITHOUT_A_REQUEST):
                self.forget(stream)
                stream.close()
                return True
        return False


class Server:
    """A listening socket and what answers there; used in a `with` block, as the standard library's servers are."""

    def __init__(self, listening: socket.socket, site: Path):
        self.listening, self.site = listening, site
        self.preview: Preview | None = None  # set before it serves, for who writes
        self.server_address = listening.getsockname()
        self.server_port = self.server_address[1]
        self.begun, self.ended = threading.Event(), threading.Event()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.listening.close()

    def serve_forever(self) -> None:
        asyncio.run(self.serve())

    def shutdown(self) -> None:
        """End `serve_forever`, which runs or is about to run in another thread, and wait for its end."""
        self.begun.wait()
        if not self.ended.is_set():
            self.loop.call_soon_threadsafe(self.stop.set)
            self.ended.wait()

    async def serve(self) -> None:
        self.loop, self.stop = asyncio.get_running_loop(), asyncio.Event()
        try:
            with Copies() as copies:
                connections = Connections(room())
                given = {"site": self.site, "copies": copies}
                http = Http(
                    Application(
                        self.preview.routes(**given) if self.preview else [(r"/(.*)", File, given)],
                        connections=connections,
                        log_function=lambda handler: None,  # would bury the address that `serve` prints
                    ),
                    idle_connection_timeout=IDLE, body_timeout=IDLE, max_body_size=LARGEST_BODY,
                )  # fmt: skip
                http.connections = connections
                door = asyncio.create_task(admit(self.listening, http))
                writing = asyncio.create_task(self.preview.watch()) if self.preview else None
                self.begun.set()
                await self.stop.wait()
                door.cancel()
                if writing:
                    writing.cancel()
                await http.close_all_connections()
        finally:
            self.begun.set()
            self.ended.set()


class Http(HTTPServer):
    """Tornado's server, which says of each connection when it has ended."""

    connections: Connections

    def on_close(self, server_conn):
        super().on_close(server_conn)
        self.connections.forget(server_conn.stream)


async def admit(listening: socket.socket, http: Http) -> None:
    """Take connections as long as there is room for them; others wait in the system's queue, at no cost."""
    loop = asyncio.get_running_loop()
    listening.setblocking(False)
    while True:
        while not http.connections.have_room():
            await asyncio.sleep(0.05)
        try:
            connection, address = await loop.sock_accept(listening)
        except OSError:  # it was given up in the queue, or the system has no descriptor left for it
            await asyncio.sleep(0.05)
            continue
        stream = IOStream(connection, max_buffer_size=http.max_buffer_size)
        stream.set_nodelay(True)
        http.connections.note(stream, answered=False)
        http.handle_stream(stream, address)


def room() -> int:
    """Return how many connections this process can have, each of which may have a file open."""
    if os.name == "nt":
        return MOST_ON_WINDOWS
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < DESCRIPTORS:
        wanted = DESCRIPTORS if hard == resource.RLIM_INFINITY else min(hard, DESCRIPTORS)
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        soft = wanted
    limit = DESCRIPTORS if soft == resource.RLIM_INFINITY else min(soft, DESCRIPTORS)
    return max(1, (limit - KEPT_FREE) // 2)


def listen(host: str, port: int, site: Path = SITE) -> Server:
    """Return a server bound to the address, to be used in a `with` block; raise Problem if it can't be."""
    if not 0 <= port < 65_536:
        raise Problem(f"There is no port {port}: choose one from 1 to 65535 with --port")
    try:
        return Server(socket.create_server((host, port), backlog=QUEUE), site)
    except OSError as error:
        raise Problem(
            f"Port {port} of {host} can't be used ({error.strerror}): "
            f"stop the other program, or choose another port, for example --port {port + 1}"
        ) from error
