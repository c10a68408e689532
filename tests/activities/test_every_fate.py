"""Whatever happens to messages, five minutes after its deadline each is final or on the desk's list."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from models import fates, outbox
from models.tables import Outbox, Receipt
from notifications.channels import DeliveryError, Outgoing
from notifications.twilio_codes import refused
from policy.events import Unsettled
from tests.activities.office import BAD_NUMBER, MINUTE, NOBODY_KNOWS, PASSING, Office, desk_of
from tests.models.rows import outbox_row
from tests.policy.runs import runs

LATEST = 5 * MINUTE
SHARED = settings(
    max_examples=runs(8, night=200),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
ERRORS = (None, None, PASSING, BAD_NUMBER, NOBODY_KNOWS, refused(30007), refused(21606))
WAYS = st.lists(st.sampled_from([["WHATSAPP", "+62812"], ["EMAIL", "a@contoh.invalid"], ["TELEPON", "+62813"]]))
WORDS = st.sampled_from(["", "", "sent", "delivered", "undelivered"])
NAMES = count()


def _message(office: Office, urgency: str, ways: list[list[str]], case: str) -> int:
    now, name = office.now, f"e{next(NAMES)}"
    row = outbox_row(name, urgency=urgency, channels=ways[:2], case_code=case, start=now, created_at=now)
    row.deadline, row.text = now + 15 * MINUTE, f"teks {name}"
    with office.database.write() as session:
        return outbox.add(session, row).id or 0


def _rows(office: Office, since: int) -> list[Outbox]:
    with office.database.read() as session:
        return list(session.exec(select(Outbox).where(col(Outbox.id) >= since)).all())


def _left(office: Office, since: int) -> list[str]:
    """Messages that are neither final nor on the desk's list though their time is over."""
    rows = _rows(office, since)
    heads = {(row.change_id, row.place): row.notification_id for row in rows}
    desk = {item.key for item in desk_of(office)}
    late = [row for row in rows if row.deadline + LATEST <= office.now and not fates.is_final(row)]
    return [row.state for row in late if f"pesan/{heads[row.change_id, row.place % outbox.FOLLOWER]}" not in desk]


def _heard(office: Office, since: int, status: str) -> None:
    """A provider's word on the newest message that it has."""
    known = [row.provider_id for row in _rows(office, since) if row.provider_id]
    if status and known:
        with office.database.write() as session:
            outbox.receive(session, Receipt(provider_id=known[-1], status=status, at=office.now))


@SHARED
@given(data=st.data())
def test_each_message_is_final_or_on_the_desks_list_five_minutes_after_its_deadline(
    office: Office, data: st.DataObject
) -> None:
    planned: Iterator[DeliveryError | None] = iter(data.draw(st.lists(st.sampled_from(ERRORS), max_size=12)))

    def fail(outgoing: Outgoing) -> DeliveryError | None:
        del outgoing
        return next(planned, None)

    office.fail = fail
    office.now += timedelta(days=1)
    urgencies = st.sampled_from(["darurat", "segera", "biasa"])
    ids = [
        _message(office, data.draw(urgencies), data.draw(WAYS), case)
        for case in data.draw(st.lists(st.sampled_from(["", "KX7M4QA"]), min_size=1, max_size=3))
    ]
    watched = data.draw(st.booleans())
    if data.draw(st.booleans()):
        with office.database.write() as session:
            outbox.take(session, ids[0], office.now)  # and whoever took it dies
    for _ in range(90):
        for row_id in ids if watched else ():
            office.settler.look(Unsettled(row_id, 1, office.now, office.now))
        _heard(office, ids[0], data.draw(WORDS))
        office.parts.fates.sweep(office.now)
        assert _left(office, ids[0]) == []
        office.now += timedelta(seconds=data.draw(st.sampled_from([20, 60, 120])))
    office.parts.fates.sweep(office.now)
    assert [row.state for row in _rows(office, ids[0]) if not fates.is_final(row)] == []
