"""The machine with everything at once: a hard case is seldom hard in one way only."""

from hypothesis import strategies as st
from hypothesis.stateful import initialize

from policy.hard_words import Place
from policy.words import Risk
from tests.policy.machine_child import ChildAlwaysKnown
from tests.policy.machine_reports import OLDER, WithSecondReports
from tests.policy.test_clock_lives import UnderTheLaw
from tests.policy.test_consent_machine import ConsentInQuestion
from tests.policy.test_kept_out import NeverKeptOut
from tests.policy.test_law1_doors import AtClosedDoors
from tests.policy.test_law2 import NeverSilent


class Everything(
    NeverKeptOut, NeverSilent, UnderTheLaw, ConsentInQuestion, AtClosedDoors, ChildAlwaysKnown, WithSecondReports
):
    """All rules of all machines, and every invariant of each after every step."""

    @initialize(risk=st.sampled_from(Risk), place=st.sampled_from(Place), alike=st.sampled_from([(), (OLDER,)]))
    def report(self, risk: Risk, place: Place = Place.HOME, alike: tuple[str, ...] = ()) -> None:
        self.world.begin(risk, place=place, alike=alike)
