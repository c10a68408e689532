"""Law 1 where consent is in question: whatever is given, withdrawn or decided, somebody holds the case (rule 7)."""

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from policy.commands import DecideBasis, Refer, WithdrawConsent
from policy.events import Type
from policy.words import Audience, Consent, Kind, Urgency
from tests.policy.cases import DESK, WORKER, Who
from tests.policy.machine import PEOPLE, PICK, AlwaysHeld

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

    @rule(giver=st.one_of(st.none(), GIVERS))
    def suspect_calls(self, giver: Consent | None) -> None:
        before = self.world.known.handovers
        self._ask(WithdrawConsent, DESK, giver=giver, named=True, by_suspect=True)
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
