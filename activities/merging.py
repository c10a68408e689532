"""Reminders to one person that wait are taken together as the first of them leaves: one message of no case.

The reminders are MERGED and follow its fate, so that the case of each still hears if it reached nobody.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from activities.needed import wanted
from models import outbox, record, units
from models.tables import HandoverRow, Outbox
from notifications.links import Links
from notifications.render import worded
from notifications.when import wib
from policy.merging import REMINDERS, TOGETHER, along_until
from policy.unit import Unit
from policy.words import Urgency

INTO, OF = "merged_into", "of"


class Merger:
    """Finds the row that is to leave in a reminder's place."""

    def __init__(self, new_id: Callable[[], str], links: Links) -> None:
        self._new_id = new_id
        self._links = links

    def row_of(self, session: Session, row_id: int, now: datetime) -> Outbox:
        """The newest row of a message; of a reminder that went into another message, that one's."""
        if (due := self._due(session, row_id, now)) and len(waiting := self._waiting(session, due, now)) > 1:
            self._merge(session, waiting, now)
        newest = outbox.newest_of(session, row_id)
        into = (newest.more or {}).get(INTO)
        found = outbox.newest_of(session, into) if newest.state == "MERGED" and into else newest
        if OF in (found.more or {}) and found.state == "READY" and found.start <= now:
            self._refresh(session, found, now)
        return found

    def _due(self, session: Session, row_id: int, now: datetime) -> tuple[str, str, str] | None:
        """Person, channel and address of a reminder that may leave now; nothing is locked yet."""
        columns = (Outbox.person, Outbox.channel, Outbox.address)
        ready = select(*columns).where(Outbox.id == row_id, Outbox.state == "READY", Outbox.start <= now)
        return session.exec(ready.where(col(Outbox.template).in_(REMINDERS))).first()

    def _waiting(self, session: Session, to: tuple[str, str, str], now: datetime) -> list[Outbox]:
        """The reminders to this person that leave together, locked in one order; untrue ones are cancelled."""
        person, channel, address = to
        rows = select(Outbox).where(
            Outbox.address == address,
            Outbox.person == person,
            Outbox.channel == channel,
            Outbox.state == "READY",
            Outbox.start <= along_until(now),
            Outbox.urgency != Urgency.EMERGENCY,
            col(Outbox.template).in_(REMINDERS),
        )
        found = session.exec(rows.order_by(col(Outbox.id)).with_for_update()).all()
        moot = [row.id or 0 for row in found if not self._true(session, row)]
        outbox.cancel(session, moot, now, "answered")
        return [row for row in found if row.state == "READY"]

    def _true(self, session: Session, row: Outbox) -> bool:
        case = record.load_case(session, row.case_code)
        return wanted(case, row)

    def _merge(self, session: Session, rows: Sequence[Outbox], now: datetime) -> None:
        unit = units.current(session, rows[0].unit, now)
        if unit is None:
            return
        into = outbox.add(session, self._together(session, unit, rows, now))
        for row in rows:
            row.state, row.error_code, row.settled_at, row.more = "MERGED", "merged", now, {INTO: into.id}
            session.add(row)
        session.flush()

    def _together(self, session: Session, unit: Unit, rows: Sequence[Outbox], now: datetime) -> Outbox:
        first, name = rows[0], self._new_id()
        text, subject, filled = self._words(session, unit, first, rows)
        return Outbox(
            notification_id=name,
            change_id=f"gabung/{first.notification_id}",
            place=0,
            case_code="",
            n=0,
            unit=first.unit,
            template=TOGETHER,
            audience=first.audience,
            person=first.person,
            channel=first.channel,
            channels=first.channels,
            address=first.address,
            language=first.language,
            text=text,
            subject=subject,
            start=now,
            deadline=max(row.deadline for row in rows),
            created_at=now,
            urgency=Urgency.URGENT,
            filled=filled,
            more={OF: [row.id for row in rows]},
            link_hash=self._links.hash_of(name),
        )

    def _words(
        self, session: Session, unit: Unit, to: Outbox, rows: Sequence[Outbox]
    ) -> tuple[str, str, dict[str, object]]:
        found = [task for row in rows if (task := session.get(HandoverRow, (row.case_code, row.n)))]
        tasks = sorted({task.code: task for task in found}.values(), key=lambda task: task.due)
        values: dict[str, object] = {
            "unit": unit.sender,
            "phone": unit.desk_phone,
            "count": len(tasks),
            "codes": [task.code for task in tasks],
            "due": wib(tasks[0].due, unit.tz, to.language),
            "link": self._links.text,
        }
        return *worded(TOGETHER, to.language, values, to.channel), values

    def _refresh(self, session: Session, row: Outbox, now: datetime) -> None:
        """Before it leaves again its tasks are read again: answered ones are not asked for any more."""
        ids = (row.more or {}).get(OF, [])
        merged = session.exec(select(Outbox).where(col(Outbox.id).in_(ids)).order_by(col(Outbox.id))).all()
        still = [each for each in merged if self._true(session, each)]
        unit = units.current(session, row.unit, now)
        if not still:
            outbox.cancel(session, [row.id or 0], now, "answered")
        elif unit and len(still) < len(ids):
            row.text, row.subject, row.filled = self._words(session, unit, row, still)
            row.more = (row.more or {}) | {OF: [each.id for each in still]}
            session.add(row)
