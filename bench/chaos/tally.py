"""What came of each message: the provider's own book beside our record. Counts, and who could have known."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx
from sqlmodel import col, select

from bench.chaos.memory import Looked, Memory
from bench.chaos.scene import OURS, Scene, is_ours, number_of
from models.db import Database
from models.reach import DeskItem
from models.tables import Outbox

UNDELIVERED = frozenset({"undelivered", "failed"})
LEFT = frozenset({"ACCEPTED", "DELIVERED"})
TWICE = 2
VERDICTS = ("lost", "doubled", "unknowable", "told", "feared")
TOO_LATE = "too_late"
Copy = dict[str, Any]


@dataclass(frozen=True)
class Tally:
    """How many messages went into the run (`sent`), and what came of them.

    `lost`: no copy, and nobody told, or no fate at all. `doubled`: more than one copy though somebody could have
    known, or not marked as sent again, or twice again by one channel. `unknowable`: sent again, marked, where nobody
    could know; `thrice` of them by a further channel, too. `told`: no copy, and somebody was told. `feared`: a copy
    arrived and somebody was told all the same.
    """

    sent: int
    lost: int
    doubled: int
    unknowable: int
    told: int
    feared: int
    thrice: int
    kills: int

    @property
    def share_doubled(self) -> float:
        """Of all messages, those of which the person has more than one copy."""
        return (self.doubled + self.unknowable) / self.sent


@dataclass(frozen=True)
class Story:
    """One message: its copies at the provider, its rows, and the last look at it."""

    copies: Sequence[Copy]
    rows: Sequence[Outbox]
    looked: Looked

    @property
    def verdict(self) -> str:
        """The one name of what came of it."""
        if not self.looked.done:
            return "lost"
        if not self.copies:
            return "told" if self.looked.told else "lost"
        if len(self.copies) > 1:
            return "unknowable" if self._nobody_could_know else "doubled"
        return "feared" if self.looked.told else "fine"

    @property
    def _nobody_could_know(self) -> bool:
        marked = any(row.resent for row in self.rows)
        by_channel = Counter(copy["channel"] for copy in self.copies)
        once_more = max(by_channel.values()) <= TWICE
        return marked and once_more and len(self.copies) - self._excused <= 1

    @property
    def _excused(self) -> int:
        """Copies whose acceptance nobody could find out in time: mails without an answer, and acceptance too late."""
        mails = len([copy for copy in self.copies if copy["channel"] == "EMAIL"])
        confirmed = sum(row.channel == "EMAIL" and row.state in LEFT for row in self.rows)
        late: list[Copy] = [copy for copy in self.copies if TOO_LATE in copy["fault"]]
        return len(late) + (mails - confirmed if mails > confirmed else 0)


def judged(stories: list[Story], kills: int) -> tuple[Tally, list[Story]]:
    """The counts, and the stories that are bad ones."""
    verdicts = [story.verdict for story in stories]
    counts = {name: verdicts.count(name) for name in VERDICTS}
    thrice = sum(story.verdict == "unknowable" and len(story.copies) > TWICE for story in stories)
    bad = [story for story in stories if story.verdict in {"lost", "doubled"}]
    return Tally(len(stories), **counts, thrice=thrice, kills=kills), bad


def tally(scene: Scene, db: Database, kills: int) -> tuple[Tally, list[Story]]:
    """What came of every message of the run."""
    return judged(list(_stories(scene, db)), kills)


def copies(scene: Scene) -> list[Copy]:
    """Every message the provider took and could deliver."""
    found = httpx.get(f"{scene.ground.provider}/api/messages", timeout=60).json()["messages"]
    return [each for each in found if each["direction"] == "outbound" and each["status"] not in UNDELIVERED]


def _stories(scene: Scene, db: Database) -> Iterable[Story]:
    by_number: defaultdict[int, list[Copy]] = defaultdict(list)
    for copy in copies(scene):
        if is_ours(copy["body"]):
            by_number[number_of(copy["body"])].append(copy)
    ours = select(Outbox).where(col(Outbox.change_id).startswith(OURS)).order_by(col(Outbox.id))
    with db.read() as session:
        rows = list(session.exec(ours))
        desk = list(session.exec(select(DeskItem.key)))
    by_change: defaultdict[str, list[Outbox]] = defaultdict(list)
    for row in rows:
        by_change[row.change_id].append(row)
    looked = Memory(Path(scene.ground.folder)).read()
    for own in by_change.values():
        head = own[0]
        look = looked.get(head.id or 0, Looked(head.id or 0))
        on_desk = any(head.notification_id in key for key in desk)
        look = replace(look, told="meja") if on_desk and not look.told else look
        yield Story(by_number[number_of(head.text)], own, look)
