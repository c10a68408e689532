"""domain.md §5: what clocks of the law and the backstop say, to whom, when; and that the record folds again."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from models.rebuild import differences
from policy.breach import unit_code
from policy.commands import Reply
from policy.decide import decide_breach
from policy.events import Decision
from policy.hard_commands import Breach, Prove
from policy.unit import Unit
from policy.words import Risk, Verb
from tests.activities.office import Office
from tests.policy.cases import DESK, WORKER
from tests.policy.clocks import health, notice, police
from tests.sample import OFFICE, unit

NewOffice = Callable[[Unit], Office]
EVENING = datetime(2026, 11, 24, 13, tzinfo=UTC)
"""Tuesday 20.00 WIB."""


def test_a_clock_of_the_law_and_the_backstop_ring_at_any_hour(new_office: NewOffice) -> None:
    """§5: clock hours, and all calendars apart."""
    office = new_office(unit(OFFICE))
    life = office.life(at=EVENING, risk=Risk.MEDIUM, clocks=(police(EVENING - timedelta(hours=100)),))
    late = office.last("clock_late")
    assert (late.person, late.start) == ("PS-01", EVENING)
    managers = office.last("manager_task")
    assert (managers.person, managers.start) == ("MJ-01", EVENING)
    life.pass_time(timedelta(hours=72))
    (told,) = [row for row in office.messages("backstop") if row.n == 1]
    assert (told.person, told.start) == ("MJ-01", EVENING + timedelta(hours=72))


def test_events_alone_give_the_clocks_again_whatever_the_unit_says_by_then(new_office: NewOffice) -> None:
    """§5: what was promised on the day stands; no table of hours is asked."""
    office = new_office(unit(OFFICE))
    hours = timedelta(hours=1)
    life = office.life(at=EVENING, clocks=(police(EVENING - 30 * hours), health(EVENING - 80 * hours)))
    life.do(Reply, WORKER, n=1, verb=Verb.ACCEPT)
    life.pass_time(50 * hours)
    life.do(Prove, WORKER, clock="LAPOR_POLISI")
    with office.database.read() as session:
        assert list(differences(session)) == []


def test_a_breach_is_told_to_the_manager_as_the_units_and_never_by_a_long_code(new_office: NewOffice) -> None:
    """§5: the unit (manager), not a case; §6: one segment."""
    office, code = new_office(unit(OFFICE)), unit_code("contoh")
    given = Breach(id="b0", by=DESK.by, role=DESK.role, unit="contoh", clock=notice(EVENING))
    decided = decide_breach(None, given, code, EVENING)
    assert isinstance(decided, Decision)
    office.record(decided.change)
    (told,) = office.messages(code=code)
    assert (told.person, told.start) == ("MJ-01", EVENING)
    assert "kasus UNIT:" in told.text
    with office.database.read() as session:
        assert list(differences(session)) == []
