"""The lives drawn from a table are always the same, and as many as the table says."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from play.lives import TableError, lives, read_table
from tests.instance.product import ROOT
from units.load import load

TABLE = ROOT / "data" / "tabel1_2019.csv"
TODAY = date(2026, 11, 24)


def test_the_table_is_the_units_own() -> None:
    rows = read_table(TABLE)
    assert (len(rows), sum(r.in_process for r in rows), sum(r.terminated for r in rows)) == (13, 30, 168)


def test_the_same_table_gives_the_same_lives_for_ever() -> None:
    unit, rows = load(ROOT / "data" / "units" / "tulungagung"), read_table(TABLE)
    first, again = (list(lives(rows, unit, 2019, TODAY)) for _ in range(2))
    assert first == again
    assert len({life.code for life in first}) == 198
    assert Counter(life.ends for life in first) == {True: 168, False: 30}
    assert {day.year for life in first for day in life.days} == {2019}
    assert sum(life.refused for life in first) >= 20
    assert sum(life.stalls for life in first) >= 10


@pytest.mark.parametrize("line", ["X,x,x,1,1,3,", "X,x,x,satu,1,2,"])
def test_a_table_that_does_not_add_up_is_named_with_its_line(line: str, tmp_path: Path) -> None:
    path = tmp_path / "salah.csv"
    path.write_text(
        f"kode_usulan,jenis_kasus_sumber,english,proses,terminasi,jumlah,kategori\n{line}\n", encoding="utf-8"
    )
    with pytest.raises(TableError, match=r"salah.csv:2"):
        read_table(path)
