"""What people ask of the record: who holds what, what is stuck, whose code this is, which process is alive."""

from datetime import timedelta

from models import queries
from models.db import Database
from policy.commands import Reply
from policy.words import Kind, Verb
from tests.databases import NOW
from tests.lives import Life
from tests.policy.cases import DINSOS

NUMBER = "+6281200000011"


def test_a_case_is_shown_with_all_its_story(life: Life) -> None:
    with life.database.read() as session:
        view = queries.case_view(session, life.code)
        assert queries.case_view(session, "ZZZZZZZ") is None
        assert queries.case_seq(session, life.code) == life.known.seq
        assert queries.case_seq(session, "ZZZZZZZ") == 0
    assert view is not None
    assert [task.n for task in view.handovers] == [task.n for task in life.known.handovers]
    assert [event.seq for event in view.events] == sorted(event.seq for event in view.events)
    assert [row.template for row in view.messages] == ["task_internal", "task_referral"]


def test_a_hand_over_is_stuck_once_it_is_late_and_no_more_when_it_is_answered(life: Life) -> None:
    (task,) = life.known.open_of(Kind.REFERRAL)
    with life.database.read() as session:
        assert queries.stuck(session, NOW) == []
        assert [row.n for row in queries.stuck(session, task.plan.due)] == [task.n]
    life.do(Reply, DINSOS, n=task.n, verb=Verb.ACCEPT)
    with life.database.read() as session:
        assert queries.stuck(session, task.plan.due) == []


def test_a_task_code_finds_its_open_task_for_the_number_it_was_sent_to(life: Life) -> None:
    (task,) = life.known.open_of(Kind.REFERRAL)
    with life.database.read() as session:
        for address in (None, NUMBER):
            assert [row.n for row in queries.open_by_code(session, task.code, address)] == [task.n]
        assert queries.open_by_code(session, task.code, "+6281200000012") == []
        assert queries.open_by_code(session, "ZZZZ") == []


def test_an_ended_task_is_still_found_by_its_code_as_a_recent_one(life: Life) -> None:
    ended = life.known.handovers[0]
    with life.database.read() as session:
        assert queries.open_by_code(session, ended.code) == []
        assert [row.n for row in queries.recent_by_code(session, ended.code)] == [ended.n]


def test_a_person_sees_what_they_hold_by_due_time(life: Life) -> None:
    life.refer(service="LAIN")
    with life.database.read() as session:
        held = queries.tasks_of(session, "DINSOS-1")
        assert queries.tasks_of(session, "DINSOS-2") == []
    assert len(held) == 2
    assert [row.due for row in held] == sorted(row.due for row in held)


def test_open_cases_are_listed_and_ended_ones_on_request(life: Life) -> None:
    with life.database.read() as session:
        assert [row.code for row in queries.cases(session)] == [life.code]
        assert [row.code for row in queries.cases(session, only_open=False)] == [life.code]


def test_a_process_is_as_alive_as_its_last_beat(database: Database) -> None:
    for minutes in (0, 1):
        with database.write() as session:
            queries.beat(session, "relay", NOW + timedelta(minutes=minutes))
    with database.read() as session:
        assert queries.last_beat(session, "relay") == NOW + timedelta(minutes=1)
        assert queries.last_beat(session, "worker") is None
