"""WhatsApp takes free text for a day after the person's last message, on both databases."""

from datetime import timedelta

import pytest

from models import reaching, windows
from models.db import Database
from policy.people import Contact
from policy.words import Channel
from tests.databases import NOW
from tests.sample import unit

NUMBER = "+6281200000011"
DAY = timedelta(days=1)


def opened(database: Database, *people: str, wrote_ago: timedelta = timedelta(0)) -> None:
    with database.write() as session:
        wrote = [unit().people[code] for code in people]
        reaching.wrote(session, "contoh", wrote, Contact(Channel.WHATSAPP, NUMBER), NOW - wrote_ago)


def is_open(database: Database, after: timedelta, number: str = NUMBER, unit: str = "contoh") -> bool:
    with database.read() as session:
        return windows.is_open(session, unit, number, NOW + after)


def test_the_window_is_open_for_a_day_less_a_margin(database: Database) -> None:
    assert not is_open(database, timedelta(0))
    opened(database, "DINSOS-1")
    assert is_open(database, DAY - timedelta(minutes=6))
    assert not is_open(database, DAY - timedelta(minutes=5))


def test_it_belongs_to_one_number_of_one_unit(database: Database) -> None:
    opened(database, "DINSOS-1")
    assert not is_open(database, timedelta(0), number="+6281200000012")
    assert not is_open(database, timedelta(0), unit="tulungagung")


@pytest.mark.parametrize("again", [timedelta(0), timedelta(hours=3)])
def test_an_older_message_never_shortens_it(database: Database, again: timedelta) -> None:
    opened(database, "DINSOS-1", "DINSOS-2")
    opened(database, "DINSOS-1", wrote_ago=again)
    assert is_open(database, DAY - timedelta(minutes=6))
