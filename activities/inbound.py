"""An inbound text becomes answers to hand-overs, or a friendly line back; a code needs its own number."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from pydantic_core import to_jsonable_python
from sqlmodel import Session

from activities.deliver import Clock, Sender
from activities.enrolment import proof_of
from activities.letter import Letter, Lines
from activities.stopping import resume, stop
from activities.unread import stranger, unclear
from models import inbox, outbox, queries, reaching, record, units
from models.db import Database
from models.tables import HandoverRow, Inbox
from notifications.when import wib
from policy.commands import Reply
from policy.people import Person
from policy.refusals import Refused
from policy.reply import Instruction, read
from policy.reply_missing import missing
from policy.unit import Unit
from policy.words import Channel, Verb, Via

ASK: Mapping[str, str] = {
    "reason_missing": "ask_reason",
    "outcome_missing": "ask_outcome",
    "days_missing": "ask_days",
}
FIRST_TRY = 1.0
"""Seconds that a line back is waited for; a slower one goes on in its thread, and is seen to by the sweep."""
UNSAID = frozenset({"barred_actor"})
"""Who is kept out of a case hears nothing of it, not even that (domain.md §4 rule 8)."""
VIA = {Channel.SMS: Via.SMS, Channel.WHATSAPP: Via.WHATSAPP}


class Reader:
    """Reads Inbound rows of one unit. `new_id` gives opaque ids."""

    def __init__(self, db: Database, sender: Sender, clock: Clock, new_id: Callable[[], str], unit: str) -> None:
        self._db = db
        self._sender = sender
        self._clock = clock
        self._lines = Lines(clock, new_id)
        self._unit = unit

    def read(self, row_id: str) -> None:
        """Turn one stored text into Reply rows and lines back, in one transaction; then send the lines."""
        with self._db.write() as session:
            row = inbox.unanswered(session, row_id)
            lines = self._taken(session, row) if row else []
        self._send(lines)

    def _send(self, lines: Sequence[int]) -> None:
        """Each line is waited for a moment only: a provider that hangs must not keep the answers of others waiting."""
        for line in lines:
            self._sender.apart(partial(self._sender.send, line), FIRST_TRY, lambda: None)

    def _taken(self, session: Session, row: Inbox) -> list[int]:
        """A text of somebody we know is read; any other is left to a person."""
        unit = units.current(session, self._unit, self._clock())
        letter = self._letter(unit, row) if unit else None
        lines = list(self._read(session, letter)) if letter else []
        if unit and not letter:
            stranger(session, unit, row)
        inbox.answered(session, row.id, {"ok": letter is not None}, "DONE")
        return lines

    def answered(self, row_id: str, answer: object) -> None:
        """A refused answer that came as a text is told to its writer; the case itself tells accepted ones."""
        if not isinstance(answer, Refused) or answer.code in UNSAID:
            return
        with self._db.write() as session:
            row = inbox.get(session, row_id)
            origin = inbox.get(session, row_id.rsplit("~", 1)[0]) if row and "~" in row_id else None
            unit = units.current(session, self._unit, self._clock()) if origin else None
            letter = self._letter(unit, origin) if unit and origin else None
            lines = self._refused(session, letter, row, answer) if letter and row else []
        self._send(lines)

    def _letter(self, unit: Unit, row: Inbox) -> Letter | None:
        channel, address = Channel(row.payload["channel"]), str(row.payload["from"])
        people = _reached_at(unit, address)
        return Letter(unit, people, channel, address, row) if people else None

    def _read(self, session: Session, letter: Letter) -> Iterator[int]:
        unit, at = letter.unit.code, letter.row.created_at
        reaching.wrote(session, unit, letter.people, letter.contact, at)
        reading = read(letter.body, letter.unit.sender)
        if not reading.understood:
            yield from unclear(session, letter, self._lines, reading.why)
            return
        reaching.answered(session, unit, letter.people, letter.contact, at)
        for place, instruction in enumerate(reading.instructions):
            yield from self._follow(session, letter, place, instruction)

    def _follow(self, session: Session, letter: Letter, place: int, told: Instruction) -> Iterator[int]:
        back = self._lines.back
        if told.verb is Verb.LIST and told.code:
            proof = proof_of(session, letter.unit, letter.people, told.code, self._clock())
            yield from back(session, letter, *proof)
        elif told.verb is Verb.LIST:
            yield from back(session, letter, "list", {"codes": _codes(_open_tasks(session, letter))})
        elif told.verb is Verb.STOP:
            yield from stop(session, letter, self._lines, _held(session, letter))
        elif told.verb is Verb.RESUME:
            yield from resume(session, letter, self._lines)
        elif len(tasks := _theirs(session, letter, queries.open_by_code(session, told.code, letter.address))) != 1:
            yield from back(session, letter, "reply_refused", _no_task(letter, told))
        elif told.verb is Verb.STATUS:
            yield from back(session, letter, "status", _status(letter, tasks[0]))
        else:
            inbox.put(session, self._reply(letter, place, told, tasks[0]))

    def _reply(self, letter: Letter, place: int, told: Instruction, task: HandoverRow) -> Inbox:
        person, said = letter.holder_of(task), missing(str(letter.row.facts.get("body", "")), told)
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
            told=bool(said),
        )
        return Inbox(
            id=command.id,
            kind="Reply",
            case_code=task.case_code,
            payload=to_jsonable_python(command),
            facts={"missing": said} if said else {},
            source="text",
            created_at=self._clock(),
        )

    def _refused(self, session: Session, letter: Letter, row: Inbox, answer: Refused) -> list[int]:
        """Told once, however often the answer is brought."""
        if outbox.of_change(session, row.id):
            return []
        sentence = answer.id if letter.person.language == "id" else answer.en
        values = {"sentence": sentence, "code": self._task_code(session, row)}
        return self._lines.back(session, letter, ASK.get(answer.code, "reply_refused"), values, row.id)

    def _task_code(self, session: Session, row: Inbox) -> str:
        task = session.get(HandoverRow, (row.case_code, row.payload["n"]))
        return task.code if task else ""


def _reached_at(unit: Unit, address: str) -> tuple[Person, ...]:
    return tuple(p for p in unit.people.values() if any(contact.address == address for contact in p.channels))


def _no_task(letter: Letter, told: Instruction) -> dict[str, object]:
    indonesian = letter.person.language == "id"
    sentence = "Tugas {} tidak terbuka untuk nomor ini." if indonesian else "Task {} is not open for this number."
    return {"sentence": sentence.format(told.code)}


def _held(session: Session, letter: Letter) -> list[HandoverRow]:
    return [task for person in letter.people for task in queries.tasks_of(session, person.code)]


def _open_tasks(session: Session, letter: Letter) -> list[HandoverRow]:
    return _theirs(session, letter, _held(session, letter))


def _codes(tasks: Sequence[HandoverRow]) -> tuple[str, ...]:
    return tuple(task.code for task in tasks if task.code)


def _theirs(session: Session, letter: Letter, tasks: Sequence[HandoverRow]) -> list[HandoverRow]:
    """Without tasks of cases that keep out somebody who reads this number: to them there is no such task (rule 8)."""
    readers = {person.code for person in letter.people}
    found = ((task, record.load_case(session, task.case_code)) for task in tasks)
    return [task for task, case in found if case and readers.isdisjoint(case.kept_out)]


def _status(letter: Letter, task: HandoverRow) -> dict[str, object]:
    due = wib(task.due, letter.unit.tz, letter.person.language)
    return {"code": task.code, "holder": task.party, "state": task.state, "due": due}
