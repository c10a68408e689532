"""A child moves: the other unit is silent, refuses, accepts; only then the case ends, and it can be reopened."""

from datetime import timedelta

from policy.commands import Approve, ProposeClosure, Reopen, Report
from policy.hard_commands import Attempt, Transfer, TransferAnswer
from policy.hard_words import How
from policy.words import ClosureReason, Kind
from tests.patience import settled
from tests.workflows.conftest import Stage
from tests.workflows.people import ROAD, command
from workflows.messages import Start

DAY = timedelta(days=1)


async def test_a_transfer_climbs_comes_back_is_accepted_and_then_ends_the_case(stage: Stage) -> None:
    """§4 pelimpahan."""
    await stage.do(Report, "PD-01")
    for kind, more in ROAD[:3]:
        await stage.do(kind, "PS-01", **more)
    assert (await stage.refused(ProposeClosure, "PS-01", reason=ClosureReason.MOVED_AWAY)).code == "transfer_first"
    first = await stage.do(Transfer, "PS-01", named=True)
    await stage.pass_time(7 * DAY)
    shown = await stage.shown()
    assert (shown["NeedsManager"], shown["StuckReason"]) == (True, "BELUM_DIJAWAB")
    await stage.do(TransferAnswer, "PD-01", n=first.n, accepted=False, named=True)
    assert [task.parent for task in stage.record.cases[stage.code].open_of(Kind.REROUTE)] == [first.n]
    second = await stage.do(Transfer, "PS-01", named=True)
    await stage.do(TransferAnswer, "PS-01", n=second.n, accepted=True, named=True)
    await stage.do(ProposeClosure, "PS-01", reason=ClosureReason.MOVED_AWAY)
    await stage.do(Approve, "SV-01", yes=True)
    assert await stage.ended() == "TERMINASI"
    told = [template for template, _, _ in stage.record.told(stage.code)]
    assert told.index("transfer_accepted") < told.index("closure_approved")
    await _reopened(stage)


async def _reopened(stage: Stage) -> None:
    known = stage.record.cases[stage.code]
    with stage.env.with_time_skipping_disabled():
        await stage.cases.from_record(stage.code, command(Reopen, "PS-01"), Start(known))
        await settled(lambda: stage.known_seq == known.seq + 1)
    case = stage.record.cases[stage.code]
    assert (case.stage, case.transferred) == ("DIBUKA_KEMBALI", False)


async def test_attempts_are_kept_by_their_days(stage: Stage) -> None:
    """§4 termination."""
    await stage.do(Report, "PD-01")
    today = stage.record.cases[stage.code].reported.date()
    for back in (0, 1, 1):
        await stage.do(Attempt, "PS-01", how=How.CALL, day=today - back * DAY)
    assert stage.record.cases[stage.code].attempts == (str(today - DAY), str(today))
    assert (await stage.refused(ProposeClosure, "PS-01", reason=ClosureReason.NOT_FOUND)).code == "attempts_missing"
