"""Who is on duty: weekly turns in local time, and dated exceptions that go before them."""

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum


class Duty(StrEnum):
    """The three duties a unit fills."""

    OFFICER = "piket"
    MANAGER = "manajer_piket"
    WORKER = "peksos"


@dataclass(frozen=True)
class Turn:
    """A weekly turn: it begins on each of `days` (Monday 0); an end not after the start is on the next day."""

    days: tuple[int, ...]
    start: time
    end: time
    person: str

    def covers(self, local: datetime) -> bool:
        """Whether this local moment falls into the turn."""
        clock, today = local.time(), local.weekday()
        if self.start < self.end:
            return today in self.days and self.start <= clock < self.end
        begun = today in self.days and clock >= self.start
        return begun or ((today - 1) % 7 in self.days and clock < self.end)


@dataclass(frozen=True)
class DatedTurn:
    """A turn of one time only, from `start` up to `end` (aware instants)."""

    duty: Duty
    start: datetime
    end: datetime
    person: str

    def covers(self, at: datetime) -> bool:
        """Whether this moment falls into the turn."""
        return self.start <= at < self.end


@dataclass(frozen=True)
class Roster:
    """All turns of a unit; officers and managers cover every hour, social workers need not."""

    officers: tuple[Turn, ...]
    managers: tuple[Turn, ...]
    workers: tuple[Turn, ...]
    exceptions: tuple[DatedTurn, ...]

    def weekly(self, duty: Duty) -> tuple[Turn, ...]:
        """The weekly turns of one duty."""
        return {Duty.OFFICER: self.officers, Duty.MANAGER: self.managers, Duty.WORKER: self.workers}[duty]

    def on_turn(self, duty: Duty, local: datetime) -> tuple[str, ...]:
        """Codes of those on turn at an aware local moment, dated exceptions first."""
        dated = (turn.person for turn in self.exceptions if turn.duty is duty and turn.covers(local))
        weekly = (turn.person for turn in self.weekly(duty) if turn.covers(local))
        return (*dated, *weekly)
