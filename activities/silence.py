"""What waits to leave when a case comes to keep somebody out (domain.md §4 rule 8): nothing to them or past them.

Who shares their only number with them is told by nobody's telephone: the desk finds another way, the supervisor hears.
"""

from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session

from activities import ending
from activities.needed import needed
from models import desk, outbox
from models.tables import Outbox
from policy.case import Case
from policy.fixing import Cases


def silence(session: Session, cases: Cases, now: datetime, new_id: Callable[[], str]) -> None:
    """Messages to somebody newly kept out do not leave; one to a telephone they share takes another channel.

    Nor does what has left go on by it, and no item on the desk's list names it as the number to call.
    """
    out, before = cases.after.kept_out, cases.before.kept_out if cases.before else ()
    if cases.whole is None or set(out) <= set(before):
        return
    people = cases.whole.people
    read = {contact.address for code in out if code in people for contact in people[code].channels}
    for row in outbox.for_case(session, cases.after.code):
        row.channels = [list(way) for way in row.channels if way[1] not in read]
        session.add(row)
        if row.state == "READY" and (row.person in out or row.address in read):
            outbox.cancel(session, [row.id or 0], now, "kept-out")
            if row.person not in out:
                _elsewhere(session, cases.after, row, now, new_id)
    desk.unnumbered(session, cases.after.code, read)


def _elsewhere(session: Session, case: Case, row: Outbox, now: datetime, new_id: Callable[[], str]) -> None:
    """By another channel; without one it is the desk's, and the case hears that its person was not reached.

    A task that went to somebody else with this change is theirs, and they are told: then nobody misses it.
    """
    if row.channels:
        start = row.start
        follower = outbox.next_channel(session, row, new_id(), now)
        follower.start = max(start, now)
        session.add(follower)
    elif needed(case, row):
        ending.to_desk(session, row, row, now)
        ending.tell_case(session, row, now)
