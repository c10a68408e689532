"""Within 24 hours free words, outside them an approved template, without one the next channel."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from notifications.catalogue import BY_NAME, LONGEST
from notifications.channels import DeliveryError, Outgoing, Remedy
from notifications.contents import Fault, Filled, faults, filled, is_said, shown
from notifications.links import address
from notifications.twilio_api import TwilioConfig
from notifications.whatsapp import WhatsApp
from policy.tariff import Content
from policy.words import Kind
from tests.notifications.twilio_server import Provider, provider
from tests.units.folders import TULUNGAGUNG
from units.load import load

SID = "HX" + "1" * 32
TEXT = "Dari {{1}}: Rujukan baru {{2}} sebelum {{3}}. Jawab di {{4}} ya."
REFERRAL = Content("task_referral", "id", SID, ("unit", "code", "due", "link"), TEXT)
LINK = "https://psai.example/t/AbCdEfGhIjKlMnOpQrStUv"
VALUES = {"unit": "ULT PSAI", "code": "K7M4", "due": "Sel 24/11 10.00 WIB"}
PLACES = {"1": "ULT PSAI", "2": "K7M4", "3": "Sel 24/11 10.00 WIB", "4": LINK}


@pytest.fixture
def twilio() -> Iterator[Provider]:
    with provider() as up:
        yield up


def whatsapp(twilio: Provider, *contents: Content, is_open: bool) -> WhatsApp:
    return WhatsApp(TwilioConfig("AC1", "t", "+6281100000000", twilio.url, 5), contents, lambda _number: is_open)


def outgoing(**more: Any) -> Outgoing:
    given: dict[str, Any] = {"template": "task_referral", "filled": VALUES} | more
    return Outgoing("n-1", "+6281200000011", f"ULT PSAI: Rujukan baru K7M4. Jawab: {LINK}.", "", 600, None, **given)


def test_within_the_window_the_words_leave_as_they_are(twilio: Provider) -> None:
    whatsapp(twilio, REFERRAL, is_open=True).send(outgoing())
    (form,) = twilio.forms
    assert (form["To"], form["Body"]) == ("whatsapp:+6281200000011", outgoing().text)
    assert "ContentSid" not in form


def test_outside_the_window_the_approved_template_leaves_with_its_values(twilio: Provider) -> None:
    whatsapp(twilio, REFERRAL, is_open=False).send(outgoing())
    (form,) = twilio.forms
    assert (form["ContentSid"], json.loads(form["ContentVariables"])) == (SID, PLACES)
    assert "Body" not in form


def test_the_link_of_a_template_is_the_one_that_leaves_and_never_its_place(twilio: Provider) -> None:
    stored = VALUES | {"link": address("https://psai.example")}
    whatsapp(twilio, REFERRAL, is_open=False).send(outgoing(filled=stored))
    (form,) = twilio.forms
    assert json.loads(form["ContentVariables"]) == PLACES


@pytest.mark.parametrize(
    "more",
    [{"template": "reminder"}, {"language": "en"}, {"filled": {"unit": "ULT PSAI"}}, {"filled": {}}],
    ids=["another message", "another language", "a value is missing", "nothing is known"],
)
def test_outside_the_window_without_a_template_the_next_channel_takes_it(
    twilio: Provider, more: dict[str, Any]
) -> None:
    with pytest.raises(DeliveryError, match=r"whatsapp\.yaml") as refused:
        whatsapp(twilio, REFERRAL, is_open=False).send(outgoing(**more))
    assert (refused.value.code, refused.value.permanent, refused.value.remedy) == (
        "no-template",
        True,
        Remedy.TEMPLATE,
    )
    assert twilio.forms == []


def test_words_refused_for_the_hour_are_said_once_more_as_a_template(twilio: Provider) -> None:
    twilio.codes = [63016]
    assert whatsapp(twilio, REFERRAL, is_open=True).send(outgoing()).provider_id == "SM2"
    first, second = twilio.forms
    assert ("Body" in first, "ContentSid" in second) == (True, True)


def test_they_are_not_said_a_third_time(twilio: Provider) -> None:
    twilio.codes = [63016, 63016]
    with pytest.raises(DeliveryError, match="63016"):
        whatsapp(twilio, REFERRAL, is_open=True).send(outgoing())
    assert len(twilio.forms) == 2


def test_another_refusal_is_not_answered_with_a_template(twilio: Provider) -> None:
    twilio.codes = [63003]
    with pytest.raises(DeliveryError, match="63003"):
        whatsapp(twilio, REFERRAL, is_open=True).send(outgoing())
    assert len(twilio.forms) == 1


def test_the_person_reads_the_approved_words() -> None:
    found = filled([REFERRAL], "task_referral", "id", VALUES, outgoing().text)
    assert found == Filled(SID, PLACES)
    assert (
        shown(REFERRAL, PLACES) == f"Dari ULT PSAI: Rujukan baru K7M4 sebelum Sel 24/11 10.00 WIB. Jawab di {LINK} ya."
    )


def test_a_one_time_code_does_not_leave_as_the_place_it_was_to_have() -> None:
    content = Content("stop_told", "id", SID, ("holder",), "Kode {{1}} ya.")
    assert filled([content], "stop_told", "id", {"holder": "######"}) is None


def test_a_one_time_code_is_taken_from_the_words_as_they_leave() -> None:
    content = Content("passcode", "id", SID, ("unit", "passcode"), "Dari {{1}}: {{2}} ya.")
    values = {"unit": "ULT PSAI", "passcode": "######"}
    text = "ULT PSAI: kode Anda 048213, berlaku 10 menit. Kabari +62355000001"
    assert filled([content], "passcode", "id", values, text) == Filled(SID, {"1": "ULT PSAI", "2": "048213"})
    assert filled([content], "passcode", "id", values, "ULT PSAI: kode Anda ######. Kabari +62355000001") is None


def test_what_a_provider_shows_of_a_template_is_known_by_its_values() -> None:
    ours = Filled(SID, PLACES)
    assert is_said(ours, shown(REFERRAL, PLACES))
    assert is_said(ours, " | ".join(PLACES.values()))
    assert not is_said(ours, shown(REFERRAL, PLACES | {"2": "S8M3"}))
    assert not is_said(ours, shown(REFERRAL, PLACES | {"4": LINK[:-1] + "w"}))
    assert not is_said(Filled(SID, {}), "apa saja")


@pytest.mark.parametrize(
    "value, said",
    [
        (Kind.RESEND, "lengkapi & kirim ulang"),
        ("2", "kapasitas penuh"),
        (("DINSOS", "LPA"), "DINSOS, LPA"),
        (["DINSOS"], "DINSOS"),
        ("", "-"),
        ("dua\nbaris", "dua baris"),
        (14, "14"),
    ],
)
def test_a_value_is_one_line_in_words_and_never_empty(value: object, said: str) -> None:
    content = Content("refused", "id", SID, ("kind",), "Ini {{1}} ya.")
    assert filled([content], "refused", "id", {"kind": value}) == Filled(SID, {"1": said})


def test_a_template_that_no_message_has_is_named_and_so_is_a_variable_it_does_not_give() -> None:
    odd = (Content("nobody", "id", SID, ("unit",), "-"), Content("stop_told", "id", SID, ("unit", "nama"), "-"))
    assert [each.template for each in faults(odd)] == ["nobody", "stop_told"]
    assert list(faults(odd))[1] == Fault(
        "stop_told", "pesan ini tidak punya isian nama", "this message has no value nama"
    )


def test_every_template_of_the_shipped_pack_can_be_filled_with_the_longest_values() -> None:
    contents = load(TULUNGAGUNG).whatsapp
    assert list(faults(contents)) == []
    for each in contents:
        values = {name: LONGEST[name] for name in BY_NAME[each.template].needs}
        found = filled(contents, each.template, each.language, values, "kode 123456")
        assert found
        assert "{{" not in shown(each, found.variables)
