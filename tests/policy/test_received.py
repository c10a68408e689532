"""Rule 5: "served" is the agency's word; no case ends as "goals met" without the child's (domain.md §4)."""

from datetime import timedelta

import pytest

from policy.commands import (
    ChildSaid,
    Correct,
    ProposeClosure,
    Refer,
    Reply,
    Visit,
)
from policy.decide import decide, decide_again
from policy.events import Decision
from policy.hard_words import Got
from policy.refusals import Refused
from policy.words import Audience, ClosureReason, Kind, Outcome, Role, Verb
from tests.policy.cases import CONSENT, DINSOS, RSUD, WORKER, referred
from tests.policy.closing_scenes import close, served, visited

DAY = timedelta(days=1)


def test_a_visit_after_a_served_referral_asks_whether_the_child_got_it() -> None:
    """Rule 5."""
    world = served()
    refused = world.ask(Visit, WORKER)
    assert isinstance(refused, Refused)
    assert (refused.code, "T005=ya" in refused.id, "DINSOS" in refused.en) == ("got_missing", True, True)
    world.do(Visit, WORKER, got=(ChildSaid(5, Got.UNKNOWN),))
    world.do(Visit, WORKER)


def test_belum_is_a_task_of_the_case_worker_and_the_new_referral_ends_it() -> None:
    """Rule 5."""
    world = visited(Got.NO)
    task = world.one(Kind.UNSERVED)
    assert (task.person, task.parent, task.service, task.opened) == ("PS-01", 5, "BANTUAN", world.now)
    assert world.told("not_received") == [Audience.HOLDER]
    assert close(world, ClosureReason.OTHER) == "referral_open"
    world.do(Refer, WORKER, to="RSUD", service="BANTUAN", **CONSENT)
    assert world.known.open_of(Kind.UNSERVED) == ()


def test_belum_said_twice_is_one_task() -> None:
    """Rule 5."""
    world = visited(Got.NO)
    world.do(Visit, WORKER, got=(ChildSaid(5, Got.NO),))
    assert len(world.known.open_of(Kind.UNSERVED)) == 1


def test_a_later_ya_ends_the_task_that_belum_opened() -> None:
    """Rule 5."""
    world = visited(Got.NO)
    world.do(Visit, WORKER, got=(ChildSaid(5, Got.YES),))
    assert world.known.open_of(Kind.UNSERVED) == ()
    world.do(ProposeClosure, WORKER, reason=ClosureReason.GOALS_MET)


@pytest.mark.parametrize("got", [None, Got.UNKNOWN])
def test_no_case_ends_as_goals_met_without_the_childs_ya(got: Got | None) -> None:
    """Rule 5."""
    world = visited(got) if got else served()
    refused = world.ask(ProposeClosure, WORKER, reason=ClosureReason.GOALS_MET)
    assert isinstance(refused, Refused)
    assert refused.code == "goals_unconfirmed"
    assert all(
        "T005" in sentence and "rujukan visit KX7M4QA --got" in sentence for sentence in (refused.id, refused.en)
    )


def test_one_ya_does_not_speak_for_another_referral() -> None:
    """Rule 5."""
    world = served()
    world.do(Refer, WORKER, to="RSUD", service="LAIN", **CONSENT)
    n = world.one(Kind.REFERRAL).n
    world.do(Reply, RSUD, n=n, verb=Verb.COMPLETE, outcome=Outcome.SERVED)
    assert world.refused(Visit, WORKER, got=(ChildSaid(5, Got.YES),)) == "got_missing"
    world.do(Visit, WORKER, got=(ChildSaid(5, Got.YES), ChildSaid(n, Got.UNKNOWN)))
    assert close(world, ClosureReason.GOALS_MET) == "goals_unconfirmed"
    world.do(Visit, WORKER, got=(ChildSaid(n, Got.YES),))
    world.do(ProposeClosure, WORKER, reason=ClosureReason.GOALS_MET)


def test_what_another_agency_gave_makes_up_for_what_the_first_did_not() -> None:
    """Rule 5: "belum" opens a new referral, and its "ya" is the child's word on that service."""
    world = visited(Got.NO)
    world.do(Refer, WORKER, to="RSUD", service="BANTUAN", **CONSENT)
    n = world.one(Kind.REFERRAL).n
    world.do(Reply, RSUD, n=n, verb=Verb.COMPLETE, outcome=Outcome.SERVED)
    world.do(Visit, WORKER, got=(ChildSaid(n, Got.YES),))
    world.do(ProposeClosure, WORKER, reason=ClosureReason.GOALS_MET)


def test_a_case_that_never_needed_a_referral_may_end_as_goals_met() -> None:
    """Rule 5."""
    world = referred()
    world.do(Correct, WORKER, n=5)
    world.do(ProposeClosure, WORKER, reason=ClosureReason.GOALS_MET)


def test_a_served_referral_is_not_forgotten_behind_thirty_visits() -> None:
    """Rule 5."""
    world = visited(Got.UNKNOWN)
    for _ in range(40):
        world.do(Visit, WORKER)
    assert close(world, ClosureReason.GOALS_MET) == "goals_unconfirmed"


@pytest.mark.parametrize("n, code", [(99, "unknown_handover"), (4, "not_served")])
def test_an_answer_about_something_else_changes_nothing(n: int, code: str) -> None:
    """Rule 5."""
    assert served().refused(Visit, WORKER, got=(ChildSaid(5, Got.YES), ChildSaid(n, Got.YES))) == code


def test_only_the_unit_records_what_the_child_says() -> None:
    """Rule 5."""
    assert served().refused(Visit, DINSOS, got=(ChildSaid(5, Got.YES),)) == "staff_only"


def test_what_was_taken_before_a_rule_is_taken_again_by_a_replay() -> None:
    """Histories of v0.1 close as "goals met" without a "ya"."""
    world = served()
    command = ProposeClosure(id="x", by="PS-01", role=Role.WORKER, reason=ClosureReason.GOALS_MET)
    assert isinstance(decide(world.known, command, world.now), Refused)
    assert isinstance(decide_again(world.known, command, world.now), Decision)
