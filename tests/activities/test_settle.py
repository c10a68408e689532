"""Each message is seen to its fate: again after a passing failure, never blindly, by another channel, or given up."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from temporalio.exceptions import ApplicationError

from activities.settle import Waiting
from models import outbox, record
from models.tables import Outbox, Receipt
from notifications.channels import DeliveryError
from policy.commands import Assign, Reply, Withdraw
from policy.events import Settled, Unsettled
from policy.people import Contact
from policy.words import Audience, Channel, Outcome, Verb
from tests.activities.conftest import NewOffice
from tests.activities.office import BAD_NUMBER, MINUTE, NOBODY_KNOWS, PASSING, Office, desk_of, with_contacts
from tests.databases import SQLITE
from tests.lives import Life
from tests.models.rows import at_once, found
from tests.policy.cases import DINSOS, SUPERVISOR, WORKER
from tests.sample import OFFICE, unit

SECOND = timedelta(seconds=1)
EVENING = datetime(2026, 11, 24, 13, tzinfo=UTC)
PHONE, WHATSAPP = Contact(Channel.SMS, "+6281200000011"), Contact(Channel.WHATSAPP, "+6281200000012")
MAIL = Contact(Channel.EMAIL, "dinsos@contoh.invalid")
TWO_WAYS = with_contacts("DINSOS-1", PHONE, WHATSAPP)
LOST = Settled(Audience.HOLDER)


def _referral(office: Office, life: Life) -> Unsettled:
    """A referral whose first message did not leave, as the workflow holds it."""
    life.planned()
    before = len(life.changes)
    life.refer()
    (unsettled,) = office.record(life.changes[before]).unsettled
    return unsettled


def _row(office: Office, unsettled: Unsettled) -> Outbox:
    return found(office.database, unsettled.row)


def test_a_passing_failure_is_tried_again_after_one_and_ten_minutes_and_then_by_nobody(office: Office) -> None:
    office.fail = lambda _: PASSING if _.to == PHONE.address else None
    unsettled = _referral(office, office.life())
    waits = []
    while isinstance(found_now := office.settler.look(unsettled), Waiting):
        waits.append(found_now.delay)
        office.now += found_now.delay
    assert waits == [MINUTE, SECOND, 10 * MINUTE - SECOND, SECOND]
    assert found_now == LOST
    row = _row(office, unsettled)
    assert (row.state, row.attempts, row.error_code) == ("UNDELIVERED", 3, "30001")


def test_a_message_that_passes_at_the_second_try_is_settled(office: Office) -> None:
    office.fail = lambda _: PASSING
    unsettled = _referral(office, office.life())
    office.fail = lambda _: None
    office.now += MINUTE
    assert isinstance(office.settler.look(unsettled), Waiting)
    assert office.settler.look(unsettled) == Settled()
    assert _row(office, unsettled).state == "ACCEPTED"


def test_a_refused_message_takes_the_next_channel_at_once_in_its_own_words(new_office: NewOffice) -> None:
    office = new_office(TWO_WAYS)
    office.fail = lambda outgoing: BAD_NUMBER if outgoing.to == PHONE.address else None
    unsettled = _referral(office, office.life())
    assert isinstance(office.settler.look(unsettled), Waiting)
    assert office.settler.look(unsettled) == Settled()
    follower = office.last("task_referral")
    (sent,) = office.sent(Channel.WHATSAPP)
    assert sent.to == WHATSAPP.address
    assert ("Balas" in _row(office, unsettled).text, "Balas" in sent.text) == (True, False)
    assert (follower.state, follower.resent) == ("ACCEPTED", False)


def test_a_message_that_no_channel_takes_is_given_up_and_its_audience_named(new_office: NewOffice) -> None:
    office = new_office(TWO_WAYS)
    office.fail = lambda _: BAD_NUMBER
    unsettled = _referral(office, office.life())
    assert isinstance(office.settler.look(unsettled), Waiting)
    assert [office.settler.look(unsettled) for _ in range(2)] == [LOST, LOST]
    assert [(item.kind, item.person) for item in desk_of(office)] == [("message", "DINSOS-1")]


def test_a_message_of_unknown_fate_waits_two_minutes_and_then_goes_once_more_marked_so(new_office: NewOffice) -> None:
    office = new_office(TWO_WAYS)
    office.fail = lambda outgoing: NOBODY_KNOWS if outgoing.to == PHONE.address else None
    unsettled = _referral(office, office.life())
    office.now += timedelta(seconds=119)
    assert isinstance(office.settler.look(unsettled), Waiting)
    assert office.last("task_referral").id == unsettled.row
    office.now += SECOND
    office.fail = lambda _: None
    assert isinstance(office.settler.look(unsettled), Waiting)
    assert office.settler.look(unsettled) == Settled()
    again = office.last("task_referral")
    assert (again.channel, again.state, again.resent) == ("SMS", "ACCEPTED", True)
    assert (again.text, again.id) == (_row(office, unsettled).text, unsettled.row + 1)


def test_a_second_unknown_fate_takes_the_next_channel_marked_and_a_third_is_the_last(new_office: NewOffice) -> None:
    office = new_office(with_contacts("DINSOS-1", PHONE, WHATSAPP, MAIL))
    office.fail = lambda outgoing: NOBODY_KNOWS if outgoing.to in {PHONE.address, WHATSAPP.address} else None
    unsettled = _referral(office, office.life())
    while isinstance(found_now := office.settler.look(unsettled), Waiting):
        office.now += found_now.delay
    assert found_now == LOST
    tried = [(row.channel, row.resent) for row in office.messages("task_referral")]
    assert tried == [("SMS", False), ("SMS", True), ("WHATSAPP", True)]
    assert office.sent(Channel.EMAIL) == []
    assert [item.kind for item in desk_of(office)] == ["channel", "message"]


def test_a_callback_clears_an_unknown_fate_and_nothing_is_sent_again(new_office: NewOffice) -> None:
    office = new_office(TWO_WAYS)
    office.fail = lambda _: NOBODY_KNOWS
    unsettled = _referral(office, office.life())
    receipt = Receipt(provider_id="SM1", status="sent", at=office.now)
    with office.database.write() as session:
        outbox.receive(session, receipt, _row(office, unsettled).notification_id)
    office.now += timedelta(minutes=5)
    assert office.settler.look(unsettled) == Settled()
    assert office.sent(Channel.WHATSAPP) == []


def test_a_sender_that_died_leaves_an_unknown_fate_and_not_a_message_to_send(office: Office) -> None:
    office.fail = lambda _: PASSING
    unsettled = _referral(office, office.life())
    with office.database.write() as session:
        assert outbox.take(session, unsettled.row, office.now)
    office.now += timedelta(seconds=40)
    assert isinstance(office.settler.look(unsettled), Waiting)
    assert _row(office, unsettled).state == "INTENT"
    office.now += SECOND
    assert isinstance(office.settler.look(unsettled), Waiting)
    assert (_row(office, unsettled).state, _row(office, unsettled).error_code) == ("AMBIGUOUS", "sender-died")
    office.fail = lambda _: None
    office.now += timedelta(seconds=120)
    assert isinstance(office.settler.look(unsettled), Waiting)
    assert office.settler.look(unsettled) == Settled()
    assert (office.last("task_referral").state, office.last("task_referral").resent) == ("ACCEPTED", True)


def test_a_held_message_waits_for_its_start_and_then_leaves(new_office: NewOffice) -> None:
    office = new_office(unit(OFFICE))
    unsettled = _referral(office, office.life(at=EVENING))
    held = office.settler.look(unsettled)
    assert isinstance(held, Waiting)
    assert held.delay == unsettled.start - office.now
    office.now = unsettled.start
    assert isinstance(office.settler.look(unsettled), Waiting)
    assert office.settler.look(unsettled) == Settled()
    assert office.sent()[-1].to == PHONE.address


def test_a_message_past_its_deadline_is_given_up_unsent(new_office: NewOffice) -> None:
    office = new_office(unit(OFFICE))
    unsettled = _referral(office, office.life(at=EVENING))
    office.now = unsettled.deadline
    assert office.settler.look(unsettled) == LOST
    assert _row(office, unsettled).error_code == "deadline"


Meanwhile = Callable[[Life, int], None]


def _answered(life: Life, n: int) -> None:
    life.do(Reply, DINSOS, n=n, verb=Verb.ACCEPT)


def _withdrawn(life: Life, n: int) -> None:
    life.do(Withdraw, WORKER, n=n)


def _ended(life: Life, n: int) -> None:
    life.do(Reply, DINSOS, n=n, verb=Verb.ACCEPT)
    life.do(Reply, DINSOS, n=n, verb=Verb.COMPLETE, outcome=Outcome.SERVED)


def _given_to_another(life: Life, n: int) -> None:
    life.do(Assign, SUPERVISOR, n=n, to="DINSOS-2")


@pytest.mark.parametrize("meanwhile", [_answered, _withdrawn, _ended, _given_to_another])
def test_what_is_no_longer_true_is_cancelled_and_not_sent(office: Office, meanwhile: Meanwhile) -> None:
    office.fail = lambda outgoing: PASSING if outgoing.to == PHONE.address else None
    life = office.life()
    unsettled = _referral(office, life)
    meanwhile(life, unsettled.n)
    office.fail = lambda _: None
    office.now += MINUTE
    assert office.settler.look(unsettled) == Settled()
    assert _row(office, unsettled).state == "CANCELLED"
    row = _row(office, unsettled)
    assert (row.address, row.text) not in {(sent.to, sent.text) for sent in office.sent()}


@pytest.mark.parametrize("error", [BAD_NUMBER, NOBODY_KNOWS])
def test_a_lost_message_that_nobody_needs_any_more_troubles_nobody(office: Office, error: DeliveryError) -> None:
    office.fail = lambda _: error
    life = office.life()
    unsettled = _referral(office, life)
    office.fail = lambda _: None
    _answered(life, unsettled.n)
    office.now += timedelta(seconds=120)
    assert office.settler.look(unsettled) == Settled()


def test_threads_that_look_at_one_message_at_once_send_it_once(office: Office) -> None:
    office.fail = lambda _: PASSING
    unsettled = _referral(office, office.life())
    office.fail = lambda _: None
    office.now += MINUTE
    sent = len(office.sent())
    at_once(*[lambda: office.settler.look(unsettled)] * 5)
    assert len(office.sent()) == sent + 1
    assert office.settler.look(unsettled) == Settled()


def test_looking_at_a_message_does_not_wait_for_whoever_writes_the_case(office: Office) -> None:
    office.fail = lambda _: PASSING
    unsettled = _referral(office, office.life())
    if office.database.url.startswith(SQLITE):
        return
    with office.database.write() as session:
        assert record.lock_case(session, "KX7M4QA")
        (looked,) = at_once(lambda: office.settler.look(unsettled))
        assert isinstance(looked, Waiting)


def test_the_activity_says_not_yet_as_a_retry_with_its_reason_and_time(office: Office) -> None:
    office.fail = lambda _: PASSING
    unsettled = _referral(office, office.life())
    with pytest.raises(ApplicationError, match="30001") as caught:
        office.activities.settle(unsettled)
    assert (caught.value.type, caught.value.next_retry_delay) == ("waiting", MINUTE)
    office.fail = lambda _: None
    office.now += MINUTE
    with pytest.raises(ApplicationError):
        office.activities.settle(unsettled)
    assert office.activities.settle(unsettled) == Settled()
