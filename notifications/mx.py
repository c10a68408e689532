"""Whether a domain takes mail: it has an MX (RFC 7505: other than "."), else an address (RFC 5321 §5.1), or "unknown".

The standard library asks for addresses only, of the machine's own resolver only; this asks whichever name server is
given, over UDP (RFC 1035), within a second or two. It is asked on demand, never while sending.
"""

import socket
import struct
from enum import StrEnum
from pathlib import Path

RESOLVER_FILE = Path("/etc/resolv.conf")
PORT = 53
_A, _MX, _AAAA, _IN, _RECURSE = 1, 15, 28, 1, 0x0100
_RESERVED = frozenset({"example", "invalid", "test", "localhost"})
"""Top-level names that nobody has (RFC 2606): those of invented people; nobody is asked of them."""
_HEADER = struct.Struct("!HHHHHH")
_NO_SUCH_NAME, _REPLY = 3, 0x8000
_LONGEST = 1232
_POINTER = 0xC0


class Found(StrEnum):
    """What the name server says."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def resolver(file: Path = RESOLVER_FILE) -> str:
    """The first name server of this machine; empty if none is named."""
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    named = (line.split()[1] for line in lines if line.startswith("nameserver") and len(line.split()) > 1)
    return next(named, "")


def named(typed: str, file: Path = RESOLVER_FILE) -> tuple[str, int]:
    """The name server of a setting (`192.0.2.1` or `127.0.0.1:5353`); where there is none, this machine's."""
    host, colon, port = typed.rpartition(":")
    if colon and "." in host and port.isdigit():
        return host, int(port)
    return typed or resolver(file), PORT


def is_invented(domain: str) -> bool:
    """Whether a domain is one that can never exist."""
    return domain.rstrip(".").rpartition(".")[2].lower() in _RESERVED


def takes_mail(domain: str, server: tuple[str, int], number: int, seconds: float = 2.0) -> Found:
    """Ask `server` (address, port) with the message id `number` (random, 0-65535). No answer in time: unknown."""
    for kind in (_MX, _A, _AAAA):
        try:
            question = _question(domain, number, kind)
        except (UnicodeError, ValueError):
            return Found.NO
        if (found := read(_answer(question, server, seconds), question)) is not None:
            return found
    return Found.NO


def _answer(question: bytes, server: tuple[str, int], seconds: float) -> bytes:
    """What the name server says; nothing where it cannot be asked."""
    family = socket.AF_INET6 if ":" in server[0] else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as wire:
            wire.settimeout(seconds)
            wire.connect(server)
            wire.send(question)
            return wire.recv(_LONGEST)
    except OSError:
        return b""


def read(answer: bytes, question: bytes) -> Found | None:
    """What an answer to our question says: None if the domain is there and has none of what was asked for.

    One that is not an answer to it says nothing: unknown.
    """
    try:
        flags, _, answers = struct.unpack_from("!HHH", answer, 2)
        code, ours = flags & 0xF, answer[:2] == question[:2] and bool(flags & _REPLY)
        if not ours:
            return Found.UNKNOWN
        if code == _NO_SUCH_NAME:
            return Found.NO
        return Found.UNKNOWN if code else _named(answer, len(question), answers, question)
    except (struct.error, IndexError):
        return Found.UNKNOWN


def _named(answer: bytes, at: int, count: int, question: bytes) -> Found | None:
    """A record of the kind that was asked for; an MX of a lone `.` says that the domain takes no mail (RFC 7505)."""
    (wanted,) = struct.unpack_from("!H", question, len(question) - 4)
    refuses = False
    for _ in range(count):
        at = _after_name(answer, at)
        kind, _, _, size = struct.unpack_from("!HHIH", answer, at)
        at += 10
        if kind == wanted and (kind != _MX or answer[at + 2] != 0):
            return Found.YES
        refuses = refuses or kind == wanted
        at += size
    return Found.NO if refuses else None


def _after_name(answer: bytes, at: int) -> int:
    while (size := answer[at]) != 0:
        if size >= _POINTER:
            return at + 2
        at += size + 1
    return at + 1


def _question(domain: str, number: int, kind: int) -> bytes:
    labels = [label.encode("idna") for label in domain.rstrip(".").split(".")]
    if not all(0 < len(label) <= 63 for label in labels):  # noqa: PLR2004 - RFC 1035
        raise ValueError(domain)
    name = b"".join(bytes([len(label)]) + label for label in labels) + b"\0"
    return _HEADER.pack(number, _RECURSE, 1, 0, 0, 0) + name + struct.pack("!HH", kind, _IN)
