"""The machine that looks for a case nobody holds: random people, times, silence, refusals, corrections."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    rule,
)

from policy.commands import (
    Assess,
    Assign,
    Correct,
    MakePlan,
    MessageFailed,
    Refer,
    Replan,
    Reply,
    Undo,
    Withdraw,
)
from policy.events import Type
from policy.instants import wake_at
from policy.table import LAWFUL
from policy.words import (
    Audience,
    Decline,
    Kind,
    Outcome,
    Risk,
    Stage,
    State,
    Urgency,
    Verb,
)
from tests.policy.cases import (
    CONSENT,
    DESK,
    DINSOS,
    MANAGER,
    SUPERVISOR,
    WORKER,
    Who,
)
from tests.policy.machine_closing import PEOPLE, Endings
from tests.policy.machine_waiting import Waiting, goes_on

SPANS = st.sampled_from(
    [timedelta(minutes=1), timedelta(minutes=30), timedelta(hours=5), timedelta(days=3), timedelta(days=9)]
)
PICK = st.integers(0, 9)


class AlwaysHeld(Endings, Waiting):
    """Random people do random things at random times; silence is the commonest of them."""

    def __init__(self) -> None:
        super().__init__()
        self.levels: dict[int, int] = {}
        self.stage = Stage.REPORTED
        self.checked = 0

    @initialize(risk=st.sampled_from(Risk))
    def report(self, risk: Risk) -> None:
        self.world.begin(risk)

    @rule(span=SPANS)
    def silence(self, span: timedelta) -> None:
        self.world.pass_time(span)

    @rule(span=SPANS)
    def outage(self, span: timedelta) -> None:
        self.world.sleep(span)

    @rule(exact=st.booleans())
    def record_late(self, *, exact: bool) -> None:
        """Exact terms may come much later than the decision, or all at once."""
        self.world.exact = exact
        if exact:
            for change in self.late:
                self.world.record(change)
            self.late = []

    def _open(self, pick: int) -> int:
        tasks = self.world.known.open_handovers
        return tasks[pick % len(tasks)].n if tasks else pick

    @rule(
        who=PEOPLE,
        pick=PICK,
        verb=st.sampled_from(
            [Verb.ACCEPT, Verb.DECLINE, Verb.START, Verb.COMPLETE, Verb.POSTPONE, Verb.FAIL, Verb.HELP]
        ),
        reason=st.sampled_from([None, *Decline]),
        outcome=st.sampled_from([None, *Outcome]),
        days=st.sampled_from([None, 0, 1, 2, 30]),
    )
    def answer(
        self, who: Who, pick: int, verb: Verb, reason: Decline | None, outcome: Outcome | None, days: int | None
    ) -> None:
        self._ask(Reply, who, n=self._open(pick), verb=verb, reason=reason, outcome=outcome, days=days)

    @rule(pick=PICK, verb=st.sampled_from([Verb.ACCEPT, Verb.COMPLETE]))
    def proper_answer(self, pick: int, verb: Verb) -> None:
        self._ask(Reply, MANAGER, n=self._open(pick), verb=verb, outcome=Outcome.SERVED)

    @rule(risk=st.sampled_from(Risk))
    def work_up(self, risk: Risk) -> None:
        """The ordinary road to a referral, so that the search spends its steps beyond it."""
        for task in self.world.known.open_of(Kind.TAKE_REPORT):
            self._ask(Reply, WORKER, n=task.n, verb=Verb.ACCEPT)
        self._ask(Assess, WORKER, risk=risk)
        self._ask(MakePlan, WORKER)
        self._ask(Refer, WORKER, to="DINSOS", service="BANTUAN", **CONSENT)

    @rule(verb=st.sampled_from([Verb.ACCEPT, Verb.DECLINE, Verb.COMPLETE, Verb.FAIL]), outcome=st.sampled_from(Outcome))
    def agency_answers(self, verb: Verb, outcome: Outcome) -> None:
        for task in self.world.known.open_of(Kind.REFERRAL)[:1]:
            who = Who(f"{task.party}-1", DINSOS.role, task.party)
            self._ask(Reply, who, n=task.n, verb=verb, reason=Decline.NO_CAPACITY, outcome=outcome)

    @rule(who=PEOPLE, risk=st.sampled_from(Risk))
    def assess(self, who: Who, risk: Risk) -> None:
        self._ask(Assess, who, risk=risk)

    @rule()
    def plan(self) -> None:
        self._ask(MakePlan, WORKER)

    @rule(to=st.sampled_from(["DINSOS", "RSUD"]), urgency=st.sampled_from([None, *Urgency]), hand=st.booleans())
    def refer(self, to: str, urgency: Urgency | None, *, hand: bool) -> None:
        self._ask(Refer, WORKER, to=to, service="BANTUAN", urgency=urgency, by_hand=hand, **CONSENT)

    @rule(who=PEOPLE, pick=PICK)
    def withdraw(self, who: Who, pick: int) -> None:
        self._ask(Withdraw, who, n=self._open(pick))

    @rule(pick=PICK)
    def correct(self, pick: int) -> None:
        self._ask(Correct, DESK, n=self._open(pick))

    @rule(who=PEOPLE, pick=PICK)
    def undo(self, who: Who, pick: int) -> None:
        self._ask(Undo, who, n=self._open(pick))

    @rule(pick=PICK)
    def replan(self, pick: int) -> None:
        self._ask(Replan, SUPERVISOR, n=self._open(pick))

    @rule(pick=PICK, to=st.sampled_from(["PS-01", "PS-02", "DINSOS-2"]), whole=st.booleans())
    def assign(self, pick: int, to: str, *, whole: bool) -> None:
        self._ask(Assign, SUPERVISOR, n=0 if whole else self._open(pick), to=to)

    @rule(pick=PICK, audience=st.sampled_from(Audience))
    def message_failed(self, pick: int, audience: Audience) -> None:
        self._ask(MessageFailed, DESK, n=self._open(pick), audience=audience)

    @invariant()
    def somebody_holds_the_open_case(self) -> None:
        case = self.world.case
        if case is None or not case.open:
            assert case is None or not case.open_handovers, "an ended case with an open hand-over"
            return
        assert case.open_handovers, "an open case without a holder"
        assert all(task.id_ for task in case.open_handovers)

    @invariant()
    def something_happens_next(self) -> None:
        if self.world.case is None or not self.world.case.open:
            return
        self.world.sleep(timedelta(0))
        case = self.world.case
        at = wake_at(case)
        assert at is not None, "nothing will ever ring"
        assert at > self.world.now, "the next instant has passed"
        assert all(goes_on(case, task) for task in case.open_handovers), "a hand-over without a next rung"

    @invariant()
    def what_was_not_served_comes_back_to_the_sender(self) -> None:
        for change in self.world.changes[-1:]:
            states = {event.data.get("state") for event in change.events if event.type is Type.ANSWERED}
            back = {event.data["kind"] for event in change.events if event.type is Type.OPENED}
            if states & {State.REJECTED, State.FAILED}:
                assert back & {Kind.REROUTE, Kind.RESEND, Kind.UNSERVED}

    @invariant()
    def the_level_never_falls_while_open(self) -> None:
        if self.world.case is None:
            return
        for task in self.world.case.open_handovers:
            assert task.rung >= self.levels.get(task.n, 0)
            self.levels[task.n] = task.rung

    @invariant()
    def stages_move_by_the_table(self) -> None:
        for change in self.world.changes[self.checked :]:
            moves = [Stage(event.data["stage"]) for event in change.events if event.type is Type.STAGE]
            for moved in moves:
                assert (self.stage, moved) in LAWFUL
                self.stage = moved
        self.checked = len(self.world.changes)
