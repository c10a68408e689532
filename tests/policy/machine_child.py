"""The machine of law 1 with a child in it: seen, placed, arrived, in higher and lower danger."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from policy.commands import Assess, Refer
from policy.hard_commands import Arrived, WhereIs
from policy.hard_words import Place
from policy.instants import wake_at
from policy.later_commands import NotArrived
from policy.watch import placements
from policy.words import Kind, Risk, Stage
from tests.policy.cases import CONSENT, SUPERVISOR, WORKER, Who
from tests.policy.machine import PICK, AlwaysHeld
from tests.policy.machine_closing import PEOPLE

DAY = timedelta(hours=24)


class ChildAlwaysKnown(AlwaysHeld):
    """With a high risk or an open placement somebody has to say where the child is, within a day each time."""

    @initialize(risk=st.sampled_from(Risk), place=st.sampled_from(Place))
    def report(self, risk: Risk, place: Place = Place.HOME) -> None:
        self.world.begin(risk, place=place)

    @rule(who=PEOPLE, place=st.sampled_from(Place), seen=st.sampled_from(["", "PS-01"]))
    def see(self, who: Who, place: Place, seen: str) -> None:
        self._ask(WhereIs, who, place=place, since=self.world.now, seen_by=seen)

    @rule(to=st.sampled_from(["LKSA", "RUMAH-AMAN"]))
    def place_child(self, to: str) -> None:
        self._ask(Refer, WORKER, to=to, service="ASUH", placement=True, **CONSENT)

    @rule(who=PEOPLE, pick=PICK)
    def arrive(self, who: Who, pick: int) -> None:
        self._ask(Arrived, who, n=self._open(pick), place=Place.CARE_HOME)

    @rule(pick=PICK)
    def correct_arrival(self, pick: int) -> None:
        """Of placements that ended by an arrival; left to chance this hardly ever happens."""
        placed = [task for task in self.world.known.handovers if task.placement and task.served]
        self._ask(NotArrived, WORKER, n=placed[pick % len(placed)].n if placed else pick)

    @rule(risk=st.sampled_from(Risk))
    def assess_and_keep(self, risk: Risk) -> None:
        """As the desk sends it: a worker who lowers the risk does not end the question."""
        before = self.world.known
        self._ask(Assess, WORKER, risk=risk, keep_watch=True)
        case = self.world.known
        if before.assessed and before.risk is Risk.HIGH and before.open_of(Kind.WHEREABOUTS) and case.open:
            assert case.open_of(Kind.WHEREABOUTS), "a worker alone has ended the question"

    @rule(risk=st.sampled_from(Risk))
    def lengthen(self, risk: Risk) -> None:
        self._ask(Assess, SUPERVISOR, risk=risk, lengthen=True)

    @invariant()
    def somebody_says_where_the_child_is(self) -> None:
        case = self.world.case
        if case is None or not case.open or case.stage is Stage.AWAITING_CLOSURE:
            return
        asked = case.open_of(Kind.WHEREABOUTS)
        wanted = case.risk is Risk.HIGH or case.watch_kept or bool(placements(case))
        assert len(asked) == wanted, "asked and wanted are not the same"
        assert all(task.plan.due <= task.opened + DAY for task in asked)
        assert not asked or wake_at(case), "asked, and nothing rings"
