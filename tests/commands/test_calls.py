"""`rujukan calls` and `rujukan desk`: whom to call, what to say, and what came of it, with who said and who wrote."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from activities.deliver import Sender
from models import desk as list_
from models import outbox, queries
from models.calls import MOST
from models.reach import DeskItem
from models.tables import Outbox
from policy.people import Contact
from policy.unit import Unit
from policy.words import Channel
from tests.commands.answering import _now
from tests.commands.desk import Desk
from tests.databases import NOW

NUMBER = "+6281355500011"


@pytest.fixture
def waiting(desk: Desk) -> tuple[str, str]:
    """A case and its task, whose holder has asked for help: the desk is to call."""
    code = desk.planned()
    task = desk.referred(code)
    desk.done("answer", task, "BANTUAN", "--by", "DINSOS-1")
    return code, task


def items(desk: Desk, *more: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = desk.done("calls", "--json", *more).json["items"]
    return found


def handover(desk: Desk, code: str, task: str) -> dict[str, Any]:
    rows = desk.done("case", code, "--json").json["handovers"]
    found: dict[str, Any] = next(row for row in rows if row["code"] == task)
    return found


def by_telephone(pack: Unit) -> Unit:
    person = replace(pack.people["DINSOS-1"], channels=(Contact(Channel.PHONE, NUMBER),))
    return replace(pack, people=dict(pack.people) | {"DINSOS-1": person})


def test_the_list_says_whom_to_call_and_what_to_say(desk: Desk, waiting: tuple[str, str]) -> None:
    (item,) = items(desk)
    assert (item["person"], item["task"], item["kind"]) == ("DINSOS-1", waiting[1], "call")
    assert item["address"].startswith("+62")
    assert f"Tugas {waiting[1]} untuk DINSOS menunggu jawaban" in item["words"]
    shown = desk.done("calls")
    assert waiting[0] not in shown.out


def test_a_refusal_by_telephone_reaches_the_case_with_both_names(desk: Desk, waiting: tuple[str, str]) -> None:
    code, task = waiting
    (item,) = items(desk)
    done = desk.done(
        "calls", "--done", str(item["id"]), "--answer", "tolak 2", "--by", "PD-01", "--note", "penuh", "--json"
    )
    assert (done.json["by"], done.json["said_by"]) == ("PD-01", "DINSOS-1")
    assert handover(desk, code, task)["state"] == "DITOLAK"
    events = desk.done("case", code, "--json").json["events"]
    told = next(event for event in events if event["type"] == "TUGAS_DIJAWAB" and event["by"] == "PD-01")
    assert told["data"]["person"] == "DINSOS-1"
    assert items(desk) == []
    assert desk("calls", "--done", str(item["id"]), "--answer", "told").code == 1


def test_a_deputy_may_have_said_it_and_a_stranger_not(desk: Desk, waiting: tuple[str, str]) -> None:
    (item,) = items(desk)
    number = str(item["id"])
    said = desk("calls", "--done", number, "--answer", "TERIMA", "--said-by", "LPA-1", "--json")
    assert (said.code, said.json["refused"]["code"]) == (1, "not_theirs_to_say")
    done = desk.done("calls", "--done", number, "--answer", "TERIMA", "--said-by", "DINSOS-2", "--json")
    assert done.json["said_by"] == "DINSOS-2"
    assert handover(desk, *waiting)["state"] == "DITERIMA"


@pytest.mark.parametrize(
    "given, code", [("TOLAK", "reason_missing"), ("SELESAI Z", "outcome_missing"), ("TUNDA x", "days_missing")]
)
def test_an_answer_without_its_argument_is_refused_and_the_call_stays(
    desk: Desk, waiting: tuple[str, str], given: str, code: str
) -> None:
    assert waiting
    (item,) = items(desk)
    said = desk("calls", "--done", str(item["id"]), "--answer", given, "--json")
    assert (said.code, said.json["refused"]["code"]) == (1, code)
    assert len(items(desk)) == 1


BAD = {
    "no item": (("calls", "--done", "99", "--answer", "told"), "no_item"),
    "no answer": (("calls", "--done", "1"), "not_an_answer"),
    "no word of ours": (("calls", "--done", "1", "--answer", "mungkin"), "not_an_answer"),
    "an answer to nothing": (("calls", "--answer", "TERIMA"), "item_missing"),
    "a call done as if it were read": (("desk", "--done", "1"), "other_kind"),
    "a focal point": (("calls", "--done", "1", "--answer", "told", "--by", "DINSOS-1"), "staff_only"),
}


@pytest.mark.parametrize("words, code", BAD.values(), ids=BAD)
def test_what_cannot_be_is_said_and_changes_nothing(
    desk: Desk, waiting: tuple[str, str], words: tuple[str, ...], code: str
) -> None:
    assert waiting
    said = desk(*words, "--json")
    assert (said.code, said.json["refused"]["code"]) == (1, code)
    assert len(items(desk)) == 1


def test_not_reached_after_a_message_by_telephone_makes_the_holder_unreachable(desk: Desk, pack: Unit) -> None:
    desk.load(by_telephone(pack))
    code = desk.planned()
    task = desk.referred(code)
    sender = Sender(desk.db, {}, _now, "https://contoh.invalid")
    with desk.db.read() as session:
        (row,) = [each for each in outbox.for_case(session, code) if each.channel == "TELEPON"]
    assert sender.send(row.id or 0)
    sender.close()
    (item,) = items(desk)
    assert item["address"] == NUMBER
    desk.done("calls", "--done", str(item["id"]), "--answer", "not-reached")
    with desk.db.read() as session:
        held = next(each for each in queries.open_by_code(session, task))
        message = session.get(Outbox, row.id)
    assert held.unreachable
    assert message is not None
    assert message.state == "UNDELIVERED"


def test_an_answer_that_came_meanwhile_clears_the_list(desk: Desk, waiting: tuple[str, str]) -> None:
    desk.done("answer", waiting[1], "TERIMA", "--by", "DINSOS-1")
    assert items(desk) == []
    assert "Tidak ada yang menunggu" in desk.done("calls").out


def test_the_desk_sees_every_kind_and_ticks_it_off(desk: Desk, waiting: tuple[str, str]) -> None:
    assert waiting
    letter = DeskItem(
        key="surel/1", unit="tulungagung", kind="mail", address="a@b.example", words="tolong", made_at=NOW, due=NOW
    )
    with desk.db.write() as session:
        list_.put(session, letter)
    found = desk.done("desk", "--json").json["items"]
    assert {each["kind"] for each in found} == {"call", "mail"}
    assert "Read: a mail" in desk.done("desk", "--en").out
    number = next(each["id"] for each in found if each["kind"] == "mail")
    assert desk("calls", "--done", str(number), "--answer", "told", "--json").json["refused"]["code"] == "other_kind"
    desk.done("desk", "--done", str(number), "--note", "sudah dibalas", "--by", "PD-01")
    assert {each["kind"] for each in desk.done("desk", "--json").json["items"]} == {"call"}
    with desk.db.read() as session:
        row = session.get(DeskItem, number)
    assert row is not None
    assert (row.done_by, row.result) == ("PD-01", "sudah dibalas")


def test_a_long_list_is_cut_with_the_count_of_the_rest_and_shown_whole_when_asked(desk: Desk) -> None:
    with desk.db.write() as session:
        for place in range(MOST + 3):
            due = NOW + timedelta(minutes=place)
            common: dict[str, Any] = {"unit": "tulungagung", "kind": "call", "made_at": NOW, "due": due}
            session.add(DeskItem(key=f"b{place}", person=f"ORANG-{place}", words="teks", **common))
    shown = desk.done("calls", "--json").json
    assert [each["person"] for each in shown["items"]] == [f"ORANG-{place}" for place in range(MOST)]
    assert shown["rest"] == 3
    assert "Dan 3 butir lagi" in desk.done("calls").out
    whole = desk.done("desk", "--all", "--json").json
    assert (len(whole["items"]), whole["rest"]) == (MOST + 3, 0)
