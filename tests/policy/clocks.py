"""Statutory and health clocks as the rules' tests start them."""

from datetime import datetime, timedelta

from policy.breach import unit_code
from policy.commands import Started
from policy.decide import decide_breach
from policy.events import Decision
from policy.hard_commands import Breach
from policy.hard_words import Window
from policy.refusals import Refused
from policy.words import Risk, Role
from tests.policy.cases import DESK, NOW, Who, World


def police(start: datetime) -> Started:
    """The report to the police."""
    return Started(clock="LAPOR_POLISI", window=Window.LAW, start=start, hours=72, warn_hours=(24, 60))


def health(start: datetime) -> Started:
    """HIV prophylaxis and emergency contraception."""
    return Started(clock="PROFILAKSIS", window=Window.HEALTH, start=start, hours=72, warn_hours=(1, 48))


def letter(start: datetime) -> Started:
    """The social report the investigator asks for."""
    return Started(clock="LAPORAN_SOSIAL", window=Window.LAW, start=start, hours=72, warn_hours=(24, 60))


def flagged(start: datetime = NOW, risk: Risk = Risk.MEDIUM) -> World:
    """A report with *dugaan kekerasan seksual*: hand-over 2 is the police's clock, 3 the window of health."""
    return World().begin(risk, clocks=(police(start), health(start)))


def notice(start: datetime) -> Started:
    """The notice of a data breach."""
    law = Window.LAW
    return Started(clock="KEBOCORAN_DATA", window=law, start=start, hours=72, warn_hours=(24, 60), holder=Role.MANAGER)


class UnitWorld(World):
    """The unit's own tasks in the hands of a test."""

    def breach(self, start: datetime, who: Who = DESK) -> Decision | Refused:
        """A breach is discovered; the first begins the unit's own tasks."""
        asked = Breach(id=f"b{next(self._ids)}", by=who.by, role=who.role, unit="contoh", clock=notice(start))
        decided = decide_breach(self.case, asked, unit_code("contoh"), self.now)
        if isinstance(decided, Decision):
            self._take(decided)
        return decided


def two_breaches() -> UnitWorld:
    """Two breaches of one unit, an hour apart."""
    world = UnitWorld()
    for n in range(2):
        assert isinstance(world.breach(NOW - timedelta(hours=n)), Decision)
    return world
