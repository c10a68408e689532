"""`rujukan report`: one report, a case per child; codes at once, whatever is down. Here: what may be told."""

import re
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any

import typer

from commands import options
from commands.birth import born_on, not_before
from commands.context import Context
from commands.find import agency
from commands.say import BadInput
from commands.submission import Submission
from commands.submit import new_id
from commands.times import instant, past_day
from policy.intake import Safety, initial_risk
from policy.words import Place, Via

NIK_DIGITS = 16
MOST_CHILDREN = 50
UNKNOWN_CHILD = "belum diketahui"
AGE = re.compile(r"\d{1,2}( ?(th|thn|tahun|bln|bulan|years?|months?))?", re.IGNORECASE)
SUBMISSION_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")


class Known(StrEnum):
    """Answers to a safety question."""

    YES = "ya"
    NO = "tidak"
    UNKNOWN = "tidak-tahu"


class Sex(StrEnum):
    """As the population register writes it."""

    MALE = "L"
    FEMALE = "P"


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
    sex: Annotated[Sex | None, typer.Option(case_sensitive=False, help="Jenis kelamin / sex")] = None,
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
    told_at = _come(context, told) if told else context.now
    written = {"text": text, "where": where, "carer": carer, "suspect": suspect, "reporter": reporter}
    facts: dict[str, Any] = {name: context.text(value) for name, value in (written | {"contact": contact}).items()}
    facts |= {
        "event": _come(context, event).isoformat() if event else "",
        "sex": sex or "",
        "born": _born(born, context.unit.local(context.now).date()),
        "nik": _nik(nik),
        "sender": agency(context, sender).code if sender else "",
        "sexual_violence": sexual_violence,
        "safe": safe,
        "injured": injured,
        "near": near,
    }
    risk = initial_risk(Safety(_bool(safe), _bool(injured), _bool(near)))
    not_before(context, born_on(facts["born"]), told_at, _come(context, event) if event else None)
    row_id = _own_id(id_) if id_ else new_id()
    drafted = Submission(context, type_.upper(), channel, told_at, risk, facts, row_id, place)
    drafted.send(_children(context, child or [UNKNOWN_CHILD]))


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


def _nik(text: str) -> str:
    if text and not (text.isascii() and text.isdigit() and len(text) == NIK_DIGITS):
        raise BadInput("bad_nik", "NIK harus 16 angka, atau kosongkan.", "A NIK has 16 digits, or leave it out.")
    return text


def _born(text: str, today: date) -> str:
    """A birth date, or an age as it was told."""
    return text if not text or AGE.fullmatch(text.strip()) else past_day(text, today).isoformat()


def _own_id(text: str) -> str:
    if not SUBMISSION_ID.fullmatch(text):
        raise BadInput(
            "bad_id",
            "--id: paling banyak 64 huruf, angka, titik, garis bawah atau tanda hubung.",
            "--id: at most 64 letters, digits, dots, underscores or hyphens.",
        )
    return text


def _children(context: Context, names: list[str]) -> list[str]:
    if len(names) > MOST_CHILDREN:
        raise BadInput(
            "too_many_children",
            f"{len(names)} anak dalam satu laporan; paling banyak {MOST_CHILDREN}. Bagi menjadi beberapa laporan.",
            f"{len(names)} children in one report; at most {MOST_CHILDREN}. Make several reports of it.",
        )
    return [context.text(name) or UNKNOWN_CHILD for name in names]
