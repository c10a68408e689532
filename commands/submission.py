"""One report on its way: every child's rows are stored together, or none; the same submission is stored once."""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime
from itertools import count, takewhile
from time import monotonic
from typing import Any

from sqlmodel import Session

from commands.answers import when
from commands.context import Context, unknown
from commands.say import BadInput
from commands.submit import PATIENCE, author, row_of, wait
from models import inbox, queries
from models.inbox import LARGEST, InboxTooLargeError
from models.tables import CaseFile, Report
from models.types import case_from_json
from policy import codes
from policy.commands import Report as ReportCommand
from policy.lines import holder_line
from policy.terms import CaseTypeList
from policy.words import Place, Risk, Via


@dataclass(frozen=True)
class Submission:
    """What was told once. `facts` are personal and stay in the record; `id` makes it the same submission."""

    context: Context
    type: str
    channel: Via
    told_at: datetime
    risk: Risk
    facts: dict[str, Any]
    id: str
    place: Place = Place.UNKNOWN

    def send(self, children: list[str]) -> None:
        """Store, wait for the answers, and say the codes; also if nothing can be delivered yet."""
        self._known_type()
        if len(json.dumps(self.facts, ensure_ascii=False).encode()) > LARGEST:
            raise InboxTooLargeError
        found = self._store(children)
        end = monotonic() + PATIENCE
        waiting = [wait(self.context, code, self._row_id(n), end - monotonic()) for n, code in enumerate(found)]
        self._say(found, delivered=all(each.delivered for each in waiting))

    def _listed(self) -> CaseTypeList:
        return self.context.unit.types_on(self.context.unit.local(self.told_at).date())

    def _known_type(self) -> None:
        known = [each.code for each in self._listed().types]
        if not self.type:
            names = ", ".join(known)
            raise BadInput(
                "type_missing",
                f"Jenis kasus belum disebut (--type). Ada: {names}.",
                f"The case type is missing (--type). Known: {names}.",
            )
        if self.type not in known:
            unknown("jenis kasus", "case type", self.type, known)

    def _row_id(self, place: int) -> str:
        return f"{self.id}-{place}"

    def _store(self, children: list[str]) -> list[str]:
        """The codes: new ones, or those given when the same submission was stored before."""
        given = [codes.case_code(secrets.randbelow) for _ in children]
        rows = [
            row_of(self.context, code, self._command(place), {"child": name})
            for place, (code, name) in enumerate(zip(given, children, strict=True))
        ]
        with self.context.db.write() as session:
            if inbox.put(session, rows[0])[0] is not rows[0]:
                return self._known(session)
            inbox.put(session, *rows[1:])
            self._keep(session, given, children)
        return given

    def _known(self, session: Session) -> list[str]:
        rows = (inbox.get(session, self._row_id(place)) for place in count())
        return [row.case_code or "" for row in takewhile(bool, rows) if row]

    def _keep(self, session: Session, given: list[str], children: list[str]) -> None:
        number = f"L-{secrets.token_hex(4).upper()}"
        facts = self.facts | {"receipt": f"T-{secrets.token_hex(3).upper()}"}
        session.add(Report(no=number, unit=self.context.unit.code, created_at=self.context.now, facts=facts))
        for code, name in zip(given, children, strict=True):
            session.add(self._file(code, number, name))

    def _file(self, code: str, number: str, name: str) -> CaseFile:
        return CaseFile(
            code=code,
            unit=self.context.unit.code,
            report_no=number,
            type=self.type,
            type_version=self._listed().version,
            channel=self.channel,
            told_at=self.told_at,
            happened_at=self.told_at,
            facts=self.facts | {"child": name},
        )

    def _command(self, place: int) -> ReportCommand:
        return ReportCommand(
            id=self._row_id(place),
            **author(self.context),
            via=self.channel,
            happened=self.told_at if self.told_at < self.context.now else None,
            unit=self.context.unit.code,
            risk=self.risk,
            place=self.place,
            hour=self.context.settings.hour_seconds,
        )

    def _say(self, found: list[str], *, delivered: bool) -> None:
        with self.context.db.read() as session:
            file = session.get(CaseFile, found[0])
            known = session.get(Report, file.report_no) if file else None
            rows = [view.row for code in found if (view := queries.case_view(session, code))]
        shown, now = when(self.context), self.context.now
        holders = {row.code: holder_line(case_from_json(row.state), now, shown) for row in rows}
        number, receipt = (known.no, known.facts.get("receipt", "")) if known else ("", "")
        values = {"ok": True, "code": found[0], "codes": found, "risk": self.risk, "delivered": delivered}
        lines = [line for code in found for line in self._lines(code, holders.get(code, ""))]
        last = self._last(number, receipt, delivered=delivered)
        self.context.speaker.result({**values, "report_no": number, "receipt": receipt}, *lines, *last)

    def _lines(self, code: str, holder: str) -> list[str]:
        told = when(self.context)(self.told_at)
        line = self.context.speaker.pick(
            f"Laporan diterima {told}: kasus {code}, risiko awal {self.risk}.",
            f"Report taken {told}: case {code}, initial risk {self.risk}.",
        )
        return [line, holder] if holder else [line]

    def _last(self, number: str, receipt: str, *, delivered: bool) -> list[str]:
        pick = self.context.speaker.pick
        numbers = pick(
            f"Laporan {number}; tanda terima {receipt} (beri hanya bila aman dibawa pelapor).",
            f"Report {number}; receipt {receipt} (give it only if it is safe to carry).",
        )
        stored = pick(
            "Tersimpan; diantar begitu sistem siap. Tidak perlu diulang.",
            "Stored; it is delivered as soon as the system is ready. No need to repeat it.",
        )
        return [numbers] if delivered else [numbers, stored]
