"""What became of a message, in one word a person knows; sent is not arrived, and arrived is not opened. Pure."""

from collections.abc import Mapping
from enum import StrEnum


class Fate(StrEnum):
    """How far a message has come; the value is the word on a list."""

    HELD = "menunggu"
    SENT = "terkirim"
    ARRIVED = "sampai"
    OPENED = "dibuka"
    FAILED = "gagal"
    CANCELLED = "dibatalkan"
    UNKNOWN = "belum pasti"
    AT_DESK = "di meja"


ENGLISH: Mapping[Fate, str] = {
    Fate.HELD: "waiting",
    Fate.SENT: "sent",
    Fate.ARRIVED: "arrived",
    Fate.OPENED: "opened",
    Fate.FAILED: "failed",
    Fate.CANCELLED: "cancelled",
    Fate.UNKNOWN: "not known yet",
    Fate.AT_DESK: "with the desk",
}
_OF_STATE: Mapping[str, Fate] = {
    "READY": Fate.HELD,
    "INTENT": Fate.UNKNOWN,
    "AMBIGUOUS": Fate.UNKNOWN,
    "ACCEPTED": Fate.SENT,
    "DELIVERED": Fate.ARRIVED,
    "UNDELIVERED": Fate.FAILED,
    "REFUSED": Fate.FAILED,
    "CANCELLED": Fate.CANCELLED,
    "DESK": Fate.AT_DESK,
    "MERGED": Fate.HELD,
}
"""By each state of the outbox; what went with another message waits until that one is asked."""


def fate(state: str, *, opened: bool) -> Fate:
    """The fate of a message in this state; opened by a person counts above everything."""
    return Fate.OPENED if opened else _OF_STATE.get(state, Fate.HELD)


def fate_word(found: Fate, *, english: bool) -> str:
    """Its word in one of the two languages."""
    return ENGLISH[found] if english else found.value
