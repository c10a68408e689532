"""§4: a second report and a decision on duplicates on a real server, also after the case has ended."""

from policy.commands import Approve, ProposeClosure, Report
from policy.hard_commands import AddReport, SameChild
from policy.words import ClosureReason, Risk
from tests.patience import settled
from tests.workflows.conftest import Stage
from tests.workflows.people import command
from workflows.messages import Answer, Start

OLDER = "K7M4Q2X"


async def test_a_duplicate_ends_its_workflow_and_a_second_report_raises_the_risk(stage: Stage) -> None:
    await stage.do(Report, "PD-01", risk=Risk.MEDIUM, report="L-1", alike=(OLDER,))
    await stage.do(AddReport, "PD-01", report="L-2", risk=Risk.HIGH)
    assert (await stage.refused(AddReport, "PD-01", report="L-2")).code == "report_known"
    assert stage.record.cases[stage.code].risk is Risk.HIGH
    await stage.do(SameChild, "PS-01", other=OLDER)
    assert await stage.ended() == "TERMINASI"
    assert stage.record.cases[stage.code].same_as == OLDER


async def test_a_report_reopens_an_ended_case_from_the_record(stage: Stage) -> None:
    await stage.do(Report, "PD-01")
    await stage.do(ProposeClosure, "PD-01", reason=ClosureReason.OTHER)
    await stage.do(Approve, "MJ-01", yes=True)
    await stage.ended()
    seq, known = stage.known_seq, stage.record.cases[stage.code]
    again = command(AddReport, "PD-01", report="L-2", reopen=True)
    with stage.env.with_time_skipping_disabled():
        answer = await stage.cases.from_record(stage.code, again, Start(known))
        await settled(lambda: stage.known_seq == seq + 1)
    assert isinstance(answer, Answer)
    assert stage.record.cases[stage.code].stage == "DIBUKA_KEMBALI"
