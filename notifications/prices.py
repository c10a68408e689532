"""What a message costs until the provider says so: parts times the price of one, by the unit's pack."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from notifications import gsm7
from policy.tariff import Price as Agreed
from policy.words import Channel

HOME = "+62"
_UCS2_SINGLE, _UCS2_PART = 70, 67


class Price(NamedTuple):
    """The price of one part, in millionths of a currency."""

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
    return price.micros * (1 if channel == Channel.WHATSAPP else count), price.currency


def rates(agreed: Sequence[Agreed], destination: str = HOME) -> Prices:
    """The price of one part by channel: the row with the longest beginning of this number; none where none fits."""
    fitting = sorted((row for row in agreed if destination.startswith(row.prefix)), key=lambda row: len(row.prefix))
    return {row.channel.value: Price(row.micros, row.currency) for row in fitting}


def cost(agreed: Sequence[Agreed], channel: Channel, segments: int, to: str = HOME) -> tuple[int | None, str]:
    """What a message costs, in millionths, and its currency; (None, "") where nobody has named a price."""
    return estimate(rates(agreed, to if to.startswith("+") else HOME), channel.value, segments)


def money(micros: int | None, currency: str) -> str:
    """An amount as people read it: `Rp 1.050`, `USD 0.0475`; `-` where it is not known."""
    if micros is None:
        return "-"
    if currency == "IDR":
        return f"Rp {round(micros / 1_000_000):,}".replace(",", ".")
    return f"{currency} {micros / 1_000_000:,.4f}"
