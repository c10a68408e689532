"""A number several people read makes nobody's PIN anew."""

from models import access
from models.db import Database
from tests.web.test_link_detail import room_of, sharing_unit


def test_by_a_shared_number_a_pin_is_made_anew_only_after_the_desk_has_ended_it(
    database: Database,
) -> None:
    room = room_of(database, sharing_unit(shared=True))
    room.life().refer()
    theirs = room.known()
    other = room.browser()
    other.open()
    page = other.press("Kirim kode", tail="0011")
    assert page.status == 403
    assert "dipakai bersama" in page.text
    assert "Terima" in theirs.open().buttons
    with database.write() as session:
        assert access.end_pin(session, "contoh", "DINSOS-1", room.office.now)
    assert "Terima" not in theirs.open().buttons
    room.enter(other)
