"""§4: one case is one child; whether two reports are one child a person decides, and nobody waits meanwhile."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from policy.case import Incoming
from policy.commands import Approve, Assess, Assign, ProposeClosure, Reopen, Reply
from policy.decide import decide_again
from policy.events import Decision, Type
from policy.hard_commands import AddReport, SameChild, StartClocks
from policy.instants import wake_at
from policy.refusals import Refused
from policy.running import carried
from policy.words import Audience, ClosureReason, Kind, Risk, Stage, State, Verb
from tests.policy.cases import DESK, SUPERVISOR, WORKER, World, referred
from tests.policy.clocks import health, police
from tests.policy.machine_reports import WithSecondReports

OLDER = "K7M4Q2X"

TestAlwaysHeldWithSecondReports = WithSecondReports.TestCase
ALIKE: dict[str, Any] = {"report": "L-00000001", "alike": (OLDER,)}


def asked(risk: Risk = Risk.HIGH) -> World:
    return World().begin(risk, **ALIKE)


def ended() -> World:
    world = World().begin(Risk.LOW)
    world.do(Reply, WORKER, n=1, verb=Verb.ACCEPT)
    world.do(ProposeClosure, WORKER, reason=ClosureReason.OTHER)
    world.do(Approve, SUPERVISOR, yes=True)
    return world


def test_a_case_that_may_be_a_duplicate_is_taken_at_once_while_a_person_decides() -> None:
    world = asked()
    assert {task.kind for task in world.known.open_handovers} == {Kind.TAKE_REPORT, Kind.DUPLICATE}
    assert world.known.alike == (OLDER,)
    assert world.told("task_internal") == [Audience.HOLDER] * 2
    world.do(Reply, WORKER, n=1, verb=Verb.ACCEPT)
    assert world.known.stage is Stage.ASSESSMENT
    assert world.one(Kind.DUPLICATE).person == "PS-01"


def test_nobody_decides_and_the_question_climbs_to_supervisor_and_manager() -> None:
    world = asked()
    n = world.one(Kind.DUPLICATE).n
    world.pass_time(timedelta(days=3))
    assert world.one_beside(n).person == "MJ-01"


def test_a_decision_made_before_is_recorded_and_opens_no_question() -> None:
    world = World().begin(Risk.HIGH, new=True, **ALIKE)
    (first, *_) = world.changes[0].events
    assert (first.by, first.data["alike"], first.data["new"]) == (DESK.by, [OLDER], True)
    assert world.known.alike == ()
    assert not world.known.open_of(Kind.DUPLICATE)


def test_two_children_end_the_question_and_nothing_else() -> None:
    world = asked()
    decided = world.do(SameChild, WORKER)
    assert (decided.change.events[0].type, decided.change.events[0].by) == (Type.OTHER_CHILD, "PS-01")
    assert world.known.alike == ()
    assert [task.kind for task in world.known.open_handovers] == [Kind.TAKE_REPORT]


def test_one_child_ends_the_newer_case_as_a_duplicate_that_says_where_it_went() -> None:
    world = asked()
    decided = world.do(SameChild, SUPERVISOR, other=OLDER)
    assert (world.known.stage, world.known.same_as, world.known.alike) == (Stage.TERMINATED, OLDER, ())
    assert (world.known.open_handovers, wake_at(world.known)) == ((), None)
    reasons = [event.data["reason"] for event in decided.change.events if event.type is Type.CLOSURE_APPROVED]
    assert reasons == [ClosureReason.DUPLICATE]
    assert world.told("joined") == [Audience.SENDER, Audience.SUPERVISOR]


def test_one_child_is_also_found_out_late_and_while_closure_is_awaited() -> None:
    world = World().begin(Risk.LOW)
    world.do(Reply, WORKER, n=1, verb=Verb.ACCEPT)
    world.do(ProposeClosure, WORKER, reason=ClosureReason.OTHER)
    world.do(SameChild, WORKER, other=OLDER)
    assert (world.known.stage, world.known.proposal) == (Stage.TERMINATED, None)


def test_a_duplicate_that_was_none_is_reopened() -> None:
    world = asked()
    world.do(Reply, WORKER, n=1, verb=Verb.ACCEPT)
    world.do(SameChild, WORKER, other=OLDER)
    world.do(Reopen, SUPERVISOR)
    assert (world.known.stage, world.known.same_as) == (Stage.REOPENED, "")


def under_the_law() -> World:
    world = asked()
    world.do(StartClocks, DESK, clocks=(police(world.now), health(world.now)))
    return world


def test_no_door_joins_a_case_over_a_clock_that_still_runs_there() -> None:
    """§5: it ends by its own proof only, so what runs here runs on there, and the command names each of them."""
    world = under_the_law()
    left, *rest = carried(world.known)
    assert world.refused(SameChild, WORKER, other=OLDER) == "clock_left"
    assert world.refused(SameChild, WORKER, other=OLDER, clocks=tuple(rest)) == "clock_left"
    later = replace(left, start=left.start + timedelta(hours=1))
    assert world.refused(SameChild, WORKER, other=OLDER, clocks=(later, *rest)) == "clock_left"
    assert len(world.known.open_of(Kind.STATUTORY)) == 2


def test_the_sentence_names_the_clock_and_the_case_it_belongs_to() -> None:
    world = under_the_law()
    said, clock = world.ask(SameChild, WORKER, other=OLDER), carried(world.known)[0].clock
    assert isinstance(said, Refused)
    assert all(each in words for each in (clock, OLDER) for words in (said.id, said.en))


def test_a_case_whose_clocks_run_on_on_the_other_one_goes_into_it_and_says_which() -> None:
    world = under_the_law()
    decided = world.do(SameChild, WORKER, other=OLDER, clocks=carried(world.known))
    named = [event.data["clocks"] for event in decided.change.events if event.type is Type.SAME_CHILD]
    assert (world.known.stage, named) == (Stage.TERMINATED, [[each.clock for each in carried(under_the_law().known)]])


def test_another_child_keeps_its_clocks_and_names_none() -> None:
    world = under_the_law()
    world.do(SameChild, WORKER)
    assert len(world.known.open_of(Kind.STATUTORY)) == 2


def test_what_was_joined_before_the_clocks_were_named_still_replays() -> None:
    """ADR 4: a replay asks no gate, and the event says what it said then."""
    world = under_the_law()
    command = SameChild(id="lama", by="PS-01", role=WORKER.role, other=OLDER)
    decided = decide_again(world.known, command, world.now)
    assert isinstance(decided, Decision)
    assert decided.change.events[0].data == {"other": OLDER}


def test_the_question_goes_with_the_case_to_another_worker() -> None:
    world = asked()
    world.do(Reply, WORKER, n=1, verb=Verb.ACCEPT)
    world.do(Assign, SUPERVISOR, to="PS-02")
    assert world.one(Kind.DUPLICATE).person == "PS-02"


def test_a_second_report_is_kept_on_the_case_and_told_to_its_worker() -> None:
    world = referred(Risk.LOW)
    before = world.known
    world.do(AddReport, DESK, report="L-00000002", risk=Risk.LOW)
    assert world.known.reports == (Incoming("L-00000002"),)
    assert (world.known.handovers, world.known.risk) == (before.handovers, Risk.LOW)
    assert world.told("second_report") == [Audience.SENDER]


def test_a_second_report_raises_the_risk_and_shortens_every_open_clock() -> None:
    world = referred(Risk.LOW)
    before = world.one(Kind.REFERRAL).plan.due
    world.do(AddReport, DESK, report="L-00000002", risk=Risk.HIGH)
    assert world.known.risk is Risk.HIGH
    assert world.one(Kind.REFERRAL).plan.due < before
    assert Audience.HOLDER in world.told("replanned")


def test_a_second_report_never_lowers_the_risk() -> None:
    world = referred(Risk.MEDIUM)
    world.do(AddReport, DESK, report="L-00000002", risk=Risk.LOW)
    assert world.known.risk is Risk.MEDIUM


def test_a_second_report_before_the_first_is_taken_reaches_who_takes_it() -> None:
    world = World().begin()
    world.do(AddReport, DESK, report="L-00000002", risk=Risk.MEDIUM)
    assert world.told("second_report") == [Audience.HOLDER]


def test_a_second_report_reaches_whoever_is_about_to_close_the_case() -> None:
    world = World().begin(Risk.LOW)
    world.do(Reply, WORKER, n=1, verb=Verb.ACCEPT)
    world.do(ProposeClosure, WORKER, reason=ClosureReason.OTHER)
    world.do(AddReport, DESK, report="L-00000002", risk=Risk.LOW)
    assert world.told("second_report") == [Audience.SENDER, Audience.HOLDER]


def test_a_report_on_an_ended_case_reopens_it_where_a_person_decided_so() -> None:
    world = ended()
    world.do(AddReport, DESK, report="L-00000002", risk=Risk.HIGH, reopen=True)
    assert (world.known.stage, world.known.risk) == (Stage.REOPENED, Risk.HIGH)
    task = world.one(Kind.ASSESSMENT)
    assert (task.person, task.level, task.state) == ("PS-01", Risk.HIGH, State.REQUESTED)


def test_an_assessment_still_lowers_what_a_second_report_raised() -> None:
    world = referred(Risk.LOW)
    world.do(AddReport, DESK, report="L-00000002", risk=Risk.HIGH)
    world.do(Assess, WORKER, risk=Risk.MEDIUM)
    assert world.known.risk is Risk.MEDIUM
