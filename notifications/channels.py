"""What every channel promises: `send` gives the provider's id or raises the one error saying what to do."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol, runtime_checkable


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
    """One message ready to leave: `to` is E.164 or a mail address, validity in seconds; subject for mail.

    `template`, `language` and `filled` are what the text was made of, for a channel that has to say it its own way;
    `as_template`: free text was refused there, only an approved template may leave.
    """

    notification_id: str
    to: str
    text: str
    subject: str
    validity_seconds: int
    callback_url: str | None = None
    template: str = ""
    language: str = "id"
    filled: Mapping[str, object] = field(default_factory=dict)
    as_template: bool = False


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
        self.tries = 2
        self.pause = timedelta(0)

    def passing(self, tries: int | None = None, pause: timedelta | None = None) -> "DeliveryError":
        """The same, with how often it may be tried again and the least pause that the provider asks for."""
        self.tries = self.tries if tries is None else tries
        self.pause = self.pause if pause is None else pause
        return self


class Channel(Protocol):
    """A way to a person. Synchronous: the caller gives it a thread of its own."""

    def send(self, outgoing: Outgoing) -> Accepted:
        """Hand the message to the provider, once. Raises DeliveryError."""
        ...


@dataclass(frozen=True)
class Known:
    """What a provider knows of a message: its status in the outbox's words, why it failed, parts and price."""

    provider_id: str
    status: str
    code: str | None = None
    segments: int = 0
    cost_micros: int | None = None
    currency: str = ""


@runtime_checkable
class Askable(Protocol):
    """A channel whose provider can be asked. Each question has a deadline; DeliveryError if there is no answer."""

    def find(self, outgoing: Outgoing, since: datetime, others: Collection[str] = ()) -> Accepted | None:
        """The message of exactly these words, taken at `since` or later, that is none of `others`; None if none is."""
        ...

    def fetch(self, provider_id: str) -> Known | None:
        """What became of a message; None if the provider has never heard of it."""
        ...

    def probe(self) -> None:
        """Ask for something that costs nothing and sends nothing: DeliveryError if the provider does not serve us."""
        ...


def unknown_fate(code: str, meaning: str) -> DeliveryError:
    """A request that left and has no answer: it may have been sent."""
    return DeliveryError(code, permanent=False, ambiguous=True, meaning=meaning, remedy=Remedy.RECONCILE)


def not_sent(code: str, meaning: str) -> DeliveryError:
    """A request that surely never left; it may be tried again."""
    return DeliveryError(code, permanent=False, ambiguous=False, meaning=meaning, remedy=Remedy.PASSING)
