"""A changed risk and the clocks that run (domain.md §4): raised they shorten at once, lowered nothing lengthens."""

from datetime import timedelta

from policy.commands import Assess, MakePlan, Refer, Replan, Reply, Undo
from policy.fixing import Cases, exact_terms
from policy.hard_words import Place
from policy.words import Audience, Kind, Risk, Stage, State, Urgency, Verb
from tests.policy.cases import CONSENT, DESK, DINSOS, SUPERVISOR, WORKER, World, referred
from tests.policy.test_fixing import fixed
from tests.sample import OFFICE, unit

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def routine() -> World:
    """A low-risk case with a referral to DINSOS that is biasa."""
    return referred(Risk.LOW)


def test_a_risk_raised_after_the_shorter_time_has_gone_by_climbs_at_once_and_tells_the_holder_once() -> None:
    world = routine()
    world.pass_time(DAY)
    before = len(world.known.open_handovers)
    world.do(Assess, WORKER, risk=Risk.HIGH)
    task = world.one(Kind.REFERRAL)
    assert (task.level, task.plan.due) == (Urgency.URGENT, task.plan.start + 4 * HOUR)
    assert world.told("replanned") == [Audience.HOLDER] * before
    world.sleep(timedelta(0))
    assert world.one_beside(5).plan.due > world.now


def test_a_risk_raised_after_the_due_time_tells_no_superior_twice() -> None:
    world = routine()
    world.pass_time(4 * DAY)
    assert world.told("to_superior") == [Audience.SUPERIOR]
    world.do(Assess, WORKER, risk=Risk.HIGH)
    world.sleep(timedelta(0))
    assert world.told("to_superior") == [Audience.SUPERIOR]


def test_a_long_postponement_is_cut_to_what_the_new_urgency_allows() -> None:
    world = routine()
    world.do(Reply, DINSOS, n=5, verb=Verb.POSTPONE, days=14)
    granted = world.now
    world.pass_time(DAY)
    world.do(Assess, WORKER, risk=Risk.HIGH)
    task = world.one(Kind.REFERRAL)
    assert (task.state, task.plan.due) == (State.ON_HOLD, granted + 2 * DAY)


def test_a_short_postponement_stays_as_it_was_granted() -> None:
    world = routine()
    world.do(Reply, DINSOS, n=5, verb=Verb.POSTPONE, days=1)
    until = world.one(Kind.REFERRAL).plan.due
    world.pass_time(HOUR)
    world.do(Assess, WORKER, risk=Risk.HIGH)
    assert world.one(Kind.REFERRAL).plan.due == until


def test_an_acceptance_is_undone_after_the_risk_was_raised_and_the_first_question_is_urgent_now() -> None:
    world = routine()
    world.do(Reply, DINSOS, n=5, verb=Verb.ACCEPT)
    world.pass_time(timedelta(minutes=2))
    world.do(Assess, WORKER, risk=Risk.HIGH)
    world.pass_time(timedelta(minutes=2))
    world.do(Undo, DINSOS, n=5)
    task = world.one(Kind.REFERRAL)
    assert (task.state, task.level) == (State.REQUESTED, Urgency.URGENT)
    assert task.plan.due == task.plan.start + 4 * HOUR
    assert task.plan.key == "RUJUKAN/segera"


def test_an_acceptance_is_undone_after_its_clock_was_reckoned_again() -> None:
    world = referred()
    first = world.one(Kind.REFERRAL).plan.due
    world.do(Reply, DINSOS, n=5, verb=Verb.ACCEPT)
    world.do(Replan, SUPERVISOR, n=5)
    world.do(Undo, DINSOS, n=5)
    assert world.one(Kind.REFERRAL).plan.due == first


def test_exact_terms_of_an_undone_acceptance_keep_the_raised_urgency() -> None:
    world = routine()
    world.do(Reply, DINSOS, n=5, verb=Verb.ACCEPT)
    world.do(Assess, WORKER, risk=Risk.HIGH)
    before, world.exact = world.known, False
    world.do(Undo, DINSOS, n=5)
    (task,) = fixed(world, unit(OFFICE), before).open_of(Kind.REFERRAL)
    assert (task.plan.exact, task.plan.key) == (True, "RUJUKAN/segera")
    assert task.plan.due == task.plan.start + 4 * HOUR


def test_a_worker_who_lowers_the_risk_lengthens_nothing_but_what_comes_later() -> None:
    world = referred()
    due = world.one(Kind.REFERRAL).plan.due
    world.do(Assess, WORKER, risk=Risk.LOW)
    assert world.one(Kind.REFERRAL).plan.due == due
    world.do(Refer, WORKER, to="RSUD", service="MEDIS", **CONSENT)
    assert world.known.open_of(Kind.REFERRAL)[-1].level == Urgency.ROUTINE
    assert world.told("replanned") == []


def test_only_an_overseer_lengthens_and_each_holder_is_told_once() -> None:
    world = referred()
    assert world.refused(Assess, WORKER, risk=Risk.LOW, lengthen=True) == "lengthen_overseer"
    start = world.one(Kind.REFERRAL).plan.start
    world.do(Assess, SUPERVISOR, risk=Risk.LOW, lengthen=True)
    task = world.one(Kind.REFERRAL)
    assert (task.level, task.plan.due) == (Urgency.ROUTINE, start + 3 * DAY)
    assert world.one(Kind.VISIT).plan.due == start + 30 * DAY
    assert world.told("replanned") == [Audience.HOLDER] * len(world.known.open_handovers)


def test_a_supervisor_lengthens_after_a_worker_has_lowered_the_risk() -> None:
    world = referred()
    world.do(Assess, WORKER, risk=Risk.LOW)
    world.do(Assess, SUPERVISOR, risk=Risk.LOW, lengthen=True)
    assert world.one(Kind.REFERRAL).level == Urgency.ROUTINE


def test_exact_terms_of_a_lengthened_clock_are_the_longer_ones() -> None:
    world = referred()
    before, world.exact = world.known, False
    world.do(Assess, SUPERVISOR, risk=Risk.LOW, lengthen=True)
    terms = exact_terms(Cases(unit(OFFICE), before, world.known), world.changes[-1], lambda: "K7M4")
    exact = next(term for term in terms if term.n == 5)
    assert exact.data["due"] > world.one(Kind.REFERRAL).plan.start + 2 * DAY


def test_what_is_darurat_chosen_or_postponed_is_not_lengthened() -> None:
    world = referred()
    world.do(Refer, WORKER, to="RSUD", service="MEDIS", urgency=Urgency.EMERGENCY, **CONSENT)
    world.do(Reply, DINSOS, n=5, verb=Verb.POSTPONE, days=1)
    before = [task.plan.due for task in world.known.open_of(Kind.REFERRAL)]
    world.do(Assess, SUPERVISOR, risk=Risk.LOW, lengthen=True)
    assert [task.plan.due for task in world.known.open_of(Kind.REFERRAL)] == before


def test_where_the_child_is_keeps_its_own_hours_when_the_risk_is_raised() -> None:
    world = World().begin(Risk.MEDIUM, place=Place.HOME)
    world.do(Reply, WORKER, n=1, verb=Verb.ACCEPT)
    world.do(Assess, WORKER, risk=Risk.MEDIUM)
    world.do(MakePlan, WORKER)
    world.do(Refer, WORKER, to="DINSOS", service="LKSA", placement=True, **CONSENT)
    task = world.one(Kind.WHEREABOUTS)
    world.do(Assess, WORKER, risk=Risk.HIGH)
    assert world.one(Kind.WHEREABOUTS).plan == task.plan


def test_a_risk_raised_before_anybody_took_the_report_shortens_its_hour_and_is_no_assessment() -> None:
    world = World().begin(Risk.LOW, place=Place.HOME)
    world.do(Assess, DESK, risk=Risk.HIGH)
    task = world.one(Kind.TAKE_REPORT)
    assert (world.known.stage, world.known.assessed) == (Stage.REPORTED, False)
    assert task.plan.due == task.plan.start + HOUR
    assert world.one(Kind.WHEREABOUTS).level == Risk.HIGH
    world.do(Reply, WORKER, n=1, verb=Verb.ACCEPT)
    world.do(Assess, WORKER, risk=Risk.HIGH)
    assert world.one(Kind.PLAN).level == Risk.HIGH


def test_a_lower_risk_before_the_report_is_taken_waits_for_the_assessment() -> None:
    assert World().begin(Risk.HIGH).refused(Assess, DESK, risk=Risk.LOW) == "wrong_stage"
    assert World().begin(Risk.LOW).refused(Assess, DINSOS, risk=Risk.HIGH) == "staff_only"
