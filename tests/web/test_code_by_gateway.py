"""Whoever is reached by the telephone with a local SIM only, gets in all the same: the code comes that way."""

from models.db import Database
from policy.people import Contact
from policy.words import Channel
from tests.activities.office import with_contacts
from tests.web.room import Room

LOCAL = Contact(Channel.GATEWAY, "+6281200000011")


def test_a_code_goes_by_the_local_sim(database: Database) -> None:
    room = Room(database, with_contacts("DINSOS-1", LOCAL))
    room.life().refer()
    browser = room.browser()
    browser.open()
    browser.press("Kirim kode", tail="0011")
    room.deliver()
    (_, code) = room.office.sent(Channel.GATEWAY)
    assert "kode" in code.text.casefold()
    assert code.to == LOCAL.address
    room.close()
