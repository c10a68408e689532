"""Exact terms: who holds a task and when it is due, by the calendars and absences of the day it is recorded."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from policy.case import Case
from policy.commands import Assess, Refer, Replan, Reply
from policy.events import Change, Event, Recorded
from policy.fixing import Cases, exact_terms
from policy.hard_commands import WithdrawConsent
from policy.ladder import LADDERS, Clock, Ladder, Offset
from policy.people import Absence
from policy.reckon import Row, by_calendar, in_clock_hours, make_plan
from policy.recorded import on_recorded
from policy.unit import Unit
from policy.words import Consent, Kind, Risk, Urgency, Verb
from tests.policy.cases import CONSENT, DINSOS, SUPERVISOR, WORKER, World, referred
from tests.sample import ALWAYS, OFFICE, unit

FRIDAY_EVENING = datetime(2026, 11, 27, 13, 0, tzinfo=UTC)


def fixed(world: World, where: Unit, before: Case | None = None) -> Case:
    """The case after the exact terms of its last change."""
    change = world.changes[-1]
    terms = exact_terms(Cases(where, before, world.known), change, lambda: "K7M4")
    return on_recorded(world.known, Recorded(change.seq, terms))


def sent_at(now: datetime, urgency: Urgency, where: Unit) -> tuple[World, Case]:
    """A referral to DINSOS sent at `now`, with its exact terms."""
    world = referred()
    world.now, world.exact = now, False
    world.do(Refer, WORKER, to="DINSOS", service="LAIN", urgency=urgency, **CONSENT)
    return world, fixed(world, where)


def test_an_office_is_given_its_own_working_time() -> None:
    _, case = sent_at(FRIDAY_EVENING, Urgency.URGENT, unit(OFFICE))
    task = case.open_of(Kind.REFERRAL)[-1]
    assert task.plan.exact
    assert task.plan.due == datetime(2026, 11, 30, 4, 30, tzinfo=UTC)
    assert (task.code, task.person) == ("K7M4", "DINSOS-1")


def test_an_emergency_counts_clock_hours_whatever_the_office_says() -> None:
    _, case = sent_at(FRIDAY_EVENING, Urgency.EMERGENCY, unit(OFFICE))
    assert case.open_of(Kind.REFERRAL)[-1].plan.due == datetime(2026, 11, 27, 14, tzinfo=UTC)


def test_a_clock_hour_task_given_after_closing_is_reminded_through_its_hour_not_at_once() -> None:
    world = World(exact=False)
    world.now = FRIDAY_EVENING
    world.begin(Risk.HIGH)
    plan = fixed(world, unit(OFFICE)).open_of(Kind.TAKE_REPORT)[0].plan
    minutes = [(rung.at - FRIDAY_EVENING).total_seconds() / 60 for rung in plan.rungs]
    assert minutes == [15, 30, 45, 60, 120]


def test_every_default_ladder_rises_in_every_calendar_at_any_hour() -> None:
    for key, ladder in LADDERS.items():
        for hour in range(0, 168, 5):
            start = FRIDAY_EVENING + timedelta(hours=hour)
            for reckon in (by_calendar(OFFICE), by_calendar(ALWAYS), in_clock_hours(3600)):
                plan = make_plan(1, Row(key, ladder), start, reckon)
                assert plan.due > start
                first = 1 if ladder.steps[0].after.n == 0 else 0
                assert all(rung.at > start for rung in plan.rungs[first:]), (key, start)


def test_a_holder_who_is_away_is_stood_in_for_by_the_deputy() -> None:
    away = (Absence(date(2026, 11, 20), date(2026, 11, 30)),)
    where = unit()
    people = dict(where.people)
    people["DINSOS-1"] = replace(people["DINSOS-1"], absences=away)
    _, case = sent_at(FRIDAY_EVENING, Urgency.URGENT, replace(where, people=people))
    assert case.open_of(Kind.REFERRAL)[-1].person == "DINSOS-2"


def test_open_hand_overs_keep_their_terms_until_they_are_reckoned_again() -> None:
    world, case = sent_at(FRIDAY_EVENING, Urgency.URGENT, unit())
    due = case.open_of(Kind.REFERRAL)[-1].plan.due
    shorter = dict(LADDERS)
    old = shorter["RUJUKAN/segera"]
    shorter["RUJUKAN/segera"] = Ladder(Offset(1, Clock.HOURS), old.steps, old.repeat)
    world.case = case
    n = case.open_of(Kind.REFERRAL)[-1].n
    world.do(Replan, SUPERVISOR, n=n)
    after = fixed(world, replace(unit(), ladders=shorter), before=case)
    changed = after.find(n)
    assert changed is not None
    assert changed.plan.due < due
    assert changed.plan.start == FRIDAY_EVENING


def test_a_pack_of_before_a_kind_of_task_has_its_default_ladder() -> None:
    world = referred(Risk.HIGH)
    before = world.known
    world.do(WithdrawConsent, SUPERVISOR, giver=Consent.PARENT, named=True)
    older = {key: row for key, row in LADDERS.items() if not key.startswith(Kind.REVOCATION)}
    after = fixed(world, replace(unit(), ladders=older), before=before)
    (task,) = after.open_of(Kind.REVOCATION)
    assert task.plan.due == world.now + timedelta(hours=4)


def test_a_raised_risk_never_makes_a_task_due_later() -> None:
    world, case = sent_at(FRIDAY_EVENING, Urgency.ROUTINE, unit(OFFICE))
    world.case = case
    before = {task.n: task.plan.due for task in case.open_handovers}
    world.do(Assess, WORKER, risk=Risk.HIGH)
    after = fixed(world, unit(OFFICE), before=case)
    assert all(task.plan.due <= before[task.n] for task in after.open_handovers if task.n in before)


def test_terms_that_come_late_do_not_undo_what_was_decided_meanwhile() -> None:
    """`TERMS` commutes: first the answer, then the terms of the opening, gives what the other order gives."""
    world = referred()
    world.exact = False
    world.do(Refer, WORKER, to="DINSOS", service="LAIN", **CONSENT)
    opening, n = world.changes[-1], world.known.open_of(Kind.REFERRAL)[-1].n
    terms = Recorded(opening.seq, exact_terms(Cases(unit(), None, world.known), opening, lambda: "K7M4"))
    early = on_recorded(world.known, terms)
    world.do(Reply, DINSOS, n=n, verb=Verb.ACCEPT)
    late = on_recorded(world.known, terms)
    world.case = early
    world.now = opening.at
    world.do(Reply, DINSOS, n=n, verb=Verb.ACCEPT)
    assert world.known == late


def test_a_change_without_a_clock_has_no_terms() -> None:
    world = referred()
    change = Change("x", world.known.code, world.known.seq + 1, world.now, (Event(world.changes[0].events[0].type),))
    assert exact_terms(Cases(unit(), world.known, world.known), change, lambda: "K7M4") == ()
