"""Whatever characters a telephone sends, the text is kept and read, on each database."""

import pytest

from tests.activities.letters import DINSOS, STRANGER, Desk
from tests.activities.office import Office


@pytest.mark.parametrize("odd", ["halo \x00 dunia", "halo \ud800 dunia", "\x00", "halo " + "\u202e" * 9])
@pytest.mark.parametrize("sender", [DINSOS, STRANGER])
def test_a_text_with_odd_characters_is_read(office: Office, odd: str, sender: str) -> None:
    desk = Desk(office)
    desk.write(odd, sender)
    desk.write(odd, sender)
    assert desk.items()
    assert desk.rows("Inbound") == []
