"""Some lives of the table through the real product; playing again adds nothing (`make bench` plays all 198)."""

from collections.abc import Iterator

import pytest
from sqlmodel import func, select

from models.db import Database
from models.tables import EventRow
from play.lives import Life, lives, read_table
from play.run import Play, Theatre
from policy.words import Decline
from roots import now
from tests.instance.product import ROOT, Product
from units.load import load

CHOSEN = 14


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    with Product(tmp_path_factory.mktemp("lakon") / "data") as running:
        yield running


def chosen() -> list[Life]:
    """Lives of every sort: refused, stalled, ended, still in process."""
    unit = load(ROOT / "data" / "units" / "tulungagung")
    rows = read_table(ROOT / "data" / "tabel1_2019.csv")
    every = list(lives(rows, unit, 2019, now().date()))
    wanted = (lambda e: e.refused and e.ends, lambda e: e.stalls, lambda e: not e.ends, lambda e: e.ends)
    picked = {life.number: life for want in wanted for life in [e for e in every if want(e)][:4]}
    return list(picked.values())[:CHOSEN]


def test_lives_are_lived_once_and_the_table_is_exact(product: Product) -> None:
    db = Database(f"sqlite:///{product.data / 'rujukan.db'}")
    theatre = Theatre(db, load(ROOT / "data" / "units" / "tulungagung"), "tabel1-2019", now)
    played = chosen()
    Play(theatre).run(played, lambda: None)
    table = product.json("table", "2019")
    assert table["totals"]["total"] == len(played)
    assert table["totals"]["terminated"] == sum(life.ends for life in played)
    counted = {row["type"]: (row["in_process"], row["terminated"]) for row in table["rows"]}
    for kind in {life.type for life in played}:
        ended = [life.ends for life in played if life.type == kind]
        assert counted[kind] == (ended.count(False), ended.count(True))
    asked = _answers(db)
    Play(theatre).run(played, lambda: None)
    assert _answers(db) == asked
    assert product.json("verify")["breaches"] == []
    refused = [life for life in played if life.refused and life.ends]
    story = product.json("case", refused[0].code)["events"]
    assert any(event["data"].get("reason") == Decline.NO_CAPACITY for event in story)
    db.close()


def _answers(db: Database) -> int:
    """How many events people caused (the clock goes on by itself)."""
    with db.read() as session:
        return session.exec(select(func.count()).select_from(EventRow).where(EventRow.by != "")).one()
