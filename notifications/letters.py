"""A mail that came in, as a person at the desk reads it: who, about what, the words; never an instruction.

No parser of replies knows how Indonesian programs quote (messages.md §3), so nothing is read out of a mail.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr
from hashlib import sha256
from html import unescape

LONGEST = 8_000
_TAGS = re.compile(r"(?is)<(script|style)\b.*?</\1\s*>|<[^>]*>")
_SPACE = re.compile(r"[ \t]*\n[ \t\n]*\n")


@dataclass(frozen=True)
class Mail:
    """`key` is the same for a mail that was brought twice. `automatic`: from a machine, and never an answer."""

    key: str
    sender: str
    subject: str
    words: str
    attachments: int
    automatic: bool


def read(raw: bytes, *, envelope_sender: str | None = None) -> Mail:
    """What a mail says. Total: every bytes give a Mail. `envelope_sender`, if known, is the return path ("" = none)."""
    mail = message_from_bytes(raw)  # the structured headers of `policy.default` raise on some of what arrives
    texts, others = _parts(mail)
    return Mail(
        key=_key(mail, raw),
        sender=parseaddr(_header(mail, "From"))[1],
        subject=_header(mail, "Subject"),
        words="\n".join(texts).strip()[:LONGEST],
        attachments=others,
        automatic=_automatic(mail, envelope_sender),
    )


def _automatic(mail: Message, envelope_sender: str | None) -> bool:
    """Said so by the sender (RFC 3834), or without anybody to answer to."""
    said = _header(mail, "Auto-Submitted").split(";")[0].strip().lower()
    path = _header(mail, "Return-Path").strip() if envelope_sender is None else f"<{envelope_sender}>"
    machine = mail.get_content_type() == "multipart/report" or _header(mail, "Precedence").lower() in _BULK
    return said not in {"", "no"} or path == "<>" or machine


_BULK = frozenset({"bulk", "junk", "list", "auto_reply"})


def _key(mail: Message, raw: bytes) -> str:
    """By its own id and its words: two servers may bring it with other headers on top."""
    name = _header(mail, "Message-ID").strip()
    return sha256(name.encode() if name else raw).hexdigest()[:32]


def _header(mail: Message, name: str) -> str:
    written = str(mail.get(name, "")).replace("\r", " ").replace("\n", " ")
    try:
        return str(make_header(decode_header(written)))
    except (LookupError, ValueError, MessageError):
        return written


def _parts(mail: Message) -> tuple[list[str], int]:
    """The plain words, those of the HTML where there are no others; and how many parts are left out."""
    found = [part for part in mail.walk() if not part.is_multipart()]
    plain = list(_texts(found, "text/plain"))
    read_ = plain or [_without_tags(text) for text in _texts(found, "text/html")]
    left = [p for p in found if p.get_filename() or p.get_content_type() not in {"text/plain", "text/html"}]
    return read_, len(left)


def _texts(parts: list[Message], kind: str) -> Iterator[str]:
    for part in parts:
        payload = part.get_payload(decode=True)
        if part.get_content_type() == kind and not part.get_filename() and isinstance(payload, bytes):
            yield _decoded(payload, part.get_content_charset() or "utf-8")


def _decoded(payload: bytes, charset: str) -> str:
    try:
        return payload.decode(charset, "replace")
    except (LookupError, ValueError):  # a charset that is none, or one that cannot read these bytes
        return payload.decode("utf-8", "replace")


def _without_tags(html: str) -> str:
    return _SPACE.sub("\n", unescape(_TAGS.sub("\n", html))).strip()
