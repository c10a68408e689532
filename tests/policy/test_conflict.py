"""Rule 8: suspects and household are kept out of a case whichever way they would come in; restricted cases."""

from typing import Any

import pytest

from policy.commands import Approve, Assign, Command, ProposeClosure, Refer, Reply, Withdraw
from policy.hard_commands import Bar, Restrict, Unbar
from policy.hard_words import Conflict
from policy.refusals import Refused
from policy.view import stuck_reason
from policy.without import without
from policy.words import ClosureReason, Consent, Kind, Stuck, Verb
from tests.policy.cases import CONSENT, DESK, DINSOS, MANAGER, SUPERVISOR, WORKER, Who
from tests.policy.keeping import Office, addresses, reached, referred
from tests.sample import unit

SUSPECT: dict[str, Any] = {"relation": Conflict.SUSPECT}


@pytest.fixture
def office() -> Office:
    return referred()


def _holder(office: Office, n: int = 5) -> str:
    task = office.known.find(n)
    assert task is not None
    return task.person


def test_what_a_barred_person_holds_goes_to_the_deputy_who_is_told(office: Office) -> None:
    """Rule 8."""
    assert _holder(office) == "DINSOS-1"
    office.do(Bar, DESK, person="DINSOS-1", **SUSPECT)
    assert _holder(office) == "DINSOS-2"
    assert office.written("task_referral") == ["DINSOS-1", "DINSOS-2"]
    assert office.known.barred == ("DINSOS-1",)


def test_a_hand_over_says_since_when_the_deputy_holds_it(office: Office) -> None:
    """Rule 8 and rule 1."""
    office.pass_time(office.now - office.now.replace(hour=1))
    office.do(Bar, DESK, person="DINSOS-1", **SUSPECT)
    assert office.one(Kind.REFERRAL).since == office.now


def test_the_event_of_a_barred_person_has_codes_only(office: Office) -> None:
    """Rule 8."""
    (event,) = office.do(Bar, DESK, person="DINSOS-1", **SUSPECT).change.events
    assert event.data == {"person": "DINSOS-1", "reason": "TERSANGKA"}


def test_a_barred_worker_loses_the_case_to_the_deputy(office: Office) -> None:
    """Rule 8."""
    office.do(Bar, DESK, person="PS-01", **SUSPECT)
    assert office.known.worker == "PS-02"
    assert office.one(Kind.VISIT).person == "PS-02"
    assert office.written("reassigned") == ["PS-02"]


def test_where_nobody_of_an_agency_is_left_the_superior_holds_and_then_the_supervisor_chooses(office: Office) -> None:
    """Rule 8: TANPA_PEMEGANG is shown, and the supervisor is told once."""
    for code in ("DINSOS-1", "DINSOS-2"):
        office.do(Bar, DESK, person=code, **SUSPECT)
    assert _holder(office) == "DINSOS-9"
    office.do(Bar, DESK, person="DINSOS-9", **SUSPECT)
    assert (_holder(office), office.one(Kind.REFERRAL).id_) == ("", "DINSOS")
    assert stuck_reason(office.known, office.now) == Stuck.NO_HOLDER
    office.do(Bar, DESK, person="PS-02", **SUSPECT)
    assert office.written("no_holder") == ["SV-01"]


def test_who_was_barred_by_mistake_may_hold_again(office: Office) -> None:
    """Rule 8: what is without a holder finds one at once; what somebody else holds by now stays there."""
    for code in ("DINSOS-1", "DINSOS-2", "DINSOS-9"):
        office.do(Bar, DESK, person=code, **SUSPECT)
    office.do(Unbar, SUPERVISOR, person="DINSOS-2")
    assert _holder(office) == "DINSOS-2"
    assert office.written("task_referral")[-1] == "DINSOS-2"
    office.do(Unbar, SUPERVISOR, person="DINSOS-1")
    assert _holder(office) == "DINSOS-2"


def test_a_number_bars_everybody_who_has_it_and_stays_out_of_the_event(office: Office) -> None:
    """Rule 8: *nomor bersama*."""
    office.unit = reached(office.unit, "DINSOS-2", "+6281299990000", "+6281200000012")
    office.unit = reached(office.unit, "DINSOS-1", "+6281200000011", "+6281299990000")
    office.numbers.add("+6281299990000")
    change = office.do(Bar, DESK, relation=Conflict.HOUSEHOLD).change
    assert change.events[0].data == {"reason": "KELUARGA"}
    assert office.known.kept_out == ("DINSOS-1", "DINSOS-2")
    assert _holder(office) == "DINSOS-9"


def test_a_number_taken_back_keeps_nobody_out(office: Office) -> None:
    """Rule 8."""
    office.numbers.add("+6281200000011")
    office.do(Bar, DESK, relation=Conflict.HOUSEHOLD)
    office.numbers.clear()
    office.do(Unbar, SUPERVISOR)
    assert office.known.kept_out == ()
    assert _holder(office) == "DINSOS-2"


def test_a_pack_that_gives_a_holder_the_suspects_number_takes_the_task_away(office: Office) -> None:
    """Rule 8: whichever way they would come in; here a change of the pack."""
    office.numbers.add("+6281299990000")
    office.do(Bar, DESK, relation=Conflict.HOUSEHOLD)
    assert _holder(office) == "DINSOS-1"
    office.unit = reached(office.unit, "DINSOS-1", "+6281299990000")
    office.pass_time(office.one(Kind.REFERRAL).plan.rungs[0].at - office.now)
    assert (_holder(office), office.known.matched) == ("DINSOS-2", ("DINSOS-1",))


def test_nobody_is_written_to_at_a_number_that_a_barred_person_reads(office: Office) -> None:
    """Rule 8: who is reached there only is passed over; who has another number gets it there."""
    office.unit = reached(office.unit, "DINSOS-2", "+6281200000011")
    office.unit = reached(office.unit, "DINSOS-9", "+6281200000011", "+6281200000019")
    office.do(Bar, DESK, person="DINSOS-1", **SUSPECT)
    assert _holder(office) == "DINSOS-9"
    last = office.letters[-1]
    assert (last.person, last.address) == ("DINSOS-9", "+6281200000019")


def test_a_barred_superior_overseer_and_duty_officer_hear_nothing(office: Office) -> None:
    """Rule 8: rungs go to the next one up."""
    barred = ("DINSOS-9", "SV-01", "MJ-01", "PD-01")
    for code in barred[:3]:
        office.do(Bar, DESK, person=code, **SUSPECT)
    office.do(Bar, WORKER, person="PD-01", **SUSPECT)
    before = len(office.letters)
    office.pass_time(office.now.replace(year=2027) - office.now.replace(month=12, day=24))
    assert {letter.person for letter in office.letters[before:]}.isdisjoint(barred)
    assert "MJ-02" in {letter.person for letter in office.letters[before:]}
    assert not addresses(office.unit, barred) & {letter.address for letter in office.letters[before:]}


def test_a_case_that_keeps_out_the_whole_staff_writes_to_nobody(office: Office) -> None:
    """Rule 8: nothing breaks; the case shows that nobody holds it."""
    staff = [code for code, each in office.unit.people.items() if each.agency is None]
    for code in staff:
        office.do(Bar, Who("LUAR", DESK.role), person=code, **SUSPECT)
    before = len(office.letters)
    office.pass_time(office.now.replace(month=12) - office.now)
    assert {letter.person for letter in office.letters[before:]} <= {"DINSOS-1", "DINSOS-9"}
    assert stuck_reason(office.known, office.now) == Stuck.NO_HOLDER


CHOICES: dict[str, tuple[type[Command], Who, dict[str, Any]]] = {
    "assign --to": (Assign, SUPERVISOR, {"n": 5, "to": "DINSOS-1"}),
    "a whole case": (Assign, SUPERVISOR, {"to": "DINSOS-1"}),
    "refer --person": (Refer, WORKER, {"to": "DINSOS", "service": "LAIN", "person": "DINSOS-1", **CONSENT}),
    "a decider": (
        Refer,
        WORKER,
        {"to": "RSUD", "service": "BANTUAN", "consent": Consent.OTHER_BASIS, "decider": "DINSOS-1"},
    ),
    "an answer on their behalf": (Reply, DESK, {"n": 5, "verb": Verb.ACCEPT, "said_by": "DINSOS-1"}),
    "named to open it": (Restrict, WORKER, {"names": ("DINSOS-1",)}),
}


@pytest.mark.parametrize("way", CHOICES)
def test_a_barred_person_is_not_chosen_by(way: str, office: Office) -> None:
    """Rule 8: refused with a sentence."""
    office.do(Bar, DESK, person="DINSOS-1", **SUSPECT)
    kind, who, more = CHOICES[way]
    assert office.refused(kind, who, **more) == "barred_choice"


ACTS: dict[str, tuple[type[Command], dict[str, Any]]] = {
    "answer": (Reply, {"n": 5, "verb": Verb.ACCEPT}),
    "refer": (Refer, {"to": "RSUD", "service": "BANTUAN", **CONSENT}),
    "withdraw": (Withdraw, {"n": 5}),
    "propose": (ProposeClosure, {"reason": ClosureReason.OTHER}),
    "bar others": (Bar, {"person": "PS-01", **SUSPECT}),
    "undo it": (Unbar, {"person": "SV-01"}),
}


@pytest.mark.parametrize("act", ACTS)
def test_a_barred_supervisor_does_not(act: str, office: Office) -> None:
    """Rule 8: who is kept out does not act, not even by their office."""
    office.do(Bar, DESK, person="SV-01", **SUSPECT)
    kind, more = ACTS[act]
    assert office.refused(kind, SUPERVISOR, **more) == "barred_actor"


def test_a_barred_supervisor_approves_no_closure_and_the_manager_is_asked(office: Office) -> None:
    """Rule 8: the approval goes to the next one."""
    office.do(Withdraw, WORKER, n=5)
    office.do(ProposeClosure, WORKER, reason=ClosureReason.OTHER)
    assert office.one(Kind.APPROVAL).person == "SV-01"
    office.do(Bar, DESK, person="SV-01", **SUSPECT)
    assert office.one(Kind.APPROVAL).person == "MJ-01"
    assert office.refused(Approve, SUPERVISOR, yes=True) == "barred_actor"
    office.do(Approve, MANAGER, yes=True)


def test_the_sentence_names_the_person_and_the_way_out(office: Office) -> None:
    """Rule 8."""
    office.do(Bar, DESK, person="DINSOS-1", **SUSPECT)
    told = office.ask(Assign, SUPERVISOR, n=5, to="DINSOS-1")
    assert isinstance(told, Refused)
    assert ("DINSOS-1" in told.id, "Pilih orang lain" in told.id, "somebody else" in told.en) == (True, True, True)


def test_an_answer_of_the_same_agency_by_another_person_is_taken(office: Office) -> None:
    """Rule 8."""
    office.do(Bar, DESK, person="DINSOS-1", **SUSPECT)
    assert office.refused(Reply, DINSOS, n=5, verb=Verb.ACCEPT) == "barred_actor"
    office.do(Reply, Who("DINSOS-2", DINSOS.role, "DINSOS"), n=5, verb=Verb.ACCEPT)


def test_a_unit_without_those_kept_out_is_the_unit_where_nobody_is() -> None:
    """Rule 8: an ordinary case costs nothing."""
    given = unit()
    assert without(given, ()) is given
