"""One report on its way: every child's rows are stored together, or none; the same submission is stored once."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count, takewhile
from time import monotonic
from typing import Any

from sqlmodel import Session

from commands import possible
from commands.answers import when
from commands.context import Context, unknown
from commands.receipt import number, offer, slip
from commands.say import BadInput
from commands.submit import author, row_of, wait
from models import inbox, queries
from models.inbox import LARGEST, InboxTooLargeError
from models.reports import Possible
from models.tables import CaseFile, Report
from models.types import case_from_json
from policy import codes
from policy.commands import Report as ReportCommand
from policy.commands import Started
from policy.conflict import restricted_by_default
from policy.hard_words import Place
from policy.lines import holder_line
from policy.terms import CaseTypeList
from policy.words import Risk, Via


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
    receipt: bool = False
    place: Place = Place.UNKNOWN
    clocks: tuple[Started, ...] = ()

    def send(self, children: Sequence[dict[str, Any]], *, new: bool) -> None:
        """Store, wait for the answers, and say the codes; also if nothing can be delivered yet.

        Children who may be known are put before a person: at once if they are known to be safe, else once begun.
        """
        self.known_type()
        if len(json.dumps(self.facts, ensure_ascii=False).encode()) > LARGEST:
            raise InboxTooLargeError
        alike = self._alike(children, new=new)
        found = self._store(children, alike, new=new)
        end = monotonic() + self.context.settings.answer_seconds
        waiting = [wait(self.context, code, self.row_id(n), end - monotonic()) for n, code in enumerate(found)]
        asked = [] if new else [(code, each) for code, each in zip(found, alike, strict=False) if each]
        self._say(found, asked, delivered=all(each.delivered for each in waiting))

    def _alike(self, children: Sequence[dict[str, Any]], *, new: bool) -> list[list[Possible]]:
        with self.context.db.read() as session:
            if self._known(session):
                return []
        alike = possible.search(self.context, children)
        if self.risk is Risk.LOW and not new and (found := [each for one in alike for each in one]):
            possible.ask(self.context, found)
        return alike

    def _listed(self) -> CaseTypeList:
        return self.context.unit.types_on(self.context.unit.local(self.told_at).date())

    def known_type(self) -> None:
        """BadInput for a type that is missing, or not in the list of the day."""
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

    def _restricted(self) -> bool:
        listed = next((each for each in self._listed().types if each.code == self.type), None)
        return restricted_by_default(listed.article59 if listed else None, suspected=self.facts["sexual_violence"])

    def row_id(self, place: int) -> str:
        """The id of the inbox row of one child."""
        return f"{self.id}-{place}"

    def _store(
        self, children: Sequence[dict[str, Any]], alike: Sequence[Sequence[Possible]], *, new: bool
    ) -> list[str]:
        """The codes: new ones, or those given when the same submission was stored before."""
        given, no = [codes.case_code(secrets.randbelow) for _ in children], number("L")
        rows = [
            row_of(self.context, code, self._command(place, no, like, new=new), {"child": child["child"]})
            for place, (code, child, like) in enumerate(zip(given, children, alike or [[]] * len(given), strict=True))
        ]
        with self.context.db.write() as session:
            if inbox.put(session, rows[0])[0] is not rows[0]:
                return self._known(session)
            inbox.put(session, *rows[1:])
            session.add(self.kept(no))
            session.add_all(self._file(code, no, child) for code, child in zip(given, children, strict=True))
        return given

    def _known(self, session: Session) -> list[str]:
        rows = (inbox.get(session, self.row_id(place)) for place in count())
        return [row.case_code or "" for row in takewhile(bool, rows) if row]

    def kept(self, no: str, **more: Any) -> Report:  # noqa: ANN401 - JSON values
        """The report's own row, with the number of its receipt."""
        facts = self.facts | {"receipt": number("T"), **more}
        return Report(no=no, unit=self.context.unit.code, created_at=self.context.now, facts=facts)

    def _file(self, code: str, no: str, child: dict[str, Any]) -> CaseFile:
        return CaseFile(
            code=code,
            unit=self.context.unit.code,
            report_no=no,
            type=self.type,
            type_version=self._listed().version,
            channel=self.channel,
            told_at=self.told_at,
            happened_at=self.told_at,
            facts=self.facts | child,
        )

    def asked(self, place: int) -> dict[str, Any]:
        """The fields of the command that carries the report of one child."""
        return {
            "id": self.row_id(place),
            **author(self.context),
            "via": self.channel,
            "happened": self.told_at if self.told_at < self.context.now else None,
            "risk": self.risk,
            "sender": self.facts.get("sender", ""),
        }

    def _command(self, place: int, no: str, like: Sequence[Possible], *, new: bool) -> ReportCommand:
        return ReportCommand(
            **self.asked(place),
            unit=self.context.unit.code,
            place=self.place,
            hour=self.context.settings.hour_seconds,
            carer_suspected=bool(self.facts.get("carer_suspected")),
            abuse=bool(self.facts.get("sexual_violence") or self.facts.get("carer_suspected")),
            report=f"{no}/{place + 1}" if place else no,
            alike=tuple(each.code for each in like),
            new=new and bool(like),
            restricted=self._restricted(),
            clocks=self.clocks,
        )

    def _say(self, found: list[str], asked: Sequence[tuple[str, Sequence[Possible]]], *, delivered: bool) -> None:
        with self.context.db.read() as session:
            file = session.get(CaseFile, found[0])
            known = session.get(Report, file.report_no) if file else None
            rows = [view.row for code in found if (view := queries.case_view(session, code))]
        shown, now = when(self.context), self.context.now
        holders = {row.code: holder_line(case_from_json(row.state), now, shown) for row in rows}
        values = {"ok": True, "code": found[0], "codes": found, "risk": self.risk, "delivered": delivered}
        lines = [line for code in found for line in self._lines(code, holders.get(code, ""))]
        lines += [possible.question(self.context, code, like) for code, like in asked]
        maybe = [each for code, like in asked for each in possible.values(code, like)]
        numbers, last = self.numbers(known) if known else ({}, [])
        stored = [] if delivered else [self._stored()]
        self.context.speaker.result({**values, **numbers, "possible": maybe}, *lines, *last, *stored)

    def numbers(self, known: Report) -> tuple[dict[str, str], list[str]]:
        """The report's number, and its receipt where it was asked for: then it is safe to carry."""
        receipt = str(known.facts.get("receipt", "")) if self.receipt else ""
        lines = slip(self.context, receipt, known.created_at) if receipt else [offer(self.context, known.no)]
        return {"report_no": known.no, "receipt": receipt}, lines

    def _lines(self, code: str, holder: str) -> list[str]:
        told = when(self.context)(self.told_at)
        line = self.context.speaker.pick(
            f"Laporan diterima {told}: kasus {code}, risiko awal {self.risk}.",
            f"Report taken {told}: case {code}, initial risk {self.risk}.",
        )
        return [line, holder] if holder else [line]

    def _stored(self) -> str:
        return self.context.speaker.pick(
            "Tersimpan; diantar begitu sistem siap. Tidak perlu diulang.",
            "Stored; it is delivered as soon as the system is ready. No need to repeat it.",
        )
