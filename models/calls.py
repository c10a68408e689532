"""The calls on the desk's list: which are still needed by the record, and what a call brought, written in one step.

A GET only reads: what nobody needs any more is left out of the list at once, and closed when somebody acts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic_core import to_jsonable_python
from sqlmodel import Session, col, select

from models import desk, inbox, record
from models.db import Database
from models.reach import DeskItem
from models.tables import HandoverRow, Inbox, Outbox
from policy.commands import Command, MessageFailed, Reply
from policy.decide import decide
from policy.desk import LAST_WORDS, OF_A_SILENCE, DeskKind
from policy.hard_commands import Heard
from policy.people import Person
from policy.reading import Instruction
from policy.refusals import Refused, refuse
from policy.words import Audience, Role, Via

NOT_REACHED, TOLD = "not-reached", "told"
MOST = 50
"""Lines of the list that are shown at once."""
NOT_NEEDED = "tidak perlu lagi"
_BY_PHONE, _NOT_ARRIVED = "telepon/", "pesan/"
READ_AGAIN = frozenset({DeskKind.CALL.value, DeskKind.MESSAGE.value})
"""What may come to be needed no more without anybody at the desk."""


@dataclass(frozen=True)
class Entry:
    """One line of the list: the item, and its task while that is open."""

    item: DeskItem
    task: HandoverRow | None


@dataclass(frozen=True)
class Listed:
    """A part of the list: its lines, how many stand before them, how many more wait behind them."""

    entries: list[Entry]
    before: int
    rest: int

    @property
    def following(self) -> int:
        """Where the next part begins."""
        return self.before + len(self.entries)


@dataclass(frozen=True)
class Call:
    """What came of a call: who wrote it down (`by`), who said it, and the answer; None with a bare `result`."""

    id: str
    by: Person
    result: str
    said_by: str = ""
    answer: Instruction | None = None


def entries(session: Session, unit: str, kind: str = "") -> list[Entry]:
    """What is still to be done, the most pressing first; several calls to one person about one task are one."""
    return listed(session, unit, kind, most=None).entries


def listed(session: Session, unit: str, kind: str = "", first: int = 0, most: int | None = MOST) -> Listed:
    """A part of the same, from the `first` (from 0) on: a desk that was away for a week still gets a page.

    Those behind it are counted without asking their cases whether they are still needed.
    """
    items = list(desk.open_items(session, unit, kind))
    enough = first + (len(items) if most is None else most)
    lines: dict[object, DeskItem] = {}
    unread = iter(items)
    while len(lines) < enough and (item := next(unread, None)):
        if _about(item) not in lines and not moot(session, item):
            lines[_about(item)] = item
    rest = {_about(item) for item in unread} - lines.keys()
    return Listed([Entry(item, _open_task(session, item)) for item in list(lines.values())[first:]], first, len(rest))


def _about(item: DeskItem) -> object:
    return (item.case_code, item.n, item.person) if item.kind == DeskKind.CALL and item.n else item.id


def _open_task(session: Session, item: DeskItem) -> HandoverRow | None:
    task = session.get(HandoverRow, (item.case_code, item.n)) if item.case_code else None
    return task if task and task.open else None


def moot(session: Session, item: DeskItem) -> bool:
    """Whether the record says that nobody need call any more: answered, ended, in other hands, or kept from them.

    So it is with a message to be passed on: what the person has answered meanwhile is not read out to them.
    """
    case = record.load_case(session, item.case_code) if item.kind in READ_AGAIN and item.case_code else None
    if case is None:
        return False
    if item.person in case.kept_out:
        return True
    message = _message(session, item)
    task = _open_task(session, item)
    if message and message.audience != Audience.HOLDER:
        return task is None and message.template in OF_A_SILENCE
    if message and (message.template in LAST_WORDS or not message.n):
        return False
    return task is None or task.person != item.person or task.since > item.made_at


def _message(session: Session, item: DeskItem) -> Outbox | None:
    kind, _, name = item.key.partition("/")
    if f"{kind}/" not in {_BY_PHONE, _NOT_ARRIVED}:
        return None
    return session.exec(select(Outbox).where(Outbox.notification_id == name)).first()


def tidy(session: Session, unit: str, now: datetime) -> int:
    """Close what nobody need do any more; how many there were."""
    open_ = [item for kind in sorted(READ_AGAIN) for item in desk.open_items(session, unit, kind)]
    done = [item for item in open_ if moot(session, item)]
    for item in done:
        desk.close(session, item, "", NOT_NEEDED, now)
    return len(done)


def look_after(db: Database, unit: str, now: datetime) -> int:
    """The same in a transaction of its own, for a schedule."""
    with db.write() as session:
        return tidy(session, unit, now)


def refusal(session: Session, item: DeskItem, call: Call, now: datetime) -> Refused | None:
    """Why the case would not take this answer, before anything is stored."""
    command, case = _command(session, item, call), record.load_case(session, item.case_code)
    if command is None or case is None:
        return None
    task = _open_task(session, item)
    if task and task.person != item.person and call.answer and moot(session, item):
        return refuse("not_yours", task=task.code, holder=task.person, by=item.person)
    decided = decide(case, command, now)
    return decided if isinstance(decided, Refused) else None


def keep(session: Session, item: DeskItem, call: Call, facts: dict[str, Any], now: datetime) -> list[Inbox]:
    """Close the item and its like, and store what the case has to hear: both or neither."""
    rows = [_row(item, command, facts, now) for command in _commands(session, item, call, now)]
    stored = inbox.put(session, *rows)
    for each in _same(session, item):
        desk.close(session, each, call.by.code, call.result, now)
    return stored


def _same(session: Session, item: DeskItem) -> Sequence[DeskItem]:
    others = desk.open_items(session, item.unit, item.kind)
    return [each for each in others if each.id == item.id or _about(each) == _about(item)]


def _commands(session: Session, item: DeskItem, call: Call, now: datetime) -> list[Command]:
    """The answer, or that somebody was spoken to, or that a message of ours reached nobody."""
    told = _handed_over(session, item)
    for row in told:
        row.state, row.settled_at = ("UNDELIVERED" if call.result == NOT_REACHED else "DELIVERED"), now
        row.error_code = NOT_REACHED if call.result == NOT_REACHED else None
        session.add(row)
    if call.result == NOT_REACHED:
        return [_failed(row) for row in told[:1] if row.case_code]
    command = None if moot(session, item) else _command(session, item, call)
    return [command] if command else []


def _command(session: Session, item: DeskItem, call: Call) -> Command | None:
    if item.kind != DeskKind.CALL or not item.n or call.result == NOT_REACHED:
        return None
    return _heard(session, item, call) if call.answer is None else _reply(item, call, call.answer)


def _heard(session: Session, item: DeskItem, call: Call) -> Command | None:
    """Only the holder who was spoken to knows of the task; a superior who was told does not hold it."""
    task, by = _open_task(session, item), call.by
    if task is None or task.person != item.person:
        return None
    return Heard(id=call.id, by=by.code, role=by.role, via=Via.PHONE, agency=by.agency or "", n=item.n)


def _reply(item: DeskItem, call: Call, answer: Instruction) -> Command:
    by = call.by
    return Reply(
        id=call.id,
        by=by.code,
        role=by.role,
        via=Via.PHONE,
        agency=by.agency or "",
        n=item.n,
        verb=answer.verb,
        reason=answer.reason,
        outcome=answer.outcome,
        days=answer.days,
        said_by=call.said_by,
    )


def _failed(row: Outbox) -> MessageFailed:
    return MessageFailed(
        id=f"gagal-{row.id}",
        by="",
        role=Role.DESK,
        via=Via.SYSTEM,
        n=row.n,
        audience=Audience(row.audience),
        person=row.person,
    )


def _handed_over(session: Session, item: DeskItem) -> Sequence[Outbox]:
    """Our messages that this call passes on."""
    ids = [each.key.removeprefix(_BY_PHONE) for each in _same(session, item) if each.key.startswith(_BY_PHONE)]
    rows = select(Outbox).where(col(Outbox.notification_id).in_(ids), Outbox.state == "DESK")
    return session.exec(rows.order_by(col(Outbox.id))).all()


def _row(item: DeskItem, command: Command, facts: dict[str, Any], now: datetime) -> Inbox:
    return Inbox(
        id=command.id,
        kind=type(command).__name__,
        case_code=item.case_code,
        payload=to_jsonable_python(command),
        facts=facts,
        source="telepon",
        created_at=now,
    )
