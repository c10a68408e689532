"""Law 1 where senders choose at closed doors as well: somebody holds it, and something happens next."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from policy.doors import WaitReason, Way
from policy.hard_commands import Choose
from tests.policy.cases import WORKER
from tests.policy.machine import PICK, AlwaysHeld


class AtClosedDoors(AlwaysHeld):
    """The machine, with a choice made now and then."""

    @rule(pick=PICK, way=st.sampled_from(Way))
    def choose(self, pick: int, way: Way) -> None:
        self._ask(Choose, WORKER, n=self._open(pick), way=way, wait_reason=WaitReason.SAFE, person="DINSOS-2")


TestAtClosedDoors = AtClosedDoors.TestCase
