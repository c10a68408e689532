"""An inbound text becomes answers to hand-overs, or a friendly line back; a code needs its own number."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from pydantic_core import to_jsonable_python
from sqlmodel import Session

from activities.deliver import Clock, Sender
from activities.enrolment import proof_of
from models import inbox, outbox, queries, record, units, ways
from models.db import Database
from models.tables import HandoverRow, Inbox, Outbox
from notifications.render import render
from notifications.when import wib
from policy.commands import Reply
from policy.people import Contact, Person
from policy.refusals import Refused
from policy.reply import Instruction, read
from policy.unit import Unit
from policy.words import Channel, Verb, Via

ON_A_TASK = frozenset(Verb) - {Verb.LIST, Verb.STOP}
ASK: Mapping[str, str] = {
    "reason_missing": "ask_reason",
    "outcome_missing": "ask_outcome",
    "days_missing": "ask_days",
}
UNSAID = frozenset({"barred_actor"})
"""Who is kept out of a case hears nothing of it, not even that (domain.md §4 rule 8)."""
PATIENCE = timedelta(minutes=15)
VIA = {Channel.SMS: Via.SMS, Channel.WHATSAPP: Via.WHATSAPP}


@dataclass(frozen=True)
class Letter:
    """Who wrote, from where, by which channel."""

    unit: Unit
    people: tuple[Person, ...]
    channel: Channel
    address: str
    row: Inbox

    @property
    def person(self) -> Person:
        """Whom we answer: a number may be shared (*nomor bersama*)."""
        return self.people[0]

    def holder_of(self, task: HandoverRow) -> Person:
        """Who of them speaks on a task: its holder, if the number is theirs."""
        return next((person for person in self.people if person.code == task.person), self.person)


class Reader:
    """Reads Inbound rows of one unit. `new_id` gives opaque ids."""

    def __init__(self, db: Database, sender: Sender, clock: Clock, new_id: Callable[[], str], unit: str) -> None:
        self._db = db
        self._sender = sender
        self._clock = clock
        self._new_id = new_id
        self._unit = unit

    def read(self, row_id: str) -> None:
        """Turn one stored text into Reply rows and lines back, in one transaction; then send the lines."""
        with self._db.write() as session:
            row = inbox.unanswered(session, row_id)
            letter = self._letter(session, row) if row else None
            lines = list(self._read(session, letter)) if letter else []
            inbox.answered(session, row_id, {"ok": letter is not None}, "DONE")
        for line in lines:
            self._sender.send(line)

    def answered(self, row_id: str, answer: object) -> None:
        """A refused answer that came as a text is told to its writer; the case itself tells accepted ones."""
        if not isinstance(answer, Refused) or answer.code in UNSAID:
            return
        with self._db.write() as session:
            row = inbox.get(session, row_id)
            origin = inbox.get(session, row_id.rsplit("~", 1)[0]) if row and "~" in row_id else None
            letter = self._letter(session, origin) if origin else None
            line = self._refused(session, letter, row, answer) if letter and row else None
        if line:
            self._sender.send(line)

    def _letter(self, session: Session, row: Inbox) -> Letter | None:
        unit = units.current(session, self._unit, self._clock())
        channel, address = Channel(row.payload["channel"]), str(row.payload["from"])
        people = _reached_at(unit, address) if unit else ()
        return Letter(unit, people, channel, address, row) if unit and people else None

    def _read(self, session: Session, letter: Letter) -> Iterator[int]:
        reading = read(str(letter.row.facts.get("body", "")))
        if not reading.understood:
            yield self._line(session, letter, "reply_unclear", {})
        for place, instruction in enumerate(reading.instructions):
            yield from self._follow(session, letter, place, instruction)

    def _follow(self, session: Session, letter: Letter, place: int, told: Instruction) -> Iterator[int]:
        if told.verb is Verb.LIST and told.code:
            yield self._line(session, letter, *proof_of(session, letter.unit, letter.people, told.code, self._clock()))
        elif told.verb is Verb.LIST:
            yield self._line(session, letter, "list", {"codes": _open_codes(session, letter)})
        elif told.verb not in ON_A_TASK:
            yield self._line(session, letter, "reply_unclear", {})
        elif len(tasks := _theirs(session, letter, queries.open_by_code(session, told.code, letter.address))) != 1:
            yield self._line(session, letter, "reply_refused", _no_task(letter, told))
        elif told.verb is Verb.STATUS:
            yield self._line(session, letter, "status", _status(letter, tasks[0]))
        else:
            inbox.put(session, self._reply(letter, place, told, tasks[0]))
            way = Contact(letter.channel, letter.address)
            ways.answered(session, letter.unit.code, letter.holder_of(tasks[0]).code, way, self._clock())

    def _reply(self, letter: Letter, place: int, told: Instruction, task: HandoverRow) -> Inbox:
        person = letter.holder_of(task)
        command = Reply(
            id=f"{letter.row.id}~{place}",
            by=person.code,
            role=person.role,
            via=VIA.get(letter.channel, Via.SMS),
            agency=person.agency or "",
            n=task.n,
            verb=told.verb,
            reason=told.reason,
            outcome=told.outcome,
            days=told.days,
        )
        return Inbox(
            id=command.id,
            kind="Reply",
            case_code=task.case_code,
            payload=to_jsonable_python(command),
            facts={},
            source="text",
            created_at=self._clock(),
        )

    def _refused(self, session: Session, letter: Letter, row: Inbox, answer: Refused) -> int | None:
        """Told once, however often the answer is brought."""
        if outbox.of_change(session, row.id):
            return None
        sentence = answer.id if letter.person.language == "id" else answer.en
        values = {"sentence": sentence, "code": self._task_code(session, row)}
        return self._line(session, letter, ASK.get(answer.code, "reply_refused"), values, row.id)

    def _task_code(self, session: Session, row: Inbox) -> str:
        task = session.get(HandoverRow, (row.case_code, row.payload["n"]))
        return task.code if task else ""

    def _line(
        self, session: Session, letter: Letter, template: str, values: Mapping[str, object], about: str = ""
    ) -> int:
        """One line back to the number that wrote, as an outbox row of no case."""
        now = self._clock()
        common = {"unit": letter.unit.sender, "phone": letter.unit.desk_phone}
        about = about or letter.row.id
        count = len(outbox.of_change(session, about))
        row = outbox.add(
            session,
            Outbox(
                notification_id=self._new_id(),
                change_id=about,
                place=count,
                case_code="",
                n=0,
                unit=letter.unit.code,
                template=template,
                audience="penulis",
                person=letter.person.code,
                channel=letter.channel,
                channels=[],
                address=letter.address,
                language=letter.person.language,
                text=render(template, letter.person.language, common | dict(values)),
                subject="",
                start=now,
                deadline=now + PATIENCE,
                created_at=now,
            ),
        )
        return row.id or 0


def _reached_at(unit: Unit, address: str) -> tuple[Person, ...]:
    return tuple(p for p in unit.people.values() if any(contact.address == address for contact in p.channels))


def _no_task(letter: Letter, told: Instruction) -> dict[str, object]:
    indonesian = letter.person.language == "id"
    sentence = "Tugas {} tidak terbuka untuk nomor ini." if indonesian else "Task {} is not open for this number."
    return {"sentence": sentence.format(told.code)}


def _open_codes(session: Session, letter: Letter) -> tuple[str, ...]:
    tasks = [task for person in letter.people for task in queries.tasks_of(session, person.code)]
    tasks = _theirs(session, letter, tasks)
    return tuple(task.code for task in tasks if task.code)


def _theirs(session: Session, letter: Letter, tasks: Sequence[HandoverRow]) -> list[HandoverRow]:
    """Without tasks of cases that keep out somebody who reads this number: to them there is no such task (rule 8)."""
    readers = {person.code for person in letter.people}
    found = ((task, record.load_case(session, task.case_code)) for task in tasks)
    return [task for task, case in found if case and readers.isdisjoint(case.kept_out)]


def _status(letter: Letter, task: HandoverRow) -> dict[str, object]:
    due = wib(task.due, letter.unit.tz, letter.person.language)
    return {"code": task.code, "holder": task.party, "state": task.state, "due": due}
