"""`rujukan receipt`: what a reporter may be told, whether they may be called now, and the slip they may carry."""

import secrets
from datetime import datetime
from typing import Annotated, Any

import typer

from commands import options
from commands.answers import when
from commands.context import Context
from commands.reporter import safe_contact
from commands.say import BadInput
from models import reports
from models.tables import Report
from policy.codes import ALPHABET
from policy.reporters import call_refused, word_of

NUMBER_LENGTH = 8
ENGLISH = {"diterima": "received", "sedang ditangani": "in hand", "selesai": "ended"}


def number(kind: str) -> str:
    """A number of its own for a report (L) or a receipt (T): random, it encodes nothing and is no case code."""
    return f"{kind}-{''.join(secrets.choice(ALPHABET) for _ in range(NUMBER_LENGTH))}"


def slip(context: Context, receipt_no: str, told: datetime) -> list[str]:
    """The receipt: no personal data, and it proves nobody's identity."""
    unit, day = context.unit, context.unit.local(told)
    return [
        context.speaker.pick(f"TANDA TERIMA {receipt_no}", f"RECEIPT {receipt_no}"),
        f"{unit.sender}, {day:%d/%m/%Y %H.%M}",
        context.speaker.pick(
            f"Satu laporan sudah kami terima. Kabar: sebut nomor ini di {unit.desk_phone}.",
            f"We have received a report. For news give this number at {unit.desk_phone}.",
        ),
        context.speaker.pick("Bukan bukti identitas siapa pun.", "It proves nobody's identity."),
    ]


def offer(context: Context, report_no: str) -> str:
    """A receipt is offered after asking whether carrying it is safe (rule 4)."""
    return context.speaker.pick(
        f"Laporan {report_no}. Tanyakan: aman membawa tanda terima? Bila aman: rujukan receipt {report_no} --print",
        f"Report {report_no}. Ask: is it safe to carry a receipt? If it is: rujukan receipt {report_no} --print",
    )


def receipt(
    number_: Annotated[str, typer.Argument(metavar="NOMOR", help="Nomor laporan atau tanda terima / its number")],
    print_: Annotated[bool, typer.Option("--print", help="Cetak tanda terima, bila aman / print the slip")] = False,
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Kabar untuk pelapor dan tanda terima. / What a reporter may be told, and the receipt.

    Contoh: rujukan receipt L-7K4M9TGB --print
    """
    context = options.context(data, json=json, english=english)
    with context.db.read() as session:
        found = reports.report_of(session, number_.strip().upper())
        word = word_of(reports.cases_of(session, found.no)) if found else ""
    if found is None:
        raise BadInput(
            "unknown_report",
            f"Tidak ada laporan atau tanda terima {number_}. Periksa salah ketik.",
            f"There is no report or receipt {number_}. Check for a slip.",
        )
    said, lines = _call(context, found)
    shown = slip(context, str(found.facts.get("receipt", "-")), found.created_at) if print_ else []
    told = context.speaker.pick(f"Kabar untuk pelapor: {word}.", f"The reporter may be told: {ENGLISH.get(word, '')}.")
    taken = when(context)(found.created_at)
    context.speaker.result(
        {"ok": True, "report_no": found.no, "word": word, "taken": taken, "slip": shown, **said},
        *shown,
        told,
        *lines,
    )


def _call(context: Context, found: Report) -> tuple[dict[str, Any], list[str]]:
    """Whether the reporter may be called now; the contact itself stays in the record."""
    contact = safe_contact(found.facts)
    refused = call_refused(contact, context.unit.local(context.now), found.no)
    values = {
        "may_call_now": refused is None,
        "may_leave_word": contact.may_leave_word,
        "why_not": refused.code if refused else None,
    }
    if refused:
        return values, [context.speaker.pick(refused.id, refused.en)]
    leave = "boleh" if contact.may_leave_word else "JANGAN"
    leave_en = "word may be left" if contact.may_leave_word else "leave NO word with anybody else"
    return values, [
        context.speaker.pick(
            f"Pelapor boleh ditelepon sekarang; {leave} meninggalkan pesan pada orang lain.",
            f"The reporter may be called now; {leave_en}.",
        )
    ]
