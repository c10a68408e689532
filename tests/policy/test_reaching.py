"""The way that got an answer is tried first; stopped and failed ways are not tried; nobody is left without any."""

from datetime import UTC, datetime, timedelta

import pytest

from policy.people import Contact, Person
from policy.reaching import AGAIN, LATELY, PROOF, Known, ordered, reachable
from policy.words import Channel, Role
from tests.sample import person

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
DAY = timedelta(days=1)
SMS = Contact(Channel.SMS, "+6281200000011")
WHATSAPP = Contact(Channel.WHATSAPP, "+6281200000011")
MAIL = Contact(Channel.EMAIL, "dinsos@contoh.invalid")
CALL = Contact(Channel.PHONE, "+6281200000011")


def somebody(*ways: Contact) -> Person:
    return person("DINSOS-1", Role.FOCAL_POINT, 11, agency="DINSOS", channels=ways)


def known(way: Contact, **more: datetime) -> Known:
    return Known(way.channel, way.address, **more)


THREE = somebody(SMS, WHATSAPP, MAIL)


def test_with_nothing_known_the_pack_decides() -> None:
    assert ordered(THREE, (), NOW) == (SMS, WHATSAPP, MAIL)


def test_the_way_of_the_last_answer_is_tried_first() -> None:
    answers = (known(WHATSAPP, answered_at=NOW - DAY), known(MAIL, answered_at=NOW - 2 * DAY))
    assert ordered(THREE, answers, NOW) == (WHATSAPP, SMS, MAIL)


def test_an_answer_of_more_than_90_days_ago_counts_no_more() -> None:
    assert ordered(THREE, [known(MAIL, answered_at=NOW - LATELY)], NOW)[0] == SMS
    assert ordered(THREE, [known(MAIL, answered_at=NOW - LATELY + timedelta(seconds=1))], NOW)[0] == MAIL


@pytest.mark.parametrize("closed", ["stopped_at", "failed_at"])
def test_a_closed_way_is_left_out_even_if_it_got_answers(closed: str) -> None:
    way = known(SMS, answered_at=NOW - 2 * DAY, **{closed: NOW - DAY})
    assert ordered(THREE, [way], NOW) == (WHATSAPP, MAIL)


def test_a_failed_way_that_answers_again_is_tried_again_and_a_stopped_one_only_when_it_is_proved() -> None:
    assert ordered(somebody(SMS), [known(SMS, failed_at=NOW - DAY, answered_at=NOW)], NOW) == (SMS,)
    assert ordered(somebody(SMS), [known(SMS, stopped_at=NOW - DAY, answered_at=NOW)], NOW) == (CALL,)
    assert ordered(somebody(SMS), [known(SMS, stopped_at=NOW - DAY, proved_at=NOW)], NOW) == (SMS,)


def test_whose_every_way_is_closed_is_telephoned() -> None:
    closed = [known(way, failed_at=NOW) for way in (SMS, WHATSAPP, MAIL)]
    assert ordered(THREE, closed, NOW) == (CALL,)
    assert ordered(somebody(MAIL), closed, NOW) == (Contact(Channel.PHONE, ""),)
    assert not reachable(THREE, closed)
    assert reachable(THREE, closed[1:])


def test_somebody_without_any_way_has_none() -> None:
    assert ordered(somebody(), [known(SMS, failed_at=NOW)], NOW) == ()


def test_what_is_known_of_another_address_says_nothing() -> None:
    old = Known("SMS", "+6281299999999", failed_at=NOW, answered_at=NOW)
    assert ordered(somebody(SMS, MAIL), [old], NOW) == (SMS, MAIL)


def test_a_proof_lasts_90_days_and_is_asked_again_a_week_before() -> None:
    proved = known(SMS, proved_at=NOW)
    assert proved.proved(NOW + PROOF - DAY)
    assert not proved.proved(NOW + PROOF)
    assert not proved.asked_again(NOW + PROOF - AGAIN - DAY)
    assert proved.asked_again(NOW + PROOF - AGAIN)
    assert not known(SMS).asked_again(NOW)


def test_who_is_reached_by_the_local_sim_only_is_called_at_that_number() -> None:
    local = Contact(Channel.GATEWAY, "+6281200000011")
    assert ordered(somebody(local), (known(local, stopped_at=NOW),), NOW) == (CALL,)
