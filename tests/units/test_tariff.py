"""WhatsApp templates and prices of a pack: either file may be left out; what is in it is checked to the letter."""

from datetime import date
from pathlib import Path

import pytest

from policy.tariff import Price
from policy.words import Channel
from tests.units.folders import TULUNGAGUNG, copied, edited
from units.load import check, load
from units.problems import PackErrors

SID = "content_sid: HX1b433ea9592ff8efd9b8934c4bc02fab"
FIRST_TEXT = "'Dari {{1}}: Rujukan baru {{2}} utk {{3}}."


@pytest.mark.parametrize("file", ["whatsapp.yaml", "prices.yaml"])
def test_a_pack_without_the_file_loads_all_the_same(file: str, tmp_path: Path) -> None:
    pack = copied(tmp_path, TULUNGAGUNG)
    (pack / file).unlink()
    assert check(pack) == check(TULUNGAGUNG)
    unit = load(pack)
    assert (unit.whatsapp == ()) is (file == "whatsapp.yaml")
    assert (unit.prices == ()) is (file == "prices.yaml")


def test_a_price_is_kept_in_exact_millionths() -> None:
    prices = load(TULUNGAGUNG).prices
    assert prices[0] == Price(Channel.SMS, "+62", 441_400, "USD", prices[0].source, date(2026, 11, 24))
    assert [price.micros for price in prices if price.channel is Channel.GATEWAY] == [350_000_000]


def test_the_prices_of_a_sample_say_that_nobody_decreed_them() -> None:
    assert load(TULUNGAGUNG).prices_label == "contoh, belum ditetapkan"


@pytest.mark.parametrize(
    "file, old, new, indonesian",
    [
        ("prices.yaml", '"0.4414"', '"gratis"', "harga satu bagian"),
        ("prices.yaml", '"0.4414"', '"-1"', "harga satu bagian"),
        ("prices.yaml", '"0.4414"', '"0.00000001"', "harga satu bagian"),
        ("prices.yaml", '"0.4414"', '"NaN"', "harga satu bagian"),
        ("prices.yaml", "currency: USD", "currency: rupiah", "tiga huruf"),
        ("prices.yaml", 'prefix: "+62"', 'prefix: "62"', "awal nomor"),
        ("prices.yaml", "channel: SMS,", "channel: FAKS,", "salah satu"),
        ("whatsapp.yaml", SID, "content_sid: HX12", "32 angka"),
        ("whatsapp.yaml", FIRST_TEXT, "'Dari {{1}}: Rujukan baru {{2}} utk {{7}}.", "sebanyak variables"),
        ("whatsapp.yaml", FIRST_TEXT, "'{{1}}: Rujukan baru {{2}} utk {{3}}.", "tidak di awal"),
        ("whatsapp.yaml", FIRST_TEXT, "'Dari {{1}}: {{nama}} {{2}} utk {{3}}.", "sebanyak variables"),
        ("whatsapp.yaml", "template: task_referral", "template: Task-Referral", "nama templat"),
    ],
)
def test_a_value_that_does_not_fit_is_named_with_its_line(
    file: str, old: str, new: str, indonesian: str, tmp_path: Path
) -> None:
    pack = copied(tmp_path, TULUNGAGUNG)
    line = edited(pack, file, old, new)
    assert any(indonesian in each.id for each in check(pack) if (each.file, each.line) == (file, line))
    with pytest.raises(PackErrors):
        load(pack)
