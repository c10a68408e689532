"""A referral that waits for another (§4 menunggu): nothing is sent, and it is never forgotten."""

from datetime import timedelta

import pytest

from policy.commands import Assess, Assign, Correct, ProposeClosure, Refer, Reply, Withdraw
from policy.hard_commands import Send
from policy.instants import next_instant, wake_at
from policy.lines import details, holder_line
from policy.view import attributes
from policy.words import ClosureReason, Decline, Kind, Outcome, Risk, State, Verb
from tests.policy.cases import CONSENT, DINSOS, RSUD, SUPERVISOR, WORKER, World, waiting

HOUR = timedelta(hours=1)


def shown(at: object) -> str:
    return str(at)


def served(world: World, n: int = 5) -> World:
    world.do(Reply, DINSOS, n=n, verb=Verb.COMPLETE, outcome=Outcome.SERVED)
    return world


def state(world: World, n: int) -> State:
    task = world.known.find(n)
    assert task is not None
    return task.state


def test_a_waiting_referral_is_a_draft_of_the_worker_and_nobody_is_told() -> None:
    """§4: "A referral may wait for another (*menunggu K7M4*)"."""
    world = waiting()
    task = world.known.find(6)
    assert task is not None
    assert (task.state, task.party, task.id_, task.after) == (State.DRAFT, "RSUD", "PS-01", 5)
    assert [notice for notice in world.changes[-1].notices if notice.n == 6] == []
    assert next_instant(world.known, task) is None


def test_while_it_waits_the_referral_before_it_holds_the_case_with_its_clock() -> None:
    """Rule 1: never a case without a holder and a next instant."""
    world = waiting()
    assert wake_at(world.known) is not None
    line, page = holder_line(world.known, world.now, shown), details(world.known, world.now, shown)
    assert "T005: DINSOS" in line
    assert "menunggu T005" in page
    assert "T006: PS-01, untuk RSUD" in page
    assert "RSUD" not in attributes(world.known, world.now).waiting_on


def test_it_is_never_late_while_it_waits() -> None:
    world = waiting()
    told = world.pass_time(30 * 24 * HOUR)
    assert all(notice.n != 6 for ring in told for notice in ring.change.notices)
    assert all(task.n != 6 for task in world.known.open_of(Kind.MANAGER))


def test_it_wakes_when_the_referral_before_it_has_served() -> None:
    """§4: it "wakes when that ends": KIRIM, its ladder starts then, the agency is told."""
    world = waiting()
    world.pass_time(3 * HOUR)
    served(world)
    task = world.known.find(6)
    assert task is not None
    assert (task.state, task.person, task.since, task.plan.start) == (State.REQUESTED, "RSUD-1", world.now, world.now)
    assert [(notice.template, notice.to) for notice in world.changes[-1].notices if notice.n == 6] == [
        ("task_referral", "pemegang")
    ]
    world.pass_time(9 * HOUR)
    assert world.one_beside(6).kind is Kind.MANAGER


def test_a_focal_point_that_was_named_gets_it_when_it_wakes() -> None:
    world = waiting()
    world.do(Refer, WORKER, to="RSUD", service="KETIGA", after=5, person="RSUD-7", **CONSENT)
    served(world)
    task = world.known.find(7)
    assert task is not None
    assert task.person == "RSUD-7"


@pytest.mark.parametrize(
    "answer",
    [
        {"verb": Verb.DECLINE, "reason": Decline.NO_CAPACITY},
        {"verb": Verb.FAIL},
        {"verb": Verb.COMPLETE, "outcome": Outcome.NO_CONTACT},
    ],
)
def test_if_it_ends_otherwise_the_worker_decides_within_the_same_change(answer: dict[str, object]) -> None:
    world = waiting()
    if answer["verb"] is Verb.FAIL:
        world.do(Reply, DINSOS, n=5, verb=Verb.ACCEPT)
    world.do(Reply, DINSOS, n=5, **answer)
    task = world.one(Kind.DECIDE)
    assert (task.parent, task.person, state(world, 6)) == (6, "PS-01", State.DRAFT)
    assert ("task_internal", task.n) in [(notice.template, notice.n) for notice in world.changes[-1].notices]


@pytest.mark.parametrize("kind", [Withdraw, Correct])
def test_a_referral_taken_back_leaves_the_decision_to_the_worker(kind: type[Withdraw | Correct]) -> None:
    world = waiting()
    world.do(kind, WORKER, n=5)
    assert world.one(Kind.DECIDE).parent == 6


def undecided() -> World:
    world = waiting()
    world.do(Withdraw, WORKER, n=5)
    return world


def test_the_worker_sends_it_all_the_same() -> None:
    world = undecided()
    world.do(Send, WORKER, n=6)
    assert (state(world, 6), world.known.open_of(Kind.DECIDE)) == (State.REQUESTED, ())
    assert world.told("task_referral") == ["pemegang", "pemegang"]


def test_the_worker_withdraws_it_and_the_agency_hears_nothing() -> None:
    world = undecided()
    world.do(Withdraw, WORKER, n=6)
    assert (state(world, 6), world.known.open_of(Kind.DECIDE)) == (State.WITHDRAWN, ())
    assert [notice for notice in world.changes[-1].notices if notice.n == 6] == []


def test_the_decision_is_not_ticked_off_but_taken() -> None:
    world = undecided()
    task = world.one(Kind.DECIDE)
    assert world.refused(Reply, WORKER, n=task.n, verb=Verb.COMPLETE) == "use_command"
    world.pass_time(30 * HOUR)
    assert world.one_beside(task.n).kind is Kind.MANAGER


def test_the_sentence_names_the_referral_to_decide_on() -> None:
    world = undecided()
    told = world.ask(Reply, WORKER, n=world.one(Kind.DECIDE).n, verb=Verb.COMPLETE)
    assert "rujukan send T006" in getattr(told, "id", "")


def test_referred_again_it_waits_for_the_new_referral() -> None:
    """What stands in for the refused referral is what is waited for: the child's next step is kept."""
    world = waiting()
    world.do(Reply, DINSOS, n=5, verb=Verb.DECLINE, reason=Decline.NO_CAPACITY)
    world.do(Refer, WORKER, to="LPA", service="BANTUAN", instead_of=world.one(Kind.REROUTE).n, **CONSENT)
    new = world.known.open_of(Kind.REFERRAL)[-1]
    task = world.known.find(6)
    assert task is not None
    assert (task.after, world.known.open_of(Kind.DECIDE)) == (new.n, ())
    world.do(Reply, SUPERVISOR, n=new.n, verb=Verb.COMPLETE, outcome=Outcome.SERVED)
    assert state(world, 6) is State.REQUESTED


def test_a_circle_of_waiting_referrals_is_refused() -> None:
    """Issue 4 §3: a waiting cycle of two referrals."""
    world = waiting()
    world.do(Refer, WORKER, to="LPA", service="KETIGA", after=6, **CONSENT)
    assert world.refused(Send, WORKER, n=6, after=7) == "waiting_cycle"
    assert world.refused(Send, WORKER, n=6, after=6) == "waiting_cycle"


def test_referring_again_never_closes_a_circle() -> None:
    world = waiting()
    world.do(Reply, DINSOS, n=5, verb=Verb.DECLINE, reason=Decline.NO_CAPACITY)
    again = world.one(Kind.REROUTE).n
    world.do(Refer, WORKER, to="LPA", service="BANTUAN", instead_of=again, after=6, **CONSENT)
    assert world.one(Kind.DECIDE).parent == 6
    world.do(Send, WORKER, n=6)
    world.do(Reply, RSUD, n=6, verb=Verb.COMPLETE, outcome=Outcome.SERVED)
    assert [task.party for task in world.known.open_of(Kind.REFERRAL)] == ["LPA"]


def test_a_referral_waits_for_another_one_than_before() -> None:
    world = undecided()
    world.do(Refer, WORKER, to="LPA", service="KETIGA", **CONSENT)
    new = world.known.open_of(Kind.REFERRAL)[-1].n
    world.do(Send, WORKER, n=6, after=new)
    assert (state(world, 6), world.known.open_of(Kind.DECIDE)) == (State.DRAFT, ())
    assert world.refused(Send, WORKER, n=new, after=6) == "impossible"


def test_waiting_for_what_has_served_sends_at_once() -> None:
    world = served(waiting())
    world.do(Refer, WORKER, to="LPA", service="KETIGA", after=5, **CONSENT)
    new = world.known.open_of(Kind.REFERRAL)[-1]
    assert (new.state, world.told("task_referral")[-1]) == (State.REQUESTED, "pemegang")


def test_only_a_referral_of_this_case_is_waited_for() -> None:
    world = waiting()
    assert world.refused(Refer, WORKER, to="LPA", service="X", after=99, **CONSENT) == "unknown_handover"
    assert world.refused(Refer, WORKER, to="LPA", service="X", after=4, **CONSENT) == "not_a_referral"


def test_the_agency_cannot_answer_what_it_was_never_sent() -> None:
    world = waiting()
    assert world.refused(Reply, RSUD, n=6, verb=Verb.ACCEPT) == "impossible"
    assert world.refused(Send, RSUD, n=6) == "staff_only"


def test_no_case_closes_over_a_waiting_referral() -> None:
    """§4: "No case closes with an open referral": one that waits is open."""
    world = undecided()
    assert world.refused(ProposeClosure, WORKER, reason=ClosureReason.OTHER) == "referral_open"


def test_a_new_case_worker_holds_what_waits_as_well() -> None:
    world = waiting()
    world.do(Assign, SUPERVISOR, to="PS-02")
    task = world.known.find(6)
    assert task is not None
    assert task.person == "PS-02"


def test_a_raised_risk_makes_it_more_urgent_and_tells_nobody_of_it() -> None:
    world = waiting(Risk.LOW)
    world.do(Assess, WORKER, risk=Risk.HIGH)
    task = world.known.find(6)
    assert task is not None
    assert (task.level, [notice for notice in world.changes[-1].notices if notice.n == 6]) == ("segera", [])
    served(world)
    assert state(world, 6) is State.REQUESTED


def test_incomplete_data_comes_back_and_is_sent_again_to_the_same_agency() -> None:
    """§4, decline reason 3: "lengkapi dan kirim ulang" to the same agency."""
    world = waiting()
    world.do(Reply, DINSOS, n=5, verb=Verb.DECLINE, reason=Decline.INCOMPLETE_DATA)
    again = world.one(Kind.RESEND)
    world.do(Refer, WORKER, to="DINSOS", service="BANTUAN", instead_of=again.n, **CONSENT)
    new = next(task for task in world.known.open_of(Kind.REFERRAL) if task.party == "DINSOS")
    task = world.known.find(6)
    assert task is not None
    assert (world.known.open_of(Kind.RESEND), task.after) == ((), new.n)
