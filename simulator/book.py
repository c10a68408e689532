"""Every message of every handset. A change is a line first and a state second: a restart tells the same."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from simulator.journal import Journal

FINAL = frozenset({"delivered", "undelivered", "failed", "received"})
UNSENT = frozenset({"undelivered", "failed"})
WHATSAPP = "whatsapp:"
GATEWAY = "SMS_LOKAL"
"""The channel of a telephone with a local SIM, as `policy.words` names it."""


@dataclass(frozen=True)
class Message:
    """One message: `inbound` ones come from a handset. `at` is an aware UTC instant; `number` counts up.

    `fault` names the planted fault it met.
    """

    sid: str
    number: int
    at: datetime
    inbound: bool
    channel: str
    to: str
    sender: str
    body: str
    status: str
    subject: str = ""
    error_code: int | None = None
    callback: str | None = None
    service: str | None = None
    fault: str = ""

    @property
    def handset(self) -> str:
        """The person's number or address, whatever the channel."""
        return bare(self.sender if self.inbound else self.to)


def bare(address: str) -> str:
    """The address without the prefix of a channel, mail addresses in lower case."""
    plain = address.removeprefix(WHATSAPP)
    return plain.lower() if "@" in plain else plain


class Book:
    """The messages by id, how often each text was asked for, who has opted out, and what has been seen."""

    def __init__(self, journal: Journal, now: Callable[[], datetime], draw_sid: Callable[[str], str]) -> None:
        self._journal = journal
        self._now = now
        self._draw_sid = draw_sid
        self._messages: dict[str, Message] = {}
        self._by_handset: defaultdict[str, list[str]] = defaultdict(list)
        self._revisions: defaultdict[str, int] = defaultdict(int)
        self.requests: Counter[tuple[str, str]] = Counter()
        self.opted_out: set[str] = set()
        self.seen: dict[str, int] = {}
        self.version = 0
        for line in journal.read():
            self._apply(line)

    def take(self, **fields: Any) -> Message:  # noqa: ANN401 - the fields of Message but sid, number and at
        """Keep a new message with its number and time; its id is `sid`, or drawn of the kind `prefix` (SM, ML)."""
        sid = fields.pop("sid", "") or self._draw_sid(fields.pop("prefix", "SM"))
        message = Message(sid=sid, number=len(self._messages) + 1, at=self._now(), **fields)
        self._record({"line": "message", **asdict(message), "at": message.at.isoformat()})
        return message

    def refuse(self, to: str, body: str, code: int) -> None:
        """Count a request that was refused with `code`."""
        self._record({"line": "refused", "to": to, "body": body, "code": code})

    def move(self, sid: str, status: str, error_code: int | None = None) -> Message:
        """Give a message its next status. KeyError for an unknown id."""
        self._record({"line": "status", "sid": sid, "status": status, "error_code": error_code})
        return self._messages[sid]

    def opt(self, handset: str, *, out: bool) -> None:
        """The handset wants no more messages, or wants them again."""
        self._record({"line": "opt", "handset": handset, "out": out})

    def see(self, handset: str) -> None:
        """Somebody has looked at the handset: nothing on it is unread."""
        if self.unread(handset):
            self._record({"line": "seen", "handset": handset, "number": len(self._messages)})

    def get(self, sid: str) -> Message | None:
        """The message with this id."""
        return self._messages.get(sid)

    def all(self) -> tuple[Message, ...]:
        """Every message, oldest first."""
        return tuple(self._messages.values())

    def of(self, handset: str) -> tuple[Message, ...]:
        """The messages of one handset, oldest first."""
        return tuple(self._messages[sid] for sid in self._by_handset.get(bare(handset), ()))

    def copies(self) -> Counter[tuple[str, str]]:
        """How many copies of each text each handset has been given, by all channels together."""
        return Counter((m.handset, m.body) for m in self.all() if not m.inbound and m.status not in UNSENT)

    def wrote_at(self, handset: str, channel: str) -> datetime | None:
        """When the person last wrote by a channel."""
        wrote = (m.at for m in reversed(self.of(handset)) if m.inbound and m.channel == channel)
        return next(wrote, None)

    def now(self) -> datetime:
        """The instant on the simulator's clock."""
        return self._now()

    def handsets(self) -> tuple[str, ...]:
        """The handsets that have messages."""
        return tuple(self._by_handset)

    def unsettled(self) -> Iterator[Message]:
        """Messages sent from the product that still wait for receipts."""
        return (m for m in self.all() if not m.inbound and m.status not in FINAL and m.channel != "EMAIL")

    def unread(self, handset: str) -> int:
        """Messages to the handset that nobody has looked at."""
        since = self.seen.get(handset, 0)
        return sum(1 for m in self.of(handset) if not m.inbound and m.number > since)

    def revision(self, handset: str) -> int:
        """A number that grows with each change of the handset."""
        return self._revisions[handset]

    def close(self) -> None:
        """Close the file."""
        self._journal.close()

    def _record(self, line: dict[str, Any]) -> None:
        self._journal.append(line)
        self._apply(dict(line))

    def _apply(self, line: dict[str, Any]) -> None:
        self.version += 1
        kinds: dict[str, Callable[..., None]] = {
            "message": self._message,
            "refused": self._refused,
            "status": self._status,
            "opt": self._opted,
            "seen": self._seen,
        }
        kinds[line.pop("line")](**line)

    def _message(self, *, at: str, **fields: Any) -> None:  # noqa: ANN401 - a line of the journal
        message = Message(at=datetime.fromisoformat(at), **fields)
        self._messages[message.sid] = message
        self._by_handset[message.handset].append(message.sid)
        self._revisions[message.handset] += 1
        if not message.inbound:
            self.requests[message.to, message.body] += 1

    def _refused(self, *, to: str, body: str, code: int) -> None:  # noqa: ARG002 - kept in the line for a reader
        self.requests[to, body] += 1

    def _status(self, *, sid: str, status: str, error_code: int | None) -> None:
        moved = replace(self._messages[sid], status=status)
        self._messages[sid] = replace(moved, error_code=error_code or moved.error_code)
        self._revisions[moved.handset] += 1

    def _opted(self, *, handset: str, out: bool) -> None:
        (self.opted_out.add if out else self.opted_out.discard)(handset)
        self._revisions[handset] += 1

    def _seen(self, *, handset: str, number: int) -> None:
        self.seen[handset] = number
        self._revisions[handset] += 1
