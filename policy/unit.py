"""A unit as data: everything in which one regency differs from another, and who is to be asked. Pure look-ups."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from policy.ladder import Ladder
from policy.limits import DEFAULT, Limits
from policy.people import Agency, Person
from policy.roster import Duty, Roster
from policy.tariff import Content, Price
from policy.terms import CaseType, CaseTypeList, HolidayNote, Sharing, Statutory, Term
from policy.words import Role
from policy.worktime import Calendar


@dataclass(frozen=True)
class OnDuty:
    """The duty officer and the duty manager of one moment."""

    officer: Person
    manager: Person


@dataclass(frozen=True)
class Unit:
    """One version of a unit. `sample` marks a pack of examples (*contoh*): simulator only.

    `managers` has at least two, in order; `last_person` is the head of the parent agency; `calendar` is the staff's.
    """

    code: str
    name: str
    name_en: str
    sender: str
    desk_phone: str
    tz: str
    sample: bool
    version: str
    valid_from: date
    calendar: str
    managers: tuple[str, ...]
    last_person: str
    supervisors: tuple[str, ...]
    agencies: Mapping[str, Agency]
    people: Mapping[str, Person]
    calendars: Mapping[str, Calendar]
    roster: Roster
    ladders_label: str
    ladders: Mapping[str, Ladder]
    case_types: tuple[CaseTypeList, ...]
    services: tuple[Term, ...]
    decline_reasons: tuple[Term, ...]
    closure_reasons: tuple[Term, ...]
    outcomes: tuple[Term, ...]
    statutory: tuple[Statutory, ...]
    sharing: Sharing
    holidays: HolidayNote
    limits: Limits = DEFAULT
    whatsapp: tuple[Content, ...] = ()
    prices: tuple[Price, ...] = ()
    prices_label: str = ""

    def local(self, at: datetime) -> datetime:
        """An instant on the unit's wall clock."""
        return at.astimezone(ZoneInfo(self.tz))

    def active(self, agency: str, on: date) -> bool:
        """Whether the agency exists and is in its validity on this local day."""
        return agency in self.agencies and self.agencies[agency].is_active(on)

    def current(self, agency: str, on: date) -> Agency | None:
        """The agency itself or the successor that carries its duties on this day; None if there is none."""
        code: str | None = agency
        for _ in self.agencies:
            found = self.agencies.get(code or "")
            if found is None or found.is_active(on):
                return found
            code = found.successor
        return None

    def standing_in(self, person: str, now: datetime) -> Person | None:
        """The person or the first deputy who is not away; None if all are."""
        return self._present((person, *self.people[person].deputies), now)

    def holder_for(self, agency: str, now: datetime) -> Person:
        """Who holds a task of the agency: focal point, deputies, others of the agency, superior; never nobody.

        If everybody is away it is the focal point, and the ladder finds it out.
        """
        found = self.agencies[agency]
        focal = found.people[0]
        order = (focal, *self.people[focal].deputies, *found.people[1:])
        return self._present((*order, *filter(None, [found.superior])), now) or self.people[focal]

    def duty(self, now: datetime) -> OnDuty:
        """Duty officer and duty manager, or who stands in for them; never nobody."""
        return OnDuty(
            officer=self._on_turn(Duty.OFFICER, now) or self.supervisor(now),
            manager=self._on_turn(Duty.MANAGER, now) or self.manager(now),
        )

    def case_worker_on_roster(self, now: datetime) -> Person | None:
        """The social worker who takes a new report now; None means the supervisor takes it."""
        return self._on_turn(Duty.WORKER, now)

    def supervisor(self, now: datetime) -> Person:
        """The first supervisor who is not away, else the manager."""
        return self._present(self.supervisors, now) or self.manager(now)

    def manager(self, now: datetime) -> Person:
        """The first manager who is not away, else the last person."""
        return self._present(self.managers, now) or self.people[self.last_person]

    def staff(self, *roles: Role) -> tuple[Person, ...]:
        """The unit's own people, in the order of the pack; all of them, or those with one of the roles."""
        own = (person for person in self.people.values() if person.agency is None)
        return tuple(person for person in own if not roles or person.role in roles)

    def calendar_of(self, code: str) -> Calendar:
        """Opening times of an agency, or of a person by their agency; staff have the unit's. KeyError if unknown."""
        agency = code if code in self.agencies else self.people[code].agency
        return self.calendars[self.agencies[agency].calendar if agency else self.calendar]

    def services_of(self, agency: str) -> tuple[Term, ...]:
        """The services an agency offers."""
        return tuple(service for service in self.services if service.code in self.agencies[agency].services)

    def agencies_offering(self, service: str, on: date) -> tuple[Agency, ...]:
        """Agencies that offer a service and exist on this local day."""
        return tuple(a for a in self.agencies.values() if service in a.services and a.is_active(on))

    def agencies_for(self, case_type: CaseType, on: date) -> tuple[Agency, ...]:
        """Agencies that can serve a case type, those of its first service first, each once."""
        offering = (agency for service in case_type.services for agency in self.agencies_offering(service, on))
        return tuple({agency.code: agency for agency in offering}.values())

    def types_on(self, on: date) -> CaseTypeList:
        """The list of case types in force on this day; before the first list, the first."""
        lists = sorted(self.case_types, key=lambda each: each.valid_from)
        return next((each for each in reversed(lists) if each.valid_from <= on), lists[0])

    def case_type(self, code: str, on: date) -> CaseType | None:
        """A case type of the list in force on this day."""
        return next((each for each in self.types_on(on).types if each.code == code), None)

    def _on_turn(self, duty: Duty, now: datetime) -> Person | None:
        return self._present(tuple(self._with_deputies(self.roster.on_turn(duty, self.local(now)))), now)

    def _with_deputies(self, codes: tuple[str, ...]) -> Iterator[str]:
        for code in codes:
            yield code
            yield from self.people[code].deputies

    def _present(self, codes: tuple[str, ...], now: datetime) -> Person | None:
        day = self.local(now).date()
        return next((self.people[code] for code in codes if not self.people[code].is_away(day)), None)
