"""The record of a case: once under its id, loudly one writer, never an older state over a newer one."""

from dataclasses import replace
from functools import partial

import pytest
from sqlmodel import select

from models import record
from models.db import Database
from models.projection import project
from models.tables import CaseRow, ChangeRow, EventRow, Fact, HandoverRow
from policy.commands import Reply
from policy.words import Kind, Verb
from tests.databases import loaded
from tests.lives import Life, recorder
from tests.models.rows import at_once, inbox_row
from tests.policy.cases import WORKER
from tests.sample import unit


@pytest.fixture
def life(database: Database) -> Life:
    """A case that was reported to the sample unit."""
    loaded(database, unit())
    return Life(database, recorder(database)).begin()


def test_the_same_change_again_gives_the_stored_answer_and_changes_nothing(life: Life) -> None:
    life.referred()
    before = life.kept()
    first = life.recorder.record(life.changes[0])
    assert [life.recorder.record(life.changes[0]) for _ in range(2)] == [first, first]
    assert life.kept() == before
    with life.database.read() as session:
        assert len(session.exec(select(ChangeRow)).all()) == len(life.changes)


def test_the_same_change_from_two_threads_at_once_is_recorded_once(database: Database) -> None:
    loaded(database, unit())
    donor = Life(database, recorder(database), "AAAAAAA").begin().referred()
    rivals = [recorder(database, seed) for seed in (21, 22, 23)]
    for change in donor.changes:
        twin = replace(change, id=f"twin-{change.id}", case="BBBBBBB")
        answers = at_once(*[partial(rival.record, twin) for rival in rivals])
        assert answers[0] == answers[1] == answers[2]
    with database.read() as session:
        kept = select(ChangeRow).where(ChangeRow.case_code == "BBBBBBB")
        assert len(session.exec(kept).all()) == len(donor.changes)


def test_another_change_with_a_seq_that_is_taken_fails_loudly_and_leaves_nothing(life: Life) -> None:
    life.do(Reply, WORKER, n=1, verb=Verb.ACCEPT)
    before = life.kept()
    intruder = replace(life.changes[1], id="another")
    with pytest.raises(record.SeqTaken, match="seq 2"):
        life.recorder.record(intruder)
    assert life.kept() == before
    with life.database.read() as session:
        assert record.stored(session, "another") is None
        assert session.exec(select(EventRow).where(EventRow.change_id == "another")).first() is None


def test_an_older_state_never_overwrites_a_newer_one(life: Life) -> None:
    older = life.known
    life.referred()
    with life.database.write() as session:
        project(session, older, replace(older, worker=""))
    assert life.kept() == life.known


def test_the_case_comes_back_equal_with_its_rows(life: Life) -> None:
    life.referred()
    assert life.kept() == life.known
    task = life.known.open_of(Kind.REFERRAL)[0]
    with life.database.read() as session:
        row = session.get(CaseRow, life.code)
        held = session.get(HandoverRow, (life.code, task.n))
    assert row is not None
    assert held is not None
    assert (row.seq, row.stage, row.open) == (life.known.seq, life.known.stage, True)
    assert (held.code, held.person, held.party, held.due) == (task.code, "DINSOS-1", "DINSOS", task.plan.due)


def test_personal_details_of_an_input_are_kept_beside_the_event_it_became(life: Life) -> None:
    with life.database.write() as session:
        session.add(inbox_row(f"{life.code}-1", life.code, facts={"catatan": "ibu menelepon"}))
    life.do(Reply, WORKER, n=1, verb=Verb.ACCEPT)
    with life.database.read() as session:
        (fact,) = session.exec(select(Fact)).all()
    assert (fact.case_code, fact.n, fact.by, fact.inbox_id) == (life.code, 2, "PS-01", f"{life.code}-1")
    assert fact.data == {"catatan": "ibu menelepon"}


def test_a_task_code_is_free_again_when_its_hand_over_has_ended(life: Life) -> None:
    code = life.known.open_handovers[0].code
    with life.database.read() as session:
        assert not record.code_is_free(session, "contoh", code)
        assert record.code_is_free(session, "lain", code)
    life.do(Reply, WORKER, n=1, verb=Verb.ACCEPT)
    with life.database.read() as session:
        assert record.code_is_free(session, "contoh", code)


def test_events_say_when_they_happened_and_when_they_were_recorded(life: Life) -> None:
    happened = life.now.replace(day=20)
    life.do(Reply, WORKER, n=1, verb=Verb.ACCEPT, happened=happened)
    with life.database.read() as session:
        events = session.exec(select(EventRow).where(EventRow.seq == 2)).all()
    assert {(event.at, event.happened) for event in events} == {(life.now, happened)}
