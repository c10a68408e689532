"""Statutory and health clocks at the desk: what starts them, the proof that ends one; and a sign of life."""

from datetime import datetime
from typing import Annotated

import typer

from commands import options
from commands.answers import finish
from commands.find import case_code, task
from commands.say import BadInput
from commands.submit import ask, author, new_id
from commands.tasks import TaskCode, on_task
from commands.times import instant
from policy.hard_commands import Heard, Prove, StartClocks
from policy.hard_words import Begun, Proof
from policy.running import started_by, suspected
from policy.words import Via

Code = Annotated[str, typer.Argument(help="Kode kasus / case code")]


def clock(
    code: Code,
    sexual_violence: Annotated[bool, typer.Option("--sexual-violence", help="Dugaan kekerasan seksual")] = False,
    told: Annotated[str, typer.Option(help="Pemberitahuan paling awal / the earliest telling")] = "",
    event: Annotated[str, typer.Option(help="Waktu kejadian, bila tahu / when it took place")] = "",
    letter: Annotated[str, typer.Option(help="Surat penyidik diterima / investigator's letter received")] = "",
    note: options.Note = "",
    by: options.By = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Mulai jam hukum dan kesehatan dari kejadiannya. / Start statutory and health clocks from the happening.

    Contoh: rujukan clock KODE --sexual-violence --told "24/11/2026 08.00" --event "23/11/2026 20.00"
    """
    context = options.context(data, json=json, by=by, english=english)
    found = case_code(context, code)
    tz = context.unit.tz
    happenings: dict[Begun, datetime] = {}
    if sexual_violence and told:
        happenings |= suspected(instant(told, tz), instant(event, tz) if event else None)
    if letter:
        happenings |= {Begun.LETTER: instant(letter, tz)}
    clocks = started_by(context.unit.statutory, happenings)
    if not clocks or (sexual_violence and not told):
        raise _nothing_starts()
    command = StartClocks(id=new_id(), **author(context), clocks=clocks)
    outcome = ask(context, found, command, context.remark(note))
    names = ", ".join(each.clock for each in clocks)
    finish(context, found, outcome, f"Jam berjalan: {names}.", f"Clocks run: {names}.", clocks=names)


def _nothing_starts() -> BadInput:
    return BadInput(
        "clock_missing",
        "Sebut kejadian yang memulai jam: --sexual-violence dengan --told (pemberitahuan paling awal), atau --letter.",
        "Name the happening that starts a clock: --sexual-violence with --told (the earliest telling), or --letter.",
    )


def proof(
    code: Code,
    clock_: Annotated[str, typer.Option("--clock", help="Kode jam / which clock, mis. LAPOR_POLISI")],
    number: Annotated[str, typer.Option(help="Nomor bukti, mis. nomor laporan polisi / its number")] = "",
    refused: Annotated[bool, typer.Option("--refused", help="Layanan ditolak anak / the child refused")] = False,
    reason: Annotated[str, typer.Option(help="Tanpa bukti: alasan manajer / a manager's reason")] = "",
    happened: options.Happened = "",
    by: options.By = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Akhiri jam hukum atau kesehatan dengan buktinya. / End a statutory or health clock by its proof.

    Contoh: rujukan proof KODE --clock LAPOR_POLISI --number LP/B/12/XI/2026 --by PS-01
    """
    context = options.context(data, json=json, by=by, english=english)
    found, wanted = case_code(context, code), clock_.upper()
    at = instant(happened, context.unit.tz) if happened else None
    given = {"number": context.text(number), "reason": context.text(reason)}
    kind = _kind_of_proof(given, refused=refused)
    command = Prove(id=new_id(), **author(context), happened=at, clock=wanted, proof=kind)
    outcome = ask(context, found, command, {name: text for name, text in given.items() if text})
    finish(context, found, outcome, f"Jam {wanted} berakhir: {kind}.", f"Clock {wanted} has ended: {kind}.")


def _kind_of_proof(given: dict[str, str], *, refused: bool) -> Proof:
    """Exactly one of number, refusal and reason."""
    ways = {Proof.GIVEN: bool(given["number"]), Proof.REFUSED: refused, Proof.WAIVED: bool(given["reason"])}
    chosen = [way for way, named in ways.items() if named]
    if len(chosen) == 1:
        return chosen[0]
    raise BadInput(
        "proof_missing",
        "Sebut satu bukti: --number (laporan, tanda terima, catatan layanan), --refused, atau --reason (manajer).",
        "Name one proof: --number (of the report, receipt or service record), --refused, or --reason (a manager).",
    )


def heard(
    code: TaskCode,
    via: Annotated[Via, typer.Option(help="Lewat apa / how")] = Via.PHONE,
    case: options.TaskOption = "",
    note: options.Note = "",
    happened: options.Happened = "",
    by: options.By = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Pemegang tugas sudah dihubungi (belum menjawab). / The holder was spoken to (not an answer).

    Contoh: rujukan heard K7M4 --note "akan dijawab sore ini"
    """
    context = options.context(data, json=json, by=by, english=english)
    row = task(context, code, case)
    at = instant(happened, context.unit.tz) if happened else None
    on_task(context, row, Heard, note, n=row.n, via=via, happened=at)
