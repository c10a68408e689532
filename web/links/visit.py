"""Who has opened a link, and what of theirs is open: looked up anew at each request (ADR 5)."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from models import access, links, units
from models.links import Held
from models.tables import Outbox
from notifications.links import LENGTH, hash_of
from policy.link_life import is_over
from policy.people import Agency, Person
from policy.unit import Unit
from web.links.seals import Seals
from web.links.words import LANGUAGES


@dataclass(frozen=True)
class Asked:
    """What a request says: the token, the cookie, which task (`k`, "" = the link's own), language, network address."""

    token: str
    cookie: str = ""
    k: str = ""
    language: str = ""
    place: str = ""


@dataclass(frozen=True)
class Visit:
    """A known link. `known`: the device is remembered for this very person; `about`: the open task, if there is one.

    `expired`: its days are over; then nothing is known and it is about nothing.
    """

    token: str
    link_hash: str
    message: Outbox
    unit: Unit
    person: Person
    device: str
    known: bool
    about: Held | None
    k: str
    language: str
    given_language: str
    place: str
    now: datetime
    expired: bool = False

    @property
    def of_no_case(self) -> bool:
        """Whether the link leads to all of a person's tasks."""
        return not self.message.case_code and not self.expired

    @property
    def agency(self) -> Agency | None:
        """The person's agency, None for the unit's own people."""
        return self.unit.agencies.get(self.person.agency or "")


def visit(session: Session, seals: Seals, asked: Asked, now: datetime) -> Visit | None:
    """Who opens this link; None for an unknown one, and at once for whom the unit's data no longer has.

    So it is for a number or address that is no longer theirs: somebody else may have it now.
    """
    link_hash = hash_of(asked.token)
    message = links.message_of(session, link_hash) if len(asked.token) == LENGTH else None
    unit = units.current(session, message.unit, now) if message else None
    person = unit.people.get(message.person) if unit and message else None
    if message is None or unit is None or person is None or not _reached(person, message):
        return None
    over = is_over(message.case_code, message.accepted_at or message.start, now)
    device = "" if over else seals.device(asked.cookie)
    remembered = access.device(session, device, now) if device else None
    known = remembered is not None and (remembered.unit, remembered.person) == (unit.code, person.code)
    return Visit(
        token=asked.token,
        link_hash=link_hash,
        message=message,
        unit=unit,
        person=person,
        device=device,
        known=known,
        about=_about(session, seals, message, asked.k if known else ""),
        k=asked.k if known else "",
        language=asked.language if asked.language in LANGUAGES else person.language,
        given_language=asked.language if asked.language in LANGUAGES else "",
        place=seals.place(link_hash, asked.place),
        now=now,
        expired=over,
    )


def _reached(person: Person, message: Outbox) -> bool:
    return any(way.address == message.address for way in person.channels)


def _about(session: Session, seals: Seals, message: Outbox, k: str) -> Held | None:
    """The link's own task, or another one of the same person."""
    if not k:
        return links.held(session, message.case_code, message.n, message.person)
    mine = links.all_held(session, message.unit, message.person)
    return next((each for each in mine if seals.task(message.person, each.case.code, each.task.n) == k), None)
