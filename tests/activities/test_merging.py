"""Five open tasks are one message with one link, and the case of each still hears its fate (domain.md §5)."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlmodel import col, select

from activities.fates import Fates
from activities.settle import Settler, Waiting
from activities.wiring import opaque_id
from models import outbox
from models.tables import Outbox
from notifications import gsm7
from notifications.links import PATH, PLACE, Links, hash_of, token_of
from policy.commands import Reply, Withdraw
from policy.events import Settled, Unsettled
from policy.limits import Limits
from policy.merging import HOLD, TOGETHER
from policy.words import Audience, Urgency, Verb
from tests.activities.conftest import NewOffice
from tests.activities.office import BAD_NUMBER, PASSING, Office
from tests.lives import Life
from tests.policy.cases import DINSOS, WORKER
from tests.sample import unit

KEY = "kunci-uji"
CODES = ("KX7M4QA", "K2Q7W3E", "K5T9Y2P", "K8A4S6D", "K3F7G9H")


def roomy(new_office: NewOffice) -> Office:
    """An office without limits of noise."""
    return new_office(replace(unit(), limits=Limits(0, 0)))


def with_tasks(office: Office, count: int, **more: Any) -> list[Life]:
    """So many cases, each with a referral to DINSOS that was made at the same instant."""
    lives = []
    for code in CODES[:count]:
        life = office.life(code).planned()
        life.refer(**more)
        lives.append(life)
    return lives


def ring(lives: list[Life]) -> None:
    """The next rung of each, at its own instant."""
    for life in lives:
        task = life.known.open_handovers[-1]
        life.now = task.plan.rungs[task.plan.fired].at
        assert life.ring()


def rows(office: Office, template: str) -> list[Outbox]:
    with office.database.read() as session:
        return list(session.exec(select(Outbox).where(Outbox.template == template).order_by(col(Outbox.id))).all())


def settler(office: Office) -> Settler:
    links = Links(KEY, "https://contoh.invalid")
    return Settler(office.database, office.parts.sender, lambda: office.now, opaque_id, links=links)


def seen(office: Office) -> list[Settled | Waiting]:
    """One look at every reminder, as each case's own workflow has it."""
    look = settler(office).look
    return [look(Unsettled(row.id or 0, row.n, row.start, row.deadline)) for row in rows(office, "reminder")]


def test_five_reminders_at_one_opening_are_one_message_with_one_link(new_office: NewOffice) -> None:
    office = roomy(new_office)
    lives = with_tasks(office, 5)
    before = len(office.sent())
    ring(lives)
    assert len(office.sent()) == before
    office.now += HOLD
    seen(office)
    (sent,) = office.sent()[before:]
    (together,) = rows(office, "reminders")
    tasks = [life.known.open_handovers[-1] for life in lives]
    assert sent.text.startswith("ULT CONTOH: 5 tugas menunggu: ")
    assert gsm7.segments(sent.text) == 1
    assert f"https://contoh.invalid{PATH}{PLACE}" in together.text
    assert together.link_hash == hash_of(token_of(KEY, together.notification_id))
    assert (together.case_code, together.n, together.person) == ("", 0, "DINSOS-1")
    assert together.filled is not None
    assert set(together.filled["codes"]) == {task.code for task in tasks}
    assert together.more == {"of": [row.id for row in rows(office, "reminder")]}
    assert {row.state for row in rows(office, "reminder")} == {"MERGED"}
    assert seen(office) == [Settled()] * 5


def test_a_reminder_alone_leaves_at_once(new_office: NewOffice) -> None:
    office = roomy(new_office)
    lives = with_tasks(office, 1)
    ring(lives)
    assert [row.state for row in rows(office, "reminder")] == ["ACCEPTED"]


def test_reminders_far_apart_leave_each_alone(new_office: NewOffice) -> None:
    office = roomy(new_office)
    first = with_tasks(office, 1)
    office.now += HOLD + timedelta(minutes=1)
    second = office.life(CODES[1], office.now).planned()
    second.refer()
    ring(first)
    ring([second])
    assert [row.state for row in rows(office, "reminder")] == ["ACCEPTED"] * 2


def test_one_that_waited_in_vain_leaves_alone(new_office: NewOffice) -> None:
    office = roomy(new_office)
    one, other = with_tasks(office, 2)
    ring([one])
    other.do(Reply, DINSOS, n=other.known.open_handovers[-1].n, verb=Verb.ACCEPT)
    office.now += HOLD
    seen(office)
    seen(office)
    (row,) = rows(office, "reminder")
    assert (row.state, rows(office, "reminders")) == ("ACCEPTED", [])


def test_a_task_answered_while_its_reminder_waited_is_not_named(new_office: NewOffice) -> None:
    office = roomy(new_office)
    lives = with_tasks(office, 3)
    ring(lives)
    answered = lives[0].known.open_handovers[-1]
    lives[0].do(Reply, DINSOS, n=answered.n, verb=Verb.ACCEPT)
    office.now += HOLD
    seen(office)
    (together,) = rows(office, "reminders")
    assert answered.code not in together.text
    assert "2 tugas" in together.text
    assert sorted(row.state for row in rows(office, "reminder")) == ["CANCELLED", "MERGED", "MERGED"]


def test_an_emergency_is_never_held_nor_merged(new_office: NewOffice) -> None:
    office = roomy(new_office)
    lives = with_tasks(office, 2, urgency=Urgency.EMERGENCY)
    for life in lives:
        life.pass_time(timedelta(minutes=21))
    reminders = rows(office, "reminder")
    assert {row.state for row in reminders} == {"ACCEPTED"}
    assert all(row.start == row.created_at for row in reminders)


def test_every_case_hears_that_the_one_message_reached_nobody(new_office: NewOffice) -> None:
    office = roomy(new_office)
    lives = with_tasks(office, 3)
    ring(lives)
    office.now += HOLD
    office.fail = lambda _: BAD_NUMBER
    seen(office)
    assert seen(office) == [Settled(Audience.HOLDER)] * 3
    assert [row.state for row in rows(office, "reminders")] == ["UNDELIVERED"]


def test_before_it_is_tried_again_its_tasks_are_read_again(new_office: NewOffice) -> None:
    office = roomy(new_office)
    lives = with_tasks(office, 2)
    ring(lives)
    office.now += HOLD
    with office.database.write() as session:  # merged, and not sent yet
        settler(office)._merger.row_of(session, rows(office, "reminder")[0].id or 0, office.now)  # noqa: SLF001
    answered = [life.known.open_handovers[-1] for life in lives]
    lives[0].now = lives[1].now = office.now
    lives[0].do(Reply, DINSOS, n=answered[0].n, verb=Verb.ACCEPT)
    with office.database.write() as session:
        row = settler(office)._merger.row_of(session, rows(office, "reminder")[0].id or 0, office.now)  # noqa: SLF001
        assert (row.state, answered[0].code in row.text, answered[1].code in row.text) == ("READY", False, True)
    lives[1].do(Reply, DINSOS, n=answered[1].n, verb=Verb.ACCEPT)
    before = len(office.sent())
    assert seen(office) == [Settled()] * 2
    assert len(office.sent()) == before
    assert [row.state for row in rows(office, "reminders")] == ["CANCELLED"]
    with office.database.read() as session:
        assert outbox.of_change(session, rows(office, "reminders")[0].change_id)


def test_five_settlers_at_the_same_instant_send_one_message(new_office: NewOffice) -> None:
    office = roomy(new_office)
    lives = with_tasks(office, 5)
    before = len(office.sent())
    ring(lives)
    office.now += HOLD
    look = settler(office).look
    waiting = [Unsettled(row.id or 0, row.n, row.start, row.deadline) for row in rows(office, "reminder")]
    with ThreadPoolExecutor(5) as pool:
        list(pool.map(look, waiting))
    assert len(office.sent()) == before + 1
    assert len(rows(office, "reminders")) == 1


def test_a_joint_reminder_that_waits_for_a_retry_is_cancelled_once_its_tasks_have_ended(new_office: NewOffice) -> None:
    office = roomy(new_office)
    lives = with_tasks(office, 2)
    ring(lives)
    office.now += HOLD
    office.fail = lambda _: PASSING
    seen(office)
    for life in lives:
        life.now = office.now
        life.do(Withdraw, WORKER, n=life.known.open_handovers[-1].n)
    office.fail = lambda _: None
    office.now += timedelta(minutes=3)
    before = len(office.sent())
    fates = Fates(office.database, office.parts.sender, settler(office), lambda: office.now, opaque_id)
    fates.sweep(office.now)
    assert [(row.state, row.error_code) for row in rows(office, TOGETHER)] == [("CANCELLED", "answered")]
    assert not [each for each in office.sent()[before:] if KEY in each.text or "tugas menunggu" in each.text]
