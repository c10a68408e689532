"""Whether a domain takes mail: one DNS question for its MX (RFC 1035, 7505), within a second or two, or "unknown".

The standard library asks for addresses only; this is the one question more. It is asked on demand, never while sending.
"""

import socket
import struct
from enum import StrEnum
from pathlib import Path

RESOLVER_FILE = Path("/etc/resolv.conf")
_MX, _IN, _RECURSE = 15, 1, 0x0100
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


def takes_mail(domain: str, server: tuple[str, int], number: int, seconds: float = 2.0) -> Found:
    """Ask `server` (address, port) with the message id `number` (random, 0-65535). No answer in time: unknown."""
    try:
        question = _question(domain, number)
    except (UnicodeError, ValueError):
        return Found.NO
    family = socket.AF_INET6 if ":" in server[0] else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as wire:
            wire.settimeout(seconds)
            wire.connect(server)
            wire.send(question)
            return read(wire.recv(_LONGEST), question)
    except OSError:
        return Found.UNKNOWN


def read(answer: bytes, question: bytes) -> Found:
    """What an answer to our question says; one that is not an answer to it says nothing."""
    try:
        number, flags, _, answers, _, _ = _HEADER.unpack_from(answer)
        code, ours = flags & 0xF, answer[:2] == question[:2] and bool(flags & _REPLY)
        if not ours or number < 0:
            return Found.UNKNOWN
        if code == _NO_SUCH_NAME:
            return Found.NO
        return Found.UNKNOWN if code else _mail_server(answer, len(question), answers)
    except (struct.error, IndexError):
        return Found.UNKNOWN


def _mail_server(answer: bytes, at: int, count: int) -> Found:
    """An MX that names a host; a lone `.` says that the domain takes no mail (RFC 7505)."""
    for _ in range(count):
        at = _after_name(answer, at)
        kind, _, _, size = struct.unpack_from("!HHIH", answer, at)
        at += 10
        if kind == _MX and answer[at + 2] != 0:
            return Found.YES
        at += size
    return Found.NO


def _after_name(answer: bytes, at: int) -> int:
    while (size := answer[at]) != 0:
        if size >= _POINTER:
            return at + 2
        at += size + 1
    return at + 1


def _question(domain: str, number: int) -> bytes:
    labels = [label.encode("idna") for label in domain.rstrip(".").split(".")]
    if not all(0 < len(label) <= 63 for label in labels):  # noqa: PLR2004 - RFC 1035
        raise ValueError(domain)
    name = b"".join(bytes([len(label)]) + label for label in labels) + b"\0"
    return _HEADER.pack(number, _RECURSE, 1, 0, 0, 0) + name + struct.pack("!HH", _MX, _IN)
