"""An input that fails in a way nobody foresaw: ever later, once in the log for each pause, on the desk's list."""

from datetime import datetime, timedelta

import pytest
from pydantic_core import to_jsonable_python
from structlog.testing import capture_logs
from temporalio.client import Client

from activities.inbound import Reader
from activities.wiring import opaque_id
from models import inbox, stuck
from models.tables import Inbox
from policy.commands import Reply
from policy.words import Verb
from tests.activities.office import Office, desk_of
from tests.models.rows import inbox_row
from tests.policy.cases import WORKER
from workflows.client import NotNowError
from workflows.delivery import Relay

SECRET = "nama anak"


class Work:
    """What is done with a row of no case; it fails until it is mended."""

    broken = True

    def __init__(self, office: Office) -> None:
        self.office = office
        self.done: list[str] = []

    def do(self, row_id: str) -> None:
        if self.broken and row_id == "buruk":
            raise KeyError(SECRET)
        with self.office.database.write() as session:
            inbox.answered(session, row_id, {"ok": True}, "DONE")
        self.done.append(row_id)


async def nobody() -> Client:
    raise NotNowError("no server")


@pytest.fixture
def work(office: Office) -> Work:
    return Work(office)


@pytest.fixture
def relay(office: Office, work: Work) -> Relay:
    reader = Reader(office.database, office.parts.sender, lambda: office.now, opaque_id, "contoh")
    return Relay(office.database, nobody, reader, lambda: office.now, {"Uji": work.do}, "contoh")


def _put(office: Office, *names: str, kind: str = "Uji") -> None:
    with office.database.write() as session:
        inbox.put(session, *(inbox_row(name, kind=kind) for name in names))


def _row(office: Office, name: str = "buruk") -> Inbox:
    with office.database.read() as session:
        row = inbox.get(session, name)
    assert row
    return row


async def _tries(office: Office, relay: Relay, count: int) -> list[timedelta]:
    """Let it be tried so often, each time as soon as it may; the pauses after."""
    pauses = []
    for _ in range(count):
        assert await relay.once() == 1
        due = _row(office).next_try
        assert isinstance(due, datetime)
        pauses.append(due - office.now)
        office.now = due - timedelta(seconds=1)
        assert await relay.once() == 0, "not before its time"
        office.now = due
    return pauses


async def test_it_is_tried_again_ever_later_and_holds_up_no_other(office: Office, relay: Relay, work: Work) -> None:
    _put(office, "buruk")
    pauses = await _tries(office, relay, 7)
    assert [pause.total_seconds() for pause in pauses] == [30, 60, 120, 240, 480, 900, 900]
    _put(office, "baik")
    await relay.once()
    assert work.done == ["baik"]


async def test_the_log_says_each_pause_once_and_nothing_the_failure_quotes(office: Office, relay: Relay) -> None:
    _put(office, "buruk")
    with capture_logs() as lines:
        await _tries(office, relay, 9)
    assert [line["kali"] for line in lines if line["event"] == "pengantaran gagal"] == [1, 2, 3, 4, 5, 6]
    assert SECRET not in str(lines)


async def test_from_the_third_time_on_it_is_one_item_of_the_desk_that_names_it(office: Office, relay: Relay) -> None:
    _put(office, "buruk")
    await _tries(office, relay, 2)
    assert desk_of(office) == []
    await _tries(office, relay, 3)
    (item,) = desk_of(office)
    assert (item.kind, item.unit, "buruk" in item.words, "KeyError" in item.words) == ("stuck", "contoh", True, True)
    assert SECRET not in item.words
    with office.database.read() as session:
        assert [row.id for row in stuck.rows(session, 5)] == ["buruk"]


async def test_when_it_goes_well_after_all_nobody_need_see_to_it(office: Office, relay: Relay, work: Work) -> None:
    _put(office, "buruk")
    await _tries(office, relay, 3)
    work.broken = False
    await relay.once()
    assert (work.done, _row(office).state) == (["buruk"], "DONE")
    (item,) = desk_of(office)
    assert item.done_at == office.now
    with office.database.read() as session:
        assert stuck.rows(session, 5) == []


async def test_a_kind_that_this_program_does_not_know_waits_in_the_same_way(office: Office, relay: Relay) -> None:
    _put(office, "buruk", kind="Besok")
    pauses = await _tries(office, relay, 3)
    assert [pause.total_seconds() for pause in pauses] == [30, 60, 120]
    assert len(desk_of(office)) == 1


async def test_a_server_that_is_down_is_no_such_failure(office: Office, relay: Relay) -> None:
    life = office.life()
    command = Reply(id="jawab", by=WORKER.by, role=WORKER.role, n=1, verb=Verb.ACCEPT)
    with office.database.write() as session:
        inbox.put(session, inbox_row("jawab", life.code, payload=to_jsonable_python(command)))
    assert await relay.once() == 1
    row = _row(office, "jawab")
    assert (row.state, row.note) == ("WAITING", "no server")
