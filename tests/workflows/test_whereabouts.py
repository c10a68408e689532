"""Where the child is, on a real server: asked by timers each 24 hours, answered by people, ended by an arrival."""

from datetime import timedelta

from policy.case import Case
from policy.commands import Assess, MakePlan, ProposeClosure, Refer, Reply, Report
from policy.hard_commands import Arrived, WhereIs
from policy.hard_words import Place
from policy.words import ClosureReason, Kind, Risk, Verb
from tests.workflows.conftest import Stage
from tests.workflows.people import CONSENT
from workflows.names import STATE_QUERY

HOUR = timedelta(hours=1)


async def _case(stage: Stage) -> Case:
    await stage.at_rest()
    found: Case = await stage.handle.query(STATE_QUERY, result_type=Case)
    return found


async def _asked(stage: Stage) -> tuple[int, ...]:
    return tuple(task.n for task in (await _case(stage)).open_of(Kind.WHEREABOUTS))


async def test_a_child_in_danger_is_asked_after_until_the_placement_has_ended(stage: Stage) -> None:
    await stage.do(Report, "PD-01", risk=Risk.HIGH, place=Place.HOME)
    (first,) = await _asked(stage)
    await stage.do(Reply, "PS-01", n=1, verb=Verb.ACCEPT)
    await stage.pass_time(25 * HOUR)
    told = [template for template, _, n in stage.record.told(stage.code) if n == first]
    assert told == ["task_internal", "reminder_internal", "to_supervisor", "backstop"]
    since = (await _case(stage)).reported
    await stage.do(WhereIs, "PS-01", place=Place.RELATIVES, since=since, seen_by="PS-01")
    assert await _asked(stage) != (first,)
    await stage.do(Refer, "PS-01", to="RSUD", service="LKSA", placement=True, **CONSENT)
    await stage.do(Assess, "PS-01", risk=Risk.MEDIUM)
    await stage.do(MakePlan, "PS-01")
    assert len(await _asked(stage)) == 1
    assert (await stage.refused(ProposeClosure, "PS-01", reason=ClosureReason.GOALS_MET)).code == "not_arrived"
    n = next(task.n for task in (await _case(stage)).open_of(Kind.REFERRAL))
    answer = await stage.do(Arrived, "PS-01", n=n, place=Place.HOSPITAL, received_by="RSUD-1")
    assert answer.n == n
    assert await _asked(stage) == ()
    shown = await stage.shown()
    assert shown["Stage"] == "PEMANTAUAN"
