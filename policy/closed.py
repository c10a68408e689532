"""Closed doors (domain.md §5): a referral whose answer a closure puts off is not sent until the sender chooses."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from policy.case import Case, Handover
from policy.closures import long_closures
from policy.doors import Way
from policy.events import Change, Event, Notice, Type
from policy.fixing import REAL_HOUR
from policy.ladder import Ladder, ladder_key
from policy.people import Agency, Person
from policy.reckon import CLOCK_TIME, by_calendar
from policy.unit import Unit
from policy.words import Audience, Kind, State, Urgency
from policy.worktime import Calendar, local_day, next_opening

LONGEST = timedelta(hours=24)
"""An urgent answer due later than this, because the holder is closed, is the sender's to choose."""


@dataclass(frozen=True)
class Choice:
    """What the sender is to know: closed until, due then, the agency's 24/7 contact, agencies that are open."""

    until: datetime
    due: datetime
    contact: Person | None
    others: tuple[Agency, ...]


def choice(unit: Unit, agency: Agency, service: str, urgency: Urgency, now: datetime) -> Choice | None:
    """The choice before a referral to this agency, or None where its door is open in time."""
    door = _door(unit, agency, urgency, now)
    if door is None:
        return None
    day = unit.local(now).date()
    offering = (each for each in unit.agencies_offering(service, day) if each.code != agency.code)
    others = tuple(each for each in offering if _door(unit, each, urgency, now) is None)
    return Choice(*door, _contact(unit, agency, now), others)


def unchosen(unit: Unit, case: Case, change: Change) -> tuple[Notice, ...]:
    """A referral that came, or wakes from waiting, before a closed door and without its choice: its sender is asked."""
    if case.hour != REAL_HOUR:
        return ()
    asked = (event.n for event in change.events if (left := _leaving(case, event)) and _asks(unit, left, change.at))
    return tuple(Notice("closed_door", Audience.SENDER, n) for n in asked)


def _leaving(case: Case, event: Event) -> Handover | None:
    """The referral that leaves the house by this event and for which nobody has chosen how.

    Who chose to wait when it was written down, chose for another closure than the one it now wakes to.
    """
    task = case.find(event.n)
    if task is None or task.kind is not Kind.REFERRAL or "way" in event.data:
        return None
    if event.type is Type.SENT:
        return None if task.way == Way.CONTACT else task
    return task if event.type is Type.OPENED and event.data.get("state") != State.DRAFT else None


def _asks(unit: Unit, task: Handover, now: datetime) -> bool:
    agency = unit.current(task.party, unit.local(now).date())
    return agency is not None and _door(unit, agency, Urgency(task.level), now) is not None


def _door(unit: Unit, agency: Agency, urgency: Urgency, now: datetime) -> tuple[datetime, datetime] | None:
    """Closed until, and the answer due then; None where no closure puts it off too long."""
    calendar = unit.calendars[agency.calendar]
    ladder = unit.ladders[ladder_key(Kind.REFERRAL, urgency)]
    due = _due(calendar, ladder, now)
    if urgency is Urgency.ROUTINE:
        return _lengthened(calendar, now, due)
    if due <= now + LONGEST or _due(Calendar(always=True), ladder, now) > now + LONGEST:
        return None
    return _opening_of(calendar, due), due


def _due(calendar: Calendar, ladder: Ladder, now: datetime) -> datetime:
    """When an answer can be due: an hour on the clock is no hour before anybody is there to read."""
    start = next_opening(calendar, now) if ladder.due.clock in CLOCK_TIME else now
    return by_calendar(calendar)(start, ladder.due, start)


def _lengthened(calendar: Calendar, now: datetime, due: datetime) -> tuple[datetime, datetime] | None:
    """The last closure of more than two days between now and then."""
    found = list(long_closures(calendar, local_day(calendar, now), local_day(calendar, due)))
    return (found[-1].ends, due) if found else None


def _opening_of(calendar: Calendar, due: datetime) -> datetime:
    midnight = datetime.combine(local_day(calendar, due), time(), ZoneInfo(calendar.tz))
    return next_opening(calendar, midnight)


def _contact(unit: Unit, agency: Agency, now: datetime) -> Person | None:
    found = unit.people.get(agency.contact_24_7 or "")
    return None if found is None or found.is_away(unit.local(now).date()) else found
