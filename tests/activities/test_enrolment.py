"""A number is proved by a code that went there and came back; it is asked again, and told on if nobody answers."""

import re
from collections.abc import Iterator
from datetime import timedelta
from secrets import randbelow

import pytest
from sqlmodel import col, select

from activities.digests import Digests
from activities.enrolment import Enrolment
from activities.inbound import Reader
from activities.own_message import Post
from activities.wiring import opaque_id
from models import enrolment, inbox, reaching
from models.enrolment import ENROL, Whom
from models.reach import Reach
from models.tables import Inbox, Outbox
from notifications.links import Links
from policy.enrolling import LASTS
from policy.people import Contact
from policy.reaching import AGAIN, PROOF
from policy.unit import Unit
from policy.words import Channel, Verb
from policy.worktime import next_opening
from tests.activities.conftest import NewOffice
from tests.activities.office import PASSING, Office, with_contacts
from tests.databases import NOW
from tests.sample import OFFICE, unit

SMS, MAIL = Contact(Channel.SMS, "+6281200000011"), Contact(Channel.EMAIL, "dinsos@contoh.invalid")
"""The ways to DINSOS-1."""
KEY = "kunci-uji"
OPENING = NOW.replace(hour=0, minute=45)
"""07.45 WIB."""


def reached_twice() -> Unit:
    return with_contacts("DINSOS-1", SMS, MAIL, given=unit(OFFICE))


@pytest.fixture
def office(new_office: NewOffice) -> Office:
    return new_office(reached_twice())


def enrolling(office: Office, key: str = "") -> Enrolment:
    """What the relay has."""
    return Enrolment(
        office.database,
        office.settler,
        lambda: office.now,
        Post(opaque_id, Links(key)),
        randbelow,
        lambda channel: channel is Channel.SMS,
        "contoh",
    )


def ask(office: Office, name: str = "minta", channel: Channel | None = None, *, at_once: bool = True) -> None:
    with office.database.write() as session:
        inbox.put(session, enrolment.request(name, "DINSOS-1", channel, office.now, at_once=at_once))


def send(office: Office, name: str = "minta") -> None:
    for _ in range(2):
        enrolling(office).send(name)


def codes(office: Office) -> dict[Channel, str]:
    """The codes as they arrived."""
    return {
        channel: found[-1]
        for channel in (Channel.SMS, Channel.EMAIL)
        for sent in office.sent(channel)[-1:]
        if (found := re.findall(r"\b\d{6}\b", sent.text))
    }


def rows(office: Office, template: str) -> list[Outbox]:
    with office.database.read() as session:
        return list(session.exec(select(Outbox).where(Outbox.template == template).order_by(col(Outbox.id))).all())


def proved(office: Office) -> set[str]:
    with office.database.read() as session:
        return {row.channel for row in session.exec(select(Reach).where(col(Reach.proved_at).is_not(None))).all()}


def write(office: Office, body: str, sender: str = SMS.address) -> str:
    """A text comes in; the line that goes back."""
    payload = {"from": sender, "channel": Channel.SMS, "provider_id": body}
    row = Inbox(id=f"in-{body}", kind="Inbound", payload=payload, facts={"body": body}, created_at=office.now)
    with office.database.write() as session:
        inbox.put(session, row)
    reader = Reader(office.database, office.parts.sender, lambda: office.now, opaque_id, "contoh")
    reader.read(row.id)
    return office.sent()[-1].text


def look(office: Office) -> None:
    Digests(office.database, office.settler, Post(opaque_id), "contoh").look(office.now)


def asked(office: Office) -> Iterator[Inbox]:
    with office.database.read() as session:
        yield from session.exec(select(Inbox).where(Inbox.kind == ENROL)).all()


def test_each_way_gets_a_code_of_its_own_with_who_asks_and_why(office: Office) -> None:
    ask(office)
    send(office)
    found = codes(office)
    assert len(set(found.values())) == 2
    assert office.sent()[-1].text == (
        f"ULT CONTOH: Kode {found[Channel.SMS]} utk memastikan pesan tugas sampai ke DINSOS-1. Balas DAFTAR "
        f"{found[Channel.SMS]}, atau bacakan ke petugas kami, +6281200000003"
    )
    assert "Balas" not in office.sent(Channel.EMAIL)[-1].text


def test_what_is_kept_of_the_texts_holds_no_code_once_they_have_left(office: Office) -> None:
    ask(office)
    send(office)
    kept = rows(office, "enrol_code")
    assert len(kept) == 2
    assert all("******" in row.text and row.filled is None for row in kept)
    assert all(code not in row.text for row in kept for code in codes(office).values())


def test_asked_again_by_the_relay_nothing_is_sent_twice(office: Office) -> None:
    ask(office)
    for _ in range(4):
        send(office)
    assert [row.attempts for row in rows(office, "enrol_code")] == [1, 1]
    with office.database.read() as session:
        assert inbox.answers(session, ["minta"]) == {"minta": {"ok": True, "told": 2}}


def test_a_code_goes_by_its_own_way_alone_however_it_fares(office: Office) -> None:
    office.fail = lambda _: PASSING
    ask(office, channel=Channel.SMS)
    send(office)
    (row,) = rows(office, "enrol_code")
    assert (row.channels, row.state, "******" in row.text) == ([], "READY", False)


def test_a_reply_with_the_code_proves_the_number_it_went_to(office: Office) -> None:
    ask(office)
    send(office)
    line = write(office, f"daftar {codes(office)[Channel.SMS]}")
    assert line.startswith("ULT CONTOH: Terima kasih. Pesan ke DINSOS-1 terbukti sampai di sini")
    assert proved(office) == {"SMS"}


def test_a_wrong_code_by_text_proves_nothing_and_says_so(office: Office) -> None:
    ask(office, channel=Channel.SMS)
    send(office)
    right = codes(office)[Channel.SMS]
    wrong = "111111" if right != "111111" else "222222"
    assert "Kode itu salah" in write(office, f"DAFTAR {wrong}")
    assert proved(office) == set()


def test_a_code_read_by_somebody_else_s_number_proves_nothing(office: Office) -> None:
    ask(office, channel=Channel.SMS)
    send(office)
    write(office, f"DAFTAR {codes(office)[Channel.SMS]}", "+6281200000012")
    assert proved(office) == set()


def test_a_code_ends_after_three_days_and_when_a_newer_one_is_sent(office: Office) -> None:
    ask(office, channel=Channel.SMS)
    send(office)
    first = codes(office)[Channel.SMS]
    ask(office, "lagi", Channel.SMS)
    send(office, "lagi")
    second = codes(office)[Channel.SMS]
    if first != second:
        assert "Kode itu salah" in write(office, f"DAFTAR {first}")
    office.now += LASTS
    assert "Kode itu salah" in write(office, f"DAFTAR {second} ")
    assert proved(office) == set()


def test_daftar_alone_still_lists_the_open_tasks(office: Office) -> None:
    task = office.life(at=NOW).planned().refer()
    assert task.code in write(office, "DAFTAR")


def test_a_week_before_its_end_a_proof_is_asked_again_once_at_the_opening(office: Office) -> None:
    with office.database.write() as session:
        reaching.proved(session, "contoh", "DINSOS-1", SMS, NOW)
    office.now = NOW + PROOF - AGAIN - timedelta(days=1)
    look(office)
    assert list(asked(office)) == []
    office.now = (NOW + PROOF - AGAIN).replace(hour=20)
    look(office)
    assert list(asked(office)) == []
    office.now = next_opening(OFFICE, office.now)
    for _ in range(3):
        look(office)
    (row,) = asked(office)
    assert row.payload == {"person": "DINSOS-1", "channel": "SMS", "at_once": False}
    assert SMS.address not in row.id
    send(office, row.id)
    (code,) = rows(office, "enrol_code")
    assert (code.start, code.state) == (office.now, "ACCEPTED")
    write(office, f"DAFTAR {codes(office)[Channel.SMS]}")
    office.now += timedelta(days=20)
    look(office)
    assert len(list(asked(office))) == 1


def test_a_code_that_nobody_answers_is_told_once_to_the_superior(office: Office) -> None:
    office.now = OPENING
    with office.database.write() as session:
        for way in (SMS, MAIL):
            enrolment.keep(session, Whom("contoh", "DINSOS-1", way), "482913", office.now)
    office.now += LASTS - timedelta(minutes=1)
    look(office)
    assert rows(office, "unproved") == []
    office.now += timedelta(hours=1)
    for _ in range(3):
        look(office)
    (row,) = rows(office, "unproved")
    assert (row.person, row.state) == ("DINSOS-9", "ACCEPTED")
    assert "DINSOS-1" in row.text


def test_a_proof_by_another_way_does_not_hide_the_one_that_got_no_answer(office: Office) -> None:
    office.now = OPENING
    with office.database.write() as session:
        enrolment.keep(session, Whom("contoh", "DINSOS-1", SMS), "482913", office.now)
        reaching.proved(session, "contoh", "DINSOS-1", SMS, office.now)
    office.now += LASTS
    look(office)
    assert rows(office, "unproved") == []


def test_an_answer_by_text_is_remembered_for_the_way_it_came(office: Office) -> None:
    task = office.life(at=NOW).planned().refer()
    write(office, f"{Verb.ACCEPT} {task.code}")
    with office.database.read() as session:
        (row,) = session.exec(select(Reach)).all()
    assert (row.person, row.channel, row.address, row.answered_at) == ("DINSOS-1", "SMS", SMS.address, office.now)
