"""`rujukan bar` and `rujukan restrict`: who is kept out of a case, and who may open it (domain.md §4 rule 8)."""

from typing import Annotated

import typer

from commands import options
from commands.answers import finish
from commands.context import Context
from commands.find import case_code
from commands.say import BadInput
from commands.siblings import also, ask_all
from commands.submit import ask, author, new_id
from models import barred, record
from notifications.phones import PhoneError, normalise
from policy.hard_commands import Bar, Restrict, Unbar
from policy.hard_words import Conflict

Code = Annotated[str, typer.Argument(help="Kode kasus / case code")]


def bar(
    code: Code,
    person: Annotated[str, typer.Option(help="Orang dalam data unit / a person of the unit's data")] = "",
    number: Annotated[str, typer.Option(help="Nomor HP atau e-mail (disimpan di sini saja) / number or e-mail")] = "",
    as_: Annotated[
        Conflict, typer.Option("--as", case_sensitive=False, help="TERSANGKA atau KELUARGA / suspect or household")
    ] = Conflict.HOUSEHOLD,
    undo: Annotated[bool, typer.Option("--undo", help="Salah catat; oleh supervisor / taken back")] = False,
    note: options.Note = "",
    by: options.By = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Kecualikan terduga atau keluarga dari kasus: tidak memegang, memutus, menerima. / Keep somebody out of a case.

    Contoh: rujukan bar KODE --person DINSOS-1 --as TERSANGKA; rujukan bar KODE --number 08123456789 --as KELUARGA
    """
    context = options.context(data, json=json, by=by, english=english)
    if bool(person) == bool(number):
        raise BadInput("one_of_two", "Sebut --person atau --number, salah satu.", "Give --person or --number, one.")
    case, who = case_code(context, code), context.code_of(person)
    facts = context.remark(note) | (_number(context, case, number, undo=undo) if number else {})

    def command() -> Bar | Unbar:
        asked = {"id": new_id(), **author(context), "person": who}
        return Unbar(**asked) if undo else Bar(**asked, relation=as_)

    outcome, siblings = ask_all(context, case, command, facts)
    did, did_en = _said(who, undo=undo)
    more, more_en = also(siblings)
    finish(context, case, outcome, did + more, did_en + more_en, siblings=siblings)


def _number(context: Context, case: str, given: str, *, undo: bool) -> dict[str, str]:
    """The number as contacts are written. BadInput: unreadable, recorded already, or not recorded."""
    written = given.strip().lower() if "@" in given else _phone(given)
    with context.db.read() as session:
        known = record.load_case(session, case)
        recorded = known is not None and written in barred.numbers(session, known)
    if undo and not recorded:
        raise BadInput(
            "number_not_barred",
            f"Nomor itu tidak tercatat pada kasus {case}; tidak ada yang dicabut.",
            f"That number is not recorded on case {case}; there is nothing to take back.",
        )
    if recorded and not undo:
        raise BadInput(
            "number_barred",
            f"Nomor itu sudah tercatat pada kasus {case}; tidak perlu dicatat lagi.",
            f"That number is recorded on case {case} already; there is nothing to record.",
        )
    return {"number": written}


def _phone(given: str) -> str:
    try:
        return normalise(given)
    except PhoneError as error:
        raise BadInput(error.code, error.indonesian, error.english) from None


def _said(who: str, *, undo: bool) -> tuple[str, str]:
    """What was done; a number is not repeated."""
    name, name_en = who or "Pemilik nomor itu", who or "Whoever has that number"
    if undo:
        return f"{name} tidak lagi dikecualikan.", f"{name_en} is no longer kept out."
    return (
        f"{name} dikecualikan: tidak memegang, memutus, atau menerima pesan kasus ini.",
        f"{name_en} is kept out: does not hold, decide or receive anything of this case.",
    )


def restrict(
    code: Code,
    name: Annotated[list[str] | None, typer.Option(help="Petugas yang boleh membuka / staff who may open it")] = None,
    remove: Annotated[list[str] | None, typer.Option(help="Tidak lagi boleh / no longer")] = None,
    lift: Annotated[bool, typer.Option("--lift", help="Tidak terbatas lagi; oleh supervisor / no longer")] = False,
    note: options.Note = "",
    by: options.By = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Jadikan kasus terbatas, atau tambah yang boleh membukanya. / Restrict a case to named staff.

    Contoh: rujukan restrict KODE --name PS-02 --by PS-01; rujukan restrict KODE --lift --by SV-01
    """
    context = options.context(data, json=json, by=by, english=english)
    case = case_code(context, code)
    command = Restrict(
        id=new_id(),
        **author(context),
        names=tuple(_staff(context, each) for each in name or ()),
        remove=tuple(context.person(each).code for each in remove or ()),
        lift=lift,
    )
    outcome = ask(context, case, command, context.remark(note))
    did = ("tidak terbatas lagi", "no longer restricted") if lift else ("terbatas", "restricted")
    finish(context, case, outcome, f"Kasus {case} {did[0]}.", f"Case {case} is {did[1]}.")


def _staff(context: Context, given: str) -> str:
    found = context.person(given)
    if found.agency is None:
        return found.code
    raise BadInput(
        "not_staff",
        f"{found.code} bukan petugas unit; hanya petugas unit yang membuka kasus.",
        f"{found.code} is not of the unit's staff; only they open cases.",
    )
