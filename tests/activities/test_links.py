"""A link goes to whoever has something to answer, each message with its own, and only where there is a key."""

import pytest

from models import outbox
from models.db import Database
from notifications import links
from policy.events import Unsettled
from policy.people import Contact
from policy.words import Channel
from tests.activities.office import BAD_NUMBER, Office, with_contacts
from tests.sample import unit

KEY = "kunci-uji"
ADDRESS = "https://contoh.invalid/t/"


def test_only_who_has_something_to_answer_gets_a_link(database: Database) -> None:
    office = Office(database, unit(), KEY)
    life = office.life().planned()
    task = life.refer()
    life.pass_time(task.plan.rungs[-1].at - life.now)
    rows = office.messages()
    linked = {(row.template, row.person) for row in rows if row.link_hash}
    assert ("task_referral", "DINSOS-1") in linked
    assert ("reminder", "DINSOS-1") in linked
    assert ("manager_task", "MJ-01") in linked
    plain = {(row.template, row.person) for row in rows if not row.link_hash}
    assert ("silent", "PS-01") in plain
    assert ("to_superior", "DINSOS-9") in plain
    hashes = [row.link_hash for row in rows if row.link_hash]
    assert len(set(hashes)) == len(hashes)
    office.parts.sender.close()


def test_what_is_stored_cannot_be_opened_and_what_left_can(database: Database) -> None:
    office = Office(database, unit(), KEY)
    office.life().planned().refer()
    row, sent = office.last("task_referral"), office.sent()[-1]
    token = links.token_of(KEY, row.notification_id)
    assert f"{ADDRESS}{links.PLACE}" in row.text
    assert f"{ADDRESS}{token}" in sent.text
    assert row.link_hash == links.hash_of(token)
    office.parts.sender.close()


def test_the_next_channel_has_a_link_of_its_own(database: Database) -> None:
    ways = Contact(Channel.SMS, "+6281200000011"), Contact(Channel.EMAIL, "dinsos@contoh.invalid")
    office = Office(database, with_contacts("DINSOS-1", *ways), KEY)
    office.fail = lambda out: BAD_NUMBER if out.to == ways[0].address else None
    office.life().planned().refer()
    refused = office.last("task_referral")
    looked = Unsettled(refused.id or 0, refused.n, refused.start, refused.deadline)
    for _ in range(2):
        office.settler.look(looked)
    (mail,) = office.sent(Channel.EMAIL)
    with database.read() as session:
        follower = outbox.of_change(session, refused.change_id)[-1]
    assert (follower.channel, follower.state) == (Channel.EMAIL, "ACCEPTED")
    token = links.token_of(KEY, follower.notification_id)
    assert f"{ADDRESS}{token}" in mail.text
    assert follower.link_hash == links.hash_of(token) != refused.link_hash
    office.parts.sender.close()


@pytest.mark.parametrize("template", ["task_referral", "task_internal"])
def test_without_a_key_a_message_reads_as_before(database: Database, template: str) -> None:
    office = Office(database, unit())
    office.life().planned().refer()
    rows = [row for row in office.messages(template) if row.link_hash or "/t/" in row.text]
    assert rows == []
    office.parts.sender.close()
