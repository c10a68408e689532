"""What a person writes on a handset: kept, then posted signed, but for the words the provider swallows."""

from dataclasses import dataclass

from simulator.book import WHATSAPP, bare
from simulator.state import State

_STOP = frozenset({"STOP", "STOPALL", "END", "QUIT", "CANCEL", "UNSUBSCRIBE"})
_START = frozenset({"START", "YES", "UNSTOP"})
_SWALLOWED = _STOP | _START | {"HELP", "INFO"}
_GOOD = range(200, 300)


class NotAHandsetError(ValueError):
    """A mail address: state never changes from a mail, so nothing is posted."""


@dataclass(frozen=True)
class Posted:
    """What became of an answer: the HTTP status the product gave (0: none), `swallowed` if it never left."""

    sid: str
    status: int
    swallowed: bool = False

    @property
    def delivered(self) -> bool:
        """Whether the product took it."""
        return self.status in _GOOD


async def reply(state: State, handset: str, body: str, channel: str | None = None) -> Posted:
    """Let the person at `handset` write `body`; the channel is that of the last message unless given."""
    handset = bare(handset)
    if "@" in handset:
        raise NotAHandsetError(handset)
    used = channel or _channel(state, handset)
    prefix = WHATSAPP if used == "WHATSAPP" else ""
    message = state.book.take(
        inbound=True,
        channel=used,
        to=f"{prefix}{state.config.sender}",
        sender=f"{prefix}{handset}",
        body=body,
        status="receiving",
    )
    state.book.see(handset)
    if used == "SMS" and _swallow(state, handset, body):
        state.book.move(message.sid, "received")
        return Posted(message.sid, 0, swallowed=True)
    posted = Posted(message.sid, await state.postman.answer(message))
    state.book.move(message.sid, "received" if posted.delivered else "failed")
    return posted


async def again(state: State, sid: str) -> Posted:
    """Post an answer a second time, as a provider does that missed our 200. KeyError for an unknown one."""
    message = state.book.get(sid)
    if message is None or not message.inbound:
        raise KeyError(sid)
    return Posted(sid, await state.postman.answer(message))


def _swallow(state: State, handset: str, body: str) -> bool:
    """Twilio answers these single words itself and the product never sees them."""
    word = body.strip().upper()
    if word in _STOP | _START:
        state.book.opt(handset, out=word in _STOP)
    return word in _SWALLOWED


def _channel(state: State, handset: str) -> str:
    return next((m.channel for m in reversed(state.book.of(handset)) if not m.inbound), "SMS")
