"""The machine of law 1 with second reports and possible duplicates among what happens."""

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from policy.hard_commands import AddReport, SameChild
from policy.running import carried
from policy.words import Risk
from tests.policy.cases import Who
from tests.policy.machine import PICK, AlwaysHeld
from tests.policy.machine_closing import PEOPLE

OLDER = "K7M4Q2X"


class WithSecondReports(AlwaysHeld):
    """A case that may be another's, reports that come in on it at any stage, people who decide."""

    @initialize(risk=st.sampled_from(Risk), alike=st.sampled_from([(), (OLDER,)]))
    def report(self, risk: Risk, alike: tuple[str, ...] = ()) -> None:
        self.world.begin(risk, alike=alike)

    @rule(who=PEOPLE, no=PICK, risk=st.sampled_from(Risk), reopen=st.booleans(), sender=st.sampled_from(["", "RSUD"]))
    def second_report(self, who: Who, no: int, risk: Risk, sender: str, *, reopen: bool) -> None:
        self._ask(AddReport, who, report=f"L-{no}", risk=risk, reopen=reopen, sender=sender)

    @rule(who=PEOPLE, other=st.sampled_from(["", "", "", OLDER]), carry=st.booleans())
    def one_child(self, who: Who, other: str, *, carry: bool) -> None:
        self._ask(SameChild, who, other=other, clocks=carried(self.world.known) if carry else ())
