"""The things of a pack, typed: one form for each, strict about names. What a field wants is said in `units.hints`."""

from datetime import time
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationInfo, field_validator

from policy.hard_words import Begun
from policy.people import Group
from policy.roster import Duty
from policy.words import Channel, Role
from units import notation
from units.fields import (
    After,
    ClockHours,
    Code,
    CodeOrNone,
    Day,
    Days,
    Hours,
    Key,
    Moment,
    Phone,
    Rung,
    Sender,
    Short,
    TermCode,
    UnitCode,
    Words,
    Year,
    Zone,
    address,
    written,
)


class Form(BaseModel):
    """A mapping of a pack: no other names than these."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Name(Form):
    """A name in both languages."""

    id: Words
    en: Words


class UnitForm(Form):
    """unit.yaml."""

    code: UnitCode
    name: Name
    sender: Sender
    desk_phone: Phone
    tz: Zone
    sample: bool
    version: Words
    valid_from: Day
    calendar: Key
    managers: Annotated[list[Code], Field(min_length=2)]
    last_person: Code
    supervisors: Annotated[list[Code], Field(min_length=1)]
    messages_a_day: Annotated[int, Field(ge=0, le=100)] = 10
    texts_an_hour: Annotated[int, Field(ge=0, le=20)] = 6


class AgencyForm(Form):
    """An agency; `contact_24_7` must be said: a person or `none`."""

    code: Code
    name: Name
    group: Group
    valid_from: Day
    valid_to: Day | None = None
    successor: Code | None = None
    parent: Code | None = None
    calendar: Key
    contact_24_7: CodeOrNone
    services: list[TermCode]
    people: Annotated[list[Code], Field(min_length=1)]
    superior: Code | None


class ContactForm(Form):
    """One way to reach a person: the shape of the address follows from the channel."""

    channel: Literal[Channel.SMS, Channel.WHATSAPP, Channel.GATEWAY, Channel.EMAIL]
    address: str
    shared: bool = False

    @field_validator("address")
    @classmethod
    def _fits(cls, text: str, info: ValidationInfo) -> str:
        return address(info.data.get("channel"), text)


class AbsenceForm(Form):
    """Local days, both inclusive."""

    first: Day
    last: Day


class PersonForm(Form):
    """A person; without `agency` one of the unit's staff."""

    code: Code
    name: Words
    role: Role
    agency: Code | None = None
    language: Literal["id", "en"] = "id"
    channels: Annotated[list[ContactForm], Field(min_length=1)]
    superior: Code | None = None
    deputies: list[Code] = []
    always_on: bool = False
    absences: list[AbsenceForm] = []


class WeekForm(Form):
    """Hours of the seven days; `tutup` is a day off."""

    sen: Hours
    sel: Hours
    rab: Hours
    kam: Hours
    jum: Hours
    sab: Hours
    min: Hours

    def hours(self) -> tuple[tuple[time, time] | None, ...]:
        """Monday first."""
        return (self.sen, self.sel, self.rab, self.kam, self.jum, self.sab, self.min)


class SeasonForm(Form):
    """Days with other hours."""

    name: Words
    first: Day
    last: Day
    weekly: WeekForm


class CalendarForm(Form):
    """Opening times: `always`, or a week with its seasons; `holidays` false for who works on them."""

    code: Key
    tz: Zone | None = None
    always: bool = False
    weekly: WeekForm | None = None
    holidays: bool = True
    seasons: list[SeasonForm] = []


class DayForm(Form):
    """A day the unit adds or corrects, with its decree."""

    date: Day
    name: Words
    decree: Words


class HolidaysForm(Form):
    """The years taken from the `holidays` package, and the unit's own days."""

    first_year: Year
    last_year: Year
    closed: list[DayForm] = []
    opened: list[DayForm] = []


class LadderForm(Form):
    """One row of the ladders: due time, rungs, repeat."""

    due: After
    steps: Annotated[list[Rung], Field(min_length=1)]
    repeat: After


class TurnForm(Form):
    """A weekly turn; an end not after the start is on the next day."""

    days: Days
    hours: Annotated[tuple[time, time], written(notation.hours)]
    person: Code


class DatedTurnForm(Form):
    """A turn of one time only."""

    duty: Duty
    start: Moment
    end: Moment
    person: Code


class TermForm(Form):
    """A service."""

    code: TermCode
    id: Words
    en: Words
    placement: bool = False


class ShortTermForm(Form):
    """A reason or an outcome: its words travel in an SMS."""

    code: TermCode
    id: Short
    en: Short


class CaseTypeForm(Form):
    """A case type and the services that fit it, best first."""

    code: TermCode
    id: Words
    en: Words
    article59: Annotated[str, StringConstraints(pattern=r"^[a-o]$")] | None = None
    services: Annotated[list[TermCode], Field(min_length=1)]
    note: Words | None = None


class CaseTypeListForm(Form):
    """A version of the list of case types."""

    version: Words
    label: Words
    valid_from: Day
    types: Annotated[list[CaseTypeForm], Field(min_length=1)]


class StatutoryForm(Form):
    """A statutory or health clock."""

    code: TermCode
    id: Words
    en: Words
    source: Words
    checked: Day
    confirm: Words
    starts: Words
    ends: Words
    holder: Role
    hours: ClockHours
    warn_hours: list[ClockHours] = []
    begun_by: Begun
