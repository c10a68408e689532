"""An answer by text: a keyword, a code and its own number, or nothing changes and a friendly line says so."""

from dataclasses import replace

import pytest
from pydantic_core import to_jsonable_python

from models import inbox, windows
from policy.commands import Reply
from policy.refusals import refuse
from policy.unit import Unit
from policy.words import Channel, Decline, Role, Verb, Via
from tests.activities.conftest import NewOffice
from tests.activities.letters import DINSOS, DINSOS_2, STRANGER, Desk
from tests.activities.office import Office
from tests.models.rows import at_once
from tests.sample import unit


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(office)


def test_an_answer_with_its_code_becomes_a_command_of_its_holder(desk: Desk) -> None:
    assert desk.write(f"tolak 2 {desk.code.lower()} terima kasih") == []
    (row,) = desk.replies()
    expected = Reply(
        id="in-1~0",
        by="DINSOS-1",
        role=Role.FOCAL_POINT,
        via=Via.SMS,
        agency="DINSOS",
        n=5,
        verb=Verb.DECLINE,
        reason=Decline.NO_CAPACITY,
    )
    assert row.case_code == desk.life.code
    assert row.payload == to_jsonable_python(expected)


def test_by_whatsapp_the_answer_says_so(desk: Desk) -> None:
    desk.reader.read(desk.store(f"TERIMA {desk.code}", channel=Channel.WHATSAPP))
    (row,) = desk.replies()
    assert row.payload["via"] == Via.WHATSAPP


def test_by_whatsapp_a_text_opens_the_day_in_which_free_words_may_be_sent_back(desk: Desk) -> None:
    row = desk.store(f"STATUS {desk.code}", channel=Channel.WHATSAPP)
    desk.reader.read(row)
    with desk.office.database.read() as session:
        assert windows.is_open(session, "contoh", DINSOS, desk.office.now)
        assert not windows.is_open(session, "contoh", DINSOS_2, desk.office.now)


def test_by_the_telephone_with_a_local_sim_the_answer_goes_back_the_same_way(desk: Desk) -> None:
    desk.reader.read(desk.store(f"STATUS {desk.code}", channel=Channel.GATEWAY))
    (line,) = desk.office.sent(Channel.GATEWAY)
    assert desk.code in line.text
    desk.reader.read(desk.store(f"TERIMA {desk.code}", channel=Channel.GATEWAY))
    assert [row.payload["via"] for row in desk.replies()] == [Via.SMS]


@pytest.mark.parametrize("number", [DINSOS_2, "+6281200000004"])
def test_a_code_works_only_for_the_number_it_was_sent_to(desk: Desk, number: str) -> None:
    (line,) = desk.write(f"TERIMA {desk.code}", number)
    assert f"Tugas {desk.code} tidak terbuka untuk nomor ini" in line
    assert desk.replies() == []


def test_a_stranger_gets_no_word_and_changes_nothing(desk: Desk) -> None:
    assert desk.write(f"TERIMA {desk.code}", STRANGER) == []
    assert desk.replies() == []
    with desk.office.database.read() as session:
        row = inbox.get(session, "in-1")
    assert row is not None
    assert (row.state, row.answer) == ("DONE", {"ok": False})


@pytest.mark.parametrize(
    "text",
    [
        "baik bu",
        "terima kasih",
        "",
        "apa sudah selesai?",
        "anak berhenti sekolah",
        "x" * 10_000,
        "\x00\u202e\U0001f9d2",
    ],
)
def test_what_is_not_understood_changes_nothing_and_says_how(desk: Desk, text: str) -> None:
    (line,) = desk.write(text)
    assert "kami belum paham" in line
    assert desk.replies() == []


def test_daftar_lists_the_open_tasks_of_the_number(desk: Desk) -> None:
    (line,) = desk.write("DAFTAR")
    assert desk.code in line
    (nothing,) = desk.write("daftar", DINSOS_2)
    assert "Tidak ada tugas terbuka" in nothing


def test_daftar_fits_one_text_however_many_tasks_there_are(desk: Desk) -> None:
    for place in range(20):
        desk.life.refer(service=f"LAIN-{place}")
    (line,) = desk.write("DAFTAR")
    assert "+" in line


def test_status_says_who_holds_the_task_and_until_when(desk: Desk) -> None:
    (line,) = desk.write(f"STATUS {desk.code}")
    assert f"Tugas {desk.code} di DINSOS" in line
    assert "batas" in line
    assert desk.replies() == []


def test_two_codes_in_one_text_are_two_answers(desk: Desk) -> None:
    other = desk.life.refer(service="LAIN").code
    desk.write(f"TERIMA {desk.code} TOLAK 1 {other}")
    rows = desk.replies()
    assert [(row.id, row.payload["verb"]) for row in rows] == [("in-1~0", "TERIMA"), ("in-1~1", "TOLAK")]
    assert {row.payload["n"] for row in rows} == {5, 6}


def test_of_two_codes_the_wrong_one_is_named_and_the_right_one_counts(desk: Desk) -> None:
    foreign = desk.life.refer("RSUD").code
    (line,) = desk.write(f"TERIMA {desk.code} {foreign}")
    assert foreign in line
    assert [row.payload["n"] for row in desk.replies()] == [5]


def test_a_text_read_twice_is_answered_once(desk: Desk) -> None:
    for body in ("baik bu", f"TERIMA {desk.code}"):
        row_id, before = desk.store(body), len(desk.office.sent())
        at_once(*[lambda row_id=row_id: desk.reader.read(row_id)] * 3)
        desk.reader.read(row_id)
        assert len(desk.office.sent()) - before <= 1
    assert len(desk.replies()) == 1


def test_a_refused_answer_is_told_once_to_its_writer(desk: Desk) -> None:
    desk.write(f"TERIMA {desk.code}")
    (sent,) = desk.refuse(desk.replies()[0], "already", times=3)
    assert sent.to == DINSOS
    assert f"Tugas {desk.code} sudah berstatus SELESAI" in sent.text
    assert "Tidak ada yang berubah" in sent.text


def test_an_answer_without_its_argument_is_asked_back(desk: Desk) -> None:
    desk.write(f"TOLAK {desk.code}")
    (sent,) = desk.refuse(desk.replies()[0], "reason_missing")
    assert f"TOLAK {desk.code} perlu alasan" in sent.text


def test_an_answer_that_was_taken_is_left_to_the_case_to_confirm(desk: Desk) -> None:
    desk.write(f"TERIMA {desk.code}")
    before = len(desk.office.sent())
    desk.reader.answered(desk.replies()[0].id, {"seq": 6})
    desk.reader.answered("typed-at-the-desk", refuse("already", task="X", state="Y"))
    assert len(desk.office.sent()) == before


def test_lines_back_are_in_the_writers_language(new_office: NewOffice) -> None:
    desk = Desk(new_office(_changed("DINSOS-2", language="en")))
    (line,) = desk.write(f"TERIMA {desk.code}", DINSOS_2)
    assert f"Task {desk.code} is not open for this number" in line


def test_on_a_shared_number_the_holder_of_the_task_has_spoken(new_office: NewOffice) -> None:
    shared = unit().people["DINSOS-1"].channels
    desk = Desk(new_office(_changed("PS-02", channels=shared)))
    desk.write(f"TERIMA {desk.code}")
    assert [row.payload["by"] for row in desk.replies()] == ["DINSOS-1"]
    (line,) = desk.write("DAFTAR")
    assert desk.code in line


def _changed(code: str, **more: object) -> Unit:
    base = unit()
    person = replace(base.people[code], **more)  # type: ignore[arg-type]
    return replace(base, people=dict(base.people) | {code: person})


@pytest.mark.parametrize(
    "text, kept",
    [
        ("TOLAK 3 {code} akta lahir ibu, KK asli", "akta lahir ibu, KK asli"),
        ("tolak 3 kurang surat pengantar desa {code}", "kurang surat pengantar desa"),
        ("{code} tlk3: foto belum ada", "foto belum ada"),
        ("tolak {code} 3", ""),
        ("TOLAK/3 {code}.", ""),
    ],
)
def test_what_is_missing_is_kept_as_a_fact_and_a_bare_three_is_still_an_answer(
    desk: Desk, text: str, kept: str
) -> None:
    """§4 decline 3: says what is missing."""
    assert desk.write(text.format(code=desk.code)) == []
    (row,) = desk.replies()
    assert row.facts == ({"missing": kept} if kept else {})
    assert (row.payload["reason"], row.payload["told"]) == (Decline.INCOMPLETE_DATA, kept != "")
    assert kept == "" or kept not in str(row.payload)


def test_what_is_written_beside_another_reason_is_not_kept_as_missing(desk: Desk) -> None:
    desk.write(f"tolak 2 {desk.code} penuh sampai Senin")
    (row,) = desk.replies()
    assert row.facts == {}


def test_of_several_tasks_in_one_text_nobody_knows_whose_data_are_missing(desk: Desk) -> None:
    other = desk.life.refer(service="LAIN").code
    desk.write(f"TOLAK 3 {desk.code} akta TOLAK 3 {other} foto")
    assert [row.facts for row in desk.replies()] in ([], [{}, {}])
