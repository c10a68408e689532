"""What had to wait says what is true when it leaves, in the way of the channel it leaves by."""

from dataclasses import replace
from datetime import timedelta

import pytest

from models import outbox, types
from models.tables import CaseRow
from notifications import links
from policy.case import Case, Handover
from policy.commands import Reply
from policy.people import Contact
from policy.words import Channel, Verb
from tests.activities.conftest import NewOffice
from tests.activities.office import BAD_NUMBER, MINUTE, PASSING, Office, with_contacts
from tests.activities.test_settle import MAIL, PHONE, WHATSAPP
from tests.lives import Life
from tests.policy.cases import DINSOS


def _referral(office: Office) -> tuple[Life, Handover]:
    life = office.life()
    life.planned()
    return life, life.refer()


def test_a_message_keeps_what_it_was_filled_with_in_codes_only(office: Office) -> None:
    life, task = _referral(office)
    row = office.last("task_referral")
    assert row.filled is not None
    assert (row.filled["code"], row.filled["holder"], row.filled["tz"]) == (task.code, "DINSOS", "Asia/Jakarta")
    assert row.urgency == task.urgency
    assert life.code not in row.text


def test_a_due_time_that_moved_while_the_message_waited_is_said_as_it_is_now(office: Office) -> None:
    office.fail = lambda outgoing: PASSING if outgoing.to == PHONE.address else None
    life, task = _referral(office)
    row = office.last("task_referral")
    _moved(office, life, task, timedelta(hours=3))
    office.fail = lambda _: None
    office.now += MINUTE
    office.parts.settler.drive(row.id or 0)
    (sent,) = [each for each in office.sent() if each.to == PHONE.address]
    assert sent.text != row.text
    assert sent.text.replace("17.00", "14.00") == row.text
    assert office.last("task_referral").text == sent.text


def _moved(office: Office, life: Life, task: Handover, by: timedelta) -> None:
    """The record says another due time for a task."""
    plan = replace(task.plan, due=task.plan.due + by)
    moved: Case = replace(
        life.known, handovers=tuple(replace(t, plan=plan) if t.n == task.n else t for t in life.known.handovers)
    )
    with office.database.write() as session:
        row = session.get_one(CaseRow, life.code)
        row.state = types.case_to_json(moved)
        session.add(row)


def test_by_mail_a_message_has_a_subject_and_asks_for_no_reply(new_office: NewOffice) -> None:
    office = new_office(with_contacts("DINSOS-1", PHONE, MAIL))
    office.fail = lambda outgoing: BAD_NUMBER if outgoing.to == PHONE.address else None
    _, task = _referral(office)
    office.parts.settler.drive(office.last("task_referral").id or 0)
    (mail,) = office.sent(Channel.EMAIL)
    assert task.code in mail.subject
    assert "Balas" not in mail.text
    assert "Balas" in office.messages("task_referral")[0].text


def test_a_reply_is_asked_for_only_where_it_comes_back(new_office: NewOffice) -> None:
    office = new_office(with_contacts("DINSOS-1", WHATSAPP, PHONE))
    office.fail = lambda outgoing: BAD_NUMBER if outgoing.to == WHATSAPP.address else None
    _referral(office)
    office.parts.settler.drive(office.last("task_referral").id or 0)
    texts = {row.channel: row.text for row in office.messages("task_referral")}
    assert ("Balas" in texts["WHATSAPP"], "Balas" in texts["SMS"]) == (False, True)


def test_a_follower_has_a_link_of_its_own_and_the_text_keeps_only_its_place(new_office: NewOffice) -> None:
    office = new_office(with_contacts("DINSOS-1", PHONE, WHATSAPP))
    office.fail = lambda outgoing: BAD_NUMBER if outgoing.to == PHONE.address else None
    office.parts.sender._link_key = "kunci"  # noqa: SLF001 - the office has none
    _referral(office)
    row = office.last("task_referral")
    with office.database.write() as session:
        stored = outbox.locked(session, row.id or 0)
        stored.filled, stored.text = None, f"teks {links.address('https://contoh.invalid')}"
        session.add(stored)
    office.parts.settler.drive(row.id or 0)
    (sent,) = office.sent(Channel.WHATSAPP)
    after = office.last("task_referral")
    token = links.token_of("kunci", after.notification_id)
    assert sent.text == f"teks https://contoh.invalid/t/{token}"
    assert (after.link_hash, after.text) == (links.hash_of(token), f"teks https://contoh.invalid/t/{links.PLACE}")


@pytest.mark.parametrize("answered", [True, False])
def test_a_row_taken_up_again_after_a_crash_is_read_again_first(office: Office, answered: bool) -> None:  # noqa: FBT001
    office.fail = lambda outgoing: PASSING if outgoing.to == PHONE.address else None
    life, task = _referral(office)
    row = office.last("task_referral")
    office.fail = lambda _: None
    if answered:
        life.do(Reply, DINSOS, n=task.n, verb=Verb.ACCEPT)
    left = office.parts.settler.fresh([row])
    assert ([each.id for each in left], office.messages("task_referral")[0].state) == (
        ([], "CANCELLED") if answered else ([row.id], "READY")
    )
    assert office.parts.settler.fresh([]) == []


def test_a_held_message_of_a_person_whose_number_died_meanwhile_takes_another(new_office: NewOffice) -> None:
    office = new_office(with_contacts("DINSOS-1", PHONE, Contact(Channel.SMS, "+6281200000031"), WHATSAPP))
    office.fail = lambda outgoing: BAD_NUMBER if outgoing.to in {PHONE.address, "+6281200000031"} else None
    _referral(office)
    first = office.last("task_referral").id or 0
    office.parts.settler.drive(first)
    assert [row.address for row in office.messages("task_referral")] == [
        PHONE.address,
        "+6281200000031",
        WHATSAPP.address,
    ]
