"""domain.md §5: no case closes over a running clock; and which happening starts which row of a unit's data."""

from datetime import timedelta
from typing import Any

from policy.commands import Approve, ProposeClosure, Started, Withdraw
from policy.hard_commands import Prove, StartClocks
from policy.hard_words import Begun, Proof, Window
from policy.running import started_by, suspected
from policy.terms import Statutory
from policy.words import ClosureReason, Kind
from tests.policy.cases import (
    DESK,
    NOW,
    SECOND_MANAGER,
    SUPERVISOR,
    WORKER,
    World,
    referred,
)
from tests.policy.clocks import flagged, health, police
from tests.units.folders import TULUNGAGUNG
from units.load import load

HOUR = timedelta(hours=1)


def closing() -> World:
    """A case that could be closed but for a clock."""
    world = referred()
    world.do(Withdraw, WORKER, n=5)
    return world


def test_no_case_closes_with_a_running_clock() -> None:
    """§5: no case closes with an open one; one that starts while approval is awaited stops the approval too."""
    world = closing()
    world.do(StartClocks, DESK, clocks=(police(NOW),))
    assert world.refused(ProposeClosure, WORKER, reason=ClosureReason.GOALS_MET) == "clock_open"
    world = closing()
    world.do(ProposeClosure, WORKER, reason=ClosureReason.OTHER)
    world.do(StartClocks, DESK, clocks=(police(NOW),))
    assert world.refused(Approve, SUPERVISOR, yes=True) == "clock_open"
    world.do(Prove, WORKER, clock="LAPOR_POLISI")
    world.do(Approve, SUPERVISOR, yes=True)


def test_without_proof_only_a_manager_ends_a_clock_with_a_recorded_reason() -> None:
    """§5: a recorded reason by the manager."""
    for who in (WORKER, SUPERVISOR, DESK):
        assert flagged().refused(Prove, who, clock="LAPOR_POLISI", proof=Proof.WAIVED) == "clock_manager"
    world = flagged()
    world.do(Prove, SECOND_MANAGER, clock="LAPOR_POLISI", proof=Proof.WAIVED)
    world.do(Prove, SECOND_MANAGER, clock="PROFILAKSIS", proof=Proof.WAIVED)
    assert world.known.open_of(Kind.STATUTORY) == ()


def row(begun_by: Begun | None) -> Statutory:
    """A row of a unit's own."""
    words: dict[str, Any] = dict.fromkeys(("id", "en", "source", "confirm", "starts", "ends"), "x")
    return Statutory(
        code="SENDIRI", checked=NOW.date(), holder="peksos", hours=48, warn_hours=(12,), begun_by=begun_by, **words
    )


def test_the_units_rows_say_which_happening_starts_which_clock() -> None:
    """§5: each row is data; a unit may have rows of its own, with hours of its own."""
    (mine,) = started_by([row(Begun.TELLING)], suspected(NOW, None))
    assert mine == Started(clock="SENDIRI", window=Window.LAW, start=NOW, hours=48, warn_hours=(12,))
    assert started_by([row(None), row(Begun.DISCOVERY), row(Begun.LETTER)], suspected(NOW, None)) == ()
    found = started_by(load(TULUNGAGUNG).statutory, suspected(NOW, NOW - 9 * HOUR))
    assert {each.clock: (each.window, each.start, each.hours) for each in found} == {
        "LAPOR_POLISI": (Window.LAW, NOW, 72),
        "PROFILAKSIS": (Window.HEALTH, NOW - 9 * HOUR, 72),
    }


def test_an_event_nobody_can_date_starts_the_window_of_health_with_the_telling() -> None:
    """§5: the window is shown whatever is known."""
    assert suspected(NOW, None)[Begun.EVENT] == NOW
    assert suspected(NOW, NOW + HOUR)[Begun.EVENT] == NOW


def test_the_unit_test_clock_is_of_health() -> None:
    """The builders of these tests speak of the same windows as the pack."""
    assert health(NOW).window is Window.HEALTH
