"""A removed person's devices and codes end at once: as the pack is loaded, or on the day a version begins."""

from dataclasses import replace
from datetime import timedelta

from sqlmodel import select

from models import enrolment, units
from models.away import hand_on, look_after
from models.db import Database
from models.enrolment import Whom
from models.reach import Device
from policy.enrolling import Fate
from policy.people import Contact
from policy.words import Channel
from tests.databases import NOW, loaded
from tests.policy.test_away import without
from tests.sample import unit

LATER = NOW + timedelta(hours=1)


def with_devices(database: Database) -> None:
    loaded(database, unit())
    times = {"created_at": NOW, "expires_at": NOW + timedelta(days=30), "seen_at": NOW}
    with database.write() as session:
        for name in ("DINSOS-1", "RSUD-1"):
            session.add(Device(id=f"hash-{name}", unit="contoh", person=name, **times))
            way = Contact(Channel.SMS, "+62811")
            enrolment.keep(session, Whom("contoh", name, way), "482913", NOW)
        session.add(Device(id="lain", unit="unit-lain", person="DINSOS-1", **times))


def ended(database: Database) -> dict[str, bool]:
    with database.read() as session:
        return {row.id: row.ended_at is not None for row in session.exec(select(Device)).all()}


def fate(database: Database, person: str) -> Fate:
    with database.write() as session:
        return enrolment.prove(session, "contoh", person, "482913", LATER).fate


def test_a_removed_persons_devices_and_codes_end_and_nobody_elses(database: Database) -> None:
    with_devices(database)
    loaded(database, replace(without("DINSOS-1"), version="2"))
    look_after(database, "contoh", LATER)
    assert ended(database) == {"hash-DINSOS-1": True, "hash-RSUD-1": False, "lain": False}
    assert (fate(database, "DINSOS-1"), fate(database, "RSUD-1")) == (Fate.NONE, Fate.PROVED)


def test_loading_the_pack_ends_them_in_the_same_transaction(database: Database) -> None:
    with_devices(database)
    with database.write() as session:
        units.store(session, replace(without("DINSOS-1"), version="2"), LATER)
        valid = units.current(session, "contoh", LATER)
        assert valid is not None
        hand_on(session, valid, LATER)
    assert ended(database)["hash-DINSOS-1"]


def test_while_everybody_is_there_nothing_is_written(database: Database) -> None:
    with_devices(database)
    assert look_after(database, "contoh", LATER) == []
    assert set(ended(database).values()) == {False}
