"""The prices of a unit's pack as the sender reckons with them: by channel, for numbers of one country."""

from collections.abc import Sequence

from notifications.prices import Price, Prices, estimate
from policy.tariff import Price as Agreed
from policy.words import Channel

HOME = "+62"


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
