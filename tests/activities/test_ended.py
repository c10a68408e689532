"""A hand-over that has ended: nothing about it leaves any more, and its messages say since when and why."""

import pytest

from activities.settle import Waiting
from models.tables import Outbox
from notifications.channels import DeliveryError, Outgoing
from policy.commands import Correct, Refer, Reply, Withdraw
from policy.decide import decide
from policy.events import Decision, Settled, Unsettled
from policy.hard_commands import WithdrawConsent
from policy.refusals import Refused
from policy.words import Kind, Verb
from tests.activities.conftest import NewOffice
from tests.activities.office import MINUTE, PASSING, Office
from tests.activities.test_consent import EVENING
from tests.lives import Life
from tests.models.rows import found
from tests.policy.cases import CONSENT, DESK, DINSOS, WORKER
from tests.policy.consents import PARENT
from tests.sample import OFFICE, unit

PHONE = "+6281200000011"


def held(new_office: NewOffice) -> tuple[Office, Life, Outbox]:
    """A referral made on a Friday evening: its message waits for Monday."""
    office = new_office(unit(OFFICE))
    life = office.life(at=EVENING).planned()
    life.refer()
    row = office.last("task_referral")
    assert (row.state, row.start > EVENING) == ("READY", True)
    return office, life, row


def looked(office: Office, row: Outbox) -> Settled | Waiting:
    return office.settler.look(Unsettled(row.id or 0, row.n, row.start, row.deadline))


def to_them(office: Office) -> list[Outgoing]:
    return [sent for sent in office.sent() if sent.to == PHONE]


def test_a_withdrawn_consent_cancels_what_waits_at_once_and_says_so(new_office: NewOffice) -> None:
    office, life, row = held(new_office)
    life.do(WithdrawConsent, DESK, **PARENT)
    gone = found(office.database, row.id or 0)
    assert (gone.state, gone.error_code, gone.settled_at) == ("CANCELLED", "withdrawn", life.now)


def test_after_a_withdrawal_no_message_of_the_hand_over_leaves_but_that_it_stopped(new_office: NewOffice) -> None:
    office, life, row = held(new_office)
    life.do(WithdrawConsent, DESK, **PARENT)
    office.now = row.start + 5 * MINUTE
    assert [each.template for each in office.messages() if each.n == row.n and each.state == "READY"] == ["withdrawn"]
    for each in office.messages():
        looked(office, each)
    assert [sent.text for sent in to_them(office)] == [office.last("withdrawn").text]


def test_the_reason_never_says_that_it_was_the_consent(new_office: NewOffice) -> None:
    """Rule 7: holders are told "dihentikan", never why; the proof of notice is read by them."""
    office, life, row = held(new_office)
    life.do(WithdrawConsent, DESK, **PARENT)
    by_consent = found(office.database, row.id or 0).error_code
    life.refer("DINSOS", **(CONSENT | {"consent": "WALI"}))
    task = life.known.open_of(Kind.REFERRAL)[-1]
    life.do(Withdraw, WORKER, n=task.n)
    by_sender = [each for each in office.messages("task_referral") if each.n == task.n][-1].error_code
    assert by_consent == by_sender == "withdrawn"


@pytest.mark.parametrize("command, why", [(Withdraw, "withdrawn"), (Correct, "entered-in-error")])
def test_the_end_of_a_hand_over_is_the_reason(new_office: NewOffice, command: type[Withdraw], why: str) -> None:
    office, life, row = held(new_office)
    life.do(command, WORKER, n=row.n)
    assert found(office.database, row.id or 0).error_code == why


def test_a_referral_withdrawn_while_its_message_is_being_sent_is_not_sent_again(office: Office) -> None:
    life = office.life().planned()

    def withdrawn_meanwhile(outgoing: Outgoing) -> DeliveryError | None:
        if outgoing.to != PHONE or "DIHENTIKAN" in outgoing.text:
            return None
        life.case = life.kept()
        office.fail = lambda _: None
        life.do(WithdrawConsent, DESK, **PARENT)
        return PASSING

    office.fail = withdrawn_meanwhile
    refer_and_forget(life)
    row = office.last("task_referral")
    assert row.state == "READY"
    office.now += 2 * MINUTE
    assert looked(office, row) == Settled()
    assert found(office.database, row.id or 0).state == "CANCELLED"
    assert [sent.text for sent in to_them(office)] == [office.last("withdrawn").text]


def refer_and_forget(life: Life) -> None:
    """Refer; the case in memory is the one that was kept meanwhile."""
    fields = {"id": "rujuk", "by": WORKER.by, "role": WORKER.role, "agency": None}
    command = Refer(**fields, to="DINSOS", service="BANTUAN", **CONSENT)  # type: ignore[arg-type]
    decided = decide(life.known, command, life.now)
    assert isinstance(decided, Decision)
    life.recorder.record(decided.change)


def test_an_answer_to_a_hand_over_withdrawn_during_sending_changes_nothing_and_is_told_why(office: Office) -> None:
    life = office.life().planned()
    task = life.refer()
    life.do(WithdrawConsent, DESK, **PARENT)
    before = (life.known, office.messages())
    command = Reply(id="telat", by=DINSOS.by, role=DINSOS.role, agency=DINSOS.agency, n=task.n, verb=Verb.ACCEPT)
    answer = decide(life.known, command, life.now)
    assert isinstance(answer, Refused)
    assert answer.code == "ended"
    assert (life.known, office.messages()) == before


def test_what_was_held_about_other_hand_overs_stays(new_office: NewOffice) -> None:
    office, life, row = held(new_office)
    life.refer("DINSOS", service="LAIN")
    other = office.last("task_referral")
    life.do(Withdraw, WORKER, n=row.n)
    assert found(office.database, row.id or 0).state == "CANCELLED"
    assert (other.n != row.n, found(office.database, other.id or 0).state) == (True, "READY")
