"""Statutory and health clocks as the rules' tests start them."""

from datetime import datetime

from policy.commands import Started
from policy.words import Risk, Window
from tests.policy.cases import NOW, World


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
