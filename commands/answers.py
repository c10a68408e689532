"""What a command says after a case has answered: the line of the case, or that it is on its way."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import typer

from commands.context import Context
from commands.say import STORED
from commands.submit import Outcome
from models import queries
from models.tables import HandoverRow
from models.types import case_from_json
from notifications.when import wib
from policy.lines import holder_line
from policy.words import State


def finish(context: Context, code: str, outcome: Outcome, did: str, did_en: str, **more: Any) -> None:  # noqa: ANN401
    """Say what happened and who holds the case now; exit 3 if it is only stored."""
    if not outcome.delivered:
        stored(context, code, **more)
    values: dict[str, Any] = {"ok": True, "delivered": True, "case": code, "seq": outcome.seq, **more}
    with context.db.read() as session:
        view = queries.case_view(session, code)
        task = session.get(HandoverRow, (code, outcome.n)) if outcome.n else None
    if task:
        values |= {
            "task": task.code,
            "holder": task.person or task.party,
            "due": None if task.state == State.DRAFT else task.due.isoformat(),
        }
    line = holder_line(case_from_json(view.row.state), context.now, when(context)) if view else ""
    context.speaker.result(values, context.speaker.pick(did, did_en), line)


def stored(context: Context, code: str, **more: Any) -> None:  # noqa: ANN401 - what a command adds to its JSON
    """Nothing is lost: it is stored and will be delivered; exit 3."""
    line = context.speaker.pick(
        f"Tersimpan dan sedang diantar ke kasus {code}; tidak perlu diulang. Lihat: rujukan case {code}",
        f"Stored and being delivered to case {code}; no need to repeat it. See: rujukan case {code}",
    )
    context.speaker.result({"ok": True, "delivered": False, "stored": True, "case": code, **more}, line)
    raise typer.Exit(STORED)


def when(context: Context) -> Callable[[datetime], str]:
    """How instants read for this unit."""
    language = "en" if context.speaker.english else "id"
    return lambda at: wib(at, context.unit.tz, language)
