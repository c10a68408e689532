"""What the page of handsets shows: one card a person, newest talk first, quick answers under tasks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from policy.codes import is_task_code
from simulator.book import Message
from simulator.directory import Entry
from simulator.state import State

_SHOWN = 40
_CODE = re.compile(r"\b[A-Z2-9]{4}\b")
_ASKS = re.compile(r"\b(Balas|Reply)\b", re.IGNORECASE)
_DAYS = ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min")
_CHANNELS = {"SMS": "SMS", "WHATSAPP": "WhatsApp", "EMAIL": "Surel", "SMS_LOKAL": "SMS lokal"}


@dataclass(frozen=True)
class Bubble:
    """One message on a card; `answers` are the texts of its quick buttons."""

    message: Message
    time: str
    channel: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Card:
    """One handset; `stamp` changes whenever anything on it does, `last` numbers its newest message."""

    entry: Entry
    bubbles: tuple[Bubble, ...]
    older: int
    unread: int
    last: int
    stamp: str
    opted_out: bool

    @property
    def can_answer(self) -> bool:
        """Whether it is a telephone: a mail never changes anything."""
        return "@" not in self.entry.address


def cards(state: State) -> list[Card]:
    """Every handset that has messages, the newest talk first."""
    made = (_card(state, handset, state.book.of(handset)) for handset in state.book.handsets())
    return sorted(made, key=lambda card: card.last, reverse=True)


def silent(state: State) -> list[Entry]:
    """People of the directory whose handsets have no message yet."""
    talks = set(state.book.handsets())
    return [entry for address, entry in state.directory.entries().items() if address not in talks]


def _card(state: State, handset: str, messages: Sequence[Message]) -> Card:
    shown = messages[-_SHOWN:]
    newest = _newest_questions(shown)
    zone = ZoneInfo(state.config.tz)
    return Card(
        entry=state.directory.of(handset),
        bubbles=tuple(_bubble(message, newest.get(message.number, ""), zone) for message in shown),
        older=len(messages) - len(shown),
        unread=state.book.unread(handset),
        last=messages[-1].number,
        stamp=str(state.book.revision(handset)),
        opted_out=handset in state.book.opted_out,
    )


def _newest_questions(messages: Sequence[Message]) -> dict[int, str]:
    """The number of the newest message that asks for a reply, for each task code, with the code."""
    newest = {
        code: message.number
        for message in messages
        if not message.inbound and _ASKS.search(message.body) and (code := task_code(message.body))
    }
    return {number: code for code, number in newest.items()}


def task_code(text: str) -> str:
    """The first task code in a text, or nothing."""
    return next((word for word in _CODE.findall(text) if is_task_code(word)), "")


def _bubble(message: Message, code: str, zone: ZoneInfo) -> Bubble:
    answers = (f"TERIMA {code}", f"TOLAK 2 {code}", f"MULAI {code}", f"SELESAI A {code}") if code else ()
    return Bubble(message, _time(message.at.astimezone(zone)), _CHANNELS[message.channel], answers)


def _time(local: datetime) -> str:
    return f"{_DAYS[local.weekday()]} {local:%d/%m %H.%M.%S}"
