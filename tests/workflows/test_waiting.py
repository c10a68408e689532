"""A referral that waits, on a real server: silent while it waits, woken by the end of the other, asked about else."""

from datetime import timedelta

from policy.commands import Refer, Reply
from policy.hard_commands import Send
from policy.words import Decline, Outcome, Verb
from tests.workflows.conftest import Stage, details
from tests.workflows.people import CONSENT

HOUR = timedelta(hours=1)


async def waiting(stage: Stage) -> None:
    """Hand-over 6, to RSUD, waits for hand-over 5, to DINSOS."""
    await stage.refer()
    await stage.do(Refer, "PS-01", to="RSUD", service="LAIN", after=5, **CONSENT)


async def test_a_referral_waits_in_silence_and_wakes_with_a_ladder_of_its_own(stage: Stage) -> None:
    """§4: a referral may wait for another (*menunggu K7M4*) and wakes when that ends."""
    await waiting(stage)
    await stage.pass_time(30 * HOUR)
    assert stage.record.told_of(stage.code, 6) == []
    assert "menunggu C5" in await details(stage)
    await stage.do(Reply, "DINSOS-1", n=5, verb=Verb.COMPLETE, outcome=Outcome.SERVED)
    assert stage.record.told_of(stage.code, 6) == ["task_referral"]
    assert (await stage.shown())["WaitingOn"][-1] == "RSUD"
    await stage.pass_time(9 * HOUR)
    assert {"reminder", "call_desk", "to_supervisor"} <= set(stage.record.told_of(stage.code, 6))


async def test_a_refusal_of_the_other_is_a_task_to_decide_and_the_worker_sends(stage: Stage) -> None:
    await waiting(stage)
    answer = await stage.do(Reply, "DINSOS-1", n=5, verb=Verb.DECLINE, reason=Decline.NO_CAPACITY)
    assert answer.n == 7
    assert stage.record.told_of(stage.code, 8) == ["task_internal"]
    await stage.do(Send, "PS-01", n=6)
    assert stage.record.told_of(stage.code, 6) == ["task_referral"]
    assert (await stage.refused(Send, "PS-01", n=6)).code == "impossible"
