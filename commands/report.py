"""`rujukan report`: one report, a case per child, in one transaction; codes at once, whatever is down."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

import typer

from commands import options
from commands.answers import when
from commands.context import Context, unknown
from commands.say import BadInput
from commands.submit import author, new_id, row_of, wait
from commands.text import clean
from commands.times import instant
from models import inbox
from models.tables import CaseFile, Report
from policy import codes
from policy.commands import Report as ReportCommand
from policy.intake import Safety, initial_risk
from policy.words import Risk, Via

LONGEST_TEXT = 10_000
NIK_DIGITS = 16
UNKNOWN_CHILD = "belum diketahui"


class Known(StrEnum):
    """Answers to a safety question."""

    YES = "ya"
    NO = "tidak"
    UNKNOWN = "tidak-tahu"


def report(
    type_: Annotated[str, typer.Option("--type", help="Jenis kasus / case type, mis. PENDIDIKAN")],
    text: Annotated[str, typer.Option(help="Uraian laporan / what was told")] = "",
    child: Annotated[list[str] | None, typer.Option(help="Nama anak; ulangi per anak / a child")] = None,
    channel: Annotated[Via, typer.Option(help="Cara laporan masuk / how it came")] = Via.DESK,
    told: Annotated[str, typer.Option(help="Kapan dilaporkan / when it was told")] = "",
    event: Annotated[str, typer.Option(help="Kapan terjadi, bila tahu / when it took place")] = "",
    safe: Annotated[Known, typer.Option(help="Anak aman sekarang? / safe now?")] = Known.UNKNOWN,
    injured: Annotated[Known, typer.Option(help="Ada luka atau sakit? / injured?")] = Known.UNKNOWN,
    near: Annotated[Known, typer.Option(help="Terduga dekat anak? / suspect near?")] = Known.UNKNOWN,
    where: Annotated[str, typer.Option(help="Anak di mana sekarang / where the child is")] = "",
    sex: Annotated[str, typer.Option(help="L atau P")] = "",
    born: Annotated[str, typer.Option(help="Tanggal lahir atau perkiraan umur / birth date or age")] = "",
    nik: Annotated[str, typer.Option(help="NIK, 16 angka, bila ada")] = "",
    carer: Annotated[str, typer.Option(help="Pengasuh / carers")] = "",
    suspect: Annotated[str, typer.Option(help="Terduga dan hubungannya / suspect and relation")] = "",
    reporter: Annotated[str, typer.Option(help="Pelapor; kosong = anonim / reporter")] = "",
    contact: Annotated[str, typer.Option(help="Kontak aman pelapor / safe contact")] = "",
    sender: Annotated[str, typer.Option(help="Instansi pengirim / sending agency")] = "",
    sexual_violence: Annotated[bool, typer.Option("--sexual-violence", help="Dugaan kekerasan seksual")] = False,
    id_: Annotated[str, typer.Option("--id", help="Nomor kiriman; dua kali = sekali / submission id")] = "",
    by: options.By = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Catat laporan; setiap anak menjadi satu kasus. / Take a report; each child becomes a case.

    Contoh: rujukan report --type PENDIDIKAN --channel telepon --safe ya --injured tidak --near tidak
    --child "Anak A" --child "Anak B" --text "Putus sekolah sejak Juli"
    """
    context = options.context(data, json=json, by=by, english=english)
    told_at = instant(told, context.unit.tz) if told else context.now
    facts = {
        "text": clean(text), "event": event, "where": clean(where), "sex": sex, "born": born, "nik": nik,
        "carer": clean(carer), "suspect": clean(suspect), "reporter": clean(reporter),
        "contact": clean(contact), "sender": sender, "sexual_violence": sexual_violence,
        "safe": safe, "injured": injured, "near": near,
    }  # fmt: skip
    _check(context, facts, told_at)
    risk = initial_risk(Safety(_bool(safe), _bool(injured), _bool(near)))
    draft = Submission(context, type_.upper(), channel, told_at, risk, facts, id_ or new_id())
    draft.send([clean(name) for name in child or [UNKNOWN_CHILD]])


def _bool(answer: Known) -> bool | None:
    return None if answer is Known.UNKNOWN else answer is Known.YES


def _check(context: Context, facts: dict[str, Any], told_at: datetime) -> None:
    if len(facts["text"]) > LONGEST_TEXT:
        raise BadInput(
            "text_too_long",
            f"Uraian {len(facts['text'])} huruf; paling banyak {LONGEST_TEXT}. Tidak ada yang tersimpan.",
            f"The text has {len(facts['text'])} characters; at most {LONGEST_TEXT}. Nothing was stored.",
        )
    if facts["nik"] and not (facts["nik"].isdigit() and len(facts["nik"]) == NIK_DIGITS):
        raise BadInput("bad_nik", "NIK harus 16 angka, atau kosongkan.", "A NIK has 16 digits, or leave it out.")
    happened = instant(facts["event"], context.unit.tz) if facts["event"] else told_at
    for at in (told_at, happened):
        if at > context.now:
            raise BadInput(
                "future",
                f"Waktu {at:%Y-%m-%d %H:%M} UTC ada di masa depan. Tulis kapan hal itu terjadi.",
                f"The time {at:%Y-%m-%d %H:%M} UTC is in the future. Say when it happened.",
            )


@dataclass(frozen=True)
class Submission:
    """One report on its way: every child's rows are stored together, or none."""

    context: Context
    type: str
    channel: Via
    told_at: datetime
    risk: Risk
    facts: dict[str, Any]
    id: str

    def send(self, children: list[str]) -> None:
        """Store, wait for the answers, and say the codes; also if nothing can be delivered yet."""
        self._known_type()
        found = self._stored(len(children)) or self._store(children)
        outcomes = [wait(self.context, code, self._row_id(n)) for n, code in enumerate(found)]
        delivered = all(each.delivered for each in outcomes)
        self._say(found, delivered=delivered)

    def _known_type(self) -> None:
        listed = self.context.unit.types_on(self.context.unit.local(self.told_at).date())
        if self.type not in {each.code for each in listed.types}:
            unknown("jenis kasus", "case type", self.type, [each.code for each in listed.types])

    def _row_id(self, place: int) -> str:
        return f"{self.id}-{place}"

    def _stored(self, count: int) -> list[str]:
        """The codes given when the same submission was stored before."""
        with self.context.db.read() as session:
            rows = [inbox.get(session, self._row_id(place)) for place in range(count)]
        return [row.case_code for row in rows if row and row.case_code]

    def _store(self, children: list[str]) -> list[str]:
        given = [codes.case_code(secrets.randbelow) for _ in children]
        number = f"L-{secrets.token_hex(4).upper()}"
        facts = self.facts | {"receipt": f"T-{secrets.token_hex(3).upper()}"}
        with self.context.db.write() as session:
            session.add(Report(no=number, unit=self.context.unit.code, created_at=self.context.now, facts=facts))
            for place, (code, name) in enumerate(zip(given, children, strict=True)):
                session.add(self._file(code, number, name))
                inbox.put(session, row_of(self.context, code, self._command(place), {"child": name}))
        return given

    def _file(self, code: str, number: str, name: str) -> CaseFile:
        listed = self.context.unit.types_on(self.context.unit.local(self.told_at).date())
        return CaseFile(
            code=code,
            unit=self.context.unit.code,
            report_no=number,
            type=self.type,
            type_version=listed.version,
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
            hour=self.context.settings.hour_seconds,
        )

    def _say(self, found: list[str], *, delivered: bool) -> None:
        pick = self.context.speaker.pick
        told = when(self.context)(self.told_at)
        lines = [
            pick(f"Laporan diterima {told}: kasus {code}, risiko awal {self.risk}.",
                 f"Report taken {told}: case {code}, initial risk {self.risk}.")
            for code in found
        ]  # fmt: skip
        lines.append(
            pick("Pekerja sosial piket sudah diberi tahu.", "The social worker on duty has been told.")
            if delivered
            else pick("Tersimpan; diantar begitu sistem siap. Tidak perlu diulang.",
                      "Stored; it is delivered as soon as the system is ready. No need to repeat it.")
        )  # fmt: skip
        values = {"ok": True, "code": found[0], "codes": found, "risk": self.risk, "delivered": delivered}
        self.context.speaker.result(values, *lines)
