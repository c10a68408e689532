"""Lives cases with the real rules, record and outbox, the clock moved by hand, and writes down what happens."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from activities.case import CaseActivities
from activities.deliver import Sender
from activities.record import Recorder
from activities.settle import Settler, Waiting
from models import outbox
from models.db import Database
from notifications.memory import Memory
from policy.case import Case
from policy.commands import Command, MessageFailed, Report
from policy.decide import decide, decide_report, fire_all
from policy.events import Changes, Decision, Unsettled
from policy.instants import wake_at
from policy.lines import details, holder_line
from policy.recorded import on_recorded
from policy.refusals import Refused
from policy.unit import Unit
from policy.view import first_holder
from policy.words import Action, Channel, Kind, Role, Via
from tests.databases import loaded
from workflows.run import wib

WIB = ZoneInfo("Asia/Jakarta")
ROLES = {"PD": Role.DESK, "PS": Role.WORKER, "SV": Role.SUPERVISOR, "MJ": Role.MANAGER}

Words = tuple[str, str]
"""What happened, in Indonesian and in English."""
RINGS: Mapping[str, tuple[str, str]] = {
    Action.REMIND: ("Pengingat.", "A reminder."),
    Action.CALL: ("Meja diminta menelepon.", "The desk is asked to telephone."),
    Action.SUPERVISE: ("Naik ke supervisor.", "It climbs to the supervisor."),
    Action.MANAGE: ("Naik ke manajer.", "It climbs to the manager."),
    Action.DEPUTY: ("Naik ke wakil manajer.", "It climbs to the deputy manager."),
    Action.SECOND: ("Naik ke manajer kedua.", "It climbs to the second manager."),
    Action.LAST: ("Naik ke kepala instansi induk.", "It climbs to the head of the parent agency."),
}
OTHERWISE = ("Waktunya tiba.", "Its time has come.")


@dataclass(frozen=True)
class Told:
    """One thing that happened, in Indonesian and English; messages as they left, lines as a manager reads them."""

    at: datetime
    id: str
    en: str
    messages: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    page: str = ""


class Teller:
    """One unit's days. `begin` is local time, such as "2026-11-27 20.30"."""

    def __init__(self, database: Database, unit: Unit, begin: str) -> None:
        loaded(database, unit)
        self.database, self.unit, self.now = database, unit, local(begin)
        self.cases: dict[str, Case] = {}
        self.told: list[Told] = []
        self._random, self._ids = Random(26), count(1)  # noqa: S311 - repeatable, not secret
        self._unsettled: list[tuple[datetime, int, str, Unsettled]] = []
        self._seen: set[int] = set()
        self._activities, self._sender, self._settler = self._people()

    def _people(self) -> tuple[CaseActivities, Sender, Settler]:
        ways = {channel: Memory(lambda _: None) for channel in Channel}
        sender = Sender(self.database, ways, self._clock, "https://contoh.invalid")
        recorder = Recorder(self.database, self._random.randrange, self._id, lambda channel: channel is Channel.SMS)
        settler = Settler(self.database, sender, self._clock, self._id)
        return CaseActivities(self.database, recorder, sender, settler, self._clock), sender, settler

    def _clock(self) -> datetime:
        return self.now

    def _id(self) -> str:
        return f"cerita-{next(self._ids)}"

    def close(self) -> None:
        """No message goes on after the story."""
        self._sender.close()

    def do(self, code: str, kind: type[Command], who: str, words: Words, **more: Any) -> None:
        """Somebody does something; it is taken."""
        decided = self._asked(code, kind, who, more)
        assert isinstance(decided, Decision), decided
        self._take(code, decided)
        self._tell(*words)

    def refused(self, code: str, kind: type[Command], who: str, words: Words, **more: Any) -> str:
        """Somebody tries what may not be; the refusal's code. Both sentences are told."""
        decided = self._asked(code, kind, who, more)
        assert isinstance(decided, Refused), decided
        self._tell(f"{words[0]} Ditolak: “{decided.id}”", f"{words[1]} Refused: “{decided.en}”")
        return decided.code

    def n(self, code: str, kind: Kind, party: str = "") -> int:
        """The newest open hand-over of a kind, of an agency."""
        found = [task for task in self.cases[code].open_of(kind) if party in {"", task.party}]
        return found[-1].n

    def says(self, id_: str, en: str) -> None:
        """What happens outside the program."""
        self._tell(id_, en)

    def page(self, code: str) -> None:
        """The case's page in the Temporal UI, as it is now."""
        words = f"Halaman kasus {code} di Temporal", f"The page of case {code} in the Temporal UI"
        self.told.append(Told(self.now, *words, page=details(self.cases[code], self.now, wib)))

    def until(self, when: str) -> None:
        """Time passes; whatever the clock has to say is said."""
        end = local(when)
        while (at := self._next()) and at <= end:
            self.now = max(at, self.now)
            self._ring()
            self._settle()
        self.now = end

    def _asked(self, code: str, kind: type[Command], who: str, more: dict[str, Any]) -> Decision | Refused:
        prefix = who.rpartition("-")[0]
        role = ROLES.get(prefix, Role.FOCAL_POINT)
        fields = {"id": self._id(), "by": who, "role": role, "agency": "" if prefix in ROLES else prefix}
        command = kind(**(fields | more))
        if isinstance(command, Report):
            return decide_report(self.cases.get(code), command, code, self.now)
        return decide(self.cases[code], command, self.now)

    def _take(self, code: str, decided: Decision) -> None:
        recorded = self._activities.carry_out(Changes((decided.change,)))
        self.cases[code] = on_recorded(decided.case, recorded)
        for each in recorded.unsettled:
            self._unsettled.append((max(each.start, self.now), next(self._ids), code, each))

    def _next(self) -> datetime | None:
        instants = [at for case in self.cases.values() if case.open and (at := wake_at(case))]
        return min([*instants, *(at for at, *_ in self._unsettled)], default=None)

    def _ring(self) -> None:
        for code, case in list(self.cases.items()):
            for decided in fire_all(case, self.now) if case.open else ():
                self._take(code, decided)
                self._tell(*RINGS.get(decided.change.events[0].data.get("action", ""), OTHERWISE), silent=True)

    def _settle(self) -> None:
        due = sorted(each for each in self._unsettled if each[0] <= self.now)
        for entry in due:
            self._unsettled.remove(entry)
            self._look(entry[2], entry[3])
        if due:
            self._tell("Pesan yang tertahan dikirim.", "Messages that were held leave.", silent=True)

    def _look(self, code: str, unsettled: Unsettled) -> None:
        found = self._settler.look(unsettled)
        if isinstance(found, Waiting):
            self._unsettled.append(
                (self.now + max(found.delay, timedelta(seconds=1)), next(self._ids), code, unsettled)
            )
        elif found.failed and self.cases[code].open:
            more = {"by": "", "role": Role.DESK, "via": Via.SYSTEM, "n": unsettled.n, "audience": found.failed}
            decided = decide(self.cases[code], MessageFailed(id=self._id(), **more), self.now)  # type: ignore[arg-type]
            if isinstance(decided, Decision):
                self._take(code, decided)

    def _tell(self, id_: str, en: str, *, silent: bool = False) -> None:
        """What happened and what left because of it; a clock that told nobody anything is not told."""
        messages = list(self._messages())
        if silent and not messages:
            return
        self.told.append(Told(self.now, id_, en, messages, list(self._lines())))

    def _messages(self) -> Iterator[str]:
        with self.database.read() as session:
            rows = [row for code in ("", *self.cases) for row in outbox.for_case(session, code)]
        for row in sorted(rows, key=lambda row: row.id or 0):
            if row.state in {"ACCEPTED", "DELIVERED"} and row.id not in self._seen:
                self._seen.add(row.id or 0)
                yield f"{row.channel} → {row.person}: {' '.join(row.text.split())}"

    def _lines(self) -> Iterator[str]:
        """Law 1: each open case has a named holder and an instant to come."""
        for code, case in self.cases.items():
            if case.open:
                held = first_holder(case)
                assert held is not None, code
                assert held.id_, code
                wake = wake_at(case)
                assert wake is not None, code
                assert wake >= self.now, (code, wake)
            yield f"{code}: {holder_line(case, self.now, wib)}"


def local(when: str) -> datetime:
    """An instant from the unit's wall clock."""
    return datetime.strptime(when, "%Y-%m-%d %H.%M").replace(tzinfo=WIB)
