"""A code that proves an address stands in no stored text longer than it must; with a link key never."""

import re
from datetime import timedelta

import pytest
from sqlmodel import Session

from models import outbox
from models.db import Database
from models.tables import Outbox, Receipt
from policy.passcodes import PLACE
from policy.words import Channel
from tests.activities.conftest import NewOffice
from tests.activities.office import PASSING, Office
from tests.activities.test_enrolment import KEY, MAIL, ask, codes, enrolling, proved, reached_twice, rows, send, write

MINUTE = timedelta(minutes=1)


@pytest.fixture
def office(new_office: NewOffice) -> Office:
    return new_office(reached_twice())


def _lost(session: Session, row: Outbox, office: Office) -> None:
    """The provider says later that it was not delivered."""
    word = Receipt(provider_id=str(row.provider_id), status="failed", code="30003", at=office.now)
    outbox.receive(session, word)


def test_a_text_that_has_left_holds_no_code_even_while_another_way_still_waits(office: Office) -> None:
    office.fail = lambda out: PASSING if out.to == MAIL.address else None
    ask(office)
    send(office)
    (sent, waits) = sorted(rows(office, "enrol_code"), key=lambda row: row.channel != Channel.SMS)
    assert (sent.state, codes(office)[Channel.SMS] in sent.text) == ("ACCEPTED", False)
    assert (waits.state, "******" in waits.text) == ("READY", False)


def test_a_text_without_its_code_is_not_sent_again(office: Office) -> None:
    """Whoever gets "******" cannot prove anything."""
    ask(office, channel=Channel.SMS)
    send(office)
    (row,) = rows(office, "enrol_code")
    with office.database.write() as session:
        _lost(session, row, office)
    office.settler.drive(row.id or 0)
    office.now += MINUTE
    office.settler.drive(row.id or 0)
    assert len(office.sent()) == 1


def test_with_a_link_key_no_stored_text_ever_holds_a_code_and_each_copy_leaves_with_the_same(
    database: Database,
) -> None:
    office = Office(database, reached_twice(), KEY)
    office.fail = lambda _: PASSING
    ask(office, channel=Channel.SMS)
    enrolling(office, KEY).send("minta")
    (row,) = rows(office, "enrol_code")
    assert PLACE in row.text
    office.fail = lambda _: None
    office.now += MINUTE
    enrolling(office, KEY).send("minta")
    (row,) = rows(office, "enrol_code")
    assert (row.state, PLACE in row.text) == ("ACCEPTED", True)
    with database.write() as session:
        _lost(session, row, office)
    office.settler.drive(row.id or 0)
    office.now += MINUTE
    office.settler.drive(row.id or 0)
    first, second = ({*re.findall(r"\b\d{6}\b", sent.text)} for sent in office.sent()[-2:])
    assert first == second
    assert first.isdisjoint(re.findall(r"\b\d{6}\b", row.text))
    write(office, f"DAFTAR {min(first)}")
    assert proved(office) == {"SMS"}
    office.parts.sender.close()
