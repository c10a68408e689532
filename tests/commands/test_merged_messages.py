"""A reminder that left with others: what the one message came to counts for each of them."""

from models import outbox
from models.tables import Outbox
from tests.commands.desk import Desk
from tests.commands.test_messages import change, heard, referred, row_of, sent

__all__ = ["referred"]


def test_a_reminder_that_left_with_others_is_proved_by_the_message_that_carried_it(
    desk: Desk, referred: tuple[str, str]
) -> None:
    row = row_of(desk, referred[0])
    with desk.db.write() as session:
        values = row.model_dump(exclude={"id"}) | {"notification_id": "gabungan", "change_id": "gabung/1"}
        carrier = outbox.add(session, Outbox(**(values | {"case_code": "", "n": 0, "template": "reminders"})))
        into = carrier.id or 0
    change(desk, row, state="MERGED", error_code="merged", more={"merged_into": into})
    with desk.db.read() as session:
        kept = outbox.get(session, into)
    assert kept
    sent(desk, kept)
    heard(desk, "delivered")
    first = desk.done("notice", referred[1], "--json").json["handovers"][0]["attempts"][0]
    assert first["handed_over_at"]
    assert first["delivered_at"]
    found = desk.done("messages", referred[1], "--json").json["messages"][0]
    assert (found["fate"], found["sent"][0]["left_as"]) == ("ARRIVED", into)
