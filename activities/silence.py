"""What waits to leave when a case comes to keep somebody out (domain.md §4 rule 8): nothing to them or past them."""

from collections.abc import Callable, Collection
from datetime import datetime

from sqlmodel import Session

from models import outbox
from models.tables import Outbox
from policy.fixing import Cases


def silence(session: Session, cases: Cases, now: datetime, new_id: Callable[[], str]) -> None:
    """Messages to somebody newly kept out do not leave; one to a telephone they share takes another channel."""
    out, before = cases.after.kept_out, cases.before.kept_out if cases.before else ()
    if cases.whole is None or set(out) <= set(before):
        return
    people = cases.whole.people
    read = {contact.address for code in out if code in people for contact in people[code].channels}
    for row in outbox.for_case(session, cases.after.code):
        if row.state == "READY" and (row.person in out or row.address in read):
            outbox.cancel(session, [row.id or 0], now, "kept-out")
            if row.person not in out:
                _elsewhere(session, row, read, now, new_id())


def _elsewhere(session: Session, row: Outbox, read: Collection[str], now: datetime, name: str) -> None:
    row.channels = [list(way) for way in row.channels if way[1] not in read]
    if row.channels:
        start = row.start
        follower = outbox.next_channel(session, row, name, now)
        follower.start = max(start, now)
        session.add(follower)
