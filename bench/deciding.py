"""How long the rules take: one decision on a case with twenty open hand-overs, and one look at its clock."""

import timeit
from datetime import timedelta

from policy.clock import on_clock
from policy.commands import Refer, Reply
from policy.decide import decide
from policy.events import Decision
from policy.words import Risk, Role, Verb
from tests.policy.cases import CONSENT, WORKER, World, referred

HANDOVERS = 20
CALLS, ROUNDS = 500, 7


def microseconds() -> tuple[float, float]:
    """The best of several rounds, each a mean over many calls: deciding an answer, and finding nothing due."""
    world = crowded()
    case, now = world.known, world.now + timedelta(seconds=1)
    answer = Reply(id="x", by="DINSOS-1", role=Role.FOCAL_POINT, agency="DINSOS", n=case.next_n - 1, verb=Verb.ACCEPT)
    assert isinstance(decide(case, answer, now), Decision)
    assert on_clock(case, now) is None
    return _best(lambda: decide(case, answer, now)), _best(lambda: on_clock(case, now))


def _best(work: object) -> float:
    return min(timeit.repeat(work, number=CALLS, repeat=ROUNDS)) / CALLS * 1e6  # type: ignore[arg-type]


def crowded() -> World:
    """A case with a visit and as many referrals as make twenty hand-overs."""
    world = referred(Risk.MEDIUM)
    while len(world.known.open_handovers) < HANDOVERS:
        world.do(Refer, WORKER, to="DINSOS", service=f"S{len(world.known.open_handovers)}", **CONSENT)
    return world
