"""From a valid pack to the `Unit`: only shapes change here, nothing is checked and nothing decided."""

from collections.abc import Mapping
from datetime import date

from policy.ladder import Ladder, Step
from policy.limits import Limits
from policy.people import Absence, Agency, Contact, Person
from policy.roster import DatedTurn, Roster, Turn
from policy.tariff import Content, Price
from policy.terms import CaseType, CaseTypeList, HolidayNote, Sharing, Statutory, Term
from policy.unit import Unit
from policy.worktime import Calendar, Season
from units.files import CalendarsFile, Pack, RosterFile, SharingFile
from units.forms import (
    AgencyForm,
    CalendarForm,
    CaseTypeForm,
    CaseTypeListForm,
    LadderForm,
    PersonForm,
    ShortTermForm,
    StatutoryForm,
    TurnForm,
)
from units.holidays import Holidays, national
from units.tariff_forms import ContentForm, PriceForm


def unit_of(pack: Pack) -> Unit:
    """The unit a pack describes."""
    own, known = pack.unit, national(pack.calendars.holidays.first_year, pack.calendars.holidays.last_year)
    return Unit(
        code=own.code,
        name=own.name.id,
        name_en=own.name.en,
        sender=own.sender,
        desk_phone=own.desk_phone,
        tz=own.tz,
        sample=own.sample,
        version=own.version,
        valid_from=own.valid_from,
        calendar=own.calendar,
        managers=tuple(own.managers),
        last_person=own.last_person,
        supervisors=tuple(own.supervisors),
        agencies={form.code: _agency(form) for form in pack.agencies.agencies},
        people={form.code: _person(form) for form in pack.people.people},
        calendars=_calendars(pack.calendars, known, own.tz),
        roster=_roster(pack.roster),
        ladders_label=pack.ladders.label,
        ladders={key: _ladder(form) for key, form in pack.ladders.ladders.items()},
        case_types=tuple(_case_types(form) for form in pack.case_types.lists),
        services=tuple(Term(form.code, form.id, form.en, form.placement) for form in pack.services.services),
        decline_reasons=_terms(pack.words.decline_reasons),
        closure_reasons=_terms(pack.words.closure_reasons),
        outcomes=_terms(pack.words.outcomes),
        statutory=tuple(_statutory(form) for form in pack.statutory.statutory),
        sharing=_sharing(pack.sharing),
        holidays=_note(pack.calendars, known),
        limits=Limits(own.messages_a_day, own.texts_an_hour),
        whatsapp=tuple(_content(form) for form in pack.whatsapp.templates),
        prices=tuple(_price(form) for form in pack.prices.prices),
        prices_label=pack.prices.label if pack.prices.prices else "",
    )


def _agency(form: AgencyForm) -> Agency:
    return Agency(
        code=form.code,
        name_id=form.name.id,
        name_en=form.name.en,
        group=form.group,
        valid_from=form.valid_from,
        valid_to=form.valid_to,
        successor=form.successor,
        parent=form.parent,
        calendar=form.calendar,
        contact_24_7=form.contact_24_7,
        services=tuple(form.services),
        people=tuple(form.people),
        superior=form.superior,
    )


def _person(form: PersonForm) -> Person:
    return Person(
        code=form.code,
        name=form.name,
        role=form.role,
        agency=form.agency,
        language=form.language,
        channels=tuple(Contact(each.channel, each.address, each.shared) for each in form.channels),
        superior=form.superior,
        deputies=tuple(form.deputies),
        always_on=form.always_on,
        absences=tuple(Absence(each.first, each.last) for each in form.absences),
    )


def _calendars(file: CalendarsFile, known: Holidays, tz: str) -> Mapping[str, Calendar]:
    closed = {*known.days, *(each.date for each in file.holidays.closed)}
    opened = {each.date for each in file.holidays.opened}
    return {form.code: _calendar(form, tz, frozenset(closed), frozenset(opened)) for form in file.calendars}


def _calendar(form: CalendarForm, tz: str, closed: frozenset[date], opened: frozenset[date]) -> Calendar:
    zone = form.tz or tz
    if form.always or form.weekly is None:
        return Calendar(tz=zone, always=True)
    observed = form.holidays
    return Calendar(
        tz=zone,
        weekly=form.weekly.hours(),
        seasons=tuple(Season(each.first, each.last, each.weekly.hours()) for each in form.seasons),
        closed=closed if observed else frozenset(),
        opened=opened if observed else frozenset(),
    )


def _note(file: CalendarsFile, known: Holidays) -> HolidayNote:
    """A day the unit itself has decreed, closed or opened, is no estimate any more."""
    own = file.holidays
    decreed = {each.date for each in (*own.closed, *own.opened)}
    left = tuple(day for day in known.estimated if day not in decreed)
    years = {each.date.year for each in own.closed}
    without = tuple(year for year in known.without_leave if year not in years)
    return HolidayNote(own.first_year, own.last_year, left, without)


def _roster(file: RosterFile) -> Roster:
    exceptions = (DatedTurn(each.duty, each.start, each.end, each.person) for each in file.exceptions)
    return Roster(_turns(file.officers), _turns(file.managers), _turns(file.workers), tuple(exceptions))


def _turns(forms: list[TurnForm]) -> tuple[Turn, ...]:
    return tuple(Turn(form.days, *form.hours, form.person) for form in forms)


def _ladder(form: LadderForm) -> Ladder:
    steps = (Step(action, after) for rung in form.steps for action, after in rung.items())
    return Ladder(form.due, tuple(steps), form.repeat)


def _case_types(form: CaseTypeListForm) -> CaseTypeList:
    return CaseTypeList(form.version, form.label, form.valid_from, tuple(_case_type(each) for each in form.types))


def _case_type(form: CaseTypeForm) -> CaseType:
    return CaseType(form.code, form.id, form.en, form.article59, tuple(form.services), form.note)


def _terms(forms: list[ShortTermForm]) -> tuple[Term, ...]:
    return tuple(Term(form.code, form.id, form.en) for form in forms)


def _statutory(form: StatutoryForm) -> Statutory:
    return Statutory(
        code=form.code,
        id=form.id,
        en=form.en,
        source=form.source,
        checked=form.checked,
        confirm=form.confirm,
        starts=form.starts,
        ends=form.ends,
        holder=form.holder,
        hours=form.hours,
        warn_hours=tuple(form.warn_hours),
        begun_by=form.begun_by,
    )


def _sharing(file: SharingFile) -> Sharing:
    groups = {group.value: tuple(fields) for group, fields in file.groups.items()}
    return Sharing(tuple(file.every), groups, tuple(file.never))


def _content(form: ContentForm) -> Content:
    return Content(form.template, form.language, form.content_sid, tuple(form.variables), form.text)


def _price(form: PriceForm) -> Price:
    return Price(form.channel, form.prefix, form.price, form.currency, form.source, form.checked)
