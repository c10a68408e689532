"""A message the desk is to pass on: once the record needs it no more, nobody reads it out to anybody."""

from datetime import timedelta

import pytest

from activities import ending
from models import calls, outbox
from policy.commands import Assign, Reply, Withdraw
from policy.words import Verb
from tests.activities.office import Office
from tests.lives import Life
from tests.models.rows import outbox_row, stored
from tests.policy.cases import DINSOS, WORKER

MINUTE = timedelta(minutes=1)


@pytest.fixture
def life(office: Office) -> Life:
    return office.life().referred()


def _given_up(office: Office, life: Life, **more: object) -> None:
    """A message to the holder of the referral that no channel has brought."""
    given = {"case_code": life.code, "n": 5, "state": "UNDELIVERED"} | more
    (row_id,) = stored(office.database, outbox_row("hilang", **given))
    with office.database.write() as session:
        row = outbox.locked(session, row_id)
        ending.to_desk(session, row, row, office.now)
    life.now += MINUTE


def _listed(office: Office) -> list[str]:
    with office.database.read() as session:
        return [entry.item.kind for entry in calls.entries(session, "contoh")]


@pytest.mark.parametrize("ends", ["answered", "withdrawn", "reassigned"])
def test_it_leaves_the_list_by_itself_with_what_it_was_about(office: Office, life: Life, ends: str) -> None:
    _given_up(office, life)
    assert _listed(office) == ["message"]
    if ends == "answered":
        life.do(Reply, DINSOS, n=5, verb=Verb.ACCEPT)
    elif ends == "withdrawn":
        life.do(Withdraw, WORKER, n=5)
    else:
        life.do(Assign, WORKER, n=5, to="DINSOS-2")
    assert _listed(office) == []
    assert calls.look_after(office.database, "contoh", life.now) == 1


def test_what_others_are_still_to_hear_stays(office: Office, life: Life) -> None:
    _given_up(office, life, audience="atasan", template="to_superior", person="DINSOS-9")
    assert _listed(office) == ["message"]
    life.do(Reply, DINSOS, n=5, verb=Verb.ACCEPT)
    assert _listed(office) == ["message"]
    life.do(Withdraw, WORKER, n=5)
    assert _listed(office) == []


def test_a_message_of_no_case_stays_until_somebody_has_passed_it_on(office: Office, life: Life) -> None:
    _given_up(office, life, case_code="", n=0)
    assert _listed(office) == ["message"]
    assert calls.look_after(office.database, "contoh", life.now) == 0
