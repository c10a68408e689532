"""What leaves, and what no longer does, when a referral stops for want of its basis (domain.md §4 rule 7)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from activities.needed import needed
from activities.settle import Waiting
from models.tables import Outbox
from policy.commands import Refer
from policy.events import Settled
from policy.hard_commands import DecideBasis, WithdrawConsent
from policy.unit import Unit
from policy.words import Channel, Consent, Kind, Risk
from tests.activities.office import MINUTE, PASSING, Office
from tests.databases import NOW
from tests.lives import Life
from tests.models.rows import found
from tests.policy.cases import DESK, SUPERVISOR, WORKER
from tests.policy.consents import ALONE, PARENT
from tests.sample import OFFICE, unit

NewOffice = Callable[[Unit], Office]
EVENING = datetime(2026, 11, 27, 13, 30, tzinfo=UTC)
"""Friday 20.30 WIB."""
PHONE = "+6281200000011"
WHY = ("persetujuan", "consent", "cabut", "orang tua", "parent", "dasar", "basis")


def _withdraw(life: Life) -> None:
    life.do(WithdrawConsent, DESK, **PARENT)


def test_the_holder_of_a_stopped_referral_reads_dihentikan_and_never_why(office: Office) -> None:
    """Rule 7."""
    life = office.life().planned()
    life.refer()
    _withdraw(life)
    (told,) = [sent for sent in office.sent() if sent.to == PHONE and "DIHENTIKAN" in sent.text]
    assert [word for word in WHY if word in told.text.lower()] == []


def test_the_worker_reads_that_it_ended_unserved_and_nothing_personal(office: Office) -> None:
    """Rules 5 and 7."""
    life = office.life().planned()
    life.refer()
    _withdraw(life)
    told = {row.template: row for row in office.messages() if row.change_id == life.changes[-1].id}
    assert set(told) == {"withdrawn", "unserved", "consent_noted"}
    assert (told["unserved"].person, "DINSOS" in told["unserved"].text) == ("PS-01", True)


def test_a_held_message_of_a_stopped_referral_is_cancelled(office: Office) -> None:
    """Rule 7."""
    office.fail = lambda outgoing: PASSING if outgoing.to == PHONE else None
    life = office.life().planned()
    life.do(Refer, WORKER, to="DINSOS", service="BANTUAN", consent=Consent.PARENT, services_ok=True, sharing_ok=True)
    row = office.last("task_referral")
    _withdraw(life)
    office.now += MINUTE
    assert found(office.database, row.id or 0).state == "CANCELLED"


@pytest.mark.parametrize("template", ["reminder", "task_referral", "to_superior", "silent", "call_desk"])
def test_what_was_said_of_a_stopped_referral_is_no_longer_needed(office: Office, template: str) -> None:
    """Rule 7: nobody is chased, at the agency or at the unit."""
    life = office.life().planned()
    task = life.refer()
    life.pass_time(task.plan.rungs[-1].at - life.now)
    row = office.last(template)
    assert needed(life.known, row)
    _withdraw(life)
    assert not needed(life.known, row)
    assert needed(life.known, office.last("withdrawn"))


def test_while_the_supervisor_decides_the_holder_is_told_nothing(office: Office) -> None:
    """Rule 7."""
    life = office.life(risk=Risk.HIGH)
    life.planned().do(WithdrawConsent, DESK, giver=Consent.CARER, named=True, abuse=True)
    life.refer()
    life.do(WithdrawConsent, DESK, abuse=True, **PARENT)
    assert {row.person for row in _of_last(office, life)} == {"SV-01", "PS-01"}
    life.do(DecideBasis, SUPERVISOR, n=life.known.open_of(Kind.REVOCATION)[0].n, yes=False)
    assert [row.template for row in _of_last(office, life)] == ["decided"]


def _of_last(office: Office, life: Life) -> list[Outbox]:
    return [row for row in office.messages() if row.change_id == life.changes[-1].id]


def test_a_supervisor_is_asked_at_any_hour_for_what_is_due_in_clock_hours(new_office: NewOffice) -> None:
    """Rule 7: four hours and 24 hours run on a Friday night too."""
    office = new_office(unit(OFFICE))
    life = office.life(at=EVENING).planned()
    life.refer(**ALONE)
    life.do(Refer, WORKER, to="RSUD", service="BANTUAN", consent=Consent.PARENT, services_ok=True, sharing_ok=True)
    life.do(WithdrawConsent, DESK, abuse=True, **PARENT)
    for kind, hours in ((Kind.BASIS, 24), (Kind.REVOCATION, 4)):
        (task,) = life.known.open_of(kind)
        (row,) = [row for row in office.messages("task_internal") if row.n == task.n]
        assert (row.person, row.start, row.state) == ("SV-01", EVENING, "ACCEPTED")
        assert task.plan.due == EVENING + timedelta(hours=hours)
    life.pass_time(timedelta(hours=8))
    manager = office.last("manager_task")
    assert manager.start == manager.created_at == EVENING + timedelta(hours=8)


def test_the_supervisor_who_named_a_basis_is_not_asked_to_confirm_it(office: Office) -> None:
    """Rule 7."""
    life = office.life().planned()
    life.refer(consent=Consent.OTHER_BASIS, decider="SV-01")
    (task,) = life.known.open_of(Kind.BASIS)
    assert task.person
    assert task.person != "SV-01"


def test_a_message_given_up_while_its_referral_stopped_troubles_nobody(office: Office) -> None:
    """Rule 7."""
    office.fail = lambda outgoing: PASSING if outgoing.to == PHONE else None
    life = office.life().planned()
    before = len(life.changes)
    life.refer()
    (unsettled,) = office.record(life.changes[before]).unsettled
    _withdraw(life)
    office.now = NOW + timedelta(days=1)
    looked = office.settler.look(unsettled)
    assert not isinstance(looked, Waiting)
    assert looked == Settled()
    assert office.sent(Channel.EMAIL) == []
