"""The laws over a database: nothing to say of a sound one, and each planted breach is named with its case."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from models.db import Database
from models.tables import CaseRow
from models.verify import Breach, breaches
from policy.commands import MessageFailed
from policy.words import Audience
from tests.databases import NOW, loaded
from tests.lives import Life, recorder
from tests.models.rows import inbox_row, outbox_row
from tests.policy.cases import DESK
from tests.sample import unit

MINUTES = timedelta(minutes=6)


@pytest.fixture
def life(database: Database) -> Life:
    """A sound case with a referral, its messages gone."""
    loaded(database, unit())
    found = Life(database, recorder(database)).begin().referred()
    _spoil(found, "UPDATE outbox SET state = 'DELIVERED'")
    return found


def _found(life: Life, after: timedelta = timedelta(0)) -> list[tuple[int, str]]:
    with life.database.read() as session:
        return [(breach.law, breach.case) for breach in breaches(session, NOW + after)]


def _spoil(life: Life, *statements: str) -> None:
    with life.database.write() as session:
        for statement in statements:
            session.connection().execute(text(statement))


def test_a_sound_database_has_no_breach(life: Life) -> None:
    assert _found(life) == []


def test_a_rung_that_should_have_rung_is_a_breach(life: Life) -> None:
    assert _found(life, timedelta(days=90)) == [(1, life.code)]


def test_an_open_case_without_a_holder_is_a_breach(life: Life) -> None:
    with life.database.write() as session:
        row = session.get(CaseRow, life.code)
        assert row is not None
        row.state = row.state | {"handovers": []}
        session.add(row)
    assert _found(life) == [(1, life.code), (1, life.code), (5, life.code)]


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM event WHERE seq = 1",
        "DELETE FROM event WHERE seq = 3",
        "DELETE FROM event WHERE seq = 5",
        "UPDATE event SET type = 'KACAU' WHERE seq = 4",
    ],
)
def test_a_change_that_is_missing_or_spoilt_is_a_breach(life: Life, damage: str) -> None:
    assert life.known.seq == 5
    _spoil(life, damage)
    assert (5, life.code) in _found(life)


def test_a_gap_in_the_changes_is_a_breach_even_where_nothing_else_depends_on_it(life: Life) -> None:
    _spoil(life, "UPDATE event SET seq = 9 WHERE seq = 5")
    assert (2, life.code) in _found(life)


def test_an_input_that_nobody_delivered_is_a_breach(life: Life) -> None:
    with life.database.write() as session:
        session.add(inbox_row("a1", life.code))
    assert _found(life) == []
    assert _found(life, MINUTES) == [(2, life.code)]


def test_a_message_left_half_sent_is_a_breach(life: Life) -> None:
    with life.database.write() as session:
        session.add(outbox_row("m1", state="INTENT", intent_at=NOW))
    assert _found(life) == []
    assert _found(life, MINUTES) == [(3, life.code)]


def test_an_input_that_was_answered_but_is_not_in_the_record_is_a_breach(life: Life) -> None:
    with life.database.write() as session:
        session.add(inbox_row(life.changes[0].id, life.code, state="DELIVERED"))
        session.add(inbox_row("a1", life.code, state="REFUSED"))
        session.add(inbox_row("a2", state="DONE"))
        session.add(inbox_row("a3", life.code, state="DELIVERED"))
        session.add(inbox_row("a4", life.code, state="DELIVERED", next_try=NOW + MINUTES))
    assert _found(life) == []
    assert _found(life, MINUTES) == [(2, life.code)]
    assert _found(life, 2 * MINUTES) == [(2, life.code)] * 2


def test_a_message_that_nobody_sees_to_is_a_breach_until_it_is_told_that_it_failed(life: Life) -> None:
    with life.database.write() as session:
        session.add(outbox_row("m1", case_code=life.code, deadline=NOW))
        session.add(outbox_row("m2", case_code=life.code, start=NOW + MINUTES, deadline=NOW))
    assert _found(life) == []
    assert _found(life, MINUTES) == [(3, life.code)]
    assert _found(life, 2 * MINUTES) == [(3, life.code)] * 2
    life.do(MessageFailed, DESK, n=1, audience=Audience.HOLDER)
    assert _found(life, 2 * MINUTES) == []


def test_a_projection_that_differs_from_its_events_is_a_breach(life: Life) -> None:
    _spoil(life, "UPDATE handover SET person = 'LUAR-1' WHERE open")
    assert _found(life) == [(5, life.code)]


def test_a_state_that_cannot_be_read_is_a_breach_and_no_crash(life: Life) -> None:
    _spoil(life, "UPDATE case_row SET state = '{}'")
    assert _found(life) == [(5, life.code)]


def test_every_breach_says_where_and_what_in_both_languages(life: Life) -> None:
    _spoil(life, "UPDATE handover SET person = 'LUAR-1' WHERE open")
    with life.database.read() as session:
        (breach,) = breaches(session, NOW)
    assert breach == Breach(
        5, life.code, "Keadaan tidak sama dengan kejadiannya.", "The projection differs from its events."
    )
