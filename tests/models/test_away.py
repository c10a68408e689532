"""What is held by people and agencies the unit no longer has is found in the record, and asked to move once."""

from dataclasses import replace
from datetime import date, timedelta

from models import inbox
from models.away import look_after
from models.db import Database
from policy.commands import Assign, Refer, Reply
from policy.words import Kind, Outcome, Verb
from tests.databases import NOW, loaded
from tests.lives import Life
from tests.policy.cases import CONSENT, DINSOS, SUPERVISOR, WORKER
from tests.policy.test_away import ended, without


def asked(life: Life) -> list[tuple[str, int, str]]:
    """Kind, hand-over and new person of what is stored now."""
    rows = look_after(life.database, "contoh", life.now)
    return [(row.kind, row.payload["n"], row.payload["to"]) for row in rows]


def test_nothing_is_asked_while_everybody_is_there(life: Life) -> None:
    assert asked(life) == []


def test_a_unit_that_is_not_loaded_asks_nothing(database: Database) -> None:
    assert look_after(database, "contoh", NOW) == []


def test_a_rotated_focal_points_task_is_asked_to_move_once(life: Life) -> None:
    """Issue 4: rotation of a focal point in the middle of a task, told once."""
    (task,) = life.known.open_of(Kind.REFERRAL)
    loaded(life.database, replace(without("DINSOS-1"), version="2"))
    assert asked(life) == [("Assign", task.n, "DINSOS-2")]
    assert asked(life) == []
    life.do(Assign, SUPERVISOR, n=task.n, to="DINSOS-2")
    assert asked(life) == []
    with life.database.read() as session:
        assert len(inbox.waiting(session)) == 1


def test_an_agency_that_ends_on_a_later_day_moves_on_that_day(life: Life) -> None:
    """§2: an agency has validity dates; nobody has to load anything on the day it ends."""
    (task,) = life.known.open_of(Kind.REFERRAL)
    given = ended("DINSOS-BARU")
    former = replace(given.agencies["DINSOS"], valid_to=date(2026, 12, 31))
    loaded(life.database, replace(given, version="2", agencies={**given.agencies, "DINSOS": former}))
    assert asked(life) == []
    life.now += timedelta(days=60)
    assert asked(life) == [("Follow", task.n, "BARU-1")]


def test_a_workers_cases_are_asked_to_move_as_whole_cases(life: Life) -> None:
    life.do(Assign, SUPERVISOR, to="PS-02")
    loaded(life.database, replace(without("PS-02"), version="2"))
    assert asked(life) == [("Assign", 0, "PS-01")]


def test_a_referral_that_waits_and_wakes_reads_in_the_record_as_in_memory(life: Life) -> None:
    """§4 menunggu: exact terms find the agency's holder when it is sent."""
    (first,) = life.known.open_of(Kind.REFERRAL)
    life.do(Refer, WORKER, to="RSUD", service="LAIN", after=first.n, **CONSENT)
    draft = life.known.open_of(Kind.REFERRAL)[-1]
    assert (draft.person, draft.code != "") == ("PS-01", True)
    life.do(Reply, DINSOS, n=first.n, verb=Verb.COMPLETE, outcome=Outcome.SERVED)
    sent = life.known.find(draft.n)
    assert sent is not None
    assert (sent.person, sent.code, sent.plan.exact, sent.plan.start) == ("RSUD-1", draft.code, True, life.now)
