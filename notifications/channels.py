"""What every channel promises: `send` gives the provider's id or raises the one error saying what to do."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Remedy(StrEnum):
    """What is to be done after a failed send (messages.md §1)."""

    OURS = "ours"
    BAD_ADDRESS = "bad_address"
    OPTED_OUT = "opted_out"
    FILTERED = "filtered"
    PASSING = "passing"
    RECONCILE = "reconcile"
    TEMPLATE = "template"
    BUG = "bug"
    LOOP = "loop"


@dataclass(frozen=True)
class Outgoing:
    """One message ready to leave: `to` is E.164 or a mail address, validity in seconds; subject for mail."""

    notification_id: str
    to: str
    text: str
    subject: str
    validity_seconds: int
    callback_url: str | None = None


@dataclass(frozen=True)
class Accepted:
    """The provider has taken the message under this id; that is not yet delivered."""

    provider_id: str


class DeliveryError(Exception):
    """A message that was refused, or of which nobody can know. Carries no address and no text.

    `permanent`: the same message on the same channel will never pass. `ambiguous`: it may have left, so
    nobody sends again without asking the provider.
    """

    def __init__(self, code: str, *, permanent: bool, ambiguous: bool, meaning: str, remedy: Remedy) -> None:
        super().__init__(f"{code}: {meaning}")
        self.code = code
        self.permanent = permanent
        self.ambiguous = ambiguous
        self.meaning = meaning
        self.remedy = remedy


class Channel(Protocol):
    """A way to a person. Synchronous: the caller gives it a thread of its own."""

    def send(self, outgoing: Outgoing) -> Accepted:
        """Hand the message to the provider, once. Raises DeliveryError."""
        ...


def unknown_fate(code: str, meaning: str) -> DeliveryError:
    """A request that left and has no answer: it may have been sent."""
    return DeliveryError(code, permanent=False, ambiguous=True, meaning=meaning, remedy=Remedy.RECONCILE)


def not_sent(code: str, meaning: str) -> DeliveryError:
    """A request that surely never left; it may be tried again."""
    return DeliveryError(code, permanent=False, ambiguous=False, meaning=meaning, remedy=Remedy.PASSING)
