"""The one way a command asks something of a case: an inbox row, then a while (two seconds) for its answer."""

import time
from dataclasses import dataclass
from secrets import token_hex
from typing import Any

from pydantic_core import to_jsonable_python

from commands.birth import birth_date, not_before
from commands.context import Context
from commands.say import BadInput
from models import inbox, queries
from models.tables import Inbox
from policy.commands import Command

LOOK = 0.03


@dataclass(frozen=True)
class Outcome:
    """What came of it: delivered with seq and hand-over number, or stored and on its way."""

    delivered: bool
    seq: int = 0
    n: int = 0


def new_id() -> str:
    """An id for an inbox row (64 random bits); the Update carries it too, so twice is once."""
    return token_hex(8)


def author(context: Context) -> dict[str, Any]:
    """The fields of a command that say who asks."""
    actor = context.actor
    return {"by": actor.code, "role": actor.role, "agency": actor.agency or ""}


def ask(context: Context, code: str, command: Command, facts: dict[str, Any] | None = None) -> Outcome:
    """Store the command, wait for its answer. BadInput if it was refused; InboxTooLargeError."""
    not_before(context, birth_date(context, code), command.happened)
    row = row_of(context, code, command, facts or {})
    with context.db.write() as session:
        inbox.put(session, row)
    return wait(context, code, command.id)


def row_of(context: Context, code: str, command: Command, facts: dict[str, Any]) -> Inbox:
    """The inbox row of a command: codes in the payload, what is personal in the facts."""
    return Inbox(
        id=command.id,
        kind=type(command).__name__,
        case_code=code,
        payload=to_jsonable_python(command),
        facts=facts,
        source="cli",
        created_at=context.now,
    )


def wait(context: Context, code: str, row_id: str, patience: float | None = None) -> Outcome:
    """The answer, once the record shows it too; else "stored". BadInput for a refusal."""
    end = time.monotonic() + (context.settings.answer_seconds if patience is None else patience)
    while True:
        with context.db.read() as session:
            row = inbox.get(session, row_id)
            answer = row.answer if row else None
            seq = queries.case_seq(session, code)
        if answer and not answer["ok"]:
            raise BadInput(answer["code"], answer["id"], answer["en"])
        if answer and seq >= answer["seq"]:
            return Outcome(delivered=True, seq=answer["seq"], n=answer["n"])
        if time.monotonic() > end:
            return Outcome(delivered=False)
        time.sleep(LOOK)
