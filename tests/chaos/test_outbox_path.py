"""The outbox path under faults and kills: nothing is lost, nothing is doubled that somebody could have known of."""

import pytest

from bench.chaos.killing import Run, chaos
from simulator.mix import AT_THE_PROVIDER, Mix

pytestmark = pytest.mark.slow
KNOWABLE = tuple(kind for kind in AT_THE_PROVIDER if kind != "too_late")


def test_sixty_messages_through_every_fault_and_every_kill_are_neither_lost_nor_doubled() -> None:
    found, bad = chaos(Run(60, Mix(seed=5, kinds=KNOWABLE, callbacks=("doubled", "reversed", "forged"))))
    assert (found.sent, found.lost, found.doubled) == (60, 0, 0), bad
    assert found.kills > 3


def test_with_lost_receipts_too_the_provider_is_asked_before_anything_goes_again() -> None:
    found, bad = chaos(Run(30, Mix(seed=6, receipts=0.5, callbacks=("lost",))))
    assert (found.sent, found.lost, found.doubled) == (30, 0, 0), bad


def test_a_plain_retry_doubles_more_than_one_in_twenty_under_the_same_faults() -> None:
    found, _ = chaos(Run(60, Mix(seed=5), kind="plain", killed=False))
    assert found.share_doubled > 0.05
