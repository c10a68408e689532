"""What waits to leave when a hand-over ends: it does not leave, and its row says so from that moment (law 6, rule 7).

The reason is the hand-over's own end ("dihentikan"), never why it was stopped: it stands in the proof that an agency
reads. A link ends with its hand-over by itself, it asks the record each time it is opened (ADR 5).
"""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlmodel import Session

from activities.needed import needed
from models import outbox
from policy.fixing import Cases
from policy.words import State

WHY: Mapping[State, str] = {State.WITHDRAWN: "withdrawn", State.IN_ERROR: "entered-in-error"}
ANSWERED = "answered"


def hush(session: Session, cases: Cases, now: datetime, together: Collection[str]) -> None:
    """Cancel what waits about the hand-overs this change has ended; asks nothing where none has.

    What is recorded `together` leaves as it would have alone (ADR 3), but not about what was stopped.
    """
    before = {task.n for task in cases.before.open_handovers} if cases.before else set()
    ended = {task.n: task for task in cases.after.handovers if task.n in before and not task.open}
    if not ended:
        return
    for row in outbox.waiting(session, cases.after.code, ended.keys()):
        if needed(cases.after, row):
            continue
        stopped = ended[row.n].state in WHY
        if stopped or row.start > now or row.change_id not in together:
            outbox.cancel(session, [row.id or 0], now, WHY.get(ended[row.n].state, ANSWERED))
