"""`rujukan minutes`: the *berita acara serah terima anak*, to be printed and signed. The only page with the names."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from sqlmodel import Session, col, select

from commands import options
from commands.context import Context
from commands.find import case_code
from commands.say import BadInput
from models.tables import CaseFile, EventRow, Fact, HandoverRow
from policy.events import Type
from policy.hard_words import Place
from policy.lines import PLACES

TITLE = "BERITA ACARA SERAH TERIMA ANAK"
SECRET = "Rahasia: memuat data pribadi anak. Jangan difoto, jangan dikirim lewat pesan."  # noqa: S105 - a warning
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
SEX = {"L": "laki-laki", "P": "perempuan"}
BLANK = "-" * 3
PAGE = (
    '<!doctype html><html lang="id"><meta charset="utf-8"><title>{title}</title>'
    "<style>body{{font:12pt/1.6 serif;margin:2.5cm}}h1{{font-size:14pt;text-align:center}}"
    "pre{{font:inherit;white-space:pre-wrap}}</style><h1>{title}</h1><pre>{text}</pre></html>"
)


@dataclass(frozen=True)
class Arrival:
    """What the record has of one arrival."""

    event: EventRow
    task: HandoverRow | None
    facts: dict[str, Any]
    child: dict[str, Any]


def minutes(
    code: Annotated[str, typer.Argument(help="Kode kasus / case code")],
    task: Annotated[str, typer.Option(help="Kode penempatan; kosong = yang terakhir / which placement")] = "",
    out: Annotated[Path | None, typer.Option(help="Tulis ke berkas / write to a file")] = None,
    html: Annotated[bool, typer.Option("--html", help="Halaman HTML untuk dicetak / a page to print")] = False,
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Berita acara serah terima anak. / The record of handing over the child (Indonesian).

    Contoh: rujukan minutes KODE --html --out berita-acara.html
    """
    context = options.context(data, json=json, english=english)
    found = case_code(context, code)
    with context.db.read() as session:
        arrival = _arrival(session, found, task.strip().upper())
    text = "\n".join(_lines(context, arrival))
    page = PAGE.format(title=TITLE, text=escape(text)) if html else f"{TITLE}\n\n{text}"
    if out is None:
        context.speaker.result({"case": found, "text": page}, page)
        return
    _write(out, page)
    line = context.speaker.pick(f"Berita acara tertulis di {out}.", f"The record was written to {out}.")
    context.speaker.result({"case": found, "file": str(out)}, line)


def _write(out: Path, page: str) -> None:
    try:
        out.write_text(f"{page}\n", encoding="utf-8")
    except OSError as error:
        raise BadInput(
            "not_written",
            f"Berkas {out} tidak dapat ditulis ({error.strerror}). Pilih folder lain dengan --out.",
            f"The file {out} cannot be written ({error.strerror}). Choose another folder with --out.",
        ) from None


def _arrival(session: Session, code: str, task: str) -> Arrival:
    """The newest arrival of the case, or that of a placement. BadInput if the child has not arrived."""
    rows = select(EventRow).where(EventRow.case_code == code, EventRow.type == Type.ARRIVED)
    for event in session.exec(rows.order_by(col(EventRow.seq).desc())).all():
        row = session.get(HandoverRow, (code, event.n))
        if task in {"", row.code if row else ""}:
            fact = session.exec(select(Fact).where(Fact.inbox_id == event.change_id)).first()
            file = session.get(CaseFile, code)
            return Arrival(event, row, fact.data if fact else {}, file.facts if file else {})
    raise BadInput(
        "no_arrival",
        f"Belum ada kedatangan anak pada kasus {code}. Catat dulu: rujukan arrived {code}.",
        f"No arrival of the child is recorded on case {code}. Record it first: rujukan arrived {code}.",
    )


def _lines(context: Context, arrival: Arrival) -> Iterator[str]:
    """The page, line by line."""
    event, facts, child = arrival.event, arrival.facts, arrival.child
    yield f"Nomor: BA/{event.case_code}/{arrival.task.code if arrival.task else event.n}"
    yield f"Pada {_day(context, datetime.fromisoformat(event.data['since']))} telah diserahterimakan seorang anak:"
    yield ""
    yield from _rows({"Nama anak": child.get("child"), "Jenis kelamin": SEX.get(child.get("sex", ""))})
    yield from _rows({"Lahir/umur": child.get("born")})
    yield from _rows(
        {"Kode kasus": event.case_code, "Unit": context.unit.name, "Diterima di": _place(context, arrival)}
    )
    yield ""
    yield from _rows({"Yang menyerahkan": facts.get("handed_by"), "Yang menerima": facts.get("received_by")})
    yield from _rows({"Keadaan anak": facts.get("condition"), "Barang dan surat": facts.get("belongings")})
    yield from _rows({"Saksi": facts.get("witness"), "Catatan": facts.get("note")})
    yield from ("", "Yang menyerahkan,          Yang menerima,             Saksi,", "", "", "")
    yield f"{'(' + '.' * 20 + ')':<27}" * 2 + "(" + "." * 20 + ")"
    yield from ("", f"Dicatat oleh {event.by} pada {_day(context, event.at)}.", SECRET)


def _rows(values: dict[str, Any]) -> Iterator[str]:
    return (f"{name:<18}: {value or BLANK}" for name, value in values.items())


def _place(context: Context, arrival: Arrival) -> str:
    """The agency and what kind of place it is; its address is written nowhere."""
    kind = PLACES[Place(arrival.event.data["place"])][0]
    agency = context.unit.agencies.get(arrival.task.party) if arrival.task else None
    return f"{agency.name_id} ({kind})" if agency else kind


def _day(context: Context, at: datetime) -> str:
    local = at.astimezone(ZoneInfo(context.unit.tz))
    day = f"{DAYS[local.weekday()]} tanggal {local.day} {MONTHS[local.month - 1]} {local.year}"
    return f"{day} pukul {local:%H.%M} {local.tzname()}"
