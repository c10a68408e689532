"""A case's life on a real server: asked by Updates, reminded by timers, ended only by people."""

from datetime import timedelta

import pytest
from temporalio.client import WorkflowExecutionStatus

from policy.commands import (
    Approve,
    Assess,
    Assign,
    ChildSaid,
    Correct,
    MakePlan,
    ProposeClosure,
    Refer,
    Reopen,
    Replan,
    Reply,
    Report,
    Undo,
    Visit,
    Withdraw,
)
from policy.hard_commands import Bar, Restrict, Unbar
from policy.hard_words import Conflict, Got
from policy.words import ClosureReason, Decline, Outcome, Verb
from tests.patience import settled
from tests.workflows.conftest import Stage
from tests.workflows.people import CONSENT, command
from workflows.case import CaseWorkflow
from workflows.client import AlreadyReportedError
from workflows.messages import Start
from workflows.names import LINE_QUERY, UPDATES

HOUR = timedelta(hours=1)


async def test_a_silent_referral_is_reminded_then_overtaken_then_the_managers(stage: Stage) -> None:
    await stage.refer()
    await stage.pass_time(9 * HOUR)
    told = [template for template, _, n in stage.record.told(stage.code) if n >= 5]
    assert told[:1] == ["task_referral"]
    assert told.count("reminder") == 2
    assert {"call_desk", "to_supervisor", "to_superior", "silent", "manager_task"} <= set(told)
    shown = await stage.shown()
    assert shown["NeedsManager"] is True
    assert shown["Overdue"] is True
    assert "DINSOS" in shown["OverdueBy"]
    assert shown["StuckReason"] == "BELUM_DIJAWAB"
    line = await stage.handle.query(LINE_QUERY)
    assert "WIB" in str(line)


async def test_a_case_goes_from_report_to_termination(stage: Stage) -> None:
    await stage.refer()
    await stage.do(Reply, "DINSOS-1", n=5, verb=Verb.DECLINE, reason=Decline.NO_CAPACITY)
    await stage.do(Refer, "PS-01", to="RSUD", service="BANTUAN", **CONSENT)
    await stage.do(Reply, "RSUD-1", n=7, verb=Verb.ACCEPT)
    await stage.do(Reply, "RSUD-1", n=7, verb=Verb.COMPLETE, outcome=Outcome.SERVED)
    await stage.do(Visit, "PS-01", got=(ChildSaid(7, Got.YES),))
    await stage.do(ProposeClosure, "PS-01", reason=ClosureReason.GOALS_MET)
    await stage.do(Approve, "SV-01", yes=False)
    await stage.do(ProposeClosure, "PS-01", reason=ClosureReason.GOALS_MET)
    assert (await stage.refused(Approve, "PS-01", yes=True)).code == "own_proposal"
    await stage.do(Approve, "SV-01", yes=True)
    assert await stage.ended() == "TERMINASI"
    told = [template for template, _, _ in stage.record.told(stage.code)]
    assert [name for name in told if name in {"refused", "accepted", "completed", "closure_approved"}] == [
        "refused",
        "accepted",
        "completed",
        "closure_approved",
    ]


async def test_a_closed_case_is_reopened_from_the_record_as_a_new_run(stage: Stage) -> None:
    await stage.refer()
    await stage.do(Withdraw, "PS-01", n=5)
    await stage.do(ProposeClosure, "PS-01", reason=ClosureReason.OTHER)
    await stage.do(Approve, "MJ-01", yes=True)
    await stage.ended()
    seq = stage.known_seq
    known = stage.record.cases[stage.code]
    with stage.env.with_time_skipping_disabled():
        answer = await stage.cases.from_record(stage.code, command(Reopen, "PS-01"), Start(known))
        await settled(lambda: stage.known_seq == seq + 1)
    assert not hasattr(answer, "code")
    assert stage.record.cases[stage.code].stage == "DIBUKA_KEMBALI"


async def test_a_report_sent_twice_is_one_case_also_after_its_end(stage: Stage) -> None:
    given = command(Report, "PD-01")
    with stage.env.with_time_skipping_disabled():
        first = await stage.cases.begin(stage.code, given)
        assert await stage.cases.begin(stage.code, given) == first
        await settled(lambda: stage.known_seq == 1)
    await stage.do(ProposeClosure, "PD-01", reason=ClosureReason.OTHER)
    await stage.do(Approve, "MJ-01", yes=True)
    await stage.ended()
    run = (await stage.handle.describe()).run_id
    assert await stage.cases.begin(stage.code, given) == first
    with pytest.raises(AlreadyReportedError):
        await stage.cases.begin(stage.code, command(Report, "PD-01"))
    described = await stage.handle.describe()
    assert (described.run_id, described.status) == (run, WorkflowExecutionStatus.COMPLETED)


async def test_the_same_answer_twice_changes_nothing_twice(stage: Stage) -> None:
    await stage.refer()
    given = command(Reply, "DINSOS-1", n=5, verb=Verb.ACCEPT)
    with stage.env.with_time_skipping_disabled():
        first = await stage.cases.ask(stage.code, given)
        assert await stage.cases.ask(stage.code, given) == first
    again = await stage.refused(Reply, "DINSOS-1", n=5, verb=Verb.ACCEPT)
    assert again.code == "already"


async def test_a_refusal_leaves_no_trace_in_history(stage: Stage) -> None:
    await stage.refer()
    told = await stage.refused(Reply, "RSUD-1", n=5, verb=Verb.ACCEPT, id="jawaban-salah")
    assert (told.code, "DINSOS" in told.id, "DINSOS" in told.en) == ("not_yours", True, True)
    assert "jawaban-salah" not in (await stage.handle.fetch_history()).to_json()


async def test_every_update_has_a_validator_and_words_for_people() -> None:
    definitions = vars(CaseWorkflow)["__temporal_workflow_definition"].updates
    assert set(definitions) == set(UPDATES.values())
    assert all(each.validator and each.description for each in definitions.values())


async def test_every_command_reaches_its_rule(stage: Stage) -> None:
    await stage.refer()
    for kind, more in (
        (Assign, {"to": "PS-02"}),
        (Replan, {"n": 5}),
        (Correct, {"event": "x.0"}),
    ):
        await stage.do(kind, "SV-01", **more)
    await stage.do(Reply, "DINSOS-1", n=5, verb=Verb.ACCEPT)
    await stage.do(Undo, "DINSOS-1", n=5)
    await stage.do(Assess, "PS-02", risk="tinggi")
    assert (await stage.refused(MakePlan, "PS-02")).code == "wrong_stage"
    await stage.do(Bar, "PD-01", person="DINSOS-1", relation=Conflict.SUSPECT)
    assert (await stage.refused(Reply, "DINSOS-1", n=5, verb=Verb.ACCEPT)).code == "barred_actor"
    await stage.do(Unbar, "SV-01", person="DINSOS-1")
    await stage.do(Restrict, "PS-02", names=("PS-01",))
