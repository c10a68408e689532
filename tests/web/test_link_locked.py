"""A PIN that is locked again and again stays locked for longer, and the desk hears of it."""

from datetime import timedelta

from models import access
from models.reach import DeskItem
from policy.passcodes import TRIES
from tests.activities.office import desk_of
from tests.web.room import PIN, Browser, Room

WRONG_PIN = "502917"
QUARTER, HOUR, YEAR = timedelta(minutes=15), timedelta(hours=1), timedelta(days=365)


def _locked(room: Room) -> Browser:
    """Somebody at another device types a wrong PIN five times."""
    other = room.browser()
    other.open()
    said = [other.press("Masuk", pin=WRONG_PIN).status for _ in range(TRIES)]
    assert said[-1] == 429
    room.deliver()
    return other


def _goes_in(room: Room) -> bool:
    """Whether the right PIN is taken now."""
    other = room.browser()
    other.open()
    return "Terima" in other.press("Masuk", pin=PIN).buttons


def _of_pins(room: Room) -> list[DeskItem]:
    return [item for item in desk_of(room.office) if item.kind == "pin"]


def _begun(room: Room) -> None:
    room.life().refer()
    room.known()


def test_the_second_lock_in_a_row_lasts_an_hour_and_the_third_until_a_new_pin_is_set(room: Room) -> None:
    _begun(room)
    _locked(room)
    room.office.now += QUARTER
    _locked(room)
    room.office.now += QUARTER
    assert not _goes_in(room)
    room.office.now += HOUR - QUARTER
    _locked(room)
    assert "terkunci sampai PIN baru dibuat" in room.office.sent()[-1].text
    room.office.now += timedelta(days=25)
    assert not _goes_in(room)
    other = room.browser()
    other.open()
    assert "Terima" in room.enter(other).buttons, "a code to the known number sets a new one"
    assert _goes_in(room)


def test_a_good_pin_between_two_locks_begins_anew(room: Room) -> None:
    _begun(room)
    _locked(room)
    room.office.now += QUARTER
    assert _goes_in(room)
    _locked(room)
    room.office.now += QUARTER
    assert _goes_in(room)
    assert _of_pins(room) == []


def test_the_desk_is_told_from_the_second_lock_on_whom_to_call_and_ends_the_pin(room: Room) -> None:
    _begun(room)
    _locked(room)
    assert _of_pins(room) == []
    room.office.now += QUARTER
    _locked(room)
    (item,) = _of_pins(room)
    assert (item.person, item.address, PIN in item.words) == ("DINSOS-1", "+6281200000011", False)
    assert "end-pin" in item.words
    with room.database.write() as session:
        assert access.end_pin(session, "contoh", "DINSOS-1", room.office.now)
    other = room.browser()
    other.open()
    assert "Terima" in room.enter(other).buttons
