"""What is done about a message that failed, by what its code means (messages.md §1): who is told, what is kept."""

from datetime import datetime

from sqlmodel import Session

from activities.ids import NewId
from activities.telling import Line, tell
from models import desk, outbox, reaching, units, windows
from models.tables import Outbox
from notifications import remedies_of
from notifications.channels import Remedy
from policy.desk import DeskKind
from policy.people import Person
from policy.unit import Unit

TEMPLATES = {"nomor": "new_number", "berhenti": "stop_told"}
SEEN_BY_THE_NEXT = frozenset({Remedy.BAD_ADDRESS, Remedy.OPTED_OUT, Remedy.FILTERED, Remedy.LOOP})
"""What a sender must know before its next message."""


def remedy_of(row: Outbox, code: str | None) -> Remedy:
    """What a code on a message's channel asks for."""
    return remedies_of.remedy(row.channel, code or "")


def follow(session: Session, row: Outbox, remedy: Remedy, now: datetime, new_id: NewId) -> None:
    """Keep and tell what a failure says beside the message itself. Done again it changes nothing."""
    if remedy is Remedy.BAD_ADDRESS:
        _nobody_there(session, row, now, new_id)
    elif remedy is Remedy.OPTED_OUT:
        _stopped(session, row, now, new_id)
    elif remedy is Remedy.FILTERED:
        desk.put(session, desk.about(row, DeskKind.FILTERED, desk.text_key(row.channel, row.text), now))
    elif remedy in {Remedy.TEMPLATE, Remedy.BUG}:
        _wrong_words(session, row, now)
    elif remedy is Remedy.LOOP:
        desk.put(session, desk.about(row, DeskKind.LOOP, desk.loop_key(row.address), now))


def _nobody_there(session: Session, row: Outbox, now: datetime, new_id: NewId) -> None:
    """The contact is dead from now on; whoever is over the person is asked for another one, once."""
    known = reaching.way_of(session, row)
    if known.failed_at is not None:
        return
    known.failed_at, known.failed_code = now, row.error_code
    session.add(known)
    _tell_overseer(session, row, "nomor", now, new_id)


def _stopped(session: Session, row: Outbox, now: datetime, new_id: NewId) -> None:
    """The person wants no more messages there: none is sent, and the supervisor hears of it, once."""
    known = reaching.way_of(session, row)
    if known.stopped_at is not None:
        return
    known.stopped_at = now
    session.add(known)
    _tell_overseer(session, row, "berhenti", now, new_id)


def _wrong_words(session: Session, row: Outbox, now: datetime) -> None:
    """The administrator sees what was refused; free text a receipt says came too late goes as a template instead."""
    if remedies_of.outside_the_window(row.channel, row.error_code or ""):
        windows.shut(session, row.unit, row.address)
        if row.accepted_at is not None and not outbox.is_template(row):
            return
    desk.put(session, desk.about(row, DeskKind.TEMPLATE, f"templat/{row.channel}/{row.template}/{row.error_code}", now))


def _tell_overseer(session: Session, row: Outbox, word: str, now: datetime, new_id: NewId) -> None:
    unit = units.current(session, row.unit, now)
    if unit is None:
        return
    values = {"holder": row.person, "channel": row.channel}
    line = Line(TEMPLATES[word], values, f"{word}/{unit.code}/{row.person}/{row.channel}/{now:%Y%m%dT%H%M%S}")
    tell(session, (unit, _overseer(unit, row.person, now, stop=word == "berhenti")), line, now, new_id)


def _overseer(unit: Unit, person: str, now: datetime, *, stop: bool) -> Person:
    """A number is mended by the agency's superior, tasks are taken over by the unit's supervisor."""
    found = unit.people.get(person)
    if not stop and found and found.superior and found.superior in unit.people:
        return unit.people[found.superior]
    overseer = unit.supervisor(now)
    return unit.manager(now) if overseer.code == person else overseer
