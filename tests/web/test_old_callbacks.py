"""A callback for a message of last year: taken, kept, and nothing that was settled is settled otherwise."""

from datetime import timedelta

import pytest

from tests.databases import NOW
from tests.models.rows import found, outbox_row, stored
from tests.web.test_webhooks import Provider, provider

__all__ = ["provider"]
LAST_YEAR = NOW - timedelta(days=400)


def old(provider: Provider, state: str, **more: object) -> int:
    values = {"state": state, "provider_id": "SM9", "created_at": LAST_YEAR, "settled_at": LAST_YEAR}
    (row_id,) = stored(provider.database, outbox_row("m1", **(values | more)))
    return row_id


@pytest.mark.parametrize("status", ["queued", "sent", "undelivered", "failed", "delivered", "read", "something_new"])
def test_a_delivered_message_of_last_year_stays_delivered(provider: Provider, status: str) -> None:
    row_id = old(provider, "DELIVERED")
    provider.post("/twilio/status?n=m1", [("MessageSid", "SM9"), ("MessageStatus", "delivered")])
    answer = provider.post("/twilio/status?n=m1", [("MessageSid", "SM9"), ("MessageStatus", status)])
    assert answer.status_code in {200, 204}
    assert found(provider.database, row_id).state == "DELIVERED"
    assert provider.texts() == []


@pytest.mark.parametrize("status", ["queued", "delivered", "undelivered"])
def test_a_callback_for_a_message_nobody_knows_is_taken_and_moves_nothing(provider: Provider, status: str) -> None:
    row_id = old(provider, "ACCEPTED")
    answer = provider.post("/twilio/status?n=lain", [("MessageSid", "SM0"), ("MessageStatus", status)])
    assert answer.status_code in {200, 204}
    assert found(provider.database, row_id).state == "ACCEPTED"
    assert provider.texts() == []


def test_a_cancelled_message_of_last_year_is_not_brought_back(provider: Provider) -> None:
    row_id = old(provider, "CANCELLED", provider_id=None)
    provider.post("/twilio/status?n=m1", [("MessageSid", "SM9"), ("MessageStatus", "delivered")])
    row = found(provider.database, row_id)
    assert (row.state, row.provider_id) == ("CANCELLED", None)
