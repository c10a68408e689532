"""Everything a person holds goes to another: one inbox row per case, progress, and a list of what stayed and why."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass

import typer

from commands.context import Context
from commands.say import REFUSED, STORED, BadInput
from commands.submit import LOOK, author, new_id, row_of, wait
from models import inbox, queries
from models.tables import Inbox
from policy.commands import Assign
from policy.holding import INTERNAL
from policy.people import Person
from policy.words import State


@dataclass(frozen=True)
class Fate:
    """What came of one case or task: moved, on its way, or refused (why, in both languages)."""

    case: str
    n: int
    delivered: bool = True
    code: str = ""
    id: str = ""
    en: str = ""


@dataclass(frozen=True)
class Handing:
    """All open cases of `leaver`, and the tasks they hold on the cases of others, go to `receiver`."""

    context: Context
    leaver: str
    receiver: Person
    note: str

    def run(self) -> None:
        """Store all rows at once, wait for each, and say what moved. Exit 1 if anything stayed, 3 if it waits."""
        receiver = self.context.present(self.receiver)
        if self.leaver == receiver.code:
            raise BadInput("same_holder", f"{self.leaver} sudah memegangnya.", f"{self.leaver} already holds it.")
        rows = [self._row(case, n, receiver.code) for case, n in self._held()]
        with self.context.db.write() as session:
            inbox.put(session, *rows)
        fates = list(self._wait(rows, receiver.code))
        self._say(fates, receiver.code)

    def _held(self) -> list[tuple[str, int]]:
        """Whole cases (n = 0), then single tasks that do not go along with a case."""
        with self.context.db.read() as session:
            cases = [row.code for row in queries.cases_of(session, self.leaver)]
            tasks = [row for row in queries.tasks_of(session, self.leaver) if row.state != State.DRAFT]
        alone = [(row.case_code, row.n) for row in tasks if row.case_code not in cases or row.kind not in INTERNAL]
        if not cases and not alone and self.leaver not in self.context.unit.people:
            self.context.person(self.leaver)  # says which code was meant
        return [*((code, 0) for code in cases), *alone]

    def _row(self, case: str, n: int, to: str) -> Inbox:
        command = Assign(id=new_id(), **author(self.context), n=n, to=to)
        return row_of(self.context, case, command, self.context.remark(self.note))

    def _wait(self, rows: list[Inbox], to: str) -> Iterator[Fate]:
        """One after the other. Once one does not answer in time, the others are only looked at: all are stored."""
        patience = self.context.settings.answer_seconds
        for place, row in enumerate(rows, 1):
            fate = self._fate(row, patience)
            patience = patience if fate.delivered else LOOK
            self._progress(f"{place}/{len(rows)} {fate.case}: {fate.code or to}")
            yield fate

    def _fate(self, row: Inbox, patience: float) -> Fate:
        case, n = row.case_code or "", int(row.payload["n"])
        try:
            outcome = wait(self.context, case, row.id, patience)
        except BadInput as refused:
            return Fate(case, n, code=refused.code, id=refused.id, en=refused.en)
        return Fate(case, n, delivered=outcome.delivered)

    def _progress(self, line: str) -> None:
        if not self.context.speaker.json:
            sys.stderr.write(f"{line}\n")

    def _say(self, fates: list[Fate], to: str) -> None:
        pick = self.context.speaker.pick
        stayed = [fate for fate in fates if fate.code]
        stored = [fate for fate in fates if not fate.delivered]
        moved = [fate for fate in fates if fate.delivered and not fate.code]
        head = pick(
            f"{len(moved)} dari {len(fates)} pegangan {self.leaver} kini pada {to}; tenggat tiap tugas tetap.",
            f"{len(moved)} of {len(fates)} held by {self.leaver} are now with {to}; every due time stays.",
        )
        waiting = [pick(f"{fate.case}: masih diantar.", f"{fate.case}: on its way.") for fate in stored]
        refused = [f"{fate.case}: {pick(fate.id, fate.en)}" for fate in stayed]
        values = {
            "ok": not stayed,
            "to": to,
            "moved": [{"case": fate.case, "n": fate.n} for fate in moved],
            "stored": [{"case": fate.case, "n": fate.n} for fate in stored],
            "stayed": [{"case": f.case, "n": f.n, "code": f.code, "id": f.id, "en": f.en} for f in stayed],
        }
        self.context.speaker.result(values, head, *waiting, *refused)
        if stayed or stored:
            raise typer.Exit(REFUSED if stayed else STORED)
