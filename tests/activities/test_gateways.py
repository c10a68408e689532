"""A telephone that is silent for twenty minutes is the desk's task, and the manager's knowledge once."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlmodel import select

from activities.gateways import BACK, SILENCE, Gateways
from activities.own_message import Post
from models import channel_states
from models.db import Database
from models.reach import DeskItem
from models.tables import Outbox
from policy.desk import DeskKind
from policy.people import Contact
from policy.words import Channel
from tests.activities.office import Office, with_contacts
from tests.databases import NOW
from tests.sample import unit

MINUTE = timedelta(minutes=1)
MANAGER = unit().managers[0]
SMS = Contact(Channel.SMS, "+6281200000905")
MAIL = Contact(Channel.EMAIL, "manajer@contoh.example")
PHONE = Contact(Channel.GATEWAY, "+6281200000905")


class Watched:
    """An office with a telephone."""

    def __init__(self, database: Database, *contacts: Contact) -> None:
        self.office = Office(database, with_contacts(MANAGER, *contacts))
        self.database = database
        names = (f"n-{number}" for number in range(100))
        self.gateways = Gateways(database, self.office.parts.sender.send, Post(lambda: next(names)), "contoh", NOW)

    def beat(self, at: datetime) -> None:
        with self.database.write() as session:
            channel_states.beat(session, Channel.GATEWAY, at)

    def look(self, at: datetime) -> bool:
        self.office.now = at
        return self.gateways.look(at)

    def items(self) -> list[DeskItem]:
        with self.database.read() as session:
            return list(session.exec(select(DeskItem).order_by(DeskItem.key)).all())

    def told(self) -> list[Outbox]:
        with self.database.read() as session:
            return list(session.exec(select(Outbox).where(Outbox.template == "gateway_silent")).all())


@pytest.fixture
def watched(database: Database) -> Watched:
    return Watched(database, PHONE, SMS, MAIL)


def test_a_telephone_that_is_heard_disturbs_nobody(watched: Watched) -> None:
    for minute in range(0, 120, 5):
        watched.beat(NOW + minute * MINUTE)
        assert not watched.look(NOW + (minute + 19) * MINUTE)
    assert (watched.items(), watched.told()) == ([], [])


def test_after_twenty_minutes_the_desk_has_an_item_and_the_manager_hears_once_by_another_channel(
    watched: Watched,
) -> None:
    watched.beat(NOW)
    assert [watched.look(NOW + SILENCE + late * MINUTE) for late in range(0, 90, 5)] == [True] * 18
    (item,) = watched.items()
    assert (item.kind, item.channel, item.done_at) == (DeskKind.CHANNEL, "SMS_LOKAL", None)
    (row,) = watched.told()
    assert (row.channel, row.address, row.state) == ("SMS", SMS.address, "ACCEPTED")
    assert row.channels == [["EMAIL", MAIL.address]]
    assert [sent.text for sent in watched.office.sent(Channel.SMS)] == [row.text]
    assert watched.office.sent(Channel.GATEWAY) == []


def test_a_telephone_that_was_never_heard_is_silent_too(watched: Watched) -> None:
    assert not watched.look(NOW + 19 * MINUTE)
    assert watched.look(NOW + SILENCE)
    later = replace(watched.gateways, since=NOW + SILENCE)
    assert later.look(NOW + 2 * SILENCE)
    assert len(watched.items()) == 1
    assert len(watched.told()) == 1


def test_when_it_is_heard_again_the_item_is_done_and_the_next_silence_is_a_new_one(watched: Watched) -> None:
    watched.beat(NOW)
    watched.look(NOW + SILENCE)
    watched.beat(NOW + 30 * MINUTE)
    assert not watched.look(NOW + 31 * MINUTE)
    (item,) = watched.items()
    assert (item.done_at, item.result) == (NOW + 31 * MINUTE, BACK)
    assert watched.look(NOW + 50 * MINUTE)
    assert [each.done_at is None for each in watched.items()] == [False, True]
    assert len(watched.told()) == 2


def test_a_manager_who_has_no_other_channel_leaves_it_to_the_desk(database: Database) -> None:
    watched = Watched(database, PHONE)
    assert watched.look(NOW + SILENCE)
    assert (len(watched.items()), watched.told()) == (1, [])


def test_a_manager_with_mail_only_reads_it_there(database: Database) -> None:
    watched = Watched(database, MAIL)
    watched.look(NOW + SILENCE)
    (row,) = watched.told()
    assert (row.channel, row.subject) == ("EMAIL", f"{unit().sender}: pemberitahuan")
