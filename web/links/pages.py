"""Reading: the task, the choice that a button opens, all tasks of a person, what came of an answer. Changes no state.

That a known device opened the link is kept with the message (seen), and never taken for an answer.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from fastapi import Response

from models import access, inbox, links, record
from models.links import Held
from models.tables import Inbox
from policy.offers import Offers, offers
from policy.sharing import may_see
from policy.words import Decline, Outcome, Verb
from web.links.desk import SOURCE, Desk
from web.links.visit import Asked, Visit

CHOICES = {"tolak": Verb.DECLINE, "tunda": Verb.POSTPONE, "selesai": Verb.COMPLETE}
NEW, RUNNING = ("answer_by", "outcome_by")
LATELY = timedelta(days=2)
"""How long a receipt can be looked at."""


@dataclass(frozen=True)
class Pages:
    """The pages of links."""

    desk: Desk

    def front(self, asked: Asked, choice: str = "", *, seen: bool = False) -> Response:
        """The task, or all tasks where the message was about all. `seen`: a person opens it, no machine looks ahead."""
        found = self.desk.meet(asked)
        if found is None or (found.about is None and not (found.of_no_case and not asked.k)):
            return self.desk.closed(found, asked)
        if not found.known:
            return self.enter(found)
        if seen:
            self._seen(found)
        if found.about is None:
            return self._tasks(found)
        return self._choice(found, found.about, choice) if choice in CHOICES else self._task(found, found.about)

    def enter(self, found: Visit, notice: str = "", status: int = 200) -> Response:
        """What a link shows to a device that is not known: code, kind and due time, and the way in."""
        with self.desk.db.read() as session:
            has_pin = access.pin_of(session, found.unit.code, found.person.code) is not None
        values = {"about": self._line(found.about) if found.about else None, "has_pin": has_pin, "notice": notice}
        return self.desk.page("enter.html", found, status, **values)

    def tasks(self, asked: Asked) -> Response:
        """What the person holds, on a device that is known."""
        found = self.desk.meet(asked)
        if found is None:
            return self.desk.closed(found, asked)
        return self._tasks(found) if found.known else self.front(asked)

    def receipt(self, asked: Asked, answer_id: str) -> Response:
        """What came of an answer, and what happens next; also after the task has ended with it."""
        found = self.desk.meet(asked)
        if found is None or not found.known:
            return self.desk.closed(found, asked)
        with self.desk.db.read() as session:
            row = inbox.get(session, answer_id)
            case = record.load_case(session, row.case_code) if row and row.case_code else None
        if row is None or case is None or not _own(row, found) or found.person.code in case.kept_out:
            return self.desk.closed(found, asked)
        task = case.find(int(row.payload["n"]))
        mine = Held(case, task) if task and task.open and task.person == found.person.code else None
        values = self._next(found, row, case.worker, mine)
        return self.desk.page("receipt.html", found, **values, task=task.code if task else "")

    def _next(self, found: Visit, row: Inbox, worker: str, mine: Held | None) -> dict[str, Any]:
        undo = bool(mine) and self._offers(found, mine).undo if mine else False
        return {
            "answer": row.answer,
            "did": str(row.payload.get("verb", "BATAL")),
            "next": _what_next(row, ended=mine is None),
            "worker": worker,
            "due": mine.task.plan.due if mine else None,
            "undo": undo,
            "seq": mine.case.seq if mine else 0,
            "again": row.id,
        }

    def _task(self, found: Visit, about: Held) -> Response:
        lawful = self._offers(found, about)
        values: dict[str, Any] = {
            "about": self._line(about),
            "offers": lawful,
            "detail": may_see(about.case, about.task.n, found.person),
            "seq": about.case.seq,
        }
        return self.desk.page("task.html", found, **values)

    def _choice(self, found: Visit, about: Held, choice: str) -> Response:
        lawful = self._offers(found, about)
        given: dict[Verb, tuple[Decline | Outcome | int, ...]] = {
            Verb.DECLINE: lawful.reasons,
            Verb.POSTPONE: lawful.days,
            Verb.COMPLETE: lawful.outcomes,
        }
        verb = CHOICES[choice]
        values: dict[str, Any] = {
            "about": self._line(about),
            "verb": verb,
            "choices": given[verb],
            "seq": about.case.seq,
        }
        return self.desk.page("choice.html", found, **values, complete=lawful.complete)

    def _tasks(self, found: Visit) -> Response:
        with self.desk.db.read() as session:
            held = links.all_held(session, found.unit.code, found.person.code)
        named = [(self._line(each), self._key(found, each)) for each in held]
        return self.desk.page("tasks.html", found, tasks=named)

    def _key(self, found: Visit, each: Held) -> str:
        return self.desk.seals.task(found.person.code, each.case.code, each.task.n)

    def _offers(self, found: Visit, about: Held) -> Offers:
        return offers(about.case, about.task, found.person, found.now)

    def _line(self, about: Held) -> dict[str, Any]:
        """All that may stand of a task where no code was asked for."""
        task = about.task
        due = task.plan.due
        running = task.before is not None or task.state != "TERKIRIM"
        late = due <= self.desk.clock()
        label = RUNNING if running else NEW
        return {"code": task.code, "kind": task.kind, "state": task.state, "due": due, "label": label, "late": late}

    def _seen(self, found: Visit) -> None:
        with self.desk.db.read() as session:
            held = links.all_held(session, found.unit.code, found.person.code) if found.about is None else [found.about]
        if found.message.opened_at and not any(each.task.watched for each in held):
            return
        with self.desk.db.write() as session:
            links.seen(session, found.message.id or 0, held, found.person, found.now)


def _own(row: Inbox, found: Visit) -> bool:
    mine = (row.source, row.payload.get("by")) == (SOURCE, found.person.code)
    return mine and found.now - row.created_at < LATELY


def _what_next(row: Inbox, *, ended: bool) -> str:
    """The words for what comes after this answer; a report that was taken, say, has become another task."""
    verb, payload = str(row.payload.get("verb", "BATAL")), row.payload
    if verb == Verb.DECLINE and payload.get("reason") == Decline.INCOMPLETE_DATA:
        return "next_TOLAK_3"
    if verb == Verb.COMPLETE and payload.get("outcome") not in {None, Outcome.SERVED}:
        return "next_SELESAI_X"
    return "next_ended" if ended and verb not in {Verb.DECLINE, Verb.COMPLETE} else f"next_{verb}"
