"""The files of a pack: one form for each, and which file holds which form."""

from typing import Annotated

from pydantic import Field

from policy.people import Group
from units.fields import Key, Words
from units.forms import (
    AgencyForm,
    CalendarForm,
    CaseTypeListForm,
    DatedTurnForm,
    Form,
    HolidaysForm,
    LadderForm,
    PersonForm,
    ShortTermForm,
    StatutoryForm,
    TermForm,
    TurnForm,
    UnitForm,
)
from units.tariff_forms import ContentForm, PriceForm


class AgenciesFile(Form):
    """agencies.yaml."""

    agencies: Annotated[list[AgencyForm], Field(min_length=1)]


class PeopleFile(Form):
    """people.yaml."""

    people: Annotated[list[PersonForm], Field(min_length=1)]


class CalendarsFile(Form):
    """calendars.yaml."""

    holidays: HolidaysForm
    calendars: Annotated[list[CalendarForm], Field(min_length=1)]


class LaddersFile(Form):
    """ladders.yaml."""

    label: Words
    ladders: dict[str, LadderForm]


class RosterFile(Form):
    """roster.yaml."""

    officers: list[TurnForm]
    managers: list[TurnForm]
    workers: list[TurnForm]
    exceptions: tuple[DatedTurnForm, ...] = ()


class CaseTypesFile(Form):
    """case_types.yaml."""

    lists: Annotated[list[CaseTypeListForm], Field(min_length=1)]


class ServicesFile(Form):
    """services.yaml."""

    services: Annotated[list[TermForm], Field(min_length=1)]


class WordsFile(Form):
    """words.yaml."""

    decline_reasons: list[ShortTermForm]
    closure_reasons: list[ShortTermForm]
    outcomes: list[ShortTermForm]


class StatutoryFile(Form):
    """statutory.yaml."""

    statutory: list[StatutoryForm]


class SharingFile(Form):
    """sharing.yaml."""

    every: Annotated[list[Key], Field(min_length=1)]
    groups: dict[Group, list[Key]]
    never: Annotated[list[Key], Field(min_length=1)]


class WhatsappFile(Form):
    """whatsapp.yaml: may be left out."""

    label: Words
    templates: list[ContentForm]


class PricesFile(Form):
    """prices.yaml: may be left out."""

    label: Words
    prices: list[PriceForm]


class Pack(Form):
    """A whole pack; the name of a field is the name of its file. A file with a default may be left out."""

    unit: UnitForm
    agencies: AgenciesFile
    people: PeopleFile
    calendars: CalendarsFile
    ladders: LaddersFile
    roster: RosterFile
    case_types: CaseTypesFile
    services: ServicesFile
    words: WordsFile
    statutory: StatutoryFile
    sharing: SharingFile
    whatsapp: WhatsappFile = WhatsappFile(label="-", templates=[])
    prices: PricesFile = PricesFile(label="-", prices=[])
