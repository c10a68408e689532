"""The states of a message are one table: every state is reached, has its words, and each set speaks of known ones."""

import re
from pathlib import Path

from commands.messages import STATES as WORDS
from policy.fates import Fate, fate
from policy.outbox_states import ASKED, FIRST, LOST, NEXT, OPEN, REPLACED, SETTLED, STATES, TAKEN, UNHEARD

ROOT = Path(__file__).resolve().parents[2]
WRITTEN = re.compile(r'\bstate="([A-Z]+)"|\.state(?:, [\w.]+)* = "([A-Z]+)"')


def test_every_state_is_reached_from_the_first_and_leads_to_known_ones() -> None:
    reached, left = set[str](), {FIRST}
    while left:
        reached |= left
        left = {after for state in left for after in NEXT[state]} - reached
    assert reached == STATES


def test_every_state_belongs_to_open_settled_or_lost_and_to_one_of_them_only() -> None:
    assert sorted([*OPEN, *SETTLED, *LOST]) == sorted(STATES)
    assert STATES >= ASKED | UNHEARD | REPLACED | TAKEN


def test_what_never_left_has_no_way_on() -> None:
    assert {state for state, after in NEXT.items() if not after} == REPLACED


def test_every_state_has_its_words_and_its_fate() -> None:
    assert set(WORDS) == STATES | {"OPENED"}
    assert {fate(state, opened=False) for state in STATES} == set(Fate) - {Fate.OPENED}


def test_what_is_written_to_an_outbox_row_is_a_state_of_the_table() -> None:
    places = [ROOT / "models" / "outbox.py", ROOT / "models" / "receipts.py", *(ROOT / "activities").glob("*.py")]
    found = {a or b for path in places for a, b in WRITTEN.findall(path.read_text(encoding="utf-8"))}
    assert len(found) > 5
    assert found <= STATES
