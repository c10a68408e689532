"""Secrets whose use is over leave no copy and no counter; that a message was sent stays."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from models import spent
from models.db import Database
from models.enrolment import REMEMBERED
from models.reach import Passcode
from models.tables import Outbox
from tests.databases import NOW
from tests.models.rows import outbox_row, stored

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TEXT, MASKED = "ULT: Kode 482913 utk DINSOS-1", "ULT: Kode ****** utk DINSOS-1"


def _text(database: Database, **more: object) -> Outbox:
    """A message with a code, as the sweep of this instant leaves it."""
    given = {"change_id": "daftar/minta/0", "case_code": "", "text": TEXT, "filled": {"passcode": "482913"}} | more
    (row_id,) = stored(database, outbox_row("kode", **given))
    spent.clean(database, NOW)
    with database.read() as session:
        return session.exec(select(Outbox).where(Outbox.id == row_id)).one()


@pytest.mark.parametrize("state", ["ACCEPTED", "DELIVERED", "UNDELIVERED", "CANCELLED", "DESK"])
def test_whatever_became_of_it_a_message_that_is_settled_holds_no_code(database: Database, state: str) -> None:
    row = _text(database, state=state)
    assert (row.text, row.filled, row.state) == (MASKED, None, state)


@pytest.mark.parametrize("state", ["READY", "INTENT", "AMBIGUOUS"])
def test_one_that_may_still_leave_or_be_asked_about_keeps_it_until_its_time_is_over(
    database: Database, state: str
) -> None:
    assert _text(database, state=state).text == TEXT


@pytest.mark.parametrize("state", ["READY", "AMBIGUOUS"])
def test_when_its_time_is_over_the_code_goes_whatever_its_state(database: Database, state: str) -> None:
    assert _text(database, state=state, start=NOW - HOUR, deadline=NOW - HOUR).text == MASKED


def test_a_text_that_never_held_its_code_is_left_as_it_is(database: Database) -> None:
    """Its code is put in as it leaves; a second copy must have it too."""
    row = _text(database, state="ACCEPTED", text="Kode ######", filled={"passcode": "######"})
    assert (row.text, row.filled) == ("Kode ######", {"passcode": "######"})


def test_six_digits_in_another_message_are_no_code(database: Database) -> None:
    assert _text(database, state="ACCEPTED", change_id="harian/123456").text == TEXT


def _code(purpose: str, expires: timedelta) -> Passcode:
    common: dict[str, Any] = {"unit": "contoh", "person": "DINSOS-1", "channel": "SMS", "address": "x", "hash": "h"}
    return Passcode(purpose=purpose, created_at=NOW, expires_at=NOW + expires, **common)


def test_counters_and_codes_go_when_nobody_asks_for_them_any_more(database: Database) -> None:
    kept = [
        _code("hitung", HOUR),
        _code("pin", HOUR - DAY),
        _code("rincian", HOUR),
        _code("enrol", HOUR - REMEMBERED),
        _code("enrol", DAY),
    ]
    gone = [_code("hitung", -HOUR), _code("pin", -DAY), _code("rincian", -DAY - HOUR), _code("enrol", -REMEMBERED)]
    with database.write() as session:
        session.add_all([*kept, *gone])
        session.flush()
        expected = [row.id for row in kept]
    assert spent.clean(database, NOW) == len(gone)
    with database.read() as session:
        assert list(session.exec(select(Passcode.id).order_by(col(Passcode.id)))) == expected
    assert spent.clean(database, NOW) == 0
