"""What nobody understands gets one kind line, then a person; strangers only a person; machines nobody."""

from datetime import timedelta

import pytest

from models import desk as list_
from models.tables import Outbox
from notifications.channels import DeliveryError, Outgoing, Remedy
from policy.desk import MOST_LINES
from policy.words import Channel
from tests.activities.letters import DINSOS, STRANGER, Desk
from tests.activities.office import Office

LOOP = DeliveryError("14107", permanent=True, ambiguous=False, meaning="loop", remedy=Remedy.LOOP)


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(office)


def test_the_line_names_the_two_things_that_work(desk: Desk) -> None:
    (line,) = desk.write("bagaimana ini")
    assert "Balas TERIMA + kode tugas" in line
    assert line.endswith("Bantuan: +6281200000003")
    assert desk.items() == []


def test_the_second_text_of_a_day_is_read_by_a_person_and_says_so(desk: Desk) -> None:
    desk.write("bagaimana ini")
    desk.office.now += timedelta(hours=3)
    (line,) = desk.write("saya bingung")
    assert "Petugas akan membaca" in line
    (item,) = desk.items("unclear")
    assert (item.person, item.address, item.words) == ("DINSOS-1", DINSOS, "bagaimana ini\nsaya bingung")
    assert item.due == desk.office.now + timedelta(hours=1)


def test_further_texts_join_the_item_and_get_no_line(desk: Desk) -> None:
    for words in ("satu", "dua", "tiga"):
        desk.write(words)
    assert desk.write("empat") == []
    (item,) = desk.items()
    assert item.words.split("\n...\n") == ["satu\ndua", "tiga", "empat"]


def test_a_text_a_day_later_is_a_first_one_again(desk: Desk) -> None:
    desk.write("bagaimana ini")
    desk.office.now += timedelta(days=1, seconds=1)
    assert "kami belum paham" in desk.write("bagaimana ini")[0]
    assert desk.items() == []


def test_thanks_said_twice_trouble_nobody(desk: Desk) -> None:
    assert len(desk.write("terima kasih")) == 1
    assert desk.write("matur nuwun") == []
    assert desk.items() == []


@pytest.mark.parametrize("body", ["tolong saya", "TERIMA K7M4", "\x00\u202ehalo", "x" * 10_000])
def test_a_number_we_do_not_know_is_read_by_a_person_and_never_answered(desk: Desk, body: str) -> None:
    assert desk.write(body, STRANGER) == []
    assert desk.write("lagi", STRANGER) == []
    (item,) = desk.items()
    assert (item.kind, item.person, item.address) == ("stranger", "", STRANGER)
    assert item.words.split("\n...\n")[0] in body
    assert desk.replies() == []


@pytest.mark.parametrize("number", [DINSOS, STRANGER])
def test_a_machine_is_never_answered(desk: Desk, number: str) -> None:
    assert desk.write(f"Balasan otomatis: pesan Anda kami terima {desk.code}", number) == []
    assert desk.replies() == []
    assert [item.kind for item in desk.items()] == (["loop"] if number == DINSOS else [])


def seen_to(desk: Desk) -> None:
    """Somebody at the desk has looked at it."""
    (item,) = desk.items("loop")
    with desk.office.database.write() as session:
        kept = list_.open_item(session, "contoh", item.id or 0)
        assert kept is not None
        list_.close(session, kept, "PD-01", "mesin penjawab dimatikan", desk.office.now)


def test_two_machines_that_talk_to_each_other_are_muted_until_a_person_has_seen_to_it(desk: Desk) -> None:
    lines = [desk.write("DAFTAR") for _ in range(MOST_LINES + 3)]
    assert [len(each) for each in lines] == [1] * MOST_LINES + [0] * 3
    (item,) = desk.items()
    assert (item.kind, item.address) == ("loop", DINSOS)
    desk.office.now += timedelta(hours=2)
    assert desk.write("DAFTAR") == []
    seen_to(desk)
    assert len(desk.write("DAFTAR")) == 1


def test_a_circle_that_begins_again_is_shown_again(desk: Desk) -> None:
    for _ in range(2):
        for _ in range(MOST_LINES + 1):
            desk.write("DAFTAR")
        desk.office.now += timedelta(minutes=1)
        seen_to(desk)
        desk.office.now += timedelta(minutes=1)
    assert len(desk.write("DAFTAR")) == 1


def test_a_loop_the_provider_has_seen_mutes_the_number(desk: Desk) -> None:
    desk.office.fail = lambda _: LOOP
    desk.write("DAFTAR")
    desk.office.fail = lambda _: None
    assert desk.write("DAFTAR") == []
    assert [item.kind for item in desk.items()] == ["loop"]
    desk.office.now += timedelta(minutes=1)
    seen_to(desk)
    assert len(desk.write("DAFTAR")) == 1


def test_a_muted_number_still_answers_its_tasks(desk: Desk) -> None:
    for _ in range(MOST_LINES + 1):
        desk.write("DAFTAR")
    desk.write(f"TERIMA {desk.code}")
    assert [row.payload["verb"] for row in desk.replies()] == ["TERIMA"]


def test_a_text_on_whatsapp_opens_its_window_for_a_day(desk: Desk) -> None:
    desk.reader.read(desk.store("halo", channel=Channel.WHATSAPP))
    way = desk.reach(channel=Channel.WHATSAPP)
    assert way is not None
    assert way.window_until == desk.office.now + timedelta(hours=24)
    assert way.answered_at is None
    assert desk.reach() is None


def test_an_answer_that_was_understood_makes_its_way_the_one_that_answers(desk: Desk) -> None:
    desk.write("halo")
    assert desk.reach() is None
    desk.write(f"TERIMA {desk.code}")
    way = desk.reach()
    assert way is not None
    assert (way.answered_at, way.window_until) == (desk.office.now, None)


def test_an_old_text_found_late_never_shortens_the_window(desk: Desk) -> None:
    desk.reader.read(desk.store("halo", channel=Channel.WHATSAPP))
    row_id = desk.store("halo", channel=Channel.WHATSAPP)
    desk.office.now -= timedelta(hours=5)
    late = desk.store("halo", channel=Channel.WHATSAPP)
    for each in (row_id, late):
        desk.reader.read(each)
    way = desk.reach(channel=Channel.WHATSAPP)
    assert way is not None
    assert way.window_until == desk.office.now + timedelta(hours=29)


def test_a_line_back_never_names_a_channel_to_fall_back_on(desk: Desk) -> None:
    """What somebody asked by a text is answered there or nowhere."""
    sent: list[Outgoing] = []
    desk.office.fail = sent.append
    desk.write("halo")
    with desk.office.database.read() as session:
        row = session.get(Outbox, 3)
    assert row is not None
    assert (row.audience, row.channels, len(sent)) == ("penulis", [], 1)
