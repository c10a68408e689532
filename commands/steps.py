"""The steps of a case as its worker records them: assess, plan, close, approve, reopen."""

from typing import Annotated, Any

import typer

from commands import options
from commands.answers import finish
from commands.birth import must_be_grown_up
from commands.context import Context
from commands.find import case_code
from commands.say import BadInput
from commands.submit import ask, author, new_id
from commands.times import instant
from policy.commands import Approve, Assess, Command, MakePlan, ProposeClosure, Reopen
from policy.words import ClosureReason, Risk

Code = Annotated[str, typer.Argument(help="Kode kasus / case code")]
SaidBy = Annotated[str, typer.Option(help="Atas nama siapa, mis. PS-01 / in whose name")]


def step(context: Context, given: str, kind: type[Command], happened: str, note: str, **more: Any) -> None:  # noqa: ANN401 - the fields of any command
    """Ask for one step of a case and say what came of it."""
    code = case_code(context, given)
    at = instant(happened, context.unit.tz) if happened else None
    command = kind(id=new_id(), **author(context), happened=at, **more)
    outcome = ask(context, code, command, context.remark(note))
    finish(context, code, outcome, f"Tercatat pada kasus {code}.", f"Recorded on case {code}.")


def assess(
    code: Code,
    risk: Annotated[Risk, typer.Option(help="Risiko menurut asesmen / assessed risk")],
    carer_suspected: Annotated[bool | None, typer.Option(help="Pengasuh diduga pelaku / a carer is suspected")] = None,
    lengthen: Annotated[
        bool, typer.Option("--lengthen", help="Beri waktu lebih (supervisor) / give more time")
    ] = False,
    note: options.Note = "",
    happened: options.Happened = "",
    by: options.By = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Catat asesmen. / Record the assessment.

    Contoh: rujukan assess KODE --risk sedang --by PS-01; rujukan assess KODE --risk rendah --lengthen --by SV-01
    """
    context = options.context(data, json=json, by=by, english=english)
    found = {"risk": risk, "carer_suspected": carer_suspected, "lengthen": lengthen, "watch": True, "keep_watch": True}
    step(context, code, Assess, happened, note, **found)


def plan(
    code: Code,
    note: options.Note = "",
    happened: options.Happened = "",
    by: options.By = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Catat rencana intervensi. / Record the plan.

    Contoh: rujukan plan KODE --by PS-01
    """
    step(options.context(data, json=json, by=by, english=english), code, MakePlan, happened, note)


def close(
    code: Code,
    reason: Annotated[ClosureReason, typer.Option(case_sensitive=False, help="Alasan / reason")],
    said_by: SaidBy = "",
    note: options.Note = "",
    happened: options.Happened = "",
    by: options.By = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Usulkan terminasi; orang lain yang menyetujui. / Propose closure; somebody else approves.

    Contoh: rujukan close KODE --reason TUJUAN_TERCAPAI --by PS-01
    """
    context = options.context(data, json=json, by=by, english=english)
    if reason is ClosureReason.TURNED_18:
        must_be_grown_up(context, case_code(context, code))
    if reason is ClosureReason.OTHER and not note:
        raise BadInput(
            "note_missing",
            "LAINNYA perlu penjelasan: tulis alasannya dengan --note.",
            "LAINNYA needs an explanation: write the reason with --note.",
        )
    step(context, code, ProposeClosure, happened, note, reason=reason, said_by=context.code_of(said_by))


def approve(
    code: Code,
    no: Annotated[bool, typer.Option("--no", help="Tidak disetujui / refuse the closure")] = False,
    said_by: SaidBy = "",
    note: options.Note = "",
    happened: options.Happened = "",
    by: options.By = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Setujui atau tolak terminasi. / Approve or refuse closure.

    Contoh: rujukan approve KODE --by SV-01
    """
    context = options.context(data, json=json, by=by, english=english)
    step(context, code, Approve, happened, note, yes=not no, said_by=context.code_of(said_by))


def reopen(
    code: Code,
    note: options.Note = "",
    happened: options.Happened = "",
    by: options.By = "",
    data: options.Data = None,
    json: options.Json = False,
    english: options.English = False,
) -> None:
    """Buka kembali kasus yang sudah terminasi. / Reopen a closed case.

    Contoh: rujukan reopen KODE
    """
    step(options.context(data, json=json, by=by, english=english), code, Reopen, happened, note)
