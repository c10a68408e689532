"""Who may act from a page: PIN, one-time code, remembered device. Pure: how many tries, how long, which PIN is good."""

from datetime import datetime, timedelta

PIN_DIGITS = 6
PIN_TRIES = 5
"""Wrong PINs in a row that lock it."""
LOCKED = timedelta(minutes=15)
CODE_LASTS = timedelta(minutes=10)
CODE_TRIES = 5
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
    digits = len(pin) == PIN_DIGITS and pin.isascii() and pin.isdigit()
    return digits and len(set(pin)) > 1 and pin not in RUNS and pin[::-1] not in RUNS


def locked_until(wrong: int, now: datetime) -> datetime | None:
    """Until when a PIN is locked after so many wrong ones in a row; None while it is not."""
    return now + LOCKED if wrong >= PIN_TRIES else None


def names(address: str, typed: str) -> bool:
    """Whether what was typed is the end of this number, or this mail address."""
    given = "".join(typed.split()).casefold()
    if "@" in address:
        return given == address.casefold()
    digits = "".join(filter(str.isdigit, given))
    return len(digits) >= TAIL and address.endswith(digits.removeprefix("0") if len(digits) > TAIL else digits)
