"""Who may act from a page: PIN, one-time code, remembered device. Pure: how many tries, how long, which PIN is good."""

from datetime import datetime, timedelta

from policy.passcodes import TRIES, is_digits

LOCKED = timedelta(minutes=15)
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


def locked_until(wrong: int, now: datetime) -> datetime | None:
    """Until when a PIN is locked after so many wrong ones in a row; None while it is not."""
    return now + LOCKED if wrong >= TRIES else None


def names(address: str, typed: str) -> bool:
    """Whether what was typed is the end of this number, or this mail address."""
    given = "".join(typed.split()).casefold()
    if "@" in address:
        return given == address.casefold()
    digits = "".join(filter(str.isdigit, given))
    return len(digits) >= TAIL and address.endswith(digits.removeprefix("0") if len(digits) > TAIL else digits)
