"""What a message costs follows from the pack: by channel, by the longest beginning of the number, in millionths."""

from datetime import date

import pytest

from notifications.prices import cost, money, rates
from policy.tariff import Price
from policy.words import Channel

DAY = date(2026, 11, 24)
TABLE = (
    Price(Channel.SMS, "+62", 441_400, "USD", "contoh", DAY),
    Price(Channel.SMS, "", 100_000, "USD", "contoh", DAY),
    Price(Channel.SMS, "+6221", 500_000, "USD", "contoh", DAY),
    Price(Channel.WHATSAPP, "", 25_000, "USD", "contoh", DAY),
    Price(Channel.GATEWAY, "", 350_000_000, "IDR", "contoh", DAY),
)


@pytest.mark.parametrize(
    "channel, segments, to, expected",
    [
        (Channel.SMS, 1, "+6281200000011", (441_400, "USD")),
        (Channel.SMS, 3, "+6281200000011", (1_324_200, "USD")),
        (Channel.SMS, 1, "+62215703303", (500_000, "USD")),
        (Channel.SMS, 1, "+6591234567", (100_000, "USD")),
        (Channel.WHATSAPP, 3, "+6281200000011", (25_000, "USD")),
        (Channel.GATEWAY, 2, "+6281200000011", (700_000_000, "IDR")),
        (Channel.EMAIL, 1, "pic@dinsos.example", (None, "")),
    ],
)
def test_a_message_costs_its_parts_where_it_goes(
    channel: Channel, segments: int, to: str, expected: tuple[int | None, str]
) -> None:
    assert cost(TABLE, channel, segments, to) == expected
    assert cost(tuple(reversed(TABLE)), channel, segments, to) == expected


def test_without_a_table_nothing_is_known_and_nothing_is_invented() -> None:
    assert rates(()) == {}
    assert cost((), Channel.SMS, 1) == (None, "")


@pytest.mark.parametrize(
    "micros, currency, said",
    [
        (1_050_000_000, "IDR", "Rp 1.050"),
        (441_400, "USD", "USD 0.4414"),
        (1_324_200_000, "USD", "USD 1,324.2000"),
        (None, "", "-"),
        (0, "IDR", "Rp 0"),
    ],
)
def test_money_reads_as_people_write_it(micros: int | None, currency: str, said: str) -> None:
    assert money(micros, currency) == said
