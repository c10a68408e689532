"""A withdrawal on a real server: a suspect stops nothing, a supervisor has four hours, holders hear no reason."""

from datetime import timedelta

from policy.commands import Assess, Refer
from policy.hard_commands import DecideBasis, WithdrawConsent
from policy.words import Consent, Kind, Risk, State
from tests.patience import settled
from tests.workflows.conftest import Stage

HOUR = timedelta(hours=1)
PARENT = {"giver": Consent.PARENT, "named": True}


async def test_the_father_calls_then_the_mother_and_the_supervisor_lets_it_go_on(stage: Stage) -> None:
    """Rule 7."""
    await stage.refer()
    await stage.do(Assess, "PS-01", risk=Risk.HIGH)
    await stage.do(WithdrawConsent, "PD-01", by_suspect=True, giver=Consent.PARENT)
    assert stage.record.cases[stage.code].open_of(Kind.REVOCATION) == ()
    asked = await stage.do(WithdrawConsent, "PD-01", **PARENT)
    assert (await stage.refused(WithdrawConsent, "PD-01", **PARENT)).code == "withdrawal_pending"
    await stage.pass_time(5 * HOUR)
    with stage.env.with_time_skipping_disabled():
        await settled(lambda: "to_supervisor" in stage.record.told_of(stage.code, asked.n))
    assert stage.record.told_of(stage.code, asked.n)[0] == "task_internal"
    assert (await stage.refused(DecideBasis, "PS-01", n=asked.n, yes=True)).code == "supervisor_decides"
    await stage.do(DecideBasis, "SV-01", n=asked.n, yes=False)
    referral = stage.record.cases[stage.code].find(5)
    assert referral is not None
    assert (referral.open, referral.bases, referral.decider) == (True, (Consent.OTHER_BASIS,), "SV-01")
    assert "withdrawn" not in {template for template, _, _ in stage.record.told(stage.code)}


async def test_a_refused_basis_and_a_withdrawal_stop_referrals(stage: Stage) -> None:
    """Rule 7."""
    await stage.refer()
    alone = {"consent": Consent.OTHER_BASIS, "decider": "PS-01"}
    referral = await stage.do(Refer, "PS-01", to="RSUD", service="BANTUAN", **alone)
    (task,) = stage.record.cases[stage.code].open_of(Kind.BASIS)
    assert task.parent == referral.n
    await stage.do(DecideBasis, "SV-01", n=task.n, yes=False)
    await stage.do(WithdrawConsent, "PD-01", **PARENT)
    case = stage.record.cases[stage.code]
    assert case.open_of(Kind.REFERRAL) == ()
    assert {found.state for n in (5, referral.n) if (found := case.find(n))} == {State.WITHDRAWN}
    told = [n for template, _, n in stage.record.told(stage.code) if template == "withdrawn"]
    assert told == [referral.n, 5]
