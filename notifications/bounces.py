"""A mail that came back: what it says of which message. Pure; whom to believe is the return path's own mark.

A report is `multipart/report` with a `message/delivery-status` part (RFC 3464); older servers only name the failed
address in `X-Failed-Recipients`. An answer, an absence note or a "we are still trying" changes nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message

from notifications import verp

_ADDRESSED = ("To", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "Apparently-To")
_CODE = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_NO_ROUTE = "5.4.4"
"""The domain could not be found just now: the address may be right (messages.md §3)."""
_UNSAID = "5.0.0"
_FATES = {"failed": "undelivered", "delivered": "delivered"}


@dataclass(frozen=True)
class Bounce:
    """What came of a message: `status` in the outbox's words, `code` such as `5.1.1`.

    `permanent`: the address is wrong and will be wrong tomorrow.
    """

    notification_id: str
    status: str
    code: str
    permanent: bool


def read(raw: bytes, key: str) -> Bounce | None:
    """What a mail that came to our return path says; None if it says nothing final of a message of ours.

    ForgedReturnPathError if it claims a return path that we have not written.
    """
    mail = message_from_bytes(raw)  # the structured headers of `policy.default` raise on some of what arrives
    notification_id = verp.message_of(key, " ".join(_addressed(mail)))
    if notification_id is None:
        return None
    found = next(_reports(mail), None) or _failed_recipients(mail)
    if found is None:
        return None
    action, code = found
    status = _FATES.get(action)
    return Bounce(notification_id, status, code, _permanent(code)) if status else None


def _addressed(mail: Message) -> Iterator[str]:
    for name in _ADDRESSED:
        yield from (_plain(value) for value in mail.get_all(name, []))


def _plain(value: object) -> str:
    return str(value).replace("\r", " ").replace("\n", " ")


def _reports(mail: Message) -> Iterator[tuple[str, str]]:
    """Action and status of each recipient; the block before them is about the server that reports."""
    for part in mail.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        for block in part.get_payload():
            if isinstance(block, Message) and block["Action"]:
                yield _action(block), _status(block)


def _action(block: Message) -> str:
    return _plain(block["Action"]).strip().lower().split(" ")[0]


def _status(block: Message) -> str:
    """The enhanced status; some servers write it into the diagnosis only, some a bare `5.0.0` beside a better one."""
    stated, said = _code(_plain(block["Status"] or "")), _code(_plain(block["Diagnostic-Code"] or ""))
    return said if said and stated in {"", _UNSAID} else stated or _UNSAID


def _code(text: str) -> str:
    found = _CODE.search(text)
    return ".".join(found.groups()) if found else ""


def _failed_recipients(mail: Message) -> tuple[str, str] | None:
    return ("failed", _UNSAID) if mail["X-Failed-Recipients"] else None


def _permanent(code: str) -> bool:
    return code.startswith("5.") and code != _NO_ROUTE
