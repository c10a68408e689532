"""What every command needs: the settings of the instance, its database, its unit, and who is acting."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import NoReturn

from commands.say import BadInput, Speaker
from commands.text import LONGEST, clean, harms
from models import units
from models.db import Database, check
from policy.people import Person
from policy.unit import Unit
from policy.words import Role
from settings import Settings


@dataclass(frozen=True)
class Context:
    """One call of the command line."""

    data: Path | None
    speaker: Speaker
    by: str = ""

    @cached_property
    def settings(self) -> Settings:
        """The settings of the instance this call belongs to."""
        return Settings.load(self.data)

    @cached_property
    def db(self) -> Database:
        """Its database, checked. DatabaseProblem."""
        check(self.settings.database_url)
        return Database(self.settings.database_url)

    @cached_property
    def unit(self) -> Unit:
        """Its unit as valid now. BadInput if none is loaded."""
        with self.db.read() as session:
            found = units.current(session, self.settings.unit, self.now)
        if found is None:
            raise BadInput(
                "unit_missing",
                f"Unit {self.settings.unit} belum dimuat. Jalankan: rujukan unit load data/units/tulungagung",
                f"Unit {self.settings.unit} is not loaded. Run: rujukan unit load data/units/tulungagung",
            )
        return found

    @cached_property
    def now(self) -> datetime:
        """The instant of this call."""
        return datetime.now(UTC)

    @cached_property
    def actor(self) -> Person:
        """Who acts: --by, RUJUKAN_BY, else the first of the desk who is not away; that it was chosen is said."""
        if code := self._named:
            return self.person(code)
        found = self.reader
        self.speaker.note(
            f"Dicatat atas nama {found.code}; untuk orang lain pakai --by.",
            f"Recorded in the name of {found.code}; for somebody else use --by.",
        )
        return found

    @cached_property
    def reader(self) -> Person:
        """Who reads: the one who is named, else the first of the desk who is not away; nothing is said of it."""
        if code := self._named:
            return self.person(code)
        standing = (self.unit.standing_in(each.code, self.now) for each in self.unit.staff(Role.DESK))
        return next(filter(None, standing), None) or self.unit.duty(self.now).officer

    @property
    def _named(self) -> str:
        return self.by or os.environ.get("RUJUKAN_BY", "")

    def person(self, code: str) -> Person:
        """A person of the unit's data. BadInput names the nearest."""
        if code.upper() in self.unit.people:
            return self.unit.people[code.upper()]
        if code in self.unit.people:
            return self.unit.people[code]
        return unknown("orang", "person", code, list(self.unit.people))

    def code_of(self, given: str) -> str:
        """The code of a person who may be left out (""). BadInput names the nearest."""
        return self.person(given).code if given else ""

    def present(self, wanted: Person) -> Person:
        """The person, or the deputy who stands in while they are away; a change is said."""
        found = self.unit.standing_in(wanted.code, self.now) or wanted
        if found != wanted:
            self.speaker.note(
                f"{wanted.code} sedang tidak di tempat; digantikan {found.code}.",
                f"{wanted.code} is away; {found.code} stands in.",
            )
        return found

    def text(self, given: str) -> str:
        """Free text as it is kept; what was taken out is said. BadInput if it is too long."""
        if len(given) > LONGEST:
            raise BadInput(
                "text_too_long",
                f"Teks {len(given)} huruf; paling banyak {LONGEST}. Tidak ada yang tersimpan.",
                f"The text has {len(given)} characters; at most {LONGEST}. Nothing was stored.",
            )
        if removed := sum(map(harms, given)):
            self.speaker.note(
                f"{removed} tanda tersembunyi dibuang dari teks.", f"{removed} hidden characters were taken out."
            )
        return clean(given)

    def remark(self, note: str) -> dict[str, str]:
        """A note as the personal facts of a command."""
        return {"note": self.text(note)} if note else {}


def unknown(thing: str, thing_en: str, given: str, known: list[str]) -> NoReturn:
    """BadInput for a code that is not in the unit's data: the thing, the nearest ones, the way out."""
    near = get_close_matches(given.upper(), known, n=3, cutoff=0.4) or known[:6]
    listed = ", ".join(near)
    raise BadInput(
        "unknown",
        f"{given}: {thing} ini tidak ada dalam data unit. Yang mirip atau ada: {listed}.",
        f"{given}: no such {thing_en} in the unit's data. Near or known: {listed}.",
    )
