"""Messages read at the desk: text, states, cost and why; the proof of notice; the last message beside a task."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

from models import outbox
from models.tables import HandoverRow, Outbox, Receipt
from notifications import links
from notifications.catalogue import CATALOGUE
from notifications.reasons import AUDIENCES, REASONS, RUNGS, why
from policy.words import Action, Audience
from tests.commands.desk import Desk

SID = "SM1"


def now() -> datetime:
    return datetime.now(UTC)


def row_of(desk: Desk, code: str, template: str = "task_referral") -> Outbox:
    with desk.db.read() as session:
        rows = session.exec(select(Outbox).where(Outbox.case_code == code, Outbox.template == template)).all()
    return rows[-1]


def change(desk: Desk, row: Outbox, **values: Any) -> None:
    with desk.db.write() as session:
        kept = outbox.get(session, row.id or 0)
        assert kept is not None
        for name, value in values.items():
            setattr(kept, name, value)
        session.add(kept)


def sent(desk: Desk, row: Outbox, sid: str = SID) -> None:
    """The provider has taken it."""
    with desk.db.write() as session:
        assert outbox.take(session, row.id or 0, now())
        outbox.accepted(session, row.id or 0, sid, now())


def heard(desk: Desk, status: str, code: str | None = None, sid: str = SID) -> None:
    with desk.db.write() as session:
        outbox.receive(session, Receipt(provider_id=sid, status=status, code=code, at=now() + timedelta(seconds=5)))


@pytest.fixture
def referred(desk: Desk) -> tuple[str, str]:
    code = desk.planned()
    return code, desk.referred(code)


def test_a_message_is_shown_with_its_text_its_states_and_why_it_was_sent(desk: Desk, referred: tuple[str, str]) -> None:
    row = row_of(desk, referred[0])
    sent(desk, row)
    heard(desk, "sent")
    heard(desk, "delivered")
    change(desk, row, cost_micros=1_250_000, currency="IDR", segments=1)
    found = desk.done("messages", referred[1], "--json").json["messages"]
    assert [each["template"] for each in found] == ["task_referral"]
    copy = found[0]["sent"][0]
    assert copy["text"] == row.text
    passed = [each["state"] for each in copy["states"] if each["state"] != "ACCEPTED"]
    assert passed == ["READY", "INTENT", "sent", "DELIVERED", "delivered"]
    assert (copy["provider_id"], copy["cost_micros"], copy["segments"]) == (SID, 1_250_000, 1)
    assert found[0]["why"].startswith("Rujukan baru")
    said = desk.done("messages", referred[1]).out
    assert all(word in said for word in ("SAMPAI", "nomor penyedia SM1", "1 bagian", "biaya 1.25 IDR", "Rujukan baru"))
    assert "A new referral" in desk.done("messages", referred[1], "--en").out


def test_the_text_never_holds_a_links_token(desk: Desk, referred: tuple[str, str]) -> None:
    row = row_of(desk, referred[0])
    change(desk, row, text=f"Jawab: {links.address('https://psai.example')}")
    for words in (("messages", referred[1]), ("messages", "--person", row.person), ("case", referred[0])):
        assert links.PLACE not in desk.done(*words).out
        assert links.PLACE not in desk.done(*words, "--json").out
    assert "/t/…" in desk.done("messages", referred[1]).out


def test_what_followed_by_another_channel_is_one_thread(desk: Desk, referred: tuple[str, str]) -> None:
    row = row_of(desk, referred[0])
    change(desk, row, state="AMBIGUOUS", channels=[["EMAIL", "pic@dinsos.example"]], error_code="timeout")
    with desk.db.write() as session:
        kept = outbox.get(session, row.id or 0)
        assert kept
        outbox.next_channel(session, kept, "susulan", now())
    found = desk.done("messages", referred[1], "--json").json["messages"]
    assert [[copy["channel"] for copy in each["sent"]] for each in found] == [[row.channel, "EMAIL"]]
    assert [copy["resent"] for copy in found[0]["sent"]] == [False, True]
    assert "kiriman ulang bertanda" in desk.done("messages", referred[1]).out


def test_a_person_has_all_their_messages_in_one_list(desk: Desk, referred: tuple[str, str]) -> None:
    other = desk.planned()
    desk.referred(other)
    holder = row_of(desk, other).person
    found = desk.done("messages", "--person", holder.lower(), "--json").json["messages"]
    assert {each["case"] for each in found} == {referred[0], other}
    assert {each["person"] for each in found} == {holder}


@pytest.mark.parametrize("words", [(), ("K7M4", "--person", "PS-01")])
def test_messages_of_nothing_or_of_two_things_are_not_shown(desk: Desk, words: tuple[str, ...]) -> None:
    said = desk("messages", *words, "--json")
    assert (said.code, said.json["refused"]["code"]) == (1, "messages_of_what")


def test_an_unknown_code_is_said_to_be_unknown(desk: Desk) -> None:
    for command in ("messages", "notice"):
        assert desk(command, "ZZZZ", "--json").json["refused"]["code"] == "unknown_task"


def test_messages_of_a_restricted_case_are_closed_to_others(desk: Desk, referred: tuple[str, str]) -> None:
    code, task = referred
    person = row_of(desk, code).person
    desk.done("restrict", code, "--by", "PS-01")
    for words in (("messages", task), ("messages", code), ("messages", "--person", person)):
        said = desk.done(*words, "--as", "PS-03", "--json")
        assert {each["case"] for each in said.json["messages"] if "text" not in str(each)} == {code}
        assert "sent" not in said.out
        assert task not in desk.done(*words, "--as", "PS-03").out
    assert desk.done("messages", task, "--as", "PS-01", "--json").json["messages"][0]["sent"]
    assert set(desk.done("notice", task, "--as", "PS-03", "--json").json) == {"code", "restricted", "due"}


def test_the_last_message_of_an_open_task_is_shown_beside_it(desk: Desk, referred: tuple[str, str]) -> None:
    code, task = referred

    def shown() -> tuple[str, bool]:
        rows = desk.done("case", code, "--json").json["handovers"]
        return next((each["message"], each["seen"]) for each in rows if each["code"] == task)

    row = row_of(desk, code)
    assert shown() == ("HELD", False)
    sent(desk, row)
    assert shown() == ("SENT", False)
    heard(desk, "delivered")
    assert shown() == ("ARRIVED", False)
    assert "sampai" in desk.done("case", code).out
    change(desk, row, opened_at=now())
    assert shown() == ("OPENED", True)


def test_what_is_stuck_says_that_its_message_failed(desk: Desk, referred: tuple[str, str]) -> None:
    row = row_of(desk, referred[0])
    sent(desk, row)
    heard(desk, "undelivered", "30005")
    with desk.db.write() as session:
        task = session.get(HandoverRow, (row.case_code, row.n))
        assert task
        task.due = now() - timedelta(hours=1)
        session.add(task)
    assert desk.done("stuck", "--json").json["rows"][0]["message"] == "FAILED"
    assert "gagal" in desk.done("stuck").out


def test_the_proof_of_notice_keeps_six_facts_apart(desk: Desk, referred: tuple[str, str]) -> None:
    code, task = referred
    row = row_of(desk, code)
    sent(desk, row)
    first = desk.done("notice", task, "--json").json["handovers"][0]["attempts"][0]
    assert first["handed_over_at"]
    assert [first[name] for name in ("delivered_at", "opened_at", "accepted_at", "begun_at", "finished_at")] == [
        None
    ] * 5
    heard(desk, "delivered")
    change(desk, row, opened_at=now() + timedelta(seconds=9))
    desk.done("answer", task, "MULAI", "--said-by", "DINSOS-1")
    second = desk.done("notice", code, "--json").json["handovers"][0]["attempts"][0]
    assert all(second[name] for name in ("delivered_at", "opened_at", "accepted_at", "begun_at"))
    assert second["finished_at"] is None
    assert second["opened_at"] not in {second["delivered_at"], second["accepted_at"]}


def test_an_acceptance_taken_back_is_none_in_the_proof(desk: Desk, referred: tuple[str, str]) -> None:
    task = referred[1]
    desk.done("answer", task, "TERIMA", "--said-by", "DINSOS-1")
    desk.done("undo", task)
    found = desk.done("notice", task, "--json").json["handovers"][0]
    assert (found["state"], found["attempts"][0]["accepted_at"]) == ("TERKIRIM", None)


def test_what_was_delivered_by_hand_counts_in_the_proof(desk: Desk) -> None:
    code = desk.planned()
    task = desk.referred(code, "--letter-number", "460/12", "--letter-date", "2026-01-20", "--delivered-to", "Bu Sari")
    desk.done("heard", task, "--by", "PD-01")
    said = desk.done("notice", task)
    found = desk.done("notice", task, "--json").json["handovers"][0]["attempts"]
    assert {"LANGSUNG", "TELEPON"} <= {each["by"] for each in found}
    assert "diserahkan langsung" in " ".join(said.out.split())
    assert "Bu Sari" not in said.out


def test_the_proof_holds_nothing_personal(desk: Desk, pack: Any) -> None:
    child = ("--child", "Rahmawati Kusumaningrum", "--where", "Dusun Sendang", "--suspect", "Pak Karsono")
    code = desk.done("report", "--type", "KESOS", *child, "--json").json["code"]
    desk.done("answer", desk.task(code, "AMBIL_LAPORAN"), "TERIMA", "--by", "PS-01")
    desk.done("assess", code, "--risk", "sedang", "--by", "PS-01")
    desk.done("plan", code, "--by", "PS-01")
    task = desk.referred(code)
    row = row_of(desk, code)
    personal = ("Rahmawati", "Kusumaningrum", "Sendang", "Karsono", row.address, row.text, pack.people[row.person].name)
    for words in (("notice", task), ("notice", code), ("notice", code, "--en")):
        for said in (desk.done(*words).out, desk.done(*words, "--json").out):
            assert [each for each in personal if each in said] == []


def test_a_withdrawn_consent_stands_in_both_as_a_cancelled_message_and_never_says_why(
    desk: Desk, referred: tuple[str, str]
) -> None:
    code, task = referred
    desk.done("consent", code, "--withdraw", "--as", "ORANG_TUA", "--name", "Pak Karsono", "--by", "PS-01")
    sent = next(
        each for each in desk.done("messages", task, "--json").json["messages"] if "task_ref" in each["template"]
    )
    assert (sent["fate"], sent["sent"][0]["state"], sent["sent"][0]["error_code"]) == (
        "CANCELLED",
        "CANCELLED",
        "withdrawn",
    )
    found = desk.done("notice", task, "--json").json["handovers"][0]
    assert (found["state"], found["attempts"][0]["code"]) == ("DICABUT", "withdrawn")
    assert found["attempts"][0]["failed_at"]
    for words in (("notice", task), ("notice", task, "--en"), ("notice", task, "--json")):
        said = desk.done(*words).out.lower()
        assert [word for word in ("persetujuan", "consent", "orang tua", "karsono") if word in said] == []


def test_the_proof_reads_in_both_languages(desk: Desk, referred: tuple[str, str]) -> None:
    assert "Bukti pemberitahuan" in desk.done("notice", referred[0]).out
    assert "Proof of notice" in desk.done("notice", referred[0], "--en").out


def test_every_template_audience_and_rung_has_its_words() -> None:
    assert [each.name for each in CATALOGUE if each.name not in REASONS] == []
    assert set(Audience) <= set(AUDIENCES)
    assert set(RUNGS) == set(Action)


def test_why_names_the_rung_that_rang() -> None:
    assert why("to_superior", "atasan", ["ingatkan", "naik_supervisor"]) == (
        "Narahubung diam; atasannya diberi tahu (tahap supervisor); diberi tahu sebagai atasan narahubung."
    )
    assert "rung: supervisor" in why("to_supervisor", "supervisor", ["naik_supervisor"], english=True)
