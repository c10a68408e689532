"""What a message costs until the provider says so: parts times the price of one, in millionths of a currency."""

from collections.abc import Mapping
from typing import NamedTuple

from notifications import gsm7

_UCS2_SINGLE, _UCS2_PART = 70, 67


class Price(NamedTuple):
    """The price of one part."""

    micros: int
    currency: str


Prices = Mapping[str, Price]
"""By channel."""


def parts(text: str) -> int:
    """Parts the text is charged for, in GSM-7 or else in UCS-2."""
    if gsm7.is_gsm7(text):
        return gsm7.segments(text)
    units = len(text.encode("utf-16-le")) // 2
    return 1 if units <= _UCS2_SINGLE else -(-units // _UCS2_PART)


def estimate(rates: Prices, channel: str, count: int) -> tuple[int | None, str]:
    """Cost in millionths and currency; (None, "") where nobody has named a price. WhatsApp is charged by message."""
    price = rates.get(channel)
    if price is None:
        return None, ""
    return price.micros * (1 if channel == "WHATSAPP" else count), price.currency
