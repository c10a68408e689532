"""`rujukan report`: one report, a case per child; codes at once, whatever is down. Here: what may be told."""

import re
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

import typer

from commands import addition, children, options, possible
from commands.children import Sex
from commands.context import Context
from commands.reporter import Reporter
from commands.say import BadInput
from commands.submission import Submission
from commands.submit import new_id
from commands.times import instant
from policy.hard_words import Place
from policy.intake import Safety, initial_risk
from policy.running import started_by, suspected
from policy.words import Via

SUBMISSION_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")


class Known(StrEnum):
    """Answers to a safety question."""

    YES = "ya"
    NO = "tidak"
    UNKNOWN = "tidak-tahu"


def report(
    type_: Annotated[str, typer.Option("--type", help="Wajib: jenis kasus / case type, mis. PENDIDIKAN")] = "",
    text: Annotated[str, typer.Option(help="Uraian laporan / what was told")] = "",
    child: Annotated[list[str] | None, typer.Option(help="Nama anak; ulangi per anak / a child")] = None,
    channel: Annotated[Via, typer.Option(help="Cara laporan masuk / how it came")] = Via.DESK,
    told: Annotated[str, typer.Option(help="Kapan dilaporkan / when it was told")] = "",
    event: Annotated[str, typer.Option(help="Kapan terjadi, bila tahu / when it took place")] = "",
    safe: Annotated[Known, typer.Option(help="Anak aman sekarang? / safe now?")] = Known.UNKNOWN,
    injured: Annotated[Known, typer.Option(help="Ada luka atau sakit? / injured?")] = Known.UNKNOWN,
    near: Annotated[Known, typer.Option(help="Terduga dekat anak? / suspect near?")] = Known.UNKNOWN,
    where: Annotated[str, typer.Option(help="Anak di mana sekarang / where the child is")] = "",
    place: Annotated[
        Place, typer.Option(case_sensitive=False, help="Jenis tempat itu / kind of place")
    ] = Place.UNKNOWN,
    sex: Annotated[list[Sex] | None, typer.Option(case_sensitive=False, help="Jenis kelamin, per anak / sex")] = None,
    born: Annotated[list[str] | None, typer.Option(help="Tanggal lahir atau umur, per anak / born, or age")] = None,
    nik: Annotated[list[str] | None, typer.Option(help="NIK, 16 angka, bila ada, per anak")] = None,
    carer: Annotated[str, typer.Option(help="Pengasuh / carers")] = "",
    suspect: Annotated[str, typer.Option(help="Terduga dan hubungannya / suspect and relation")] = "",
    reporter: Annotated[str, typer.Option(help="Pelapor; kosong = anonim / reporter")] = "",
    child_alone: Annotated[bool, typer.Option("--child-alone", help="Anak melapor sendiri / by the child")] = False,
    contact: Annotated[str, typer.Option("--safe-contact", "--contact", help="Kontak aman pelapor / contact")] = "",
    may_call: Annotated[bool, typer.Option("--may-call", help="Pelapor boleh ditelepon / may be called")] = False,
    may_leave_word: Annotated[bool, typer.Option("--may-leave-word", help="Boleh titip pesan / leave word")] = False,
    contact_hours: Annotated[str, typer.Option(help="Jam aman, mis. 08.00-16.00 / safe hours")] = "",
    sender: Annotated[str, typer.Option("--agency", "--sender", help="Instansi pelapor / reporting agency")] = "",
    receipt: Annotated[bool, typer.Option("--receipt", help="Cetak tanda terima: aman dibawa / print it")] = False,
    same_as: Annotated[str, typer.Option(help="Anak dari kasus terbuka ini / of this open case")] = "",
    reopen: Annotated[str, typer.Option(help="Anak dari kasus ini; buka kembali / reopen it")] = "",
    new: Annotated[bool, typer.Option("--new", help="Anak lain, sudah diperiksa / another child")] = False,
    carer_suspected: Annotated[bool, typer.Option("--carer-suspected", help="Pengasuh diduga pelaku")] = False,
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
    told_at = _come(context, told) if told else context.now
    happened = _come(context, event) if event else None
    written = {"text": text, "where": where, "carer": carer, "suspect": suspect}
    facts: dict[str, Any] = {name: context.text(value) for name, value in written.items()}
    who = Reporter(reporter, sender, child_alone, contact, may_call, may_leave_word, contact_hours)
    facts |= who.facts(context) | {
        "event": happened.isoformat() if happened else "",
        "sexual_violence": sexual_violence,
        "carer_suspected": carer_suspected,
        "safe": safe,
        "injured": injured,
        "near": near,
    }
    told_of = children.told(context, child or [], sex or [], born or [], nik or [], happened or told_at)
    risk = initial_risk(Safety(_bool(safe), _bool(injured), _bool(near)))
    clocks = started_by(context.unit.statutory, suspected(told_at, happened)) if sexual_violence else ()
    own_id = _own_id(id_) if id_ else new_id()
    drafted = Submission(context, type_.upper(), channel, told_at, risk, facts, own_id, receipt, place, clocks)
    decided = possible.decided(context, same_as, reopen, len(told_of), new=new)
    if decided.onto:
        addition.send(drafted, told_of[0], decided)
    else:
        drafted.send(told_of, new=new)


def _bool(answer: Known) -> bool | None:
    return None if answer is Known.UNKNOWN else answer is Known.YES


def _come(context: Context, text: str) -> datetime:
    """An instant that has come. BadInput if it is still to come."""
    at = instant(text, context.unit.tz)
    if at > context.now:
        raise BadInput(
            "future",
            f"Waktu {text} ada di masa depan. Tulis kapan hal itu terjadi, paling lambat sekarang.",
            f"The time {text} is in the future. Say when it happened, now at the latest.",
        )
    return at


def _own_id(text: str) -> str:
    if not SUBMISSION_ID.fullmatch(text):
        raise BadInput(
            "bad_id",
            "--id: paling banyak 64 huruf, angka, titik, garis bawah atau tanda hubung.",
            "--id: at most 64 letters, digits, dots, underscores or hyphens.",
        )
    return text
