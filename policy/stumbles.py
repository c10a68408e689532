"""What is taken from the inbox and fails in a way nobody foresaw: tried again ever later, and somebody hears. Pure.

A bad row would otherwise be tried every 30 seconds for ever, and nobody would see it but the log.
"""

import re
from datetime import timedelta

FIRST, LONGEST = timedelta(seconds=30), timedelta(minutes=15)
MOST_DOUBLINGS = 5
TOLD_FROM = 3
"""From this step on (a minute and a half) it is on the desk's list: a database that is busy is over by then."""
BEGINS = "galat "
"""How the note of such a row begins."""
_NOTE = re.compile(rf"{BEGINS}(\d+): ")


def step_of(note: str) -> int:
    """How often it failed so, by what its row says; 0 for one that waits for another reason."""
    found = _NOTE.match(note)
    return int(found[1]) if found else 0


def note_of(step: int, what: str) -> str:
    """What its row says. `what` is the kind of failure, never its words: they may quote somebody."""
    return f"{BEGINS}{step}: {what}"


def pause_after(step: int) -> timedelta:
    """30 s, then twice as long each time, up to 15 minutes."""
    doublings = max(0, min(step - 1, MOST_DOUBLINGS))
    return min(FIRST * (1 << doublings), LONGEST)


def is_new_pause(step: int) -> bool:
    """Whether this step waits longer than the one before: the log says each pause once."""
    return step == 1 or pause_after(step) > pause_after(step - 1)
