"""What people write at the desk: times, dates, ages, codes; and what they are told when it cannot be read."""

from datetime import UTC, date, datetime

import pytest

from cli import COMMANDS
from commands.say import BadInput
from commands.text import clean
from commands.times import day, instant, past_day
from tests.commands.desk import CONSENT, WORKER, Desk
from tests.commands.said import typed

TEN = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-24 10:00",
        "2026-11-24T10:00",
        "24/11/2026 10.00",
        "24-11-2026 10:00",
        " 24/11/2026 10:00 ",
        "2026-11-24T10:00+07:00",
        "2026-11-24T03:00Z",
    ],
)
def test_a_time_is_read_as_people_write_it(text: str) -> None:
    assert instant(text, "Asia/Jakarta") == TEN


@pytest.mark.parametrize("text", ["", "kemarin", "24/13/2026 10.00", "2026-02-30", "10:00", "2026-11-24T10:00+99:00"])
def test_what_is_no_time_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(BadInput) as refusal:
        instant(text, "Asia/Jakarta")
    assert "24/11/2026 10.00" in refusal.value.id


def test_a_day_is_read_either_way_round() -> None:
    assert day("2026-11-24") == day("24/11/2026") == date(2026, 11, 24)


def test_a_day_to_come_is_no_day_of_the_past() -> None:
    with pytest.raises(BadInput):
        past_day("2090-01-01", date(2026, 11, 24))


@pytest.mark.parametrize(
    "text, kept",
    [
        ("  Bu Ani\n", "Bu Ani"),
        ("a\x00b\x1b[31mc", "ab[31mc"),
        ("\u202eAni\u2066\u200f", "Ani"),
        ("e\u0301", "é"),
        ("👩\u200d👧 ꦲ", "👩\u200d👧 ꦲ"),
        ("baris\n\tdua", "baris\n\tdua"),
        ("\udcff", ""),
    ],
)
def test_text_keeps_letters_and_loses_what_harms(text: str, kept: str) -> None:
    assert clean(text) == kept


BAD_REPORTS: dict[str, tuple[tuple[str, ...], str]] = {
    "a type with a slip": (("--type", "PENDIDIKANN"), "PENDIDIKAN"),
    "no type": ((), "KESOS"),
    "an unknown sender": (("--type", "KESOS", "--sender", "DINSOSS"), "DINSOS"),
    "a sender of former times": (("--type", "KESOS", "--sender", "DINSOSNAKER"), "DINSOS"),
    "a birth in 2090": (("--type", "KESOS", "--born", "2090-01-01"), "masa depan"),
    "a birth that cannot be read": (("--type", "KESOS", "--born", "tahun kuda"), "tahun kuda"),
    "an event in 2090": (("--type", "KESOS", "--event", "2090-01-01 10:00"), "masa depan"),
    "a NIK with a letter": (("--type", "KESOS", "--nik", "35041234567890A1"), "16"),
    "a sex nobody has": (("--type", "KESOS", "--sex", "Q"), "--sex"),
    "an id with a space": (("--type", "KESOS", "--id", "a b"), "--id"),
    "a school of children": (("--type", "KESOS", *("--child", "A") * 51), "51"),
    "an option nobody knows": (("--type", "KESOS", "--urgensi", "x"), "--urgensi"),
}


@pytest.mark.parametrize("name", BAD_REPORTS)
def test_a_bad_report_names_what_is_wrong_and_stores_nothing(name: str, quiet_desk: Desk) -> None:
    words, named = BAD_REPORTS[name]
    said = quiet_desk("report", *words)
    assert said.code in {1, 2}
    assert named in said.err
    assert quiet_desk("stuck", "--json").json["undelivered"] == []


@pytest.mark.parametrize("born", ["7", "7 tahun", "8 bln", "2019-05-01", "01/05/2019"])
def test_an_age_is_as_good_as_a_birth_date(born: str, desk: Desk) -> None:
    assert desk("report", "--type", "KESOS", "--born", born, "--sex", "p").code == 0


def test_a_letter_of_2090_is_refused(desk: Desk) -> None:
    code = desk.planned()
    words = ("refer", code, "--to", "DINSOS", "--service", "BANSOS", *CONSENT, *WORKER)
    said = desk(*words, "--letter-date", "2090-01-01")
    assert (said.code, "masa depan" in said.err) == (1, True)


def test_a_focal_point_of_another_agency_is_refused_with_the_right_ones(desk: Desk) -> None:
    code = desk.planned()
    said = desk("refer", code, "--to", "DINSOS", "--service", "BANSOS", *CONSENT, *WORKER, "--person", "LPA-1")
    assert (said.code, "DINSOS-1" in said.err) == (1, True)


def test_an_event_of_another_case_cannot_be_corrected(desk: Desk) -> None:
    one, other = desk.reported(), desk.reported()
    event = desk("case", other, "--json").json["events"][0]["id"]
    assert event in desk("correct", one, "--event", event).err


def test_a_wrong_call_is_an_object_for_a_script(quiet_desk: Desk) -> None:
    for words in (("answer", "K7M4", "TOLAK", "--reason", "7"), ("laporan",), ("case",)):
        said = quiet_desk(*words, "--json")
        assert (said.code, said.json["ok"], said.json["refused"]["code"]) == (2, False, "usage")


def test_a_command_with_a_slip_brings_the_nearest(quiet_desk: Desk) -> None:
    assert "report" in quiet_desk("reprot").err


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_explains_itself_in_both_languages_with_an_example(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    listed, alone = typed(capsys), typed(capsys, name, "--help")
    assert (listed.code, alone.code) == (0, 0)
    assert f" {name} " in listed.out
    assert "Contoh: rujukan" in alone.out
    assert " / " in alone.out
