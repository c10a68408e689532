"""What every page of a link needs: the record, the seals, a clock; and the way an answer is put to its case."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fastapi import Response
from pydantic_core import to_jsonable_python

from models import inbox, queries
from models.db import Database
from models.tables import Inbox
from policy.commands import Command
from web import seal
from web.links import show
from web.links.seals import Seals
from web.links.visit import Asked, Visit, visit

LOOK = 0.03
SOURCE = "link"
Form = Mapping[str, str]


@dataclass(frozen=True)
class Desk:
    """One for the process. `patience`: seconds a page waits for the answer of a case."""

    db: Database
    seals: Seals
    clock: Callable[[], datetime]
    patience: float

    def meet(self, asked: Asked) -> Visit | None:
        """Who opens this link, by the record as it stands now."""
        with self.db.read() as session:
            return visit(session, self.seals, asked, self.clock())

    def page(self, template: str, found: Visit, status: int = 200, **values: Any) -> Response:  # noqa: ANN401
        """A page of a known link."""
        return show.page(template, found, self.seals, status, **values)

    def closed(self, found: Visit | None, asked: Asked) -> Response:
        """The page of a link that leads nowhere; a person on their own device goes on to what else they hold."""
        unit, person = (found.unit, found.person) if found else (None, None)
        tasks = show.address(found, "/tugas") if found and found.known else ""
        status, words = 410 if found else 404, "expired" if found and found.expired else "ended"
        return show.closed(unit, person, asked.language, status, tasks, words)

    def genuine(self, found: Visit, form: Form) -> bool:
        """Whether a form came from a page of ours, of this link and device."""
        expected = self.seals.form(found.link_hash, found.device if found.known else "")
        return seal.same(form.get("c", ""), expected)

    def ask(self, code: str, command: Command) -> None:
        """Store the command, then wait a little for its answer and for the record to show it."""
        row = Inbox(
            id=command.id,
            kind=type(command).__name__,
            case_code=code,
            payload=to_jsonable_python(command),
            facts={},
            source=SOURCE,
            created_at=self.clock(),
        )
        with self.db.write() as session:
            inbox.put(session, row)
        end = time.monotonic() + self.patience
        while not self._answered(code, command.id) and time.monotonic() < end:
            time.sleep(LOOK)

    def _answered(self, code: str, row_id: str) -> bool:
        with self.db.read() as session:
            row = inbox.get(session, row_id)
            answer = row.answer if row else None
            if not answer:
                return False
            return not answer["ok"] or queries.case_seq(session, code) >= int(answer["seq"])
