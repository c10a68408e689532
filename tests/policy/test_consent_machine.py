"""Law 1 where consent is in question: whatever is given, withdrawn or decided, somebody holds the case (rule 7)."""

from types import ModuleType

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from policy import consent, referral
from policy.commands import Refer
from policy.events import Type
from policy.hard_commands import DecideBasis, WithdrawConsent
from policy.later_commands import AddConsent, SuspectConsented
from policy.words import Audience, Consent, Kind, Urgency
from tests.policy.cases import DESK, MANAGER, WORKER, Who
from tests.policy.machine import PICK, AlwaysHeld
from tests.policy.machine_closing import PEOPLE

GIVERS = st.sampled_from(Consent)


class ConsentInQuestion(AlwaysHeld):
    """Everything else that may happen, and consents given, contested, withdrawn and decided."""

    @rule(
        to=st.sampled_from(["DINSOS", "RSUD", "LPA"]),
        giver=GIVERS,
        also=st.sets(GIVERS, max_size=1),
        decider=st.sampled_from(["", "PS-01", "SV-01"]),
    )
    def refer_on(self, to: str, giver: Consent, also: set[Consent], decider: str) -> None:
        agreed = {"services_ok": True, "sharing_ok": True, "urgency": Urgency.EMERGENCY}
        basis = {"consent": giver, "also": tuple(also), "decider": decider}
        self._ask(Refer, WORKER, to=to, service="PERIKSA", **basis, **agreed)

    @rule(giver=st.one_of(st.none(), GIVERS), named=st.booleans(), abuse=st.booleans())
    def withdraw_consent(self, giver: Consent | None, *, named: bool, abuse: bool) -> None:
        self._ask(WithdrawConsent, DESK, giver=giver, named=named, abuse=abuse)

    @rule(yes=st.booleans())
    def contest(self, *, yes: bool) -> None:
        """The ordinary road: what the first open referral stands on is withdrawn, and the supervisor decides."""
        for task in self.world.known.open_of(Kind.REFERRAL)[:1]:
            self._ask(WithdrawConsent, DESK, giver=task.bases[0], named=True)
        for task in self.world.known.open_of(Kind.BASIS, Kind.REVOCATION)[:1]:
            self._ask(DecideBasis, MANAGER, n=task.n, yes=yes)

    @rule(pick=PICK, giver=GIVERS, suspect=st.booleans())
    def consent_later(self, pick: int, giver: Consent, *, suspect: bool) -> None:
        given = {"services_ok": True, "sharing_ok": True, "by_suspect": suspect}
        self._ask(AddConsent, WORKER, n=self._open(pick), consent=giver, **given)

    @rule(giver=st.one_of(st.none(), GIVERS))
    def suspect_calls(self, giver: Consent | None) -> None:
        before = self.world.known.handovers
        self._ask(WithdrawConsent, DESK, giver=giver, named=True, by_suspect=True)
        self._ask(SuspectConsented, DESK, consent=giver)
        assert self.world.known.handovers == before

    @rule(pick=PICK, yes=st.booleans(), who=PEOPLE)
    def decide_basis(self, pick: int, who: Who, *, yes: bool) -> None:
        waiting = self.world.known.open_of(Kind.BASIS, Kind.REVOCATION)
        n = waiting[pick % len(waiting)].n if waiting else pick
        self._ask(DecideBasis, who, n=n, yes=yes)

    @invariant()
    def every_open_referral_stands_on_something(self) -> None:
        if self.world.case:
            assert all(task.bases for task in self.world.case.open_of(Kind.REFERRAL))

    @invariant()
    def an_unconfirmed_basis_is_somebodys_to_confirm(self) -> None:
        """Of every open referral on another basis: a confirmation is open, was given, or the supervisor's own."""
        confirmed = {e.n for change in self.world.changes for e in change.events if e.type in SETTLED}
        for task in self.world.case.open_of(Kind.REFERRAL) if self.world.case else ():
            if Consent.OTHER_BASIS in task.bases and task.n not in confirmed:
                beside = [each for each in self.world.known.open_of(Kind.BASIS) if each.parent == task.n]
                assert beside, "another basis that nobody is asked to confirm"

    @invariant()
    def a_stop_gives_no_reason(self) -> None:
        for change in self.world.changes[-1:]:
            told = {notice.template for notice in change.notices if notice.to is Audience.HOLDER}
            assert not told & {"consent_noted", "decided"}


SETTLED = frozenset({Type.BASIS_CONFIRMED, Type.BASIS_CHANGED})
TestConsentInQuestion = ConsentInQuestion.TestCase


def _nothing(*_: object) -> None:
    """What a planted bug leaves undone."""


@pytest.mark.parametrize("where, name", [(consent, "_stop"), (referral, "open_confirmation")])
def test_a_rule_of_consent_that_is_left_out_is_found(
    monkeypatch: pytest.MonkeyPatch, where: ModuleType, name: str
) -> None:
    """Rule 7: a referral that goes on without a basis, and another basis that nobody confirms."""
    monkeypatch.setattr(where, name, _nothing)
    quick = settings(
        max_examples=400,
        derandomize=True,
        stateful_step_count=30,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
        phases=(Phase.generate,),
    )
    with pytest.raises(AssertionError):
        run_state_machine_as_test(ConsentInQuestion, settings=quick)
