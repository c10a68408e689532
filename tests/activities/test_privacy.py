"""A change's messages say nothing of the child: hidden, told to the desk without the value, and never lost."""

from dataclasses import replace
from datetime import UTC, datetime
from time import thread_time
from typing import Any

from sqlalchemy import event
from sqlmodel import select
from structlog.testing import capture_logs

from models.db import Database
from models.reach import DeskItem
from models.tables import CaseFile, Fact
from policy.commands import Refer, Reply
from policy.privacy import secrets, veiled
from policy.unit import Unit
from policy.words import Verb
from tests.activities.conftest import NewOffice
from tests.activities.office import Office
from tests.databases import NOW
from tests.policy.cases import CONSENT, DINSOS, WORKER
from tests.sample import agency, unit

CODE = "KX7M4QA"
NGUNUT = "PUSKESMAS-NGUNUT"


def with_ngunut() -> Unit:
    """A unit with a health centre named after a sub-district."""
    given = unit()
    their = replace(given.people["RSUD-1"], code="NG-1", agency=NGUNUT)
    return replace(
        given,
        agencies=dict(given.agencies) | {NGUNUT: agency(NGUNUT, "24-7", ("NG-1",))},
        people=dict(given.people) | {"NG-1": their},
    )


def told(database: Database, **facts: Any) -> None:
    """What the report says of the child."""
    at = datetime(2026, 11, 24, tzinfo=UTC)
    with database.write() as session:
        session.add(
            CaseFile(
                code=CODE,
                unit="contoh",
                report_no="L-1",
                type="KESOS",
                type_version="2019",
                channel="meja",
                told_at=at,
                happened_at=at,
                facts=facts,
            )
        )


def items(database: Database) -> list[DeskItem]:
    """What the desk hears of hidden values; whom it is to telephone is not asked here."""
    with database.read() as session:
        return list(session.exec(select(DeskItem).where(DeskItem.kind == "privacy")))


def test_an_agency_named_after_the_childs_village_is_not_named_in_a_text(new_office: NewOffice) -> None:
    office = new_office(with_ngunut())
    told(office.database, child="Siti Aminah", where="Dusun Sendang, Ngunut")
    with capture_logs() as logs:
        task = office.life().planned().refer(NGUNUT)
    text = office.last("task_referral").text
    assert "NGUNUT" not in text
    assert task.n == office.last("task_referral").n
    assert all(part in text for part in ("***", "ULT CONTOH", "WIB"))
    assert [(item.kind, item.words) for item in items(office.database)] == [
        ("privacy", "task_referral: holder = where")
    ]
    lines = [line for line in logs if line["event"] == "privasi"]
    assert [(line["isian"], line["sama_dengan"]) for line in lines] == [("holder", "where")]
    assert not any("ngunut" in str(found).lower() for found in (lines, items(office.database)))


def test_the_desk_hears_of_one_hidden_value_once(new_office: NewOffice) -> None:
    office = new_office(with_ngunut())
    told(office.database, where="Ngunut")
    life = office.life().planned()
    task = life.refer(NGUNUT)
    life.pass_time(task.plan.due - life.now)
    assert len(office.messages("reminder")) > 0
    assert not any("NGUNUT" in row.text for row in office.messages())
    assert len({item.key for item in items(office.database)}) == len(items(office.database)) == 1


def test_a_task_whose_text_hides_something_is_still_answered_by_its_code(new_office: NewOffice) -> None:
    office = new_office(with_ngunut())
    told(office.database, where="Ngunut")
    life = office.life().planned()
    task = life.refer(NGUNUT)
    assert task.code in office.last("task_referral").text
    assert life.known.find(task.n) == task


def test_what_is_learnt_later_is_hidden_from_then_on(new_office: NewOffice) -> None:
    office = new_office(with_ngunut())
    life = office.life().planned()
    life.refer(NGUNUT)
    assert "NGUNUT" in office.last("task_referral").text
    with office.database.write() as session:
        data = {"at": "rumah kerabat di Ngunut"}
        session.add(Fact(case_code=CODE, n=0, inbox_id="x", kind="WhereIs", by="PS-01", at=NOW, data=data))
    life.do(Refer, WORKER, to="DINSOS", service="BANTUAN", **CONSENT)
    assert "***" not in office.last("task_referral").text
    office.now = life.now
    life.pass_time(life.known.handovers[-2].plan.due - life.now)
    assert all("NGUNUT" not in row.text for row in office.messages("reminder"))


def test_without_anything_personal_nothing_is_hidden(office: Office) -> None:
    life = office.life().referred()
    life.do(Reply, DINSOS, n=life.known.handovers[-1].n, verb=Verb.ACCEPT)
    assert not any("***" in row.text for row in office.messages())
    assert items(office.database) == []


def test_the_check_costs_one_query_for_a_change(new_office: NewOffice) -> None:
    office = new_office(with_ngunut())
    told(office.database, where="Ngunut")
    life = office.life().planned()
    asked: list[str] = []
    engine = office.database._engine  # noqa: SLF001 - every statement is counted
    event.listen(engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    life.refer("DINSOS")
    assert len([each for each in asked if "UNION ALL" in each]) == 1


def test_the_check_of_a_long_story_takes_no_time_worth_naming() -> None:
    facts = [{"with": f"Bu Nama{n}", "at": f"Dusun Tempat{n}", "contact": f"+62812000{n:05d}"} for n in range(500)]
    began = thread_time()
    kept = secrets(facts)
    for _ in range(5):
        veiled(kept, {"holder": "PUSKESMAS-ABCDEF", "code": "K7M4", "by": "PS-01"}, {"holder", "code", "by"})
    assert thread_time() - began < 1
