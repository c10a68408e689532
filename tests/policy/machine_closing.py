"""The part of the machine that ends cases: visits and what the child says, attempts, transfers, closures, reopening."""

from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from policy.commands import Approve, ChildSaid, Command, ProposeClosure, Reopen, Reply, Visit
from policy.events import Change, Type
from policy.hard_commands import Attempt, Transfer, TransferAnswer
from policy.hard_words import Got, How
from policy.received import owed
from policy.words import ClosureReason, Kind, Outcome, Verb
from tests.policy.cases import (
    DESK,
    DINSOS,
    MANAGER,
    OTHER_WORKER,
    OUTSIDER,
    RSUD,
    SECOND_MANAGER,
    SUPERVISOR,
    WORKER,
    Who,
    World,
)

PEOPLE = st.sampled_from([DESK, WORKER, OTHER_WORKER, SUPERVISOR, MANAGER, SECOND_MANAGER, DINSOS, RSUD, OUTSIDER])


class Endings(RuleBasedStateMachine):
    """Everything that leads to an end of a case, and back from it."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World()
        self.late: list[Change] = []

    def _ask(self, kind: type[Command], who: Who, **more: Any) -> None:
        before = len(self.world.changes)
        self.world.ask(kind, who, **more)
        if not self.world.exact:
            self.late += self.world.changes[before:]

    @rule(days=st.sampled_from([None, -1, 1, 60, 200]), got=st.sampled_from(Got))
    def visit(self, days: int | None, got: Got) -> None:
        self.visit_and_ask(got, self.world.now + timedelta(days=days) if days else None)

    def visit_and_ask(self, got: Got, chosen: datetime | None = None) -> None:
        """Every served referral is asked about and gets the same answer."""
        served = tuple(ChildSaid(task.n, got) for task in self.world.known.handovers if task.served)
        self._ask(Visit, WORKER, next_visit=chosen, got=served)

    @rule(how=st.sampled_from(How))
    def attempt(self, how: How) -> None:
        self._ask(Attempt, WORKER, how=how, day=self.world.now.date())

    @rule(who=PEOPLE, accepted=st.booleans())
    def transfer(self, who: Who, *, accepted: bool) -> None:
        self._ask(Transfer, WORKER, named=True)
        for task in self.world.known.open_of(Kind.TRANSFER):
            self._ask(TransferAnswer, who, n=task.n, accepted=accepted, named=True)

    @rule(who=PEOPLE, reason=st.sampled_from(ClosureReason))
    def close(self, who: Who, reason: ClosureReason) -> None:
        self._ask(ProposeClosure, who, reason=reason)

    @precondition(lambda self: self.world.case and self.world.known.planned)
    @rule(
        got=st.sampled_from([None, *Got]),
        reason=st.sampled_from([ClosureReason.GOALS_MET, ClosureReason.OTHER]),
        yes=st.booleans(),
    )
    def wind_up(self, got: Got | None, reason: ClosureReason, *, yes: bool) -> None:
        """The ordinary road to the end of a case: all is served, perhaps the child is asked, closure is proposed."""
        for task in self.world.known.open_of(Kind.REFERRAL):
            self._ask(Reply, DESK, n=task.n, verb=Verb.COMPLETE, outcome=Outcome.SERVED)
        if got:
            self.visit_and_ask(got)
        self._ask(ProposeClosure, WORKER, reason=reason)
        self._ask(Approve, MANAGER, yes=yes)

    @rule(who=PEOPLE, yes=st.booleans())
    def approve(self, who: Who, *, yes: bool) -> None:
        self._ask(Approve, who, yes=yes)

    @precondition(lambda self: self.world.case and not self.world.case.open)
    @rule()
    def reopen(self) -> None:
        self._ask(Reopen, WORKER)

    @invariant()
    def goals_are_met_only_with_the_childs_yes(self) -> None:
        for change in self.world.changes[-1:]:
            reasons = [event.data.get("reason") for event in change.events if event.type is Type.CLOSURE_APPROVED]
            if ClosureReason.GOALS_MET in reasons:
                assert not owed(self.world.known), "an end without the child's word"
