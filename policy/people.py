"""People and agencies as the rules know them: by code, with who stands in for whom and since when an agency exists."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from policy.words import Channel, Role


class Group(StrEnum):
    """What an agency does; default sharing is given per group (domain.md §6)."""

    SOCIAL = "SOSIAL"
    CIVIL_REGISTRY = "DUKCAPIL"
    EDUCATION = "PENDIDIKAN"
    HEALTH = "KESEHATAN"
    POLICE = "POLISI"
    JUSTICE = "HUKUM"
    CARE = "PENGASUHAN"
    LABOUR = "KETENAGAKERJAAN"
    RELIGION = "KEAGAMAAN"
    VILLAGE = "DESA"
    CIVIL_SOCIETY = "LEMBAGA"


@dataclass(frozen=True)
class Contact:
    """One way to reach a person: an E.164 number or an e-mail address; `shared` marks a *nomor bersama*."""

    channel: Channel
    address: str
    shared: bool = False


@dataclass(frozen=True)
class Absence:
    """Local days, both inclusive, on which a person is away."""

    first: date
    last: date


@dataclass(frozen=True)
class Person:
    """A focal point, a superior or one of the unit's staff; `agency` is None for the staff.

    `channels` and `deputies` are in the order in which they are tried; `always_on` marks a 24/7 contact.
    """

    code: str
    name: str
    role: Role
    agency: str | None
    language: str
    channels: tuple[Contact, ...]
    superior: str | None
    deputies: tuple[str, ...]
    always_on: bool
    absences: tuple[Absence, ...]

    def is_away(self, on: date) -> bool:
        """Whether the person is absent on this local day."""
        return any(absence.first <= on <= absence.last for absence in self.absences)


@dataclass(frozen=True)
class Agency:
    """An agency with its validity (local days, both inclusive; `valid_to` None: still there).

    `people` has the focal point first, then the others who may hold a task; `contact_24_7` is a person or None.
    """

    code: str
    name_id: str
    name_en: str
    group: Group
    valid_from: date
    valid_to: date | None
    successor: str | None
    parent: str | None
    calendar: str
    contact_24_7: str | None
    services: tuple[str, ...]
    people: tuple[str, ...]
    superior: str | None

    def is_active(self, on: date) -> bool:
        """Whether the agency exists under this name on this local day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)
