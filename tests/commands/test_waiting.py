"""A referral that waits, incomplete data, and sealed results, as they are typed at the desk."""

from typing import Any

import pytest
from sqlmodel import select

from models.tables import EventRow, Fact, Outbox
from tests.commands.desk import CONSENT, WORKER, Desk

BIRTH = ("answer", "{task}", "SELESAI", "--outcome", "A", "--said-by", "DINSOS-1", "--certificate", "AK-350/77")


def row(desk: Desk, code: str, task: str) -> dict[str, Any]:
    rows = desk.done("case", code, "--json").json["handovers"]
    found: dict[str, Any] = next(each for each in rows if each["code"] == task)
    return found


@pytest.fixture
def pair(desk: Desk) -> tuple[str, str, str]:
    """A case, its referral to DINSOS, and the one to LPA that waits for it."""
    code = desk.planned()
    first = desk.referred(code)
    return code, first, desk.referred(code, "--after", first, to="LPA", service="KONSULTASI")


def test_a_referral_waits_for_another_and_says_so(desk: Desk, pair: tuple[str, str, str]) -> None:
    """§4: a referral may wait for another (*menunggu K7M4*)."""
    code, first, second = pair
    found = row(desk, code, second)
    assert (found["state"], found["holder"], found["due"], found["next"]) == ("DRAF", "PS-01", None, None)
    assert f"menunggu {first}" in desk.done("case", code).out
    assert "LPA-1" not in [message["to"] for message in desk.done("case", code, "--json").json["messages"]]
    assert second not in [each["code"] for each in desk.done("stuck", "--json").json["rows"]]


def test_what_is_said_of_a_waiting_referral_names_what_it_waits_for(desk: Desk) -> None:
    code = desk.planned()
    first = desk.referred(code)
    words = ("refer", code, "--to", "LPA", "--service", "KONSULTASI", *CONSENT, *WORKER, "--after", first)
    assert f"Menunggu {first}" in desk.done(*words).out


def test_it_is_sent_when_the_other_has_served(desk: Desk, pair: tuple[str, str, str]) -> None:
    code, first, second = pair
    desk.done("answer", first, "SELESAI", "--outcome", "A", "--said-by", "DINSOS-1")
    found = row(desk, code, second)
    assert (found["state"], found["holder"]) == ("TERKIRIM", "LPA-1")
    assert "LPA-1" in [message["to"] for message in desk.done("case", code, "--json").json["messages"]]


def test_a_referral_after_one_that_has_served_is_sent_at_once_with_a_sentence(desk: Desk) -> None:
    code = desk.planned()
    first = desk.referred(code)
    desk.done("answer", first, "SELESAI", "--outcome", "A", "--said-by", "DINSOS-1")
    words = ("refer", code, "--to", "LPA", "--service", "KONSULTASI", *CONSENT, *WORKER, "--after", first)
    assert f"{first} sudah selesai" in desk.done(*words).out


def test_the_worker_sends_it_all_the_same_when_the_other_was_refused(desk: Desk, pair: tuple[str, str, str]) -> None:
    code, first, second = pair
    desk.done("answer", first, "TOLAK", "--reason", "2", "--said-by", "DINSOS-1")
    decision = desk.task(code, "PUTUSKAN")
    assert f"rujukan send {second}" in desk("answer", decision, "SELESAI", "--outcome", "A", *WORKER).err
    desk.done("send", second, *WORKER)
    assert row(desk, code, second)["state"] == "TERKIRIM"
    assert not row(desk, code, decision)["open"]


BAD: dict[str, tuple[tuple[str, ...], str]] = {
    "waiting for an unknown referral": (("--after", "9TGB"), "9TGB"),
    "waiting with a letter handed over": (("--after", "{first}", "--delivered-to", "Bu Sari"), "--delivered-to"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_waiting_is_refused_with_a_sentence(name: str, desk: Desk) -> None:
    words, named = BAD[name]
    code = desk.planned()
    first = desk.referred(code)
    more = (word.format(first=first) for word in words)
    said = desk("refer", code, "--to", "LPA", "--service", "KONSULTASI", *CONSENT, *WORKER, *more)
    assert (said.code, named in said.err) == (1, True)


def test_waiting_for_a_referral_that_failed_is_refused_with_a_sentence(desk: Desk) -> None:
    code = desk.planned()
    first = desk.referred(code)
    desk.done("withdraw", first, *WORKER)
    words = ("refer", code, "--to", "LPA", "--service", "KONSULTASI", *CONSENT, *WORKER, "--after", first)
    said = desk(*words)
    assert (said.code, "DICABUT" in said.err) == (1, True)


def test_a_circle_of_two_waiting_referrals_is_refused(desk: Desk, pair: tuple[str, str, str]) -> None:
    """Issue 4 §3: a waiting cycle of two referrals."""
    code, _, second = pair
    third = desk.referred(code, "--after", second, to="DINSOS", service="REHSOS")
    said = desk("send", second, "--after", third, *WORKER)
    assert (said.code, third in said.err, second in said.err) == (1, True, True)


def test_a_sealed_result_is_handed_to_the_referral_that_waited_for_it(desk: Desk, pair: tuple[str, str, str]) -> None:
    """§4: "an ended referral may carry a sealed result (certificate number, school)"."""
    code, first, second = pair
    desk.done(*(word.format(task=first) for word in BIRTH))
    found = desk.done("case", code, "--json").json
    assert found["results"] == [{"task": first, "for": [second], "result": {"certificate": "AK-350/77"}}]
    assert "AK-350/77" in desk.done("case", code).out


def test_a_sealed_result_is_in_no_event_and_no_message(desk: Desk, pair: tuple[str, str, str]) -> None:
    code, first, _ = pair
    desk.done(*(word.format(task=first) for word in BIRTH), "--school", "SDN Contoh 1")
    with desk.db.read() as session:
        events = [str(row.data) for row in session.exec(select(EventRow).where(EventRow.case_code == code))]
        texts = [row.text for row in session.exec(select(Outbox).where(Outbox.case_code == code))]
    assert not any("AK-350/77" in text or "SDN" in text for text in (*events, *texts))


def test_a_result_belongs_to_an_end(desk: Desk, pair: tuple[str, str, str]) -> None:
    _, first, _ = pair
    said = desk("answer", first, "TERIMA", "--said-by", "DINSOS-1", "--school", "SDN Contoh 1")
    assert (said.code, "SELESAI" in said.err) == (1, True)


def test_incomplete_data_says_what_is_missing_and_is_sent_again_to_the_same_agency(
    desk: Desk, pair: tuple[str, str, str]
) -> None:
    """§4, decline reason 3: "says what is missing; comes back as "lengkapi dan kirim ulang" to the same agency"."""
    code, first, second = pair
    desk.done("answer", first, "TOLAK", "--reason", "3", "--said-by", "DINSOS-1", "--missing", "KK ibu")
    assert desk.done("case", code, "--json").json["missing"] == [{"task": first, "missing": "KK ibu"}]
    with desk.db.read() as session:
        facts = [fact.data for fact in session.exec(select(Fact).where(Fact.kind == "Reply"))]
    assert {"missing": "KK ibu"} in facts
    again = desk.referred(code, "--instead-of", desk.task(code, "LENGKAPI"))
    assert (row(desk, code, again)["party"], row(desk, code, second)["state"]) == ("DINSOS", "DRAF")
    assert f"menunggu {again}" in desk.done("case", code).out


def test_it_is_said_when_nobody_wrote_what_is_missing(desk: Desk) -> None:
    first = desk.referred(desk.planned())
    assert "--missing" in desk.done("answer", first, "TOLAK", "--reason", "3", "--said-by", "DINSOS-1").err


def test_what_is_missing_belongs_to_reason_three(desk: Desk) -> None:
    first = desk.referred(desk.planned())
    said = desk("answer", first, "TOLAK", "--reason", "2", "--missing", "KK", "--said-by", "DINSOS-1")
    assert (said.code, "--reason 3" in said.err) == (1, True)
