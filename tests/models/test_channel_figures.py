"""A channel's figures follow from its messages: what left, what was lost, how fast, at what price."""

from datetime import timedelta
from typing import Any

from models.channel_figures import Figures, figures, since
from models.db import Database
from tests.databases import NOW
from tests.models.rows import outbox_row, stored

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


def delivered(name: str, seconds: int, **more: Any) -> Any:
    given = {"state": "DELIVERED", "accepted_at": NOW, "settled_at": NOW + seconds * SECOND}
    return outbox_row(name, **given | {"segments": 1, "cost_micros": 441_400, "currency": "USD"} | more)


def of(database: Database, days: int = 1) -> dict[str, Figures]:
    with database.read() as session:
        rows = since(session, NOW - days * DAY)
    return {each.channel: each for each in figures(rows, NOW - days * DAY)}


def test_volume_errors_speed_and_spend_of_a_channel(database: Database) -> None:
    stored(
        database,
        *(delivered(f"d{seconds}", seconds) for seconds in (2, 4, 30)),
        outbox_row("lost", state="UNDELIVERED", error_code="30005", cost_micros=441_400, currency="USD", segments=1),
        outbox_row("no", state="REFUSED", error_code="21614"),
        outbox_row("unknown", state="AMBIGUOUS", resent=True),
        outbox_row("held", state="READY"),
        outbox_row("moot", state="CANCELLED"),
    )
    assert of(database) == {
        "SMS": Figures(
            channel="SMS",
            left=6,
            delivered=3,
            lost=2,
            unknown=1,
            resent=1,
            error_rate=0.3333,
            seconds_to_delivered=4.0,
            segments=4,
            spend={"USD": 1_765_600},
            codes={"30005": 1, "21614": 1},
        )
    }


def test_each_channel_and_each_currency_is_counted_by_itself(database: Database) -> None:
    stored(
        database,
        delivered("a", 2),
        delivered("b", 2, currency="IDR", cost_micros=350_000_000),
        delivered("c", 2, channel="SMS_LOKAL", currency="IDR", cost_micros=350_000_000),
        outbox_row("d", channel="EMAIL", state="ACCEPTED"),
    )
    found = of(database)
    assert found["SMS"].spend == {"USD": 441_400, "IDR": 350_000_000}
    assert found["SMS_LOKAL"].spend == {"IDR": 350_000_000}
    assert (found["EMAIL"].error_rate, found["EMAIL"].seconds_to_delivered, found["EMAIL"].spend) == (0.0, None, {})


def test_only_what_was_written_in_the_span_counts(database: Database) -> None:
    stored(database, delivered("old", 2, created_at=NOW - 8 * DAY), delivered("new", 2))
    assert (of(database, 7)["SMS"].left, of(database, 30)["SMS"].left) == (1, 2)


def test_where_nothing_has_left_there_is_no_rate(database: Database) -> None:
    stored(database, outbox_row("held", state="READY"))
    assert (of(database)["SMS"].left, of(database)["SMS"].error_rate) == (0, None)
