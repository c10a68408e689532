"""domain.md §5 on the real server: a clock of the law rings in clock hours and only its proof ends it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from policy.commands import Assess, MakePlan, Refer, Reply, Report
from policy.hard_commands import Breach, Prove
from policy.hard_words import Proof
from policy.words import Kind, Risk, Verb
from tests.patience import settled
from tests.policy.clocks import health, notice, police
from tests.workflows.conftest import Stage, details
from tests.workflows.people import CONSENT, command
from workflows.messages import Answer, Start


async def test_a_clock_rings_from_the_happening_and_ends_by_its_proof(stage: Stage) -> None:
    """§5: warned, then the manager; several on one case; shown before everything else."""
    now = datetime.now(UTC)
    hour = timedelta(hours=1)
    await stage.do(Report, "PD-01", clocks=(police(now - 11 * hour), health(now - 70 * hour)))
    await stage.do(Reply, "PS-01", n=1, verb=Verb.ACCEPT)
    assert "BATAS KESEHATAN" in await details(stage)
    before = stage.known_seq
    await stage.pass_time(3 * hour)
    await settled(lambda: stage.known_seq > before)
    await stage.at_rest()
    case = stage.record.cases[stage.code]
    police_task, health_task = (next(t for t in case.handovers if t.n == n) for n in (2, 3))
    assert [task.parent for task in case.open_of(Kind.MANAGER)] == [health_task.n]
    await stage.do(Prove, "PS-01", clock="PROFILAKSIS", proof=Proof.REFUSED)
    assert "BATAS KESEHATAN" not in await details(stage)
    await stage.do(Prove, "PS-01", clock="LAPOR_POLISI")
    case = stage.record.cases[stage.code]
    assert case.open_of(Kind.STATUTORY) == ()
    assert police_task.plan.due == now + 61 * hour


async def test_complete_silence_is_told_to_the_duty_manager_once(stage: Stage) -> None:
    """§5 backstop: 24 clock hours at high risk."""
    await stage.do(Report, "PD-01")
    await stage.do(Reply, "PS-01", n=1, verb=Verb.ACCEPT)
    await stage.do(Assess, "PS-01", risk=Risk.HIGH)
    await stage.do(MakePlan, "PS-01")
    await stage.do(Refer, "PS-01", to="DINSOS", service="BANTUAN", **CONSENT)
    await stage.pass_time(timedelta(hours=25))
    await settled(lambda: 5 in told(stage))
    await stage.pass_time(timedelta(hours=30))
    await stage.at_rest()
    assert told(stage).count(5) == 1


def told(stage: Stage) -> list[int]:
    """The hand-overs whose silence the duty manager was told of."""
    changes = stage.record.of(stage.code)
    return [notice.n for change in changes for notice in change.notices if notice.template == "backstop"]


async def test_a_breach_runs_under_the_units_own_code_and_begins_again_from_the_record(stage: Stage) -> None:
    """§5: the unit's clock; design.md §4: one workflow of the same type."""
    code = f"UNIT{stage.code}"
    unit = replace(stage, code=code)
    hours = timedelta(hours=1)

    async def discovered() -> None:
        with stage.env.with_time_skipping_disabled():
            given = command(Breach, "PD-01", unit="contoh", clock=notice(datetime.now(UTC) - hours))
            answer = await stage.cases.from_record(code, given, Start(unit.record.cases.get(code)))
            assert isinstance(answer, Answer)
            await settled(lambda: unit.known_seq >= answer.seq)

    await discovered()
    await unit.do(Prove, "MJ-01", clock="KEBOCORAN_DATA")
    assert await unit.ended() == "TERMINASI"
    await discovered()
    assert "Tugas unit (bukan kasus)" in await details(unit)
    assert [task.n for task in unit.record.cases[code].open_of(Kind.STATUTORY)] == [2]
