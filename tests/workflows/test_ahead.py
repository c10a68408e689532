"""Gaps of the unit's data, and who is kept out after the end, on a real server (domain.md §5, §4 rule 8)."""

from dataclasses import replace
from datetime import timedelta

from policy.commands import Approve, Command, ProposeClosure, Reply, Report
from policy.hard_commands import Bar
from policy.hard_words import Conflict, Lack
from policy.later_commands import Filled, Foreseen
from policy.refusals import Refused
from policy.words import ClosureReason, Kind, Risk, Verb, Via
from tests.patience import settled
from tests.workflows.conftest import Stage, details
from tests.workflows.people import command
from workflows.messages import Answer, Start

DAY = timedelta(days=1)


async def from_record(stage: Stage, given: Command) -> Answer | Refused:
    """As the relay brings it where no run need be open."""
    with stage.env.with_time_skipping_disabled():
        answer = await stage.cases.from_record(stage.code, given, Start(stage.record.cases.get(stage.code)))
        if isinstance(answer, Answer):
            await settled(lambda: stage.known_seq >= answer.seq)
    return answer


def gap() -> Command:
    given = {"unit": "contoh", "lack": Lack.OFFICER, "day": "2026-11-28", "risk": Risk.MEDIUM}
    return command(Foreseen, "PD-01", via=Via.SYSTEM, **given)


async def test_a_gap_climbs_to_the_last_person_and_ends_when_it_is_filled_and_may_come_again(stage: Stage) -> None:
    """§5: days ahead; rule 2: nothing expires silently."""
    unit = replace(stage, code=f"UNIT{stage.code}")
    assert isinstance(await from_record(unit, gap()), Answer)
    assert "petugas piket kosong, 2026-11-28" in await details(unit)
    assert (await unit.shown())["NeedsManager"]
    again = await from_record(unit, gap())
    assert isinstance(again, Refused)
    assert again.code == "gap_known"
    await unit.pass_time(3 * DAY)
    assert ("to_manager_again", "kepala", 1) in unit.record.told(unit.code)
    await unit.do(Filled, "PD-01", via=Via.SYSTEM, n=1)
    assert await unit.ended() == "TERMINASI"
    assert isinstance(await from_record(unit, gap()), Answer)
    assert [task.n for task in unit.record.cases[unit.code].open_of(Kind.MANAGER)] == [2]
    await unit.do(Reply, "MJ-01", n=2, verb=Verb.COMPLETE)
    assert await unit.ended() == "TERMINASI"


async def test_a_suspect_is_recorded_on_a_case_that_has_ended_and_it_ends_again(stage: Stage) -> None:
    """Rule 8: a later reopening must know it."""
    await stage.do(Report, "PD-01")
    await stage.do(ProposeClosure, "PD-01", reason=ClosureReason.OTHER)
    await stage.do(Approve, "MJ-01", yes=True)
    await stage.ended()
    given = command(Bar, "SV-01", relation=Conflict.SUSPECT, person="PS-01")
    assert isinstance(await from_record(stage, given), Answer)
    assert await stage.ended() == "TERMINASI"
    assert stage.record.cases[stage.code].barred == ("PS-01",)
