"""Ports for what a test starts: below those the system hands out itself, and nobody else's while this process lives."""

import socket
from itertools import count
from os import getpid

FIRST, STEP, GROUPS = 20_000, 5, 2_500
"""Groups of five from 20,000 to 32,500: Linux gives 32,768 and above to whoever asks for any port, at any time."""
_NEXT = count(getpid() * 17)


def free_base() -> int:
    """A port from which five are free, and stay ours until this process ends."""
    for place in _NEXT:
        base = FIRST + place % GROUPS * STEP
        if _reserved(base) and all(map(_free, range(base, base + STEP))):
            return base
    raise AssertionError("unreachable")


def dead_port() -> int:
    """A port at which nobody ever answers: it is held by a socket that does not listen, until this process ends."""
    held = socket.socket()
    held.bind(("127.0.0.1", 0))
    port: int = held.getsockname()[1]
    held.detach()
    return port


def _reserved(base: int) -> bool:
    """Whether it is ours alone: a name of the kernel's, given back when this process ends in whichever way."""
    name = socket.socket(socket.AF_UNIX)
    try:
        name.bind(f"\0rujukan-{base}")
    except OSError:
        name.close()
        return False
    name.detach()
    return True


def _free(port: int) -> bool:
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True
