"""What a unit may choose from: case types, services, reasons, statutory clocks, sharing. Data, never code."""

from dataclasses import dataclass
from datetime import date

from policy.hard_words import Begun


@dataclass(frozen=True)
class Term:
    """A code with its words: a service, a reason, an outcome. `placement`: the child itself is brought there."""

    code: str
    id: str
    en: str
    placement: bool = False


@dataclass(frozen=True)
class CaseType:
    """A local case type; `article59` is the letter of Law 35/2014 art. 59(2) or None; `services` are those that fit."""

    code: str
    id: str
    en: str
    article59: str | None
    services: tuple[str, ...]
    note: str | None


@dataclass(frozen=True)
class CaseTypeList:
    """The list in force from a day on; a case keeps the version and the code it was given."""

    version: str
    label: str
    valid_from: date
    types: tuple[CaseType, ...]


@dataclass(frozen=True)
class Statutory:
    """A clock set by law or by health (clock hours, never postponed); `confirm` says who has still to confirm it.

    `begun_by` is the happening that starts it; None (in units stored before there was the field): nothing does.
    """

    code: str
    id: str
    en: str
    source: str
    checked: date
    confirm: str
    starts: str
    ends: str
    holder: str
    hours: int
    warn_hours: tuple[int, ...]
    begun_by: Begun | None = None


@dataclass(frozen=True)
class Sharing:
    """Fields an agency of a group sees by default; `never` are fields that need a tick of their own."""

    every: tuple[str, ...]
    groups: dict[str, tuple[str, ...]]
    never: tuple[str, ...]


@dataclass(frozen=True)
class HolidayNote:
    """What is known of the holidays: the years covered, estimated dates, years without *cuti bersama*."""

    first_year: int
    last_year: int
    estimated: tuple[date, ...]
    without_leave: tuple[int, ...]
