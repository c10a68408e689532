"""Rule 8: who shares their only number with somebody kept out is not simply left untold: it is somebody's task."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from models import inbox
from models.reach import DeskItem
from policy.commands import MessageFailed
from policy.hard_commands import Bar
from policy.hard_words import Conflict
from policy.people import Contact
from policy.words import Audience, Channel, Role
from tests.activities.conftest import NewOffice
from tests.activities.office import Office, desk_of, with_contacts
from tests.lives import Life
from tests.models.rows import found, outbox_row, stored
from tests.policy.cases import DESK
from tests.sample import unit

SHARED = "+6281200000012"
OWN = ["WHATSAPP", "+6281200000019"]
LATER = timedelta(hours=3)
Waiting = Callable[..., int]


@pytest.fixture
def office(new_office: NewOffice) -> Office:
    """The superior's only number is the telephone of DINSOS-2."""
    return new_office(with_contacts("DINSOS-9", Contact(Channel.SMS, SHARED)))


@pytest.fixture
def life(office: Office) -> Life:
    """A referral whose answer is awaited from DINSOS-1."""
    return office.life().referred()


@pytest.fixture
def waiting(office: Office, life: Life) -> Waiting:
    """A maker of messages that wait to leave for the superior."""

    def make(**more: object) -> int:
        at = office.now + LATER
        common = {"n": 5, "audience": "atasan", "template": "to_superior", "person": "DINSOS-9", "address": SHARED}
        given = common | {"case_code": life.code, "start": at, "deadline": at + LATER} | more
        (row_id,) = stored(office.database, outbox_row("tunggu", **given))
        return row_id

    return make


def _barred(life: Life) -> None:
    life.do(Bar, DESK, person="DINSOS-2", relation=Conflict.SUSPECT)


def _told_case(office: Office) -> list[dict[str, object]]:
    with office.database.read() as session:
        return [row.payload for row in inbox.waiting(session) if row.kind == "MessageFailed"]


def test_it_is_on_the_desks_list_without_the_number_that_the_other_one_reads(
    office: Office, life: Life, waiting: Waiting
) -> None:
    row = found(office.database, waiting())
    _barred(life)
    assert found(office.database, row.id or 0).state == "CANCELLED"
    (item,) = desk_of(office)
    assert (item.kind, item.person, item.words, item.address) == ("message", "DINSOS-9", row.text, "")


def test_the_supervisor_hears_that_they_were_not_reached(office: Office, life: Life, waiting: Waiting) -> None:
    waiting()
    _barred(life)
    (told,) = _told_case(office)
    assert (told["n"], told["audience"]) == (5, Audience.SUPERIOR.value)
    life.do(MessageFailed, DESK, n=5, audience=Audience.SUPERIOR)
    (row,) = office.messages("message_failed")
    assert (row.audience, unit().people[row.person].role) == (Audience.SUPERVISOR, Role.SUPERVISOR)


def test_with_another_way_that_one_is_taken_and_nobody_is_troubled(
    office: Office, life: Life, waiting: Waiting
) -> None:
    waiting(channels=[OWN])
    _barred(life)
    follower = office.messages("to_superior")[-1]
    assert (follower.state, [follower.channel, follower.address]) == ("READY", OWN)
    assert (desk_of(office), _told_case(office)) == ([], [])


def test_what_nobody_needs_any_more_is_no_item(office: Office, life: Life, waiting: Waiting) -> None:
    waiting(audience="pemegang", template="reminder")
    _barred(life)
    assert (desk_of(office), _told_case(office)) == ([], [])


def test_a_message_on_its_way_does_not_go_on_by_that_number(office: Office, life: Life, waiting: Waiting) -> None:
    row_id = waiting(state="ACCEPTED", address=OWN[1], channel="WHATSAPP", channels=[["SMS", SHARED]])
    _barred(life)
    row = found(office.database, row_id)
    assert (row.state, row.channels) == ("ACCEPTED", [])


def test_no_open_item_of_the_case_names_that_number_any_more(office: Office, life: Life) -> None:
    now = office.now
    with office.database.write() as session:
        for place, address in enumerate((SHARED, OWN[1])):
            common: dict[str, Any] = {"unit": "contoh", "kind": "call", "case_code": life.code, "made_at": now}
            session.add(DeskItem(key=f"butir-{place}", address=address, due=now, **common))
    _barred(life)
    assert [item.address for item in desk_of(office)] == ["", OWN[1]]
