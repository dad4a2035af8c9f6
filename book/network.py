"""This machine's addresses in its networks, as a teacher shows them to a class: as text, and to phones as a QR code."""

import socket
import sys
from typing import TextIO

import psutil
import segno

LINK_LOCAL = "169.254."  # what machines give themselves where nobody gives addresses
BLOCKS = "█▀▄ "  # what a QR code is drawn with


def addresses() -> list[str]:
    """Return the IPv4 addresses at which others can reach this machine, the likeliest first.

    They are those of the interfaces that are up, so that a network without internet counts as well.
    """
    states = psutil.net_if_stats()
    found = [
        one.address
        for name, ones in psutil.net_if_addrs().items()
        for one in ones
        if one.family == socket.AF_INET and name in states and states[name].isup
    ]
    others = {address for address in found if not address.startswith("127.")}
    first = preferred()
    return sorted(
        others, key=lambda one: (one != first, one.startswith(LINK_LOCAL), found.index(one))
    )


def preferred() -> str | None:
    """Return the address from which this machine would send to others, or None when it is in no network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Sends nothing: it makes the system choose the interface by which it would send.
            # The address is one of those kept for documentation (RFC 5737).
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return None


def qr_code(text: str, file: TextIO | None = None) -> None:
    """Print a QR code, two of its rows to a line; nothing where the signs for that can't be written."""
    file = file or sys.stdout
    try:
        BLOCKS.encode(file.encoding or "ascii")
    except UnicodeEncodeError:
        return
    segno.make(text, micro=False).terminal(out=file, compact=True)


def announce(port: int) -> None:
    """Print where the others in the room find the book."""
    found = addresses()
    if not found:
        print(
            "This computer is in no network now: join one, or open a hotspot, and start this again"
        )
        return
    print(
        "Others in this network find it at "
        + ", or at ".join(f"http://{one}:{port}" for one in found)
    )
    qr_code(f"http://{found[0]}:{port}")
