"""Every refusal can happen, says why in both languages, and changes nothing."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

from policy.commands import (
    Approve,
    Assess,
    Assign,
    Correct,
    MakePlan,
    ProposeClosure,
    Refer,
    Reopen,
    Replan,
    Reply,
    Report,
    Undo,
    Visit,
    Withdraw,
)
from policy.decide import decide, decide_report
from policy.doors import Way
from policy.hard_commands import AddReport, Arrived, Bar, Prove, Restrict, SameChild, Send, StartClocks, Unbar, WhereIs
from policy.hard_words import Conflict, Place, Proof
from policy.refusals import SENTENCES, Refused
from policy.reporters import Hours, SafeContact, call_refused
from policy.words import ClosureReason, Consent, Kind, Outcome, Risk, Urgency, Verb
from tests.policy import closing_scenes, consents
from tests.policy.cases import (
    CONSENT,
    DESK,
    DINSOS,
    MANAGER,
    NOW,
    OTHER_WORKER,
    OUTSIDER,
    RSUD,
    SUPERVISOR,
    WORKER,
    World,
    referred,
    waiting,
)
from tests.policy.clocks import flagged, police, two_breaches

Scene = Callable[[], str]
YEARS = timedelta(days=365 * 64)


def closed() -> World:
    world = referred()
    world.do(Withdraw, WORKER, n=5)
    world.do(ProposeClosure, WORKER, reason=ClosureReason.OTHER)
    world.do(Approve, SUPERVISOR, yes=True)
    return world


def proposed() -> World:
    world = referred()
    world.do(Withdraw, WORKER, n=5)
    world.do(ProposeClosure, WORKER, reason=ClosureReason.OTHER)
    return world


def placed() -> World:
    world = referred()
    world.do(Withdraw, WORKER, n=5)
    world.do(Refer, WORKER, to="DINSOS", service="LKSA", placement=True, **CONSENT)
    return world


def accepted_long_ago() -> World:
    world = referred()
    world.do(Reply, DINSOS, n=5, verb=Verb.ACCEPT)
    world.pass_time(timedelta(minutes=11))
    return world


def barred() -> World:
    world = referred()
    world.do(Bar, DESK, person="PS-01", relation=Conflict.HOUSEHOLD)
    return world


def restricted() -> World:
    world = referred()
    world.do(Restrict, WORKER)
    return world


def emergency() -> World:
    world = World().begin(Risk.HIGH)
    world.do(Refer, WORKER, to="RSUD", service="BANTUAN", urgency=Urgency.EMERGENCY, **CONSENT)
    return world


def failed_first() -> World:
    world = referred()
    world.do(Reply, DINSOS, n=5, verb=Verb.ACCEPT)
    world.do(Reply, DINSOS, n=5, verb=Verb.FAIL)
    return world


def reported_twice() -> str:
    world = World().begin()
    again = decide_report(world.case, Report(id="x", by="PD-01", role=DESK.role, unit="contoh"), "KX7M4QA", NOW)
    assert isinstance(again, Refused)
    return again.code


def not_called(contact: SafeContact) -> str:
    refused = call_refused(contact, datetime(2026, 11, 24, 22), "L-1")  # noqa: DTZ001 - a wall clock
    assert refused is not None
    return refused.code


def added() -> World:
    world = referred()
    world.do(AddReport, DESK, report="L-1")
    return world


def gone_into_another() -> World:
    world = World().begin()
    world.do(SameChild, WORKER, other="K7M4Q2X")
    return world


SCENES: dict[str, Scene] = {
    "unknown_handover": lambda: referred().refused(Reply, DINSOS, n=99, verb=Verb.ACCEPT),
    "ended": lambda: closed_task().refused(Reply, DINSOS, n=5, verb=Verb.ACCEPT),
    "not_yours": lambda: referred().refused(Reply, OUTSIDER, n=5, verb=Verb.ACCEPT),
    "already": lambda: accepted_long_ago().refused(Reply, DINSOS, n=5, verb=Verb.ACCEPT),
    "impossible": lambda: accepted_long_ago().refused(Reply, DINSOS, n=5, verb=Verb.DECLINE),
    "reason_missing": lambda: referred().refused(Reply, DINSOS, n=5, verb=Verb.DECLINE),
    "outcome_missing": lambda: referred().refused(Reply, DINSOS, n=5, verb=Verb.COMPLETE),
    "days_missing": lambda: referred().refused(Reply, DINSOS, n=5, verb=Verb.POSTPONE, days=0),
    "never_postponed": lambda: emergency().refused(Reply, RSUD, n=2, verb=Verb.POSTPONE, days=1),
    "postponed_too_long": lambda: referred().refused(Reply, DINSOS, n=5, verb=Verb.POSTPONE, days=3),
    "future": lambda: referred().refused(Visit, WORKER, happened=NOW + YEARS),
    "past": lambda: referred().refused(Visit, WORKER, next_visit=NOW - timedelta(days=1)),
    "too_far": lambda: referred().refused(Visit, WORKER, next_visit=NOW + YEARS),
    "visit_too_late": lambda: referred().refused(Visit, WORKER, next_visit=NOW + timedelta(days=120)),
    "wrong_stage": lambda: referred().refused(MakePlan, WORKER),
    "use_command": lambda: referred().refused(Reply, WORKER, n=4, verb=Verb.COMPLETE, outcome=Outcome.SERVED),
    "plan_first": lambda: World().begin(Risk.LOW).refused(Refer, WORKER, to="DINSOS", service="BANTUAN", **CONSENT),
    "consent_missing": lambda: referred().refused(
        Refer, WORKER, to="RSUD", service="BANTUAN", consent=Consent.OTHER_BASIS
    ),
    "wait_reason_missing": lambda: referred().refused(Refer, WORKER, to="RSUD", service="X", way=Way.WAIT, **CONSENT),
    "already_referred": lambda: referred().refused(Refer, WORKER, to="DINSOS", service="BANTUAN", **CONSENT),
    "referral_open": lambda: referred().refused(ProposeClosure, WORKER, reason=ClosureReason.OTHER),
    "nobody_saw": lambda: referred().refused(WhereIs, WORKER, place=Place.HOME, since=NOW),
    "not_a_placement": lambda: referred().refused(Arrived, WORKER, n=5, place=Place.CARE_HOME),
    "arrived_nowhere": lambda: placed().refused(Arrived, WORKER, n=6, place=Place.UNKNOWN),
    "arrival_first": lambda: placed().refused(Reply, DINSOS, n=6, verb=Verb.COMPLETE, outcome=Outcome.SERVED),
    "not_arrived": lambda: placed().refused(ProposeClosure, WORKER, reason=ClosureReason.OTHER),
    "lengthen_overseer": lambda: referred().refused(Assess, WORKER, risk=Risk.LOW, lengthen=True),
    "not_a_referral": lambda: referred().refused(Withdraw, WORKER, n=4),
    "not_a_follow_up": lambda: referred().refused(Refer, WORKER, to="RSUD", service="BANTUAN", instead_of=4, **CONSENT),
    "own_proposal": lambda: proposed().refused(Approve, WORKER, yes=True),
    "not_approver": lambda: proposed().refused(Approve, OTHER_WORKER, yes=True),
    "nothing_proposed": lambda: referred().refused(Approve, SUPERVISOR, yes=True),
    "not_closed": lambda: referred().refused(Reopen, WORKER),
    "closed": lambda: closed().refused(Assess, WORKER, risk=Risk.LOW),
    "staff_only": lambda: referred().refused(Assess, DINSOS, risk=Risk.LOW),
    "overseer_only": lambda: referred().refused(Replan, WORKER, n=5),
    "undo_late": lambda: accepted_long_ago().refused(Undo, DINSOS, n=5),
    "same_holder": lambda: referred().refused(Assign, SUPERVISOR, n=5, to="DINSOS-1"),
    "awaited_ended": lambda: failed_first().refused(Refer, WORKER, to="RSUD", service="LAIN", after=5, **CONSENT),
    "waiting_cycle": lambda: waiting().refused(Send, WORKER, n=6, after=6),
    "waits": lambda: waiting().refused(Assign, SUPERVISOR, n=6, to="RSUD-1"),
    "nothing_to_correct": lambda: referred().refused(Correct, WORKER),
    "barred_actor": lambda: barred().refused(Assess, WORKER, risk=Risk.LOW),
    "barred_choice": lambda: barred().refused(Assign, SUPERVISOR, to="PS-01"),
    "already_barred": lambda: barred().refused(Bar, DESK, person="PS-01", relation=Conflict.SUSPECT),
    "not_barred": lambda: barred().refused(Unbar, SUPERVISOR, person="DINSOS-1"),
    "unbar_overseer": lambda: barred().refused(Unbar, DESK, person="PS-01"),
    "not_named": lambda: restricted().refused(Restrict, OTHER_WORKER, names=("PS-02",)),
    "not_restricted": lambda: referred().refused(Restrict, SUPERVISOR, lift=True),
    "lift_overseer": lambda: restricted().refused(Restrict, WORKER, lift=True),
    "exists": reported_twice,
    **closing_scenes.SCENES,
    **consents.SCENES,
    "closed_report": lambda: closed().refused(AddReport, DESK, report="L-1"),
    "is_duplicate": lambda: gone_into_another().refused(AddReport, DESK, report="L-1", reopen=True),
    "report_known": lambda: added().refused(AddReport, DESK, report="L-1"),
    "nothing_alike": lambda: referred().refused(SameChild, WORKER),
    "use_same": lambda: World().begin().refused(ProposeClosure, WORKER, reason=ClosureReason.DUPLICATE),
    "itself": lambda: referred().refused(SameChild, WORKER, other="KX7M4QA"),
    "no_safe_contact": lambda: not_called(SafeContact()),
    "outside_contact_hours": lambda: not_called(SafeContact("+628", may_call=True, hours=Hours(time(8), time(16)))),
    "clock_unknown": lambda: flagged().refused(Prove, WORKER, clock="LAIN"),
    "clock_which": lambda: two_breaches().refused(Prove, MANAGER, clock="KEBOCORAN_DATA"),
    "unit_task": lambda: two_breaches().refused(Assess, WORKER, risk=Risk.LOW),
    "clock_runs": lambda: flagged().refused(StartClocks, WORKER, clocks=(police(NOW),)),
    "clock_open": lambda: flagged().refused(ProposeClosure, WORKER, reason=ClosureReason.OTHER),
    "clock_fixed": lambda: flagged().refused(Replan, SUPERVISOR, n=2),
    "clock_not_refused": lambda: flagged().refused(Prove, WORKER, clock="LAPOR_POLISI", proof=Proof.REFUSED),
    "clock_manager": lambda: flagged().refused(Prove, WORKER, clock="LAPOR_POLISI", proof=Proof.WAIVED),
}
IN_THE_WORKFLOW = {"no_report"}
"""Said by `workflows.run` before there is a case to decide on."""

ELSEWHERE = {
    **dict.fromkeys(("gap_known", "gap_manager", "not_a_gap", "gap_system"), "policy/test_ahead.py"),
    **dict.fromkeys(("consent_incomplete", "consent_there", "not_a_consent"), "policy/test_consent_more.py"),
    "clock_left": "policy/test_duplicates.py",
    "not_arrived_yet": "policy/test_not_arrived.py",
    "suspect_noted": "commands/test_consent.py",
}
"""Their scenes stand beside the tests of their rules."""


def closed_task() -> World:
    world = referred()
    world.do(Withdraw, WORKER, n=5)
    return world


@pytest.mark.parametrize("code", SCENES)
def test_a_refusal_happens_and_changes_nothing(code: str) -> None:
    assert SCENES[code]() == code


def test_every_refusal_has_its_scene() -> None:
    assert set(SCENES) | IN_THE_WORKFLOW | set(ELSEWHERE) == set(SENTENCES)
    for code, file in ELSEWHERE.items():
        assert f'"{code}"' in (Path(__file__).parents[1] / file).read_text(encoding="utf-8"), code


@pytest.mark.parametrize("code", SENTENCES)
def test_a_refusal_speaks_both_languages(code: str) -> None:
    indonesian, english = SENTENCES[code]
    assert indonesian != english
    assert indonesian.endswith((".", "{case}."))
    assert english.endswith(".")


def test_a_refusal_names_the_thing() -> None:
    world = referred()
    told = decide(world.known, Reply(id="x", by="LUAR-1", role=OUTSIDER.role, n=5, verb=Verb.ACCEPT), NOW)
    assert isinstance(told, Refused)
    task = world.one(Kind.REFERRAL)
    assert task.code in told.id
    assert task.person in told.en
