"""What is done to one task: answer, withdraw, undo, assign, correct, reckon again."""

from typing import Annotated, Any

import typer

from commands import options
from commands.answers import finish
from commands.context import Context
from commands.find import case_code, known_event, task
from commands.on_behalf import speaker_of
from commands.say import BadInput
from commands.sealed import Told
from commands.submit import ask, author, new_id
from commands.times import instant
from models.tables import HandoverRow
from policy.commands import Command, Correct, Replan, Reply, Undo, Withdraw
from policy.words import Decline, Outcome, Verb, Via

TaskCode = Annotated[str, typer.Argument(help="Kode tugas / task code, mis. K7M4")]
ANSWERS = frozenset({Verb.ACCEPT, Verb.DECLINE, Verb.START, Verb.COMPLETE, Verb.POSTPONE, Verb.FAIL, Verb.HELP})


def on_task(
    context: Context,
    row: HandoverRow,
    kind: type[Command],
    note: str,
    sealed: dict[str, str] | None = None,
    **more: Any,  # noqa: ANN401 - the fields of any command
) -> None:
    """Ask for something on one task and say what came of it; `sealed` is kept like the note, in the record only."""
    command = kind(id=new_id(), **(author(context) | more))
    outcome = ask(context, row.case_code, command, (sealed or {}) | context.remark(note))
    did = f"Tugas {row.code} kasus {row.case_code}: tercatat."
    finish(context, row.case_code, outcome, did, f"Task {row.code} of case {row.case_code}: recorded.")


def answer(
    code: TaskCode,
    verb: Annotated[Verb, typer.Argument(case_sensitive=False, help="TERIMA, TOLAK, MULAI, SELESAI, ...")],
    reason: Annotated[Decline | None, typer.Option(help="TOLAK: 1,2,3,4,5,9")] = None,
    outcome: Annotated[Outcome | None, typer.Option(case_sensitive=False, help="SELESAI: A-E, X")] = None,
    days: Annotated[int | None, typer.Option(help="TUNDA: jumlah hari / days")] = None,
    said_by: Annotated[str, typer.Option(help="Siapa yang menjawab / who answered, mis. DINSOS-1")] = "",
    via: Annotated[Via, typer.Option(help="Lewat apa / how")] = Via.PHONE,
    missing: Annotated[str, typer.Option(help="TOLAK --reason 3: data yang kurang / what is missing")] = "",
    certificate: Annotated[str, typer.Option(help="SELESAI: nomor akta (tersegel) / certificate, sealed")] = "",
    school: Annotated[str, typer.Option(help="SELESAI: sekolah (tersegel) / school, sealed")] = "",
    case: options.TaskOption = "",
    note: options.Note = "",
    happened: options.Happened = "",
    by: options.By = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Catat jawaban pemegang tugas, juga atas namanya. / Record a holder's answer, also on their behalf.

    Contoh: rujukan answer K7M4 TOLAK --reason 2 --said-by DINSOS-1 --via telepon
    """
    context = options.context(data, json=json, by=by, english=english)
    if verb not in ANSWERS:
        raise BadInput("not_an_answer", f"{verb} hanya lewat pesan.", f"{verb} comes by message only.")
    row, sealed = task(context, code, case), Told(verb, reason, certificate, school, missing).facts(context)
    at = instant(happened, context.unit.tz) if happened else None
    who = speaker_of(context, row, said_by)
    more = {"n": row.n, "verb": verb, "reason": reason, "outcome": outcome, "days": days, "said_by": who}
    more["told"] = "missing" in sealed
    on_task(context, row, Reply, note, sealed, via=via, happened=at, **more)


def withdraw(
    code: TaskCode,
    case: options.TaskOption = "",
    note: options.Note = "",
    by: options.By = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Cabut rujukan. / Take a referral back.

    Contoh: rujukan withdraw K7M4 --note "salah alamat"
    """
    context = options.context(data, json=json, by=by, english=english)
    row = task(context, code, case)
    on_task(context, row, Withdraw, note, n=row.n)


def undo(
    code: TaskCode,
    case: options.TaskOption = "",
    by: options.By = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Batalkan penerimaan, dalam sepuluh menit. / Undo an acceptance.

    Contoh: rujukan undo K7M4
    """
    context = options.context(data, json=json, by=by, english=english)
    row = task(context, code, case)
    on_task(context, row, Undo, "", n=row.n)


def replan(
    code: TaskCode,
    case: options.TaskOption = "",
    note: options.Note = "",
    by: options.By = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Hitung ulang tenggat menurut data unit kini. / Reckon the clock again.

    Contoh: rujukan replan K7M4 --by SV-01
    """
    context = options.context(data, json=json, by=by, english=english)
    row = task(context, code, case)
    on_task(context, row, Replan, note, n=row.n)


def correct(
    code: Annotated[str, typer.Argument(help="Kode kasus / case code")],
    task_: Annotated[str, typer.Option("--task", help="Rujukan yang salah input / the referral")] = "",
    event: Annotated[str, typer.Option(help="Nomor kejadian yang salah / the event's id")] = "",
    note: options.Note = "",
    by: options.By = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Tandai salah input; tidak ada yang dihapus. / Mark an entry as made in error; nothing is deleted.

    Contoh: rujukan correct KODE --task K7M4 --note "instansi keliru"
    """
    context = options.context(data, json=json, by=by, english=english)
    found = case_code(context, code)
    if event:
        known_event(context, found, event)
    n = task(context, task_, found).n if task_ else 0
    command = Correct(id=new_id(), **author(context), n=n, event=event)
    outcome = ask(context, found, command, context.remark(note))
    finish(context, found, outcome, f"Kasus {found} dikoreksi.", f"Case {found} corrected.")
