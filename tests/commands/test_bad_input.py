"""Bad input gets one clear sentence that names the thing and the way out; nothing is lost, no traceback."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from cli import COMMANDS
from tests.commands.conftest import DELIVERED, Type
from tests.commands.desk import WAIT
from tests.patience import until

BAD: dict[str, tuple[tuple[str, ...], str]] = {
    "unknown type": (("report", "--type", "PENDIDIKANN"), "PENDIDIKAN"),
    "required field missing": (("report",), "--type"),
    "future event": (("report", "--type", "KESOS", "--told", "2026-12-31 10:00"), "masa depan"),
    "a date of 2090": (("report", "--type", "KESOS", "--told", "2090-01-01 10:00"), "masa depan"),
    "unreadable time": (("report", "--type", "KESOS", "--told", "kemarin"), "kemarin"),
    "a NIK too short": (("report", "--type", "KESOS", "--nik", "123"), "16"),
    "text of 10,001 characters": (("report", "--type", "KESOS", "--text", "a" * 10_001), "10000"),
    "unknown person": (("report", "--type", "KESOS", "--by", "XX-99"), "XX-99"),
    "case code with a slip": (("case", "KX7M4QQ"), "KX7M4QQ"),
    "unknown task": (("answer", "9TGB", "TERIMA"), "9TGB"),
    "year out of reason": (("table", "1066"), "1066"),
    "unknown play": (("play", "lakon"), "lakon"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_clear_sentence(name: str, type_: Type) -> None:
    words, named = BAD[name]
    said = type_(*words)
    assert said.code in {1, 2}
    assert named in said.err + said.out
    assert "Traceback" not in said.err + said.out


REFER = ("--consent", "ORANG_TUA", "--services-ok", "--sharing-ok", "--by", "PS-01")
ON_A_CASE: dict[str, tuple[tuple[str, ...], str]] = {
    "unknown agency": (("refer", "{case}", "--to", "DINSOSS", "--service", "BANSOS", *REFER), "DINSOS"),
    "agency outside its validity": (
        ("refer", "{case}", "--to", "DINSOSNAKER", "--service", "BANSOS", *REFER),
        "DINSOS",
    ),
    "service not offered": (("refer", "{case}", "--to", "DINSOS", "--service", "VISUM", *REFER), "VISUM"),
    "unknown service": (("refer", "{case}", "--to", "DINSOS", "--service", "BANSOSS", *REFER), "BANSOS"),
    "no consent": (
        ("refer", "{case}", "--to", "LPA", "--service", "KONSULTASI", "--by", "PS-01", *WAIT),
        "persetujuan",
    ),
    "unknown reason": (("answer", "{task}", "TOLAK", "--reason", "7"), "7"),
    "refusal without a reason": (("answer", "{task}", "TOLAK", "--said-by", "DINSOS-1"), "alasan"),
    "postponed into the past": (("answer", "{task}", "TUNDA", "--days", "-3"), "hari"),
    "visit in the past": (("visit", "{case}", "--next", "2026-01-01 10:00", "--by", "PS-01"), "lewat"),
    "visit in 2090": (("visit", "{case}", "--next", "2090-01-01 10:00", "--by", "PS-01"), "jauh"),
    "happening in the future": (("visit", "{case}", "--happened", "2090-01-01 10:00"), "masa depan"),
    "closing over an open referral": (
        ("close", "{case}", "--reason", "LAINNYA", "--note", "x", "--by", "PS-01"),
        "{task}",
    ),
    "approving nothing": (("approve", "{case}", "--by", "SV-01"), "usulan"),
    "an outsider's answer": (("answer", "{task}", "TERIMA", "--by", "LPA-1"), "{task}"),
}


@pytest.mark.parametrize("name", ON_A_CASE)
def test_bad_input_on_a_case_changes_nothing(name: str, type_: Type, referred: tuple[str, str]) -> None:
    code, task = referred
    words, named = ON_A_CASE[name]
    before = type_("case", code, "--json").json["events"]
    said = type_(*(word.format(case=code, task=task) for word in words))
    assert said.code in {1, 2}, said
    assert named.format(case=code, task=task) in said.err + said.out
    assert type_("case", code, "--json").json["events"] == before


def test_an_answer_to_a_withdrawn_referral_says_that_it_has_ended(type_: Type, referred: tuple[str, str]) -> None:
    _, task = referred
    assert type_("withdraw", task, "--by", "PS-01").code in DELIVERED
    until(lambda: type_("answer", task, "TERIMA").code == 1)
    said = type_("answer", task, "TERIMA")
    assert (said.code, "DICABUT" in said.err) == (1, True)


def test_an_answer_twice_changes_nothing_twice(type_: Type, referred: tuple[str, str]) -> None:
    code, task = referred
    assert type_("answer", task, "TERIMA", "--said-by", "DINSOS-1").code in DELIVERED
    until(lambda: type_("case", code, "--json").json["handovers"][-1]["state"] == "DITERIMA")
    events = type_("case", code, "--json").json["events"]
    assert type_("answer", task, "TERIMA", "--said-by", "DINSOS-1").code == 1
    assert type_("case", code, "--json").json["events"] == events


def test_the_same_report_twice_is_one_case(type_: Type) -> None:
    first = type_("report", "--type", "KESOS", "--id", "meja-1", "--json").json
    again = type_("report", "--type", "KESOS", "--id", "meja-1", "--json").json
    assert again["codes"] == first["codes"]


def test_each_child_of_a_report_is_a_case_of_its_own(type_: Type) -> None:
    found = type_("report", "--type", "KESOS", "--child", "A", "--child", "B", "--json").json
    assert len(set(found["codes"])) == 2


def test_text_keeps_every_letter_and_loses_what_hides(type_: Type, referred: tuple[str, str]) -> None:
    code, _ = referred
    said = type_("visit", code, "--by", "PS-01", "--note", "sehat \U0001f600 \u202e\x00 ꦲꦏ꧀ࢭ")
    assert said.code in DELIVERED, said


def test_a_letter_of_last_week_is_entered_today(type_: Type) -> None:
    told = (datetime.now(UTC) - timedelta(days=7)).strftime("%Y-%m-%d 09:00")
    code = type_("report", "--type", "KESOS", "--channel", "surat", "--told", told, "--json").json["code"]
    until(lambda: bool(type_("case", code, "--json").json["events"]))
    first = type_("case", code, "--json").json["events"][0]
    assert first["happened"] < first["at"]


def test_json_keys_are_stable(type_: Type, referred: tuple[str, str]) -> None:
    code, _ = referred
    found = type_("case", code, "--json").json
    assert {"code", "stage", "handovers", "events"} <= set(found)
    assert {"code", "kind", "holder", "state", "since", "due", "level"} <= set(found["handovers"][0])
    assert "rows" in type_("stuck", "--json").json
    assert type_("verify", "--json").json == {"breaches": []}
    year = str(datetime.now(UTC).year)
    row = type_("table", year, "--json").json["rows"][0]
    assert {"type", "in_process", "terminated", "total"} <= set(row)


def test_every_command_explains_itself_with_an_example() -> None:
    quiet = {"up", "migrate", "bootstrap", "stuck", "cases", "verify", "doctor", "unit", "play"}
    done = subprocess.run([sys.executable, "-m", "cli", "--help"], capture_output=True, text=True, check=True)
    assert all(name in done.stdout for name in COMMANDS)
    assert quiet < set(COMMANDS)


def test_a_report_on_an_ended_case_is_refused_until_somebody_decides_to_reopen_it(type_: Type) -> None:
    code = type_("report", "--type", "KESOS", "--json").json["code"]
    until(lambda: type_("close", code, "--reason", "LAINNYA", "--note", "uji", "--by", "PS-01").code in DELIVERED)
    until(lambda: type_("approve", code, "--by", "MJ-01").code in DELIVERED)
    until(lambda: type_("case", code, "--json").json["stage"] == "TERMINASI")
    said = type_("report", "--same-as", code)
    assert (said.code, f"--reopen {code}" in said.err) == (1, True)
    assert type_("report", "--reopen", code).code in DELIVERED
    until(lambda: type_("case", code, "--json").json["stage"] == "DIBUKA_KEMBALI")
