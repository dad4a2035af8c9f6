"""What code that was handed in may not do, as far as one process can forbid it to itself.

Limits of memory and processor time are the system's (Linux; macOS keeps some of them, Windows none). On Linux the
process leaves the network where the system lets it. Elsewhere, and for files and other processes everywhere,
an audit hook (PEP 578) refuses what Python itself is asked to do. It can't be taken off again, but machine code
called through ctypes does not ask it: this keeps out mistakes and pranks, not an attacker.
"""

import ctypes
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

FILES = 64 * 2**20  # bytes that a file may grow to
NETWORK = {
    "socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname",
    "socket.gethostbyaddr",
}  # fmt: skip
PROCESSES = {
    "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty",
    "os.startfile", "os.kill", "os.killpg", "pty.spawn", "resource.setrlimit", "resource.prlimit",
    "ctypes.dlopen",
}  # fmt: skip
CHANGES = {
    "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.chmod", "os.chown", "os.truncate", "os.link",
    "os.symlink", "os.utime", "shutil.rmtree", "shutil.move",
}  # fmt: skip
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
HERE = ("127.0.0.1", "::1", "localhost")  # pairs of sockets on Windows
NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000  # CLONE_NEWUSER and CLONE_NEWNET of sched.h


def limit(memory: int, seconds: int) -> None:
    """Let the system end what needs more memory, in bytes, or processor time."""
    try:
        import resource
    except ImportError:  # Windows
        return
    limits = {"AS": memory, "CPU": seconds, "FSIZE": FILES, "CORE": 0}
    for name, value in limits.items():
        with suppress(OSError, ValueError, AttributeError):
            resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (value, value))


def leave_network() -> None:
    """Go into a network namespace that has no way out, where that is Linux and allowed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).unshare(NEW_USER | NEW_NETWORK)


def close(folder: Path) -> None:
    """From now on refuse network, other processes, and changes of files outside of the folder."""
    inside = str(folder.resolve())

    def refuse(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            if flags & WRITING and not isinstance(path, int):
                refuse_outside(path)
        elif event in CHANGES:
            for path in arguments[:2]:
                if isinstance(path, (str, bytes, os.PathLike)):
                    refuse_outside(path)
        elif event in PROCESSES:
            raise PermissionError(f"{event} is not allowed in what is handed in")
        elif event in NETWORK:
            address = arguments[1] if isinstance(arguments[0], _socket) else arguments[0]
            host = address[0] if isinstance(address, tuple) else address
            if host not in HERE:
                raise PermissionError("there is no network for what is handed in")

    def refuse_outside(path: str | bytes | os.PathLike[str]) -> None:
        real = os.path.realpath(os.fsdecode(path))
        if real != os.devnull and not real.startswith(inside + os.sep):
            raise PermissionError(f"{os.fsdecode(path)} may not be changed by what is handed in")

    from _socket import socket as _socket

    sys.addaudithook(refuse)
