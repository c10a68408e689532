"""Who may act from a page: PIN, one-time code, remembered device. Pure: how many tries, how long, which PIN is good."""

from datetime import UTC, datetime, timedelta

from policy.passcodes import TRIES, is_digits

LOCKS = (timedelta(minutes=15), timedelta(hours=1))
"""How long the first and the second lock in a row last; the third lasts until a new PIN is set."""
FOR_GOOD = datetime(9999, 1, 1, tzinfo=UTC)
"""Until a code sent to the known number has set a new PIN, or the desk has ended this one."""
TOLD_FROM = 2
"""From this lock in a row on the desk is told: somebody tries, or has forgotten it."""
CODE_LASTS = timedelta(minutes=10)
CODES_AN_HOUR = 6
"""One-time codes one person gets in an hour: a number is not to be flooded through our page."""
DEVICE_LASTS = timedelta(days=30)
PLACE_TRIES = 20
"""Wrong entries from one place (link and address of the network) in `PLACE_SPAN`, whoever's PIN is tried."""
PLACE_SPAN = timedelta(hours=1)
TAIL = 4
"""Last digits of one's own number: nobody but a person types them, no scanner of mails does."""
RUNS = "01234567890123456789"


def good_pin(pin: str) -> bool:
    """Six digits, not all alike and not a plain run up or down."""
    return is_digits(pin) and len(set(pin)) > 1 and pin not in RUNS and pin[::-1] not in RUNS


def locked_until(wrong: int, now: datetime, locks: int = 0) -> datetime | None:
    """Until when a PIN is locked after so many wrong ones in a row, and `locks` before; None while it is not."""
    if wrong < TRIES:
        return None
    return now + LOCKS[locks] if locks < len(LOCKS) else FOR_GOOD


def names(address: str, typed: str) -> bool:
    """Whether what was typed is the end of this number, or this mail address."""
    given = "".join(typed.split()).casefold()
    if "@" in address:
        return given == address.casefold()
    digits = "".join(filter(str.isdigit, given))
    return len(digits) >= TAIL and address.endswith(digits.removeprefix("0") if len(digits) > TAIL else digits)
