"""`rujukan channels` and `rujukan templates` say how channels fare and how messages read, to people and to scripts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from models import channel_states
from policy.tariff import Content
from policy.unit import Unit
from policy.words import Channel
from tests.commands.desk import Desk
from tests.models.rows import outbox_row, stored

MINUTE = timedelta(minutes=1)


def sent(desk: Desk) -> datetime:
    """Two texts of today, one of them lost; a telephone that was heard, and a WhatsApp that is down."""
    now = datetime.now(UTC)
    cost = {"segments": 1, "cost_micros": 441_400, "currency": "USD", "created_at": now, "accepted_at": now}
    stored(
        desk.db,
        outbox_row("a", state="DELIVERED", settled_at=now + timedelta(seconds=3), **cost),
        outbox_row("b", state="UNDELIVERED", error_code="30005", **cost),
    )
    with desk.db.write() as session:
        channel_states.beat(session, Channel.GATEWAY, now)
        down = channel_states.of(session, Channel.WHATSAPP)
        down.down_since, down.reason, down.probed_at, down.failures = now - 5 * MINUTE, "20003", now, 3
    return now


def test_a_script_reads_health_volume_errors_speed_and_spend(quiet_desk: Desk) -> None:
    now = sent(quiet_desk)
    found = quiet_desk.done("channels", "--json").json
    by_name = {each["channel"]: each for each in found["channels"]}
    assert found["ok"] is False
    assert (by_name["WHATSAPP"]["up"], by_name["WHATSAPP"]["reason"]) == (False, "20003")
    assert by_name["SMS_LOKAL"]["heartbeat"] == now.isoformat()
    today = by_name["SMS"]["spans"]["today"]
    assert (today["left"], today["lost"], today["error_rate"], today["seconds_to_delivered"]) == (2, 1, 0.5, 3.0)
    assert today["spend"] == {"USD": 882_800}
    assert by_name["EMAIL"]["spans"]["30"] is None


def test_a_person_reads_it_in_two_tables(quiet_desk: Desk) -> None:
    sent(quiet_desk)
    said = quiet_desk.done("channels").out
    for words in ("WHATSAPP", "PUTUS sejak", "20003", "50.0%", "USD 0.8828", "30005 x1", "contoh, belum ditetapkan"):
        assert words in said.replace("\n", " ")


def test_a_new_installation_has_channels_and_no_figures(quiet_desk: Desk) -> None:
    found = quiet_desk.done("channels", "--json").json
    assert found["ok"] is True
    assert {"SMS", "WHATSAPP", "EMAIL"} <= {each["channel"] for each in found["channels"]}
    assert all(span is None for each in found["channels"] for span in each["spans"].values())


def test_every_template_is_shown_with_its_parts_and_its_cost(quiet_desk: Desk) -> None:
    found = quiet_desk.done("templates", "--json").json
    assert (found["ok"], found["over"], found["prices"]) == (True, 0, "contoh, belum ditetapkan")
    row = next(row for row in found["rows"] if row["template"] == "task_referral" and row["values"] == "sample")
    assert row["costs"]["SMS"] == {"micros": 441_400, "currency": "USD"}
    assert row["costs"]["SMS_LOKAL"] == {"micros": 350_000_000, "currency": "IDR"}
    assert row["segments"] == 1
    assert row["approved"].startswith("Dari ULT PSAI")


def test_one_template_reads_as_a_person_gets_it(quiet_desk: Desk) -> None:
    said = quiet_desk.done("templates", "task_referral").out
    for words in ("task_referral  [id]", "task_referral  [en]", "terpanjang", "Rujukan baru K7M4", "Rp 350"):
        assert words in said
    assert "reminder" not in said


def test_a_template_that_does_not_exist_is_a_sentence_with_the_nearest(quiet_desk: Desk) -> None:
    said = quiet_desk("templates", "task_referal", "--json")
    assert said.code == 1
    assert "task_referral" in said.json["refused"]["id"]


def test_an_approved_template_that_fits_no_message_is_said(quiet_desk: Desk, pack: Unit) -> None:
    odd = Content("tugas_lama", "id", "HX" + "1" * 32, ("unit",), "Dari {{1}} ya.")
    quiet_desk.load(replace(pack, whatsapp=(odd,), version="uji"))
    said = quiet_desk("templates", "--json")
    assert said.code == 1
    assert [each["template"] for each in said.json["whatsapp"]] == ["tugas_lama"]


@pytest.mark.parametrize("command", ["channels", "templates"])
def test_a_pack_without_prices_has_no_costs(quiet_desk: Desk, pack: Unit, command: str) -> None:
    quiet_desk.load(replace(pack, prices=(), prices_label="", version="uji"))
    found = quiet_desk.done(command, "--json").json
    assert found["prices"] == ""
    assert all(row["costs"] == {} for row in found.get("rows", ()))
