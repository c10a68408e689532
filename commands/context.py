"""What every command needs: the settings of the instance, its database, its unit, and who is acting."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import NoReturn

from commands.say import BadInput, Speaker
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
        """Who acts: --by, RUJUKAN_BY, else the first of the desk."""
        code = self.by or os.environ.get("RUJUKAN_BY", "")
        return self.person(code) if code else self.unit.staff(Role.DESK)[0]

    def person(self, code: str) -> Person:
        """A person of the unit's data. BadInput names the nearest."""
        if code.upper() in self.unit.people:
            return self.unit.people[code.upper()]
        if code in self.unit.people:
            return self.unit.people[code]
        return unknown("orang", "person", code, list(self.unit.people))


def unknown(thing: str, thing_en: str, given: str, known: list[str]) -> NoReturn:
    """BadInput for a code that is not in the unit's data: the thing, the nearest ones, the way out."""
    near = get_close_matches(given.upper(), known, n=3, cutoff=0.4) or known[:6]
    listed = ", ".join(near)
    raise BadInput(
        "unknown",
        f"{given}: {thing} ini tidak ada dalam data unit. Yang mirip atau ada: {listed}.",
        f"{given}: no such {thing_en} in the unit's data. Near or known: {listed}.",
    )
