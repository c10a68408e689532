"""From notices to messages ready for the outbox: to whom, by which channel, in which words, when."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from activities.reach import Reach, able, by_the_pack
from notifications.catalogue import LINKED
from notifications.render import worded
from notifications.when import wib
from policy.breach import PREFIX, of_unit
from policy.case import Case, Handover, Incoming
from policy.events import Change, Event, Notice, Type
from policy.fixing import REAL_HOUR, Cases
from policy.people import Contact, Person
from policy.recipients import recipient
from policy.reporters import senders
from policy.unit import Unit
from policy.words import Audience, Channel, Kind, Risk, Urgency
from policy.worktime import next_opening

FOLLOW_UPS = frozenset({Kind.REROUTE, Kind.RESEND, Kind.UNSERVED, Kind.DECIDE})
ANY_HOUR = frozenset({Kind.TAKE_REPORT, Kind.ASSESSMENT, Kind.WHEREABOUTS, Kind.MANAGER})
BY_THE_CLOCK = frozenset({Kind.BASIS, Kind.REVOCATION})
"""Due in clock hours whatever the risk: the supervisor is told at any hour."""
URGENT_NEWS = frozenset({"second_report"})
"""News on a child at high risk reaches the unit's own people at any hour."""
AT_ONCE = frozenset({"reply_ok", "help_ok", "closed_door", "backstop", "clock_running", "clock_late"})
"""An answer to who has just written or sent, the backstop and a clock of the law keep no quiet hours."""
LASTS: Mapping[Urgency | None, timedelta] = {
    Urgency.EMERGENCY: timedelta(minutes=15),
    Urgency.URGENT: timedelta(minutes=30),
    Urgency.ROUTINE: timedelta(minutes=60),
    None: timedelta(minutes=30),
}
"""How long a message is tried before it is given up and somebody else is told."""


@dataclass(frozen=True)
class Message:
    """One message of a change: all that the outbox row needs but its identity.

    `pressing`: darurat, or what rings at night; one of another `state` than READY does not leave, `why` says why.
    """

    place: int
    n: int
    template: str
    audience: Audience
    person: Person
    contact: Contact
    text: str
    subject: str
    start: datetime
    deadline: datetime
    pressing: bool = False
    state: str = "READY"
    why: str = ""
    urgency: str = ""
    filled: dict[str, object] | None = None


Values = Mapping[str, object]
"""What a template is filled with."""
Veiling = Callable[[str, Values], Values]
"""For a template, the values that may be said."""


@dataclass(frozen=True)
class Composer:
    """Makes the messages of a change. `can_receive`: whether the sender of a channel gets replies.

    `link`: the address of a link with its token's place, for whoever has something to answer; "" without links.
    `veil`: hides values that would tell who the child is.
    """

    cases: Cases
    change: Change
    can_receive: Callable[[Channel], bool]
    reach: Reach = by_the_pack
    link: str = ""
    veil: Veiling = field(kw_only=True)

    def messages(self) -> Iterator[Message]:
        """Messages in the order of the notices; a person hears of one hand-over once per change."""
        told: set[tuple[str, int]] = set()
        each = [(notice, person) for notice in self.change.notices for person in self._people(notice)]
        people = self.reach(person for _, person in each)
        for place, (notice, found) in enumerate(each):
            person = people[found.code]
            if not person.channels or (person.code, notice.n) in told:
                continue
            told.add((person.code, notice.n))
            yield self._message(place, notice, self.case.find(notice.n), person)

    def _people(self, notice: Notice) -> Iterable[Person]:
        """To whom a notice goes: one person, none where it is not needed, each agency that reported."""
        if notice.to is Audience.REPORTER:
            return self._reports
        task = self.case.find(notice.n)
        found = recipient(self.unit, self.case, task, notice.to, self.change.at)
        return (found,) if found else ()

    @cached_property
    def _reports(self) -> dict[Person, Incoming]:
        return senders(self.unit, self.case, self.change.events, self.change.at)

    @property
    def unit(self) -> Unit:
        """The unit whose data holds now."""
        return self.cases.unit

    @property
    def case(self) -> Case:
        """The case after the change, exact terms included."""
        return self.cases.after

    def _message(self, place: int, notice: Notice, task: Handover | None, person: Person) -> Message:
        contact = person.channels[0]
        template = self._template(notice, task)
        values = self._said(template, task, person)
        text, subject = self._words(template, values, person, contact)
        at_once = notice.template in AT_ONCE or (notice.template in URGENT_NEWS and self.case.risk is Risk.HIGH)
        start = self.change.at if at_once else self._start(task, person)
        deadline = start + LASTS[task.urgency if task else None]
        pressing = at_once or self._presses(task, person)
        return Message(
            place,
            notice.n,
            notice.template,
            notice.to,
            person,
            contact,
            text,
            subject,
            start,
            deadline,
            pressing,
            urgency=task.urgency or "" if task else "",
            filled=values | {"tz": self.unit.tz},
        )

    def _template(self, notice: Notice, task: Handover | None) -> str:
        """A new due time that has already gone by is not called new."""
        late = notice.template == "replanned" and task and task.plan.due <= self.change.at
        return "replanned_late" if late else notice.template

    def _said(self, template: str, task: Handover | None, person: Person) -> dict[str, object]:
        """What the template is filled with, whatever the channel."""
        link = self.link if template in LINKED and task and task.open and task.person == person.code else ""
        return {**self.veil(template, self._values(task, person)), "link": link}

    def _words(self, template: str, said: Values, person: Person, contact: Contact) -> tuple[str, str]:
        """Text and subject of a message to this person. RenderError is the program's fault."""
        values = {**said, "reply": self.can_receive(contact.channel)}
        return worded(template, person.language, values, contact.channel)

    def _values(self, task: Handover | None, person: Person) -> dict[str, object]:
        values: dict[str, object] = {
            "unit": self.unit.sender,
            "phone": self.unit.desk_phone,
            "case": PREFIX if of_unit(self.case.code) else self.case.code,
            "by": self.change.events[0].by or self.unit.sender,
            "holder": self.case.worker or person.code,
            "code": "-",
            "due": "",
            "kind": "",
            "state": "",
            "agency": person.agency or "",
            "report": self._report_of(person),
            "other": self.case.same_as,
            "day": "",
        }
        return values | (self._task_values(task, person) if task else {})

    def _report_of(self, person: Person) -> str:
        return next((incoming.no for each, incoming in self._reports.items() if each.code == person.code), "")

    def _task_values(self, task: Handover, person: Person) -> dict[str, object]:
        about = (self.case.find(task.parent) if task.kind in FOLLOW_UPS else None) or task
        due = wib(task.plan.due, self.unit.tz, person.language) if task.open else ""
        return {
            "code": task.code or "-",
            "holder": about.party if about.kind is Kind.REFERRAL else task.id_,
            "due": due,
            "until": due,
            "kind": task.clock if task.day else task.kind,
            "day": _day(task.day),
            "state": task.state,
            "days": next((e.data["days"] for e in self.change.events if "days" in e.data), 0),
            "reason": about.reason or about.state,
            "outcome": about.outcome or about.state,
            "verb": self._verb(task),
            "agencies": self._others(about),
        }

    def _verb(self, task: Handover) -> str:
        states = [e.data["state"] for e in self.change.events if e.type is Type.ANSWERED and e.n == task.n]
        return states[-1] if states else task.state

    def _others(self, about: Handover) -> tuple[str, ...]:
        day = self.unit.local(self.change.at).date()
        offering = self.unit.agencies_offering(about.service, day)
        others = [agency for agency in offering if agency.code != about.party]
        if others and any(notice.template == "refused" for notice in self.change.notices):
            return tuple(agency.code for agency in able(self.unit, others, self.change.at, self.reach))
        return tuple(agency.code for agency in others)

    def _start(self, task: Handover | None, person: Person) -> datetime:
        """Now, or the next opening of the recipient's office: only what is darurat rings at any hour."""
        now = self.change.at
        if self.case.hour != REAL_HOUR or person.always_on or self._any_hour(task, person):
            return now
        return next_opening(self.unit.calendar_of(person.code), now)

    def _presses(self, task: Handover | None, person: Person) -> bool:
        """Whether no limit of noise holds it up: an emergency, and what rings its recipient at any hour."""
        return bool(task and task.urgency is Urgency.EMERGENCY) or self._any_hour(task, person)

    def _any_hour(self, task: Handover | None, person: Person) -> bool:
        if task is None or (task.day and task.level != Risk.HIGH):
            return False
        about = self.case.find(task.parent) if task.kind is Kind.MANAGER else task
        if task.urgency is Urgency.EMERGENCY or (about and about.kind in BY_THE_CLOCK):
            return person.agency is None
        beside = self.case.find(task.parent)
        if beside and beside.kind is Kind.STATUTORY:
            return True
        return self.case.risk is Risk.HIGH and task.kind in ANY_HOUR


def _day(iso: str) -> str:
    """A local day as a person reads it."""
    return "/".join(reversed(iso.split("-")))


def events_after(change: Change, terms: tuple[Event, ...]) -> tuple[Event, ...]:
    """All events of a change as the record keeps them: the decision's, then the exact terms."""
    return (*change.events, *terms)
